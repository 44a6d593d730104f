"""What each district draws from its transformers and gives back, by the hour, year by year.

Place in the flow: [city] calls physics. Once a year the model has the energy of each district noted by shape; the hours
(`sim.physics.hourly_electricity`) are reckoned when somebody asks, mostly at the end of the run. Yearly energy stays what
the accounts say; here it only gets its hours. Heat pumps and panels stand as they do at the end of the year.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from numba import njit

from sim.city.dwellings import ELECTRIC, HEAT_PUMP
from sim.inventory.covenant import CARRIER, SECTOR
from sim.parameter import Book
from sim.physics.archetypes import TYPE_OF_KIND
from sim.physics.hourly_electricity import HEAT_CLASSES, LOAD, LOADS, SOLAR, HourlyElectricity

if TYPE_CHECKING:
    from sim.city.city import City
    from sim.energy import EnergyAccount

ELECTRICITY = CARRIER["electricity"]
FLAT = SOLAR.index("flat")
SECTORS_OF_LOAD = {
    "business": ("tertiary", "municipal_buildings"), "industry": ("industry",), "farm": ("agriculture",),
    "lamps": ("public_lighting",), "car_public": ("public_transport", "municipal_fleet"),
}  # fmt: skip
UNSEEN = 255
"""No state of `Dwellings.renovated`: the class of the home has not been looked up yet."""
FOUND = 4
"""Numbers that `fill_peaks` finds for each district."""


@dataclass(frozen=True)
class GridYear:
    """One year of the transformers, by district."""

    peak_load_kw: np.ndarray
    """Highest mean of an hour drawn from outside."""
    peak_feed_in_kw: np.ndarray
    """Highest mean of an hour given back."""
    solar_kept_mwh: np.ndarray
    """Panels' electricity that the district itself uses in the same hour, neighbours included."""
    solar_sent_out_mwh: np.ndarray
    limit_kw: np.ndarray
    """What the transformers can carry, either way."""

    def quantities(self) -> dict[str, np.ndarray]:
        """All of it by name, as the table of districts has it."""
        return {
            "peak_load_kw": self.peak_load_kw, "peak_feed_in_kw": self.peak_feed_in_kw,
            "transformer_limit_kw": self.limit_kw, "overload_kw": self.overload_kw,
            "solar_kept_in_district_mwh": self.solar_kept_mwh, "solar_sent_out_mwh": self.solar_sent_out_mwh,
        }  # fmt: skip

    @property
    def overload_kw(self) -> np.ndarray:
        """By how much the worse of the two peaks passes the limit."""
        return np.maximum(0.0, np.maximum(self.peak_load_kw, self.peak_feed_in_kw) - self.limit_kw)


@njit(inline="always")
def class_of_home(t, p, front, areas, losses, i, limits, heat_class):
    """Class of the archetype that a home belongs to: its type and period, its state by the mean heat loss, its front."""
    loss, area, state = 0.0, 0.0, 0
    for e in range(4):
        loss += areas[e][i] * losses[e][i]
        area += areas[e][i]
    while state < limits.shape[2] and area > 0 and loss / area < limits[t, p, state]:
        state += 1
    return heat_class[t, p, state, front]


@njit(cache=True)
def add_homes(
    district, heating, heat_kwh, calculated_kwh, efficiency, persons, water_kwh_per_person, kind, period, type_of_kind,
    front, areas, losses, limits, heat_class, renovated, seen, home_class, solar_kwp, solar_kwh_per_kwp, sun_side,
    electric, pump, rooms_kwh, water_kwh, solar_kwh,
):  # fmt: skip
    """Electricity for heat by district, system and class, and production by district and side, in one pass over homes.

    Args:
        district ... front: columns of all homes
        areas, losses: of roof, wall, ground and window, four columns each [m2], [W/m2K]
        limits, heat_class: of `HourlyElectricity`
        renovated: elements improved, as bits
        seen, home_class: what `renovated` was when the class of a home was last looked up, and that class; kept on
        rooms_kwh: filled, shape (districts, 2, classes): resistance and heat pump [kWh]
        water_kwh: filled, shape (districts, 2) [kWh]
        solar_kwh: filled, shape (districts, sides) [kWh]
    """
    for i in range(district.size):
        if solar_kwp[i] > 0:
            solar_kwh[district[i], sun_side[i]] += np.float64(solar_kwp[i] * solar_kwh_per_kwp[i])
        if (heating[i] != electric and heating[i] != pump) or not heat_kwh[i] > 0:
            continue
        if renovated[i] != seen[i]:
            seen[i] = renovated[i]
            home_class[i] = class_of_home(
                type_of_kind[kind[i]], period[i], front[i], areas, losses, i, limits, heat_class
            )
        water = min(1.0, persons[i] * water_kwh_per_person / (calculated_kwh[i] * efficiency[i])) * heat_kwh[i]
        system = 1 if heating[i] == pump else 0
        rooms_kwh[district[i], system, home_class[i]] += heat_kwh[i] - water
        water_kwh[district[i], system] += water


@njit(cache=True)
def fill_peaks(load_kwh, load_shapes, solar_kwh, solar_shapes, found):
    """Peaks and sums of each district; plain twin in `tests/sim/city/test_grid.py`.

    Args:
        load_kwh, solar_kwh: energy by district and shape, float32
        load_shapes, solar_shapes: float32, shape (shapes, hours)
        found: filled, shape (districts, 4): peak drawn and given back [kW], panels' energy kept and sent out [kWh]
    """
    hours = load_shapes.shape[1]
    load, sun = np.empty(hours, dtype=np.float32), np.empty(hours, dtype=np.float32)
    for d in range(load_kwh.shape[0]):
        load[:], sun[:] = np.float32(0), np.float32(0)
        for k in range(load_shapes.shape[0]):
            kwh = load_kwh[d, k]
            if kwh != 0:
                for h in range(hours):
                    load[h] += kwh * load_shapes[k, h]
        for k in range(solar_shapes.shape[0]):
            kwh = solar_kwh[d, k]
            if kwh != 0:
                for h in range(hours):
                    sun[h] += kwh * solar_shapes[k, h]
        highest, lowest, kept, made = np.float32(0), np.float32(0), 0.0, 0.0
        for h in range(hours):
            net = load[h] - sun[h]
            highest, lowest = max(highest, net), min(lowest, net)
            kept += min(load[h], sun[h])
            made += sun[h]
        found[d, 0], found[d, 1], found[d, 2], found[d, 3] = highest, abs(lowest), kept, made - kept


def reckon_years(
    noted: list[tuple[np.ndarray, np.ndarray]], hours: HourlyElectricity, headroom: float,
    limit_kw: np.ndarray | None = None,
) -> list[GridYear]:  # fmt: skip
    """The hours of some years.

    Args:
        noted: loads and panels' production by district and shape, of each year [kWh]
        hours: the shapes
        headroom: what transformers carry over the worse peak of the first year
        limit_kw: what they carry, where it is known; None: set by the first of these years
    """
    reckoned = []
    for loads, solar in noted:
        found = np.empty((len(loads), FOUND))
        fill_peaks(loads, hours.load_shapes, solar, hours.solar_shapes, found)
        peak_load, peak_feed_in = found[:, 0].copy(), found[:, 1].copy()
        if limit_kw is None:
            limit_kw = headroom * np.maximum(peak_load, peak_feed_in)
        reckoned.append(GridYear(peak_load, peak_feed_in, found[:, 2] / 1000.0, found[:, 3] / 1000.0, limit_kw))
    return reckoned


class Grid:
    """The transformers of the city, one row per district.

    Args:
        city: with its homes and premises
        hours: shapes of the place
        book: `hourly_electricity.*`
        first_year: first simulated year, whose peak sets the limit
    """

    def __init__(self, city: City, hours: HourlyElectricity, book: Book, first_year: int):
        self.city, self.hours, self.book = city, hours, book
        buildings, homes = city.map.buildings, city.dwellings
        azimuth, flat = buildings.azimuth_deg, buildings.ridge_m <= 0
        quarter = np.round(np.mod(azimuth, 360) / 90).astype(np.int8) % 4
        side = np.where(flat, FLAT, quarter).astype(np.int8)
        self._front, self._side = quarter[homes.building], side[homes.building]
        self._seen = np.full(len(homes), UNSEEN, dtype=np.uint8)
        self._class = np.zeros(len(homes), dtype=np.int8)
        self._premises_side = side[city.premises.building]
        self._headroom = book.at("hourly_electricity.transformer_headroom", first_year)
        self._noted: list[tuple[np.ndarray, np.ndarray]] = []
        self._reckoned: list[GridYear] = []

    def note(self, account: EnergyAccount, persons: np.ndarray, year: int) -> None:
        """Keep the energy of a year by district and shape.

        Args:
            account: energy of the year
            persons: of every home
            year: calendar year
        """
        loads, solar = self._energy(account, persons, year)
        self._noted.append((loads.astype(np.float32), solar.astype(np.float32)))

    def years(self) -> list[GridYear]:
        """The hours of every year noted so far."""
        if len(self._reckoned) < len(self._noted):
            limit_kw = self._reckoned[0].limit_kw if self._reckoned else None
            later = self._noted[len(self._reckoned) :]
            self._reckoned += reckon_years(later, self.hours, self._headroom, limit_kw)
        return self._reckoned

    def reckoning(self) -> Callable[[], list[GridYear]]:
        """The hours of every year noted so far, for whoever asks later; it does not keep the city."""
        return partial(reckon_years, list(self._noted), self.hours, self._headroom)

    def most_kw(self, name: str) -> float:
        """Highest power of a thing that uses or makes 1 kWh a year; `pump` or one of SOLAR [kW/kWh]."""
        if name in SOLAR:
            return float(self.hours.solar_shapes[SOLAR.index(name)].max())
        first = LOAD["rooms_pump_0"]
        return float(self.hours.load_shapes[first : first + HEAT_CLASSES].mean(axis=0).max())

    def _energy(self, account: EnergyAccount, persons: np.ndarray, year: int) -> tuple[np.ndarray, np.ndarray]:
        """Energy by district and shape [kWh]: loads, and panels' production."""
        count, kwh = len(account.kwh), account.kwh[:, :, ELECTRICITY]
        loads, solar = np.zeros((count, len(LOADS))), np.zeros((count, len(SOLAR)))
        rooms, water = self._homes(persons, solar)
        self._premises(solar)
        for system, name in enumerate(("electric", "pump")):
            first = LOAD[f"rooms_{name}_0"]
            loads[:, first : first + HEAT_CLASSES] = rooms[:, system]
            loads[:, LOAD[f"water_{name}"]] = water[:, system]
        heat = rooms.sum(axis=(1, 2)) + water.sum(axis=1)
        loads[:, LOAD["appliances"]] = np.maximum(0.0, kwh[:, SECTOR["residential"]] - heat)
        for name, sectors in SECTORS_OF_LOAD.items():
            loads[:, LOAD[name]] = kwh[:, [SECTOR[sector] for sector in sectors]].sum(axis=1)
        cars, at_home = kwh[:, SECTOR["private_transport"]], self.book.at("mobility.home_charging_share", year)
        loads[:, LOAD["car_home"]] = cars * at_home
        loads[:, LOAD["car_public"]] += cars * (1.0 - at_home)
        return loads, solar

    def _homes(self, persons: np.ndarray, solar: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        homes, city, count = self.city.dwellings, self.city, len(solar)
        rooms, water = np.zeros((count, 2, HEAT_CLASSES)), np.zeros((count, 2))
        areas = homes.roof_m2, homes.wall_m2, homes.ground_m2, homes.window_m2
        losses = homes.u_roof, homes.u_wall, homes.u_floor, homes.u_window
        add_homes(
            homes.district, homes.heating, homes.heat_kwh, homes.calculated_kwh, homes.efficiency, persons,
            city.homes.hot_water_kwh_per_person, city.kind, homes.period, TYPE_OF_KIND, self._front, areas, losses,
            self.hours.mean_u_limits, self.hours.heat_class, homes.renovated, self._seen, self._class, homes.solar_kwp,
            homes.solar_kwh_per_kwp, self._side, ELECTRIC, HEAT_PUMP, rooms, water, solar,
        )  # fmt: skip
        return rooms, water

    def _premises(self, solar: np.ndarray) -> None:
        premises = self.city.premises
        made = premises.solar_kwp.astype(np.float64) * premises.solar_kwh_per_kwp
        place = np.multiply(premises.district, len(SOLAR), dtype=np.int64) + self._premises_side
        solar += np.bincount(place, weights=made, minlength=solar.size).reshape(solar.shape)
