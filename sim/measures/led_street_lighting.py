"""LED street lighting: swap the old lamps, dim them, and choose who invests."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np
from pydantic import Field

from sim.measures.base import ContractName, Measure, Year
from sim.works.orders import NO_WORKS, WorkOrder

if TYPE_CHECKING:
    from sim.city.city import City


class LedStreetLighting(Measure):
    """Swap old street lamps for LED, the hungriest first.

    Paid from the city budget, by a loan, or by a company or the grid operator that invests and sells light
    (`sim.markets.contracts`). New lamps can be dimmed in the evening or deeply, be switched off on weekday nights, and
    be controlled one by one. An old lamp that stands in a street of new ones joins at the end of the queue.
    """

    title: ClassVar[dict[str, str]] = {
        "en": "LED street lighting", "nl": "Ledstraatverlichting", "fr": "Éclairage public LED",
        "de": "LED-Straßenbeleuchtung",
    }  # fmt: skip
    sector: ClassVar[str] = "public_lighting"

    begins: Year = Field(2026, title="first year of works")
    lamps_per_year: int = Field(600, ge=0, le=20_000, title="lamps the crews can swap in a year")
    dimming: Literal["none", "evening", "deep"] = Field("evening", title="dimming of the new lamps")
    part_night_off: bool = Field(False, title="dark on weekday nights")
    smart_control: bool = Field(True, title="control lamp by lamp")
    paid_by: ContractName("lighting") = Field("own_budget", title="who invests")

    def propose(self, city: City, year: int) -> tuple[WorkOrder, ...]:
        """The lamps to swap this year, as an order to the works yard."""
        lamps = city.street_lights
        waiting = np.flatnonzero(lamps.is_sodium & ~lamps.ordered & city.within(self.where, "lamps"))
        if not self.active(year) or self.lamps_per_year == 0 or len(waiting) == 0:
            return NO_WORKS
        hungriest_first = waiting[np.argsort(-lamps.power_w[waiting], kind="stable")][: self.lamps_per_year]
        price_eur = city.book.at("lighting.capex_eur_per_lamp", year)
        crew_days = 1.0 / city.book.at("lighting.crew_lamps_per_day", year)
        return (WorkOrder("swap for LED", hungriest_first, self.paid_by, "lighting", crew_days, "lamps", price_eur),)

    def finish(self, city: City, order: WorkOrder, rows: np.ndarray, days: np.ndarray) -> float:
        """Put the LED up; returns what the lamps will use less [kWh/yr]."""
        regime = city.lighting_regime(self.dimming, self.part_night_off, self.smart_control)
        return city.swap_lamps(rows, days, regime)
