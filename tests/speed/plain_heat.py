"""A year of one home by the steps of ISO 13790, annex C, in plain Python; and how many times faster the kernel is.

Every hour: gains to the three nodes, temperatures without heating, temperatures with 10 W/m2 where a set point is missed,
the power in between, temperatures with it (C.4.2, steps 1 to 4). Floats and lists only. `ratio()` is the row `heat_ratio`
of `stadslab bench`, `milliseconds()` the row `heat_ms`.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, fields

import numpy as np

from scenarios.book import read_book
from scenarios.weather import belgian_year
from sim.physics.archetypes import Archetypes, archetype_use, archetypes, networks_of, season_of, sun_on_walls_w_m2
from sim.physics.heat import HeatClimate
from sim.physics.hourly_heat import START_C, WARM_UP_HOURS, HeatYear, Sky, Use, heat_year
from sim.physics.rc_network import OPERATIVE_AIR_SHARE, ThermalNetwork

YEAR = 2025
TRIAL_W_M2 = 10.0
"""Power with which the standard tries how the room answers."""


@dataclass
class Home:
    """The network of one home, as floats."""

    h_air: float
    h_window: float
    h_outside: float
    h_mass: float
    h_surface: float
    capacity_wh_k: float
    mass_share: float
    surface_share: float

    @classmethod
    def of(cls, net: ThermalNetwork, row: int) -> Home:
        return cls(**{f.name: float(getattr(net, f.name)[row]) for f in fields(cls)})

    def hour(self, mass_c, outdoor_c, internal_w, sun_w, heating_w):
        """Mass at the end of the hour and what people feel; C.1 to C.12."""
        h_1 = 1.0 / (1.0 / self.h_air + 1.0 / self.h_surface)
        h_2 = h_1 + self.h_window
        h_3 = 1.0 / (1.0 / h_2 + 1.0 / self.h_mass)
        to_air = 0.5 * internal_w
        radiant = 0.5 * internal_w + sun_w
        to_mass = self.mass_share * radiant
        to_surface = self.surface_share * radiant
        blown_in = h_1 * ((to_air + heating_w) / self.h_air + outdoor_c)
        total = to_mass + self.h_outside * outdoor_c
        total += h_3 * (to_surface + self.h_window * outdoor_c + blown_in) / h_2
        half = 0.5 * (h_3 + self.h_outside)
        end_c = (mass_c * (self.capacity_wh_k - half) + total) / (self.capacity_wh_k + half)
        mean_c = 0.5 * (mass_c + end_c)
        surface_c = self.h_mass * mean_c + to_surface + self.h_window * outdoor_c + blown_in
        surface_c /= self.h_mass + self.h_window + h_1
        air_c = self.h_surface * surface_c + self.h_air * outdoor_c + to_air + heating_w
        air_c /= self.h_surface + self.h_air
        return end_c, OPERATIVE_AIR_SHARE * air_c + (1.0 - OPERATIVE_AIR_SHARE) * surface_c


def plain_year(home, outdoor_c, sun_w_m2, aperture_m2, internal_w, heat_to_c, cool_to_c):
    """Power of every hour [W]; `heat_to_c` are 24 set points."""
    hours, mass_c = len(outdoor_c), START_C
    power_w = [0.0] * hours
    for hour in [*range(hours - WARM_UP_HOURS, hours), *range(hours)]:
        outdoor, heat_to = outdoor_c[hour], heat_to_c[hour % 24]
        sun_w = sum(area * sun for area, sun in zip(aperture_m2, sun_w_m2[hour], strict=True))
        end_c, free_c = home.hour(mass_c, outdoor, internal_w, sun_w, 0.0)
        watt = 0.0
        if free_c < heat_to or free_c > cool_to_c:
            wanted = heat_to if free_c < heat_to else cool_to_c
            _, tried_c = home.hour(mass_c, outdoor, internal_w, sun_w, TRIAL_W_M2)
            watt = TRIAL_W_M2 * (wanted - free_c) / (tried_c - free_c)
            end_c, _ = home.hour(mass_c, outdoor, internal_w, sun_w, watt)
        mass_c, power_w[hour] = end_c, watt
    return power_w


@dataclass
class Case:
    """The archetypes of the book under the typical Belgian year."""

    homes: Archetypes
    net: ThermalNetwork
    sky: Sky
    use: Use
    aperture_m2: np.ndarray

    @classmethod
    def usual(cls) -> Case:
        book = read_book()
        weather = belgian_year(book, YEAR)
        walls = sun_on_walls_w_m2(
            weather, *(book.at(f"weather.{side}_deg", YEAR) for side in ("latitude", "longitude")), book, YEAR
        )
        limit_c = book.at("hourly_heat.season_limit_c", YEAR)
        climate = season_of(weather, walls, HeatClimate.from_book(book, YEAR), limit_c)
        homes = archetypes(book, YEAR, climate)
        use, aperture_m2 = archetype_use(homes, climate, book, YEAR)
        return cls(homes, networks_of(homes, climate, book, YEAR), Sky(weather.temperature_c, walls), use, aperture_m2)

    def by_kernel(self) -> HeatYear:
        """All archetypes at once."""
        return heat_year(self.net, self.sky, self.use, self.aperture_m2, air_share=OPERATIVE_AIR_SHARE, rooms=False)

    def plainly(self, row: int) -> list[float]:
        """One archetype."""
        return plain_year(
            Home.of(self.net, row), self.sky.outdoor_c.tolist(), self.sky.sun_w_m2.T.tolist(),
            self.aperture_m2[row].tolist(), float(self.use.internal_w), self.use.heat_to_c[row].tolist(),
            float(self.use.cool_to_c),
        )  # fmt: skip


def milliseconds(case: Case | None = None, times: int = 10) -> float:
    """Time of the kernel for one home and one year, all archetypes in one call [ms]."""
    case = case or Case.usual()
    case.by_kernel()  # compiled or loaded
    return min(_seconds(case.by_kernel) for _ in range(times)) / len(case.homes) * 1000


def ratio() -> float:
    """Time of the plain loop over time of the kernel, for one home and one year."""
    case = Case.usual()
    plain_ms = min(_seconds(case.plainly, row) for row in range(0, len(case.homes), len(case.homes) // 4)) * 1000
    return plain_ms / milliseconds(case)


def _seconds(work, *arguments) -> float:
    started = time.perf_counter()
    work(*arguments)
    return time.perf_counter() - started
