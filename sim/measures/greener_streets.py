"""Greener streets: trees, rain storage, facade gardens, nature plots and charge points, as the local pact counts them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import numpy as np
from pydantic import Field

from sim.city.greening import AMOUNT_OF_PIECE
from sim.measures.base import ContractName, Measure
from sim.works.orders import NO_WORKS, Done, WorkOrder

if TYPE_CHECKING:
    from sim.city.city import City

NOTHING_SAVED = Done(0.0, 0.0, 0.0)


class GreenerStreets(Measure):
    """Plant, dig and open pavement where most people share it; nothing of it saves energy by itself.

    Small things come first, so that a tight budget is not eaten by the trees.
    """

    title: ClassVar[dict[str, str]] = {
        "en": "Greener streets", "nl": "Groenere straten", "fr": "Des rues plus vertes", "de": "Grünere Straßen",
    }  # fmt: skip
    sector: ClassVar[str] = "municipal_buildings"

    trees_per_year: int = Field(600, ge=0, le=200_000, title="street trees planted in a year")
    rain_m3_per_year: float = Field(600.0, ge=0, le=500_000, title="rain storage dug in a year (m3)")
    facade_garden_m_per_year: float = Field(
        300.0, ge=0, le=200_000, title="facade gardens and hedges made in a year (m)"
    )
    nature_plots_per_year: int = Field(3, ge=0, le=5000, title="nature plots of 10 m2 made in a year")
    charge_points_per_year: int = Field(0, ge=0, le=5000, title="charge points put in the street in a year")
    paid_by: ContractName("greening") = Field("own_budget", title="who invests in green")
    charging_paid_by: ContractName("charging") = Field("own_budget", title="who invests in charge points")

    def propose(self, city: City, year: int) -> tuple[WorkOrder, ...]:
        """This year's pieces of each kind, spread over the districts by homes."""
        if not self.active(year):
            return NO_WORKS
        wanted = {
            "nature plot": self.nature_plots_per_year,
            "facade garden": self.facade_garden_m_per_year,
            "rain storage": self.rain_m3_per_year,
            "tree": self.trees_per_year,
        }
        orders = [self._charge_points(city, year)]
        orders += [self._pieces(city, year, kind, amount) for kind, amount in wanted.items()]
        return tuple(order for order in orders if len(order))

    def _pieces(self, city: City, year: int, kind: str, amount: float) -> WorkOrder:
        word, size = kind.replace(" ", "_"), AMOUNT_OF_PIECE[kind]
        price_eur = city.book.at("greening.price_eur", year)[word] * size
        days = city.book.at("greening.crew_days", year)[word] * size
        life_years = int(city.book.at("greening.life_years", year)[word])
        districts = city.places_for(round(amount / size), city.greening.there[kind] / size, self.where)
        return WorkOrder(
            kind, districts, self.paid_by, "green", days, "districts", price_eur, domain="greening",
            life_years=life_years,
        )  # fmt: skip

    def _charge_points(self, city: City, year: int) -> WorkOrder:
        where = city.places_for_charge_points(self.charge_points_per_year, self.where)
        price_eur = city.book.at("mobility.charge_point_public_eur", year)
        days = city.book.at("yard.charge_point_crew_days", year)
        return WorkOrder("charge point", where, self.charging_paid_by, "charging", days, "districts", price_eur)

    def finish(self, city: City, order: WorkOrder, rows: np.ndarray, days: np.ndarray) -> Done:
        """Trees stand, storage is dug."""
        if order.kind == "charge point":
            city.add_charge_points(rows)
        else:
            city.greening.add(order.kind, rows, city.regimes.first_year + city.diary.first_day // 365)
        return NOTHING_SAVED
