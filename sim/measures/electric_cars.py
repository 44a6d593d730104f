"""Electric cars: grants, charge points in the street, and the city's own fleet."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import numpy as np
from pydantic import Field

from sim.measures.base import ContractName, Measure
from sim.offer import Support
from sim.works.orders import NO_WORKS, WorkOrder

if TYPE_CHECKING:
    from sim.city.city import City


class ElectricCars(Measure):
    """Make a battery car the easy choice for those who cannot charge at home, and electrify the city's vehicles."""

    title: ClassVar[dict[str, str]] = {
        "en": "Electric cars", "nl": "Elektrische wagens", "fr": "Voitures électriques", "de": "Elektroautos",
    }  # fmt: skip
    sector: ClassVar[str] = "private_transport"

    grant_eur: float = Field(0, ge=0, le=20_000, title="city's grant per battery car (EUR)")
    charge_points_per_year: int = Field(20, ge=0, le=5000, title="charge points put in the street in a year")
    municipal_fleet_per_year: int = Field(5, ge=0, le=1000, title="city vehicles turned electric in a year")
    campaign: float = Field(0.3, ge=0, le=1, title="campaign, from silent to every door")
    paid_by: ContractName("charging") = Field("own_budget", title="who invests in charge points and vehicles")

    def support(self, city: City, year: int, measure: int) -> tuple[Support, ...]:
        """What car buyers are offered this year."""
        if not self.active(year):
            return ()
        mask = city.within(self.where, "dwellings") if self.where else None
        return (Support(measure, "battery_car", 0.0, self.grant_eur, self.campaign, 0.0, mask),)

    def propose(self, city: City, year: int) -> tuple[WorkOrder, ...]:
        """Charge points, spread over the districts by cars, and vehicles of the fleet."""
        if not self.active(year):
            return NO_WORKS
        book, orders = city.book, []
        if self.charge_points_per_year:
            where = city.places_for_charge_points(self.charge_points_per_year, self.where)
            price_eur = book.at("mobility.charge_point_public_eur", year)
            days = book.at("yard.charge_point_crew_days", year)
            orders.append(WorkOrder("charge point", where, self.paid_by, "charging", days, "districts", price_eur))
        vehicles = min(self.municipal_fleet_per_year, city.fleet.still_fossil)
        if vehicles:
            price_eur = book.at("yard.municipal_vehicle_extra_eur", year)
            rows = np.zeros(vehicles, dtype=np.int64)
            orders.append(WorkOrder("fleet vehicle", rows, self.paid_by, "fleet", 0.0, "city", price_eur))
        return tuple(orders)

    def finish(self, city: City, order: WorkOrder, rows: np.ndarray, days: np.ndarray) -> float:
        """Points stand, vehicles drive; returns the fuel saved by the fleet [kWh/yr]."""
        if order.kind == "charge point":
            return city.add_charge_points(rows)
        return city.electrify_fleet(len(rows), days)
