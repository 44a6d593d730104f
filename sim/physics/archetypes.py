"""Archetypes of Belgian homes: type x period x state of the envelope x where the front looks, as columns.

Place in the flow: city -> population -> behaviour, markets -> [physics] -> inventory.
Each stands for a home of 1 m2 of floor, so its hourly heat is per m2 and a building's is that times its own yearly heat.
Envelopes and use are those of the seasonal method (`sim.physics.heat`); only time is finer. As there, sun on walls and
the cold sky are left out: they nearly cancel each other.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from sim.parameter import Book
from sim.physics.envelopes import ENVELOPE_PERIODS, EnvelopeTables, typical_envelope
from sim.physics.heat import Envelope, HeatClimate, heat_balance, reduction_factor, transmission_w_m2k
from sim.physics.hourly_heat import HeatYear, Sky, Use, heat_year
from sim.physics.rc_network import (
    OPERATIVE_AIR_SHARE,
    SECONDS_PER_HOUR,
    SURFACES_PER_FLOOR,
    ThermalNetwork,
    air_loss_w_k,
    thermal_network,
)
from sim.physics.solar import sun_on_plane_w_m2
from sim.physics.weather import Weather, heating_season

ARCHETYPE_TYPES = ("terraced", "semi_detached", "detached", "apartments", "tower")
"""Types with a TABULA building of their own."""
KIND_OF_TYPE = np.array([0, 1, 2, 3, 6])
"""Their rows in `EnvelopeTables`."""
TYPE_OF_KIND = np.array([0, 1, 2, 3, 0, 3, 4])
"""Archetype of each row of `EnvelopeTables`: shop houses count as terraced, others as apartments."""
STATES = ("as_built", "roof_and_windows", "all_improved")
"""What has been done to the envelope since it was built."""
FRONTS = ("north", "east", "south", "west")
SIDES = ("front", "right", "back", "left")
"""Of a home, each a quarter turn further clockwise than the one before."""
SHAPE = len(ARCHETYPE_TYPES), len(ENVELOPE_PERIODS), len(STATES), len(FRONTS)
MASS_CLASS = "medium"


@dataclass(frozen=True)
class Archetypes:
    """Columns over all archetypes, in the order of SHAPE with the front turning fastest."""

    type: np.ndarray
    period: np.ndarray
    state: np.ndarray
    front: np.ndarray
    envelope: Envelope
    """Of 1 m2 of floor."""
    windows_m2: np.ndarray
    """To north, east, south and west, shape (n, 4)."""
    kept_c: np.ndarray
    """Mean temperature that partial heating leaves in the rooms in the heating season, shape (n,) [degree C]."""

    def __len__(self) -> int:
        return len(self.type)


def archetypes(book: Book, year: int, climate: HeatClimate | None = None) -> Archetypes:
    """Every archetype of the book in a year.

    Args:
        book: `heat.*`, `hourly_heat.*` and `retrofit.u_after`
        year: year whose values hold
        climate: season and use instead of those of the book
    """
    climate = climate or HeatClimate.from_book(book, year)
    tables = EnvelopeTables.from_book(book, year)
    kind, period, state, front = (axis.ravel() for axis in np.indices(SHAPE))
    envelope = typical_envelope(KIND_OF_TYPE[kind], period, np.ones(len(kind)), tables)
    envelope = _improved(envelope, period, state, book.at("retrofit.u_after", year))
    shares = book.at("hourly_heat.window_share_by_side", year)
    by_side = np.array([[shares[name][side] for side in SIDES] for name in ARCHETYPE_TYPES])
    to = (front[:, None] + np.arange(len(SIDES))) % len(FRONTS)
    windows = np.zeros((len(kind), len(FRONTS)))
    np.put_along_axis(windows, to, by_side[kind] * np.asarray(envelope.window_m2)[:, None], axis=1)
    return Archetypes(kind, period, state, front, envelope, windows, _kept_c(envelope, climate))


def _improved(envelope: Envelope, period: np.ndarray, state: np.ndarray, u_after: dict[str, float]) -> Envelope:
    """The envelope after works; nothing gets worse by them."""
    cavity = (period == 1) | (period == 2)  # walls of 1946-1990 mostly have one to fill
    wall = np.where(cavity, u_after["wall_cavity"], u_after["wall_external"])
    after = {"u_roof": u_after["roof"], "u_window": u_after["window"], "u_wall": wall, "u_floor": u_after["floor"]}
    since = {"u_roof": 1, "u_window": 1, "u_wall": 2, "u_floor": 2}
    return replace(
        envelope,
        **{
            name: np.where(state >= since[name], np.minimum(getattr(envelope, name), u), getattr(envelope, name))
            for name, u in after.items()
        },
    )


def _kept_c(envelope: Envelope, climate: HeatClimate) -> np.ndarray:
    """Mean temperature inside: outside plus what partial heating leaves of the difference."""
    reduction = reduction_factor(transmission_w_m2k(envelope), envelope.reduction_at_1, envelope.reduction_at_4)
    return climate.outdoor_temperature_c + reduction * (climate.internal_temperature_c - climate.outdoor_temperature_c)


def networks_of(homes: Archetypes, climate: HeatClimate, book: Book, year: int) -> ThermalNetwork:
    """The five resistances of each archetype, with the losses of the seasonal method; doors count with the windows."""
    e = homes.envelope
    light = e.window_m2 * e.u_window + e.door_m2 * e.u_door
    mass_area = book.at("hourly_heat.mass_area_per_floor", year)[MASS_CLASS]
    return thermal_network(
        opaque_w_k=transmission_w_m2k(e) - light,
        window_w_k=light,
        air_w_k=air_loss_w_k(climate.room_height_m, np.add(e.air_use_per_h, e.infiltration_per_h)),
        capacity_j_k=np.full(len(homes), e.c_m * SECONDS_PER_HOUR),
        mass_area_m2=np.full(len(homes), mass_area),
        internal_area_m2=np.full(len(homes), SURFACES_PER_FLOOR),
    )


def set_points_c(kept_c: Any, set_back_k: float, night_begins_hour: float, night_ends_hour: float) -> np.ndarray:
    """Set points of a day, lower at night, that keep the mean of the day; shape (n, 24).

    >>> day = set_points_c([18.0], 3.0, 22, 6)[0]
    >>> day[[3, 12, 23]].tolist(), float(day.mean())
    ([16.0, 19.0, 16.0], 18.0)
    """
    hour = np.arange(24) + 0.5
    night = (hour > night_begins_hour) | (hour < night_ends_hour)
    return np.asarray(kept_c)[:, None] + set_back_k * (night.mean() - night)


def sun_on_walls_w_m2(weather: Weather, latitude_deg: float, longitude_deg: float, book: Book, year: int) -> np.ndarray:
    """Sun on upright planes to north, east, south and west, shape (4, 8760) [W/m2]."""
    light = {
        "albedo": book.at("solar.albedo", year),
        "solar_constant_w_m2": book.at("weather.solar_constant_w_m2", year),
    }
    planes = [
        sun_on_plane_w_m2(weather, latitude_deg, longitude_deg, 90.0, 90.0 * place, **light)
        for place in range(len(FRONTS))
    ]
    return np.stack(planes)


def archetype_use(homes: Archetypes, climate: HeatClimate, book: Book, year: int) -> tuple[Use, np.ndarray]:
    """Inner gains and set points of each archetype, and the area that takes in all sun of each wall, shape (n, 4) [m2]."""
    names = ("night_set_back_k", "night_begins_hour", "night_ends_hour", "cooling_set_point_c")
    set_back_k, begins, ends, cool_to_c = (book.at(f"hourly_heat.{name}", year) for name in names)
    use = Use(climate.internal_gains_w_m2, set_points_c(homes.kept_c, set_back_k, begins, ends), cool_to_c)
    glass = climate.oblique_factor * (1 - climate.frame_share) * climate.shading_vertical
    return use, homes.windows_m2 * np.asarray(homes.envelope.window_g)[:, None] * glass


def archetype_year(homes: Archetypes, sky: Sky, climate: HeatClimate, book: Book, year: int) -> HeatYear:
    """A year of heating and cooling need of every archetype, per m2 of floor.

    Set points hold for what people feel, as the internal temperature of the seasonal method does; with the air alone
    leaky homes would come out a tenth too frugal, for their walls are cold.

    Args:
        homes: the archetypes
        sky: outdoor air, and sun on the four walls
        climate: use, shading and glass
        book: `hourly_heat.*`
        year: year whose values hold
    """
    use, aperture_m2 = archetype_use(homes, climate, book, year)
    net = networks_of(homes, climate, book, year)
    return heat_year(net, sky, use, aperture_m2, air_share=OPERATIVE_AIR_SHARE, rooms=False)


def season_of(weather: Weather, walls_w_m2: np.ndarray, climate: HeatClimate, limit_c: float) -> HeatClimate:
    """The seasonal method's climate in this weather: length, mean temperature and sun of the cold days.

    Args:
        weather: one year
        walls_w_m2: sun on the four walls, see `sun_on_walls_w_m2`
        climate: use of the buildings
        limit_c: daily mean below which a day is cold [degree C]
    """
    days, mean_c = heating_season(weather, limit_c)
    cold = np.repeat(weather.temperature_c.reshape(-1, 24).mean(axis=1) < limit_c, 24)
    sun = dict(zip(FRONTS, (walls_w_m2[:, cold].sum(axis=1) / 1000).tolist(), strict=True))
    sun["horizontal"] = float(weather.ghi_w_m2[cold].sum()) / 1000
    return replace(climate, heating_days=float(days), outdoor_temperature_c=mean_c, sun_kwh_m2=sun)


def seasonal_need_kwh_m2(homes: Archetypes, climate: HeatClimate) -> np.ndarray:
    """The seasonal method for the same homes with windows as they look, shape (n,) [kWh/m2]."""
    sun = climate.sun_kwh_m2
    wall = np.array([sun[name] for name in FRONTS])
    window = np.asarray(homes.envelope.window_m2)
    even = climate.sun_behind_shade_kwh_m2()[-1] / climate.shading_vertical  # mean of the four walls
    seen = homes.windows_m2 @ wall / np.where(window > 0, window * even, 1.0)
    lit = replace(homes.envelope, window_g=np.asarray(homes.envelope.window_g) * seen)
    return heat_balance(lit, climate)["q_h_nd"]


def hourly_over_seasonal(
    weather: Weather, latitude_deg: float, longitude_deg: float, book: Book, year: int
) -> np.ndarray:
    """Heat of the year by the hour over that of the season, same weather and set points, shape SHAPE."""
    walls = sun_on_walls_w_m2(weather, latitude_deg, longitude_deg, book, year)
    limit_c = book.at("hourly_heat.season_limit_c", year)
    climate = season_of(weather, walls, HeatClimate.from_book(book, year), limit_c)
    homes = archetypes(book, year, climate)
    lived = archetype_year(homes, Sky(weather.temperature_c, walls), climate, book, year)
    return (lived.heating_kwh / seasonal_need_kwh_m2(homes, climate)).reshape(SHAPE)
