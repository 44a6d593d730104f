"""Who pays whom in a year.

Place in the flow: geodata -> sim -> scenarios -> [dashboard].
"""

from __future__ import annotations

import numpy as np

from dashboard.charts.base import chart, rounded
from dashboard.headlines import group_of
from dashboard.texts import money, word
from dashboard.theme import SERIES, Figure, dress
from sim.results import Results

SHOWN_FLOWS = 24
"""More ribbons than these cannot be told apart; the smallest are left out and the table has them all."""


def flows_between(results: Results, year: int) -> list[tuple[str, str, float]]:
    """Money from payer to payee in a year, the largest first: (payer, payee, euros)."""
    ledger = results.tables["ledger"]
    chosen = (ledger["year"] == year) & (ledger["payer"] != ledger["payee"])
    if not chosen.any():
        return []
    payers, payer = _groups(ledger["payer"][chosen])
    payees, payee = _groups(ledger["payee"][chosen])
    sums = np.bincount(payer * len(payees) + payee, weights=ledger["amount_eur"][chosen])
    order = np.argsort(-sums, kind="stable")[: np.count_nonzero(sums)]
    return [(payers[row // len(payees)], payees[row % len(payees)], float(sums[row])) for row in order]


def payments_by_account(results: Results, year: int) -> list[tuple[str, str, str, float]]:
    """The same money told by what it was for, the largest first: (payer, payee, account, euros)."""
    ledger = results.tables["ledger"]
    chosen = np.flatnonzero((ledger["year"] == year) & (ledger["payer"] != ledger["payee"]))
    sums: dict[tuple[str, str, str], float] = {}
    for row in chosen:
        key = (group_of(str(ledger["payer"][row])), group_of(str(ledger["payee"][row])), str(ledger["account"][row]))
        sums[key] = sums.get(key, 0.0) + float(ledger["amount_eur"][row])
    return [(*key, amount) for key, amount in sorted(sums.items(), key=lambda item: -item[1]) if amount]


def _groups(names: np.ndarray) -> tuple[list[str], np.ndarray]:
    """Kinds of party that occur, and the kind of each name."""
    parties, which = np.unique(names, return_inverse=True)
    groups = [group_of(str(party)) for party in parties]
    kinds = sorted(set(groups))
    return kinds, np.array([kinds.index(group) for group in groups])[which]


@chart("Where the money goes", help="Every euro has a payer on the left and a receiver on the right.")
def money_flows(results: Results, lang: str, year: int) -> Figure:
    """Ribbons from payers to receivers; a party that does both stands on both sides."""
    flows = flows_between(results, year)[:SHOWN_FLOWS]
    payers = list(dict.fromkeys(payer for payer, _, _ in flows))
    payees = list(dict.fromkeys(payee for _, payee, _ in flows))
    parties = sorted(set(payers) | set(payees))
    colour = {party: SERIES[place % len(SERIES)] for place, party in enumerate(parties)}
    names = payers + payees
    sankey = {
        "type": "sankey", "orientation": "h", "arrangement": "fixed",
        "node": {
            "label": [word(lang, "actor", name) for name in names], "color": [colour[name] for name in names],
            "pad": 14, "thickness": 12, "line": {"width": 0}, "hoverinfo": "none",
        },
        "link": {
            "source": [payers.index(payer) for payer, _, _ in flows],
            "target": [len(payers) + payees.index(payee) for _, payee, _ in flows],
            "value": rounded([amount for _, _, amount in flows], 0),
            "color": [f"{colour[payer]}55" for payer, _, _ in flows],
            "customdata": [money(lang, amount) for _, _, amount in flows],
            "hovertemplate": "%{source.label} → %{target.label}: %{customdata}<extra></extra>",
        },
    }  # fmt: skip
    return dress([sankey], lang, hovermode="closest", margin={"l": 8, "r": 8, "t": 12, "b": 12})
