"""Solar panels on the roofs of homes and of public buildings."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import numpy as np
from pydantic import Field

from sim.measures.base import ContractName, Measure
from sim.offer import Support
from sim.works.orders import NO_WORKS, WorkOrder

if TYPE_CHECKING:
    from sim.city.city import City


class RooftopSolar(Measure):
    """Help households put panels on their roofs, and fill the roofs of public buildings, the sunniest first."""

    title: ClassVar[dict[str, str]] = {
        "en": "Rooftop solar", "nl": "Zonnepanelen", "fr": "Panneaux solaires", "de": "Solardächer",
    }  # fmt: skip
    sector: ClassVar[str] = "residential"

    grant_eur_per_kwp: float = Field(100, ge=0, le=2000, title="city's grant per kWp on homes (EUR)")
    campaign: float = Field(0.5, ge=0, le=1, title="campaign, from silent to every door")
    public_kwp_per_year: int = Field(200, ge=0, le=50_000, title="kWp put on public roofs in a year")
    paid_by: ContractName("homes") = Field("household_with_grant", title="who invests in homes")
    public_paid_by: ContractName("public_solar") = Field("own_budget", title="who invests in public roofs")

    def support(self, city: City, year: int, measure: int) -> tuple[Support, ...]:
        """What homes are offered this year."""
        if not self.active(year):
            return ()
        mask = city.within(self.where, "dwellings") if self.where else None
        return (Support(measure, "solar", 0.0, self.grant_eur_per_kwp, self.campaign, 0.0, mask),)

    def propose(self, city: City, year: int) -> tuple[WorkOrder, ...]:
        """Public roofs without panels, as many as the yearly kWp allow."""
        premises = city.premises
        free = (premises.solar_room_kwp > 0) & (premises.solar_kwp == 0) & ~premises.solar_ordered
        waiting = np.flatnonzero(city.is_municipal & free & city.within(self.where, "premises"))
        if not self.active(year) or self.public_kwp_per_year == 0 or len(waiting) == 0:
            return NO_WORKS
        sunniest_first = waiting[np.argsort(-premises.solar_kwh_per_kwp[waiting], kind="stable")]
        fits = np.cumsum(premises.solar_room_kwp[sunniest_first], dtype=np.float64) <= self.public_kwp_per_year
        fits[0] = True  # a single large roof may exceed the yearly amount, or it would wait for ever
        roofs = sunniest_first[fits]
        kwp = premises.solar_room_kwp[roofs].astype(np.float64)
        price_eur = kwp * city.book.at("solar_market.capex_public_eur_per_kwp", year)
        crew_days = float(kwp.mean() / city.book.at("yard.solar_crew_kwp_per_day", year))
        return (
            WorkOrder("panels on a public roof", roofs, self.public_paid_by, "solar", crew_days, "premises", price_eur),
        )

    def finish(self, city: City, order: WorkOrder, rows: np.ndarray, days: np.ndarray) -> float:
        """The panels are up; returns what they will produce [kWh/yr]."""
        return city.panels_on_premises(rows, days)
