"""What a home in a given state needs, uses and is labelled: the one place where dwellings meet physics.

Place in the flow: [city] calls physics. Called for all homes at set-up, and later for those that changed or think of it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.city.dwellings import (
    CARRIER_OF_HEATING,
    DISTRICT_HEAT,
    ELECTRIC,
    ELEMENTS,
    GAS,
    HEAT_PUMP,
    OIL,
    WOOD,
    Dwellings,
)
from sim.city.reworking import Certificate, Heat
from sim.parameter import Book, yearly
from sim.physics.envelopes import EnvelopeTables
from sim.physics.heat import AIR_WH_M3K, ALL_ROUND, KWH_PER_W_DAY, UTILISATION_A0, UTILISATION_TAU0_H, HeatClimate
from sim.physics.heat_loop import fill_need
from sim.physics.heating import hot_water_kwh
from sim.physics.prebound import measured_over_calculated

TOWER = 6
"""Row of `EnvelopeTables` for flats of many storeys, after the building types of the map."""


@dataclass(frozen=True)
class HomeUse:
    """Final energy for heat and hot water of some homes, float64, shape (n,)."""

    need_kwh: np.ndarray
    calculated_kwh: np.ndarray
    measured_kwh: np.ndarray
    primary_kwh_m2: np.ndarray


class HomePhysics:
    """Tables and constants read once, then asked for rows of homes.

    Args:
        book: all parameters
        year: year whose values hold
    """

    def __init__(self, book: Book, year: int):
        self.tables = EnvelopeTables.from_book(book, year)
        self.climate = HeatClimate.from_book(book, year)
        self.same_for_all = self._numbers()
        """Numbers of the heat balance in the order in which `fill_need` wants them."""
        counts = book.at("heat.prebound_counts", year)
        self.half_kwh_m2 = book.at("heat.prebound_half_kwh_m2", year) if counts else np.inf
        self.certificate_over_calculated = book.at("heat.certificate_over_calculated", year)
        self.label_upper = list(book.at("heat.label_upper_kwh_m2", year).values())
        factors = book.at("heat.primary_energy_factor", year)
        electric = np.array([carrier == "electricity" for carrier in CARRIER_OF_HEATING])
        self.primary_factor = np.where(electric, factors["electricity"], factors["fuel"])
        self.primary_electricity = factors["electricity"]
        self.hot_water_kwh_per_person = float(
            hot_water_kwh(
                1, *(book.at(f"heat.hot_water_{name}", year) for name in ("litres_per_person", "tap_c", "mains_c"))
            )
        )

        self.heat = self._heat()
        """The same for loops over homes."""
        self.certificate = Certificate(
            float(self.certificate_over_calculated), np.float32(self.primary_electricity),
            np.array(self.label_upper, dtype=np.float64),
        )  # fmt: skip

    def _heat(self) -> Heat:
        tables = self.tables
        return Heat(
            tables.by_period["window_g"], tables.by_period["infiltration_per_h"], tables.by_period["thermal_bridge_u"],
            tables.reduction_at_1, tables.reduction_at_4, self.primary_factor, self.hot_water_kwh_per_person,
            float(self.half_kwh_m2), self.same_for_all,
        )  # fmt: skip

    def need_kwh(
        self, homes: Dwellings, rows: np.ndarray, kind: np.ndarray, u: dict[str, np.ndarray] | None = None
    ) -> np.ndarray:
        """Heat that the rooms of some homes need in a year, shape (n,) [kWh].

        Args:
            homes: all dwellings
            rows: which of them
            kind: row of each home's type in the tables, shape (n,)
            u: heat losses to use instead of the present ones, by element [W/m2K]
        """
        losses = homes.losses(rows)
        for element, values in (u or {}).items():
            losses[:, ELEMENTS.index(element)] = values
        return self._need_kwh(homes, rows, kind, losses, losses, np.ones((len(rows), 1), dtype=bool))[:, 0]

    def need_by_state_kwh(
        self, homes: Dwellings, rows: np.ndarray, kind: np.ndarray, u: np.ndarray, wanted: np.ndarray
    ) -> np.ndarray:
        """The same as it is, with one element of ELEMENTS changed to `u`, and with all changed, shape (n, 6) [kWh].

        States that are not `wanted` (bool, same shape) get the need of the first.
        """
        return self._need_kwh(homes, rows, kind, homes.losses(rows), u, wanted)

    def _need_kwh(self, homes, rows, kind, u_now: np.ndarray, u_then: np.ndarray, wanted: np.ndarray) -> np.ndarray:
        tables, need = self.tables, np.empty(wanted.shape)
        fill_need(
            rows, kind, homes.period, homes.floor_m2, homes.roof_m2, homes.wall_m2, homes.ground_m2, homes.window_m2,
            u_now, u_then, tables.by_period["window_g"], tables.by_period["infiltration_per_h"],
            tables.by_period["thermal_bridge_u"], tables.reduction_at_1, tables.reduction_at_4, *self.same_for_all,
            wanted, need,
        )  # fmt: skip
        return need

    def _numbers(self) -> tuple[float, ...]:
        """What holds for all homes, in the order in which `fill_need` wants it."""
        tables, climate = self.tables, self.climate
        season = KWH_PER_W_DAY * climate.heating_days
        glass = climate.oblique_factor * (1 - climate.frame_share) * climate.sun_behind_shade_kwh_m2()[ALL_ROUND]
        warmth_k = max(0.0, climate.internal_temperature_c - climate.outdoor_temperature_c)
        numbers = (
            tables.ground_share, tables.air_use_per_h, AIR_WH_M3K * climate.room_height_m, glass,
            season * climate.internal_gains_w_m2, season * warmth_k, tables.c_m, UTILISATION_A0, UTILISATION_TAU0_H,
        )  # fmt: skip
        return tuple(float(number) for number in numbers)

    def use(
        self,
        need_kwh: np.ndarray,
        floor_m2: np.ndarray,
        persons: np.ndarray,
        heating: np.ndarray,
        efficiency: np.ndarray,
    ) -> HomeUse:
        """Final energy and primary energy from the heat need.

        Args:
            need_kwh: of the rooms, shape (n,) [kWh/yr]
            floor_m2: heated floor [m2]
            persons: living there
            heating: index into HEATINGS
            efficiency: useful heat per final energy
        """
        calculated = (need_kwh + persons * self.hot_water_kwh_per_person) / efficiency
        primary_kwh_m2 = calculated * self.primary_factor[heating] / floor_m2
        ratio = measured_over_calculated(primary_kwh_m2, self.half_kwh_m2)
        return HomeUse(need_kwh, calculated, calculated * ratio, primary_kwh_m2)


@yearly
def heating_efficiencies(book: Book, year: int) -> np.ndarray:
    """Seasonal efficiency of a heating installed in a year, by index into HEATINGS; heat pumps for large radiators."""
    from sim.physics.heating import seasonal_performance

    efficiency = np.ones(6)
    efficiency[GAS] = book.at("heat.condensing_boiler_efficiency", year)
    efficiency[OIL] = book.at("heat.oil_boiler_efficiency", year)
    efficiency[ELECTRIC] = book.at("heat.electric_heater_efficiency", year)
    efficiency[WOOD] = book.at("heat.wood_stove_efficiency", year)
    efficiency[DISTRICT_HEAT] = 1.0  # counted at the delivery set
    efficiency[HEAT_PUMP] = seasonal_performance(
        book.at("heat.supply_temperature_c", year)["large_radiators"],
        book.at("heat.heat_pump_source_c", year)["air"],
        book.at("heat.heat_pump_carnot_share", year),
    )
    return efficiency
