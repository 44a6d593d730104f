"""The city's tenders: for every order a price from the market, by its own tender or under a running framework.

Place in the flow: part of the model: measures propose, [the market sets the price], forms of contract pay, crews work.

Works that the scenario takes as decided are bought under framework agreements, renewed after some years; a project that
comes from an idea has a tender of its own. Firms are called in at the first tender; a run that orders nothing has none.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import numpy as np

from sim.markets.bidding import FULL_POINTS
from sim.markets.contract import ContractForm
from sim.markets.firms import Firms
from sim.markets.procedures import NATIONAL, is_published, procedure_for
from sim.markets.tender_book import TenderBook
from sim.markets.tender_call import Award, Criteria, TenderCall
from sim.results import Table
from sim.scenario import TenderWish

if TYPE_CHECKING:
    from sim.model import CityModel

TRADE_OF_DOMAIN = {
    "lighting": "lighting", "public_buildings": "building", "collective_homes": "building", "public_solar": "solar",
    "charging": "charging", "greening": "green", "heat": "heat_network",
}  # fmt: skip
"""Firms that are asked when the works themselves are put out to tender."""
DAYS_PER_YEAR = 365
LEAD_OVER_MEAN = 1.5
"""A prudent buyer begins so much earlier than the slowest procedure takes on average."""
OPEN = "open"
"""In a scenario file: any firm may bid, whatever the value."""


def draw_id_of(*words: str | int) -> int:
    """A permanent number below 2^26 for something named by words and years, the same in every scenario.

    >>> draw_id_of("led", "swap for LED", 2026) == draw_id_of("led", "swap for LED", 2026) != draw_id_of("led")
    True
    """
    return zlib.crc32("|".join(map(str, words)).encode()) & 0x3FFFFFF


class Procurement:
    """Who asks the market for the city, and remembers what it was told.

    Args:
        model: whose book, luck and actors count
    """

    def __init__(self, model: CityModel):
        self.model = model
        self.tenders = TenderBook()
        self._firms: Firms | None = None
        self._frameworks: dict[tuple[str, str, str], tuple[Award, int]] = {}

    @property
    def firms(self) -> Firms:
        """The firms that bid, called in when first asked for."""
        if self._firms is None:
            model = self.model
            self._firms = Firms.open(model.book, model.luck, model.first_year)
            for party in model.scenario.parties.values():
                self._firms.join(party.name, party.role, party.equity_eur, party.reputation)
        return self._firms

    def framework(self, name: str, kind: str, form: ContractForm, domain: str, price_eur: float, items: float) -> Award:
        """The running framework for works of a measure, or the one that is now put out to tender.

        Args:
            name, kind: measure and kind of works
            form, domain: how it is bought, and what
            price_eur, items: of this year's works, at list prices
        """
        year, key = self.model.year, (name, kind, form.name)
        award, until = self._frameworks.get(key, (None, 0))
        if award is None or year >= until:
            lead = LEAD_OVER_MEAN * max(self.model.book.at("procurement.days_to_award", year).values())
            day = max(
                0, self.model.index * DAYS_PER_YEAR - round(lead)
            )  # decided in good time, so that works can begin
            call = self.call(name, kind, form, domain, price_eur, items, day)
            award = self.hold(call)
            if award.won:
                years = int(self.model.book.at("procurement.framework_years", year))
                self._frameworks[key] = award, year + years
        return award

    def call(
        self, name: str, kind: str, form: ContractForm, domain: str, price_eur: float, items: float, day: int,
        project: int = -1,
    ) -> TenderCall:  # fmt: skip
        """What is asked of the market."""
        model, year = self.model, self.model.year
        wish, trade = model.scenario.tenders.get(name), form.service_trade or TRADE_OF_DOMAIN[domain]
        promised = form.performance_risk != form.client
        draw_id = draw_id_of(name, kind, year, project)
        return TenderCall(
            project=project, measure=name, form=form.name, domain=domain, trade=trade, buyer=form.client, day=day,
            estimate_eur=price_eur, items=items, criteria=self._criteria(wish, draw_id, price_eur),
            lots=wish.lots if wish else 1,
            risk=model.book.at("procurement.risk_of_promise", year) if promised else 0.0, draw_id=draw_id,
            needs_capital_eur=price_eur if form.who_invests != form.client else 0.0,
            bank_present=model.present("bank"), procedure=self._procedure(wish, trade, price_eur),
        )  # fmt: skip

    def _procedure(self, wish: TenderWish | None, trade: str, price_eur: float) -> str:
        """The one that the scenario wants; an open one is published as far as the value asks. Empty: by value."""
        if wish is None or wish.procedure != OPEN:
            return wish.procedure if wish else ""
        by_value = procedure_for(self.model.book, self.model.year, trade, price_eur)
        return by_value if is_published(by_value) else NATIONAL

    def _criteria(self, wish: TenderWish | None, draw_id: int, price_eur: float) -> Criteria:
        """Those of the scenario; else price alone, or price and quality, as often as it is usual."""
        model, year = self.model, self.model.year
        worth = price_eur * model.book.at("procurement.quality_point_share", year) / FULL_POINTS
        if wish is not None:
            worth = worth if wish.quality_eur_per_point is None else wish.quality_eur_per_point
            return Criteria(wish.price_weight, tuple((name, share * worth) for name, share in wish.quality.items()))
        drawn = model.luck.draw("criteria", year, np.array([draw_id]))[0]
        if drawn < model.book.at("procurement.price_only_share", year):
            return Criteria(1.0)
        return Criteria(1.0, (("quality", worth),))

    def hold(self, call: TenderCall) -> Award:
        """Hold a tender and keep how it ended."""
        model = self.model
        return self.tenders.hold(call, self.firms, model.book, model.luck, model.year, self._knowledge())

    def _knowledge(self) -> float:
        """How much a university in the city narrows the error of estimates [0 to 1]."""
        if not self.model.present("university"):
            return 0.0
        return self.model.book.at("procurement.knowledge_of_university", self.model.year)

    def bids_table(self) -> Table:
        """Columns of the table `bids`."""
        return self.tenders.bids(self.firms)

    def firms_table(self) -> Table:
        """Columns of the table `firms`: nobody when the market was never asked."""
        table = self.firms.table()
        return table if self.tenders.awards else {name: values[:0] for name, values in table.items()}

    def remember(self, firm: int, delivered_over_promised: float) -> None:
        """What a firm delivered is held for or against it at its next bid."""
        if firm >= 0:
            self.firms.remember(firm, delivered_over_promised, self.model.book, self.model.year)

    def end_year(self) -> list[tuple[int, str]]:
        """Firms close their books, hire or give up; returns those that went bankrupt, with the party they belong to."""
        if self._firms is None:
            return []
        gone = self.firms.end_year(self.model.book, self.model.luck, self.model.year)
        return [(int(row), self.firms.party_of(row)) for row in gone]
