"""The deal of a run once more, with the worth of every group: for whoever wants to move a price and see who leaves.

Place in the flow: scenarios reads -> checks -> [runs]: beside `deals`, which puts the answers into the summary.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from scenarios.deals import deal_of
from sim.ecosystem.deal import (
    Conditions,
    Deal,
    Departure,
    Price,
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


def deal_table(results: Results, scenario: Scenario, book: Book) -> DealTable | None:
    """The deal of a run; None when there is nothing that partners could carry together.

    Args:
        results: of a run
        scenario: as it was run
        book: as it was run with
    """
    year = int(results.years[0])
    undertaking = undertaking_of(results.tables["contracts"], book, year, results.summary["means"]["yearly_budget_eur"])
    if undertaking is None:
        return None
    deal, _ = deal_of(undertaking, scenario, book, year)
    interest = scenario.actors.get("bank", {}).get("interest_factor", 1.0)
    conditions = Conditions.of(book, year, undertaking.domain, interest)
    return DealTable(deal, prices_of(undertaking, conditions, deal.roles))
