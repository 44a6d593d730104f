"""Adds to a run what it says of the ecosystem: who gives without taking, who loses, what is needed and not answered.

Place in the flow: scenarios reads -> checks -> [runs]: after the run and its alternatives (`scenarios.running`).
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from scenarios.deals import EVEN_EUR
from sim.ecosystem.given_in_return import KINDS
from sim.ecosystem.public_value import avoided_co2_t
from sim.ecosystem.reciprocity import gives_without_taking, reciprocity
from sim.ecosystem.transfers import KIND, Transfers
from sim.ecosystem.value_map import money_of
from sim.parameter import Book
from sim.results import Results, Table
from sim.value_flows import transfers_of

MOST_FINDINGS = 12
"""One-sided interfaces that are told in words, the largest first."""
DAYS_PER_MONTH = 365.0 / 12.0


def add_ecosystem(results: Results, without: Results, book: Book) -> None:
    """Put `ecosystem` into the summary of a run, and the avoided emissions into its table `transfers`.

    Args:
        results: of a run, its alternatives known already
        without: the same city, book and seed without measures
        book: as the run used it
    """
    year = int(results.years[0])
    avoided = avoided_co2_t(results, without)
    transfers = transfers_of(results, book.at("works.jobs_fte_per_meur", year), avoided)
    results.tables.add("transfers", transfers.table)
    results.summary["ecosystem"] = {
        **_exchange(transfers, results), **_gains(results.summary["actors"]),
        "needs": needs_told(results.tables["listings"], results.years, book),
    }  # fmt: skip


def _exchange(transfers: Transfers, results: Results) -> dict[str, Any]:
    """Transfers by kind, and those that go one way only."""
    one_sided = reciprocity(transfers)
    number = Counter(transfers.rows["kind"].tolist())
    return {
        "transfers": {kind: number.get(KIND[kind], 0) for kind in KINDS},
        "money_residual_eur": money_of(transfers) - float(results.tables["ledger"]["amount_eur"].sum()),
        "one_sided": len(one_sided),
        "one_sided_most": [each.sentence for each in one_sided[:MOST_FINDINGS]],
        "gives_without_taking": gives_without_taking(one_sided, transfers),
    }


def _gains(actors: list[dict[str, Any]]) -> dict[str, Any]:
    """The smallest gain over the best alternative, and who loses, the most first; households of all districts apart."""
    gains = {
        actor["id"]: actor["npv_eur"] - actor["npv_alternative_eur"]
        for actor in actors
        if actor["npv_alternative_eur"] is not None
    }
    losers = sorted((name for name in gains if gains[name] < -EVEN_EUR), key=gains.get)
    least = min(gains, key=gains.get, default=None)
    return {
        "least_gain_eur": gains[least] if least else None, "least_gain_party": least,
        "losers": {name: gains[name] for name in losers},
        "all_win": bool(gains) and not losers and any(gain > EVEN_EUR for gain in gains.values()),
    }  # fmt: skip


def needs_told(listings: Table, years: Any, book: Book) -> dict[str, Any]:
    """Needs by what became of them: noticed, open at the end, of these open for too long, answered, no longer felt.

    Args:
        listings: table of a run
        years: simulated calendar years
        book: says after how many months a need counts as unmet
    """
    need = listings["kind"] == "need"
    state, opened = listings["state"][need], listings["opened_day"][need]
    last_day = len(years) * 365 - 1
    after = book.at("procurement.need_unmet_after_months", int(years[-1])) * DAYS_PER_MONTH
    is_open = state == "open"
    sectors = Counter(str(subject).partition(" in ")[0] for subject in listings["subject"][need])
    return {
        "noticed": int(need.sum()), "open": int(is_open.sum()), "unmet": int((is_open & (last_day - opened > after)).sum()),
        "matched": int((state == "matched").sum()),
        "answered": int(((state == "contracted") | (state == "running")).sum()),
        "closed": int((state == "closed").sum()), "withdrawn": int((state == "withdrawn").sum()),
        "by_sector": dict(sectors),
    }  # fmt: skip
