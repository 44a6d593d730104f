"""The deal of a run once more, with the worth of every group: for whoever wants to move a price and see who leaves.

Place in the flow: scenarios reads -> checks -> [runs]: beside `deals`, which puts the answers into the summary.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from scenarios.deal_words import sentence_of
from scenarios.deals import as_dict, deal_of
from sim.ecosystem.deal import (
    Conditions,
    Deal,
    Departure,
    Price,
    Undertaking,
    departure,
    moved,
    prices_of,
    quiet_range,
    undertaking_of,
)
from sim.parameter import Book
from sim.results import Results
from sim.scenario import Scenario

STARTS = ("today", "nucleolus")
"""Terms from which one price may be moved: those signed, and those recommended."""
Floats = np.ndarray


@dataclass(frozen=True)
class DealTable:
    """Everybody at the table, what every group is worth, and the price of each partner."""

    deal: Deal
    prices: dict[str, Price]
    told: dict[str, Any] = field(default_factory=dict)
    """The same in words and numbers, in the form of `deal` in the summary of a run."""

    def gains(self, start: str) -> Floats:
        """Gain of each role on one of STARTS, client first [EUR]."""
        return self.deal.splits[start] if start in self.deal.splits else self.deal.today

    def moved(self, start: str, party: str, price: float) -> Floats:
        """Gain of each role when the price of one partner is another [EUR]."""
        return moved(self.gains(start), self.deal.roles.index(party), self.prices[party].gain_eur(price))

    def departure(self, gains_eur: Floats) -> Departure:
        """The group that could do best by leaving."""
        return departure(self.deal.worth.eur, gains_eur)

    def quiet_prices(self, start: str, party: str) -> tuple[float, float] | None:
        """Between which prices of a partner nobody leaves; None when somebody leaves whatever it is."""
        quiet = quiet_range(self.deal.worth.eur, self.gains(start), self.deal.roles.index(party))
        return None if quiet is None else (self.prices[party].at(quiet[0]), self.prices[party].at(quiet[1]))

    def names(self, mask: int) -> tuple[str, ...]:
        """Roles of a group."""
        return tuple(name for place, name in enumerate(self.deal.roles) if mask >> place & 1)


def measures_to_deal(results: Results, book: Book) -> list[str]:
    """Measures whose contracts partners could carry together: that of the summary first, then the largest investment."""
    found = {
        measure: undertaking
        for measure in dict.fromkeys(results.tables["contracts"]["measure"].tolist())
        if (undertaking := _undertaking(results, book, measure)) is not None
    }
    first = _undertaking(results, book, "")
    return sorted(found, key=lambda measure: (measure != first.measure, -found[measure].capex_eur))


def deal_table(results: Results, scenario: Scenario, book: Book, measure: str = "") -> DealTable | None:
    """The deal of a run; None when there is nothing that partners could carry together.

    Args:
        results: of a run
        scenario: as it was run
        book: as it was run with
        measure: one of `measures_to_deal`; empty: that of the summary
    """
    undertaking = _undertaking(results, book, measure)
    if undertaking is None:
        return None
    year = int(results.years[0])
    deal, gaps = deal_of(undertaking, scenario, book, year)
    interest = scenario.actors.get("bank", {}).get("interest_factor", 1.0)
    conditions = Conditions.of(book, year, undertaking.domain, interest)
    told = {**as_dict(deal, gaps), "sentence": sentence_of(deal, gaps)}
    return DealTable(deal, prices_of(undertaking, conditions, deal.roles), told)


def _undertaking(results: Results, book: Book, measure: str) -> Undertaking | None:
    budget_eur = results.summary["means"]["yearly_budget_eur"]
    return undertaking_of(results.tables["contracts"], book, int(results.years[0]), budget_eur, measure)
