"""Active travel: the city lays separate cycle paths, and short car trips move to the bike."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import numpy as np
from pydantic import Field

from sim.city.city import STRETCH_KM
from sim.measures.base import ContractName, Measure
from sim.works.orders import NO_WORKS, WorkOrder

if TYPE_CHECKING:
    from sim.city.city import City


class ActiveTravel(Measure):
    """Lay cycle paths where most people share a kilometre; the more of a district's network lies, the more is cycled."""

    title: ClassVar[dict[str, str]] = {
        "en": "Active travel", "nl": "Fietsen en stappen", "fr": "Mobilité active", "de": "Aktive Mobilität",
    }  # fmt: skip
    sector: ClassVar[str] = "private_transport"

    cycle_path_km_per_year: float = Field(2.0, ge=0, le=500, title="cycle paths laid in a year (km)")
    paid_by: ContractName("charging") = Field("own_budget", title="who invests in cycle paths")

    def propose(self, city: City, year: int) -> tuple[WorkOrder, ...]:
        """Stretches of path, spread over the districts by homes, until every network is complete."""
        if not self.active(year) or self.cycle_path_km_per_year == 0:
            return NO_WORKS
        districts = city.places_for_cycle_paths(round(self.cycle_path_km_per_year / STRETCH_KM), self.where)
        if len(districts) == 0:
            return NO_WORKS
        price_eur = city.book.at("travel.cycle_path_eur_per_km", year) * STRETCH_KM
        days = city.book.at("travel.cycle_path_crew_days_per_km", year) * STRETCH_KM
        return (WorkOrder("cycle path", districts, self.paid_by, "paving", days, "districts", price_eur),)

    def finish(self, city: City, order: WorkOrder, rows: np.ndarray, days: np.ndarray) -> float:
        """The paths lie; what people save is noted when they ride, from next year on (`sim.markets.cycling`)."""
        return city.add_cycle_paths(rows)
