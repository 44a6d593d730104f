"""Building retrofit: roofs, walls, floors and windows of homes, and whole public buildings."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import numpy as np
from pydantic import Field

from sim.measures.base import ContractName, Measure
from sim.offer import Support
from sim.works.orders import NO_WORKS, WorkOrder

if TYPE_CHECKING:
    from sim.city.city import City


class BuildingRetrofit(Measure):
    """Help households improve the envelope of their homes, and have public buildings renovated.

    Homes: the city adds a grant to the region's, campaigns and helps on the way; households decide themselves when
    there is an occasion. Public buildings: the city orders works on the worst first.
    """

    title: ClassVar[dict[str, str]] = {
        "en": "Building retrofit", "nl": "Renovatie van gebouwen", "fr": "Rénovation des bâtiments",
        "de": "Gebäudesanierung",
    }  # fmt: skip
    sector: ClassVar[str] = "residential"

    grant_share: float = Field(0.15, ge=0, le=0.9, title="city's part of the price for homes")
    campaign: float = Field(0.5, ge=0, le=1, title="campaign, from silent to every door")
    advice: float = Field(0.5, ge=0, le=1, title="help on the way, from none to a one-stop shop")
    public_buildings_per_year: int = Field(2, ge=0, le=500, title="public buildings renovated in a year")
    paid_by: ContractName("homes") = Field("household_with_grant", title="who invests in homes")
    public_paid_by: ContractName("public_buildings") = Field(
        "energy_performance_contract", title="who invests in public buildings"
    )

    def support(self, city: City, year: int, measure: int) -> tuple[Support, ...]:
        """What homes are offered this year."""
        if not self.active(year):
            return ()
        mask = city.within(self.where, "dwellings") if self.where else None
        return (Support(measure, "renovation", self.grant_share, 0.0, self.campaign, self.advice, mask),)

    def propose(self, city: City, year: int) -> tuple[WorkOrder, ...]:
        """The hungriest public buildings still waiting."""
        premises = city.premises
        poor = city.is_municipal & ~premises.renovated & ~premises.ordered & city.within(self.where, "premises")
        waiting = np.flatnonzero(poor)
        if not self.active(year) or self.public_buildings_per_year == 0 or len(waiting) == 0:
            return NO_WORKS
        use_kwh = premises.fuel_kwh[waiting] + premises.electricity_kwh[waiting]
        hungriest_first = waiting[np.argsort(-use_kwh, kind="stable")][: self.public_buildings_per_year]
        saved_kwh = city.public_saving_kwh(hungriest_first, year)
        price_eur = saved_kwh * city.book.at("contracts.epc_investment_eur_per_kwh_saved", year)
        crew_days = city.book.at("yard.public_building_crew_days", year)
        return (
            WorkOrder(
                "renovate a public building", hungriest_first, self.public_paid_by, "building", crew_days, "premises",
                price_eur,
            ),
        )  # fmt: skip

    def finish(self, city: City, order: WorkOrder, rows: np.ndarray, days: np.ndarray) -> float:
        """The works are done; returns what the buildings will use less [kWh/yr]."""
        return city.renovate_premises(rows, days)
