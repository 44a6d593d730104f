"""Collective retrofit: whole blocks of flats at once, by the housing company or by a vote of the owners."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import numpy as np
from pydantic import Field

from geodata import TENURES
from sim.behaviour.renovation import DEEP
from sim.finance import annuity_factor
from sim.markets.contract import HOUSEHOLDS
from sim.measures.base import ContractName, Measure
from sim.population.renovating import deep_retrofit, improve_homes
from sim.works.orders import NO_WORKS, Done, WorkOrder

if TYPE_CHECKING:
    from sim.city.city import City

SOCIAL = TENURES.index("social_rent")
HOUSING_COMPANY = "housing_company"


class CollectiveRetrofit(Measure):
    """Better the whole envelope of blocks of flats, roof to windows, all homes of a block in one go.

    Social blocks: the housing company decides and takes the hungriest first. Other blocks: the owners vote once a year,
    each with a quota by floor; the works are ordered where the majority of the law says yes.
    """

    title: ClassVar[dict[str, str]] = {
        "en": "Collective retrofit", "nl": "Collectief renoveren", "fr": "Rénovation collective",
        "de": "Gemeinsame Sanierung",
    }  # fmt: skip
    sector: ClassVar[str] = "residential"

    least_homes: int = Field(12, ge=2, le=1000, title="homes that a block must have")
    social_homes_per_year: int = Field(60, ge=0, le=20_000, title="social homes renovated together in a year")
    owned_homes_per_year: int = Field(
        60, ge=0, le=20_000, title="homes of owners renovated together in a year, at most"
    )
    owners_grant_share: float = Field(0.3, ge=0, le=0.9, title="city's part of the price where owners vote")
    paid_by: ContractName("collective_homes") = Field("collective_homes_loan", title="who invests in social blocks")
    owners_paid_by: ContractName("collective_homes") = Field(
        "collective_homes_loan", title="who invests in blocks of owners"
    )

    def propose(self, city: City, year: int) -> tuple[WorkOrder, ...]:
        """One order per block, the hungriest per m2 first, until the homes of the year are used up."""
        if not self.active(year) or self.social_homes_per_year + self.owned_homes_per_year == 0:
            return NO_WORKS
        waiting = city.blocks.waiting(self.least_homes)
        if self.where is not None:
            here = np.unique(city.dwellings.building[city.within(self.where, "dwellings")])
            waiting = waiting[np.isin(waiting, here)]
        social = city.map.buildings.tenure[waiting] == SOCIAL
        mine = self._ordered(city, year, waiting[social], self.social_homes_per_year, HOUSING_COMPANY)
        return mine + self._ordered(city, year, waiting[~social], self.owned_homes_per_year, "")

    def _ordered(
        self, city: City, year: int, blocks: np.ndarray, homes_left: int, client: str
    ) -> tuple[WorkOrder, ...]:
        """Orders for the first blocks that want it; a single large block may exceed what is left of the year."""
        orders = []
        for block in hungriest_first(city, blocks):
            if homes_left <= 0:
                break
            homes = city.blocks.homes_of(int(block))
            order = self._order_of(city, year, int(block), homes, client)
            if order is not None:
                orders.append(order)
                homes_left -= len(homes)
        return tuple(orders)

    def _order_of(self, city: City, year: int, block: int, homes: np.ndarray, client: str) -> WorkOrder | None:
        """The order for a block; None when nothing in it is poor, or its owners do not want it."""
        list_eur, _, saved_eur = deep_retrofit(city, homes, city.book, year)
        price_eur = list_eur * city.book.at("collective.price_over_single_homes", year)
        if price_eur.sum() == 0:
            return None
        payer, kind, granted = self.paid_by, "social block renovated", 0.0
        if not client:
            payer, kind, granted = self.owners_paid_by, "block of owners renovated", self.owners_grant_share
            own_share = max(0.0, 1.0 - granted - city.book.at("contracts.collective_grant_share", year))
            if not owners_agree(city, homes, price_eur * own_share, saved_eur, year):
                return None
            client = HOUSEHOLDS + city.district_names[int(city.dwellings.district[homes[0]])]
        days = len(homes) * city.book.at("collective.crew_days_per_home", year)
        return WorkOrder(
            kind, np.array([block]), payer, "building", days, "blocks", float(price_eur.sum()), domain="collective_homes",
            client=client, partner=client, grant_share=granted, life_years=int(city.book.at("retrofit.life_insulation_years", year)),
        )  # fmt: skip

    def mark(self, city: City, order: WorkOrder, waits: bool) -> None:
        """These blocks are spoken for."""
        city.blocks.mark(order.rows, waits)

    def finish(self, city: City, order: WorkOrder, rows: np.ndarray, days: np.ndarray) -> Done:
        """Every home of the blocks has its envelope bettered on the day on which its block was done."""
        of_block = [city.blocks.homes_of(int(block)) for block in rows]
        homes = np.concatenate(of_block)
        day = np.repeat(days, [len(each) for each in of_block])
        year = city.regimes.first_year + city.diary.first_day // 365
        options = np.full(len(homes), DEEP, dtype=np.int64)
        gain = improve_homes(city, city.persons, homes, options, day, city.book, year, HOUSING_COMPANY)
        city.blocks.done(rows, len(homes))
        city.diary.event("block renovated together", "buildings", rows, days, HOUSING_COMPANY)
        before, after, saved = (float(np.sum(each, dtype=np.float64)) for each in vars(gain).values())
        return Done(before, before - after, saved, items=float(len(homes)))


def hungriest_first(city: City, blocks: np.ndarray) -> np.ndarray:
    """Blocks by calculated heat per m2 of floor, the highest first; empty homes count as if lived in."""
    homes = city.dwellings
    kwh_m2 = [
        float(np.sum(homes.calculated_kwh[rows], dtype=np.float64) / np.sum(homes.floor_m2[rows], dtype=np.float64))
        for rows in map(city.blocks.homes_of, blocks.tolist())
    ]
    return blocks[np.argsort(-np.array(kwh_m2), kind="stable")]


def owners_agree(city: City, homes: np.ndarray, own_eur: np.ndarray, saved_eur: np.ndarray, year: int) -> bool:
    """Whether the owners of a block vote for works: quotas by floor that say yes reach the majority of the law.

    Each owner weighs its part of the price, grants taken off, less what it saves over the term of the association's loan, and the trouble,
    as a household does that thinks of a deep retrofit (logit). With the same luck a cheaper offer loses no vote.

    Args:
        homes: of the block, shape (n,)
        own_eur: what each would pay [EUR]
        saved_eur: what each would save [EUR/yr]
        year: calendar year
    """
    book = city.book
    rate, term = (book.at(f"contracts.collective_loan_{name}", year) for name in ("rate", "term_years"))
    lasting = annuity_factor(rate, term)
    trouble_keur = book.at("retrofit.hassle_keur", year)["deep"] * book.at("collective.trouble_left_share", year)
    cost_keur = (own_eur - saved_eur * lasting) / 1000.0 + trouble_keur
    liking = book.at("behaviour.asc_retrofit", year)["deep"]
    says_yes_share = 1.0 / (1.0 + np.exp(book.at("people.cost_weight_per_keur", year) * cost_keur - liking))
    says_yes = city.luck.draw("votes for the works on its block", year, homes) < says_yes_share
    quota = city.dwellings.floor_m2[homes].astype(np.float64)
    return float(quota[says_yes].sum()) >= book.at("collective.majority_share", year) * float(quota.sum())
