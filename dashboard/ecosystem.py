"""Who gives what to whom: the flows of a run between kinds of parties, and what is known of each of them.

Place in the flow: geodata -> sim -> scenarios -> [dashboard]. Knows no Dash; the page Partners and its charts ask it.
The value map (table `transfers`) has every kind of flow; a run without one shows the money of its ledger.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dashboard.headlines import gains, group_of
from sim.actors import ACTORS
from sim.ecosystem.reciprocity import OneSided, gives_without_taking, reciprocity
from sim.ecosystem.transfers import KIND, TRANSFER, Transfers
from sim.markets.firms import PARTY_OF_TRADE
from sim.results import Results

CLIENT = "city_hall"
"""Sits in the middle."""
SEATS = (
    "region", "eu", "neighbours", "intermunicipal", "bank", "cooperative", "households", "housing_company", "businesses",
    "port_authority", "suppliers", "grid_operator", "lighting_company", "esco", "contractors", "manufacturer", "university",
    "facilitator", "society", "rest_of_world",
)  # fmt: skip
"""Seats around the city, clockwise from the top: public bodies, money, people, energy, works, know-how, outside."""
KINDS = ("money", "service", "energy", "know_how", "data", "risk", "jobs", "comfort", "co2")
"""Kinds of flow in the order in which they are offered."""
SHOWN_FIRST = KINDS[:6]


@dataclass(frozen=True)
class Flow:
    """All of one kind that one party gives another in a year, or in all years."""

    giver: str
    taker: str
    kind: str
    eur: float
    """Money given; 0 for what is no money [EUR]."""
    objects: tuple[str, ...]
    """What it is, most euros or most often first."""


def has_value_map(results: Results) -> bool:
    """Whether the run wrote down what is given in return for money."""
    table = results.tables.get("transfers")
    return table is not None and len(table["year"]) > 0


def flows_of(results: Results, year: int | None = None) -> list[Flow]:
    """Flows between different kinds of party, the most euros first.

    Args:
        results: of a run
        year: None: all years together
    """
    giver, taker, kind, what, eur, years = _columns(results)
    chosen = np.ones(len(years), dtype=bool) if year is None else years == year
    names, place = np.unique(np.concatenate([giver[chosen], taker[chosen]]), return_inverse=True)
    groups = np.array([group_of(str(name)) for name in names] or [""])
    gives, takes = groups[place[: chosen.sum()]], groups[place[chosen.sum() :]]
    sums: dict[tuple[str, str, str], dict[str, list[float]]] = {}
    for row in zip(
        gives.tolist(), takes.tolist(), kind[chosen].tolist(), what[chosen].tolist(), eur[chosen].tolist(), strict=True
    ):
        if row[0] == row[1]:
            continue
        tally = sums.setdefault(row[:3], {}).setdefault(row[3], [0.0, 0.0])
        tally[0] += row[4]
        tally[1] += 1
    flows = [
        Flow(*key, sum(eur for eur, _ in objects.values()), tuple(sorted(objects, key=lambda name: (-objects[name][0], -objects[name][1]))))
        for key, objects in sums.items()
    ]  # fmt: skip
    return sorted(flows, key=lambda flow: (-flow.eur, flow.giver, flow.taker, flow.kind))


def _columns(results: Results) -> tuple[np.ndarray, ...]:
    """Giver, taker, kind, object, euros (0 where unknown) and year of every flow."""
    if has_value_map(results):
        table = results.tables["transfers"]
        eur = np.where(table["kind"] == "money", np.nan_to_num(table["eur"]), 0.0)
        return table["giver"], table["taker"], table["kind"], table["object"], eur, table["year"]
    table = results.tables["ledger"]
    kind = np.full(len(table["year"]), "money")
    return table["payer"], table["payee"], kind, table["account"], table["amount_eur"], table["year"]


def parties_of(results: Results) -> list[str]:
    """Kinds of party that give or take in any year or sit at the table of the deal: the city, then by seats."""
    giver, taker = _columns(results)[:2]
    found = {group_of(str(name)) for name in np.unique(np.concatenate([giver, taker]))}
    found |= set((results.summary.get("deal") or {}).get("roles", ()))
    found |= {CLIENT}
    order = {name: place for place, name in enumerate((CLIENT, *SEATS))}
    return sorted(found, key=lambda name: (order.get(name, len(order)), name))


def places_of(parties: list[str]) -> dict[str, tuple[float, float]]:
    """Where each party sits: the city in the middle, the others on a ring, always in the same order.

    >>> places_of(["city_hall", "region"])
    {'city_hall': (0.0, 0.0), 'region': (0.0, 1.0)}
    """
    around = [name for name in parties if name != CLIENT]
    turns = [2 * np.pi * place / max(1, len(around)) for place in range(len(around))]
    seats = {
        name: (round(float(np.sin(turn)), 4), round(float(np.cos(turn)), 4))
        for name, turn in zip(around, turns, strict=True)
    }
    return {CLIENT: (0.0, 0.0), **seats}


def cash_by_year(results: Results, party: str) -> tuple[np.ndarray, np.ndarray]:
    """What comes in and what goes out in each year, payments inside the group left out [EUR]."""
    ledger = results.tables["ledger"]
    mine = [
        name for name in np.unique(np.concatenate([ledger["payer"], ledger["payee"]])) if group_of(str(name)) == party
    ]
    pays, earns = np.isin(ledger["payer"], mine), np.isin(ledger["payee"], mine)
    place = ledger["year"].astype(np.int64) - int(results.years[0])
    inside = (place >= 0) & (place < len(results.years))

    def by_year(chosen: np.ndarray) -> np.ndarray:
        chosen = chosen & inside
        return np.bincount(place[chosen], weights=ledger["amount_eur"][chosen], minlength=len(results.years))

    return by_year(earns & ~pays), by_year(pays & ~earns)


def gain_of(results: Results, party: str) -> dict | None:
    """The row of `headlines.gains` of a kind of party; None when its best alternative is not known."""
    return next((row for row in gains(results) if row["id"] == party), None)


def reputations_of(results: Results, party: str) -> np.ndarray:
    """Reputations of the simulated firms that stand behind a party, 0 to 1; empty for a party of its own."""
    firms = results.tables.get("firms")
    if firms is None or not len(firms["id"]) or party not in {"contractors", *PARTY_OF_TRADE.values()}:
        return np.zeros(0)
    theirs = np.array([PARTY_OF_TRADE.get(str(trade), "contractors") == party for trade in firms["trade"]])
    return firms["reputation"][theirs & firms["active"].astype(bool)]


def needed_by(party: str) -> list[str]:
    """Parties that cannot do without this one."""
    return [name for name, kind in ACTORS.items() if party in kind.needs]


def one_sided(results: Results) -> tuple[list[OneSided], list[str]]:
    """Who gives and takes nothing back, pair by pair; and the parties to whom nothing comes at all.

    Households of all districts are one party here.
    """
    if not has_value_map(results):
        return [], []
    table = results.tables["transfers"]
    groups = {str(name): group_of(str(name)) for name in np.unique(np.concatenate([table["giver"], table["taker"]]))}
    giver, taker = (np.array([groups[str(name)] for name in table[column]]) for column in ("giver", "taker"))
    parties, party = np.unique(np.concatenate([giver, taker]), return_inverse=True)
    objects, what = np.unique(table["object"], return_inverse=True)
    rows = np.zeros(len(giver), dtype=TRANSFER)
    rows["giver"], rows["taker"] = party[: len(giver)], party[len(giver) :]
    rows["object"], rows["kind"] = what, [KIND[str(kind)] for kind in table["kind"]]
    for name in ("year", "contract", "quantity", "eur"):
        rows[name] = table[name]
    transfers = Transfers(rows[rows["giver"] != rows["taker"]], parties.tolist(), objects.tolist(), [""])
    found = reciprocity(transfers)
    return found, gives_without_taking(found, transfers)
