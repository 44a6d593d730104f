"""Heat pumps in place of boilers, at the end of the boiler's life."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from sim.measures.base import ContractName, Measure
from sim.offer import Support

if TYPE_CHECKING:
    from sim.city.city import City


class HeatPumps(Measure):
    """Help households choose a heat pump when their boiler gives up."""

    title: ClassVar[dict[str, str]] = {
        "en": "Heat pumps", "nl": "Warmtepompen", "fr": "Pompes à chaleur", "de": "Wärmepumpen",
    }  # fmt: skip
    sector: ClassVar[str] = "residential"

    grant_eur: float = Field(2000, ge=0, le=30_000, title="city's grant per heat pump (EUR)")
    campaign: float = Field(0.5, ge=0, le=1, title="campaign, from silent to every door")
    paid_by: ContractName("homes") = Field("household_with_grant", title="who invests")

    def support(self, city: City, year: int, measure: int) -> tuple[Support, ...]:
        """What homes are offered this year."""
        if not self.active(year):
            return ()
        mask = city.within(self.where, "dwellings") if self.where else None
        return (Support(measure, "heat_pump", 0.0, self.grant_eur, self.campaign, 0.0, mask),)
