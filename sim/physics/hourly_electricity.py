"""The shapes of everything in a city that draws or gives electricity, and the classes of homes they hold for.

Place in the flow: city -> population -> behaviour, markets -> [physics] -> inventory.
Worked out once for a place (`scenarios.hours` keeps it); `sim.city.grid` weighs the shapes by the energy of each year.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sim.parameter import Book
from sim.physics import hour_shapes as shapes
from sim.physics.archetypes import (
    SHAPE,
    Archetypes,
    archetype_year,
    archetypes,
    season_of,
    sun_on_walls_w_m2,
)
from sim.physics.heat import HeatClimate
from sim.physics.heat_pump_hours import performance_by_hour, supply_by_hour_c
from sim.physics.hourly_heat import Sky
from sim.physics.solar import sun_on_plane_w_m2
from sim.physics.sun import sun_through_the_year
from sim.physics.weather import Weather

HEAT_CLASSES = 6
"""Archetypes whose heat has like hours of full load share a shape; with 6 the peak of each is met within a tenth."""
LOADS = ("appliances", "business", "industry", "farm", "lamps", "water_electric", "water_pump", "car_home", "car_public",
         *(f"rooms_electric_{n}" for n in range(HEAT_CLASSES)), *(f"rooms_pump_{n}" for n in range(HEAT_CLASSES)))  # fmt: skip
LOAD = {name: place for place, name in enumerate(LOADS)}
SOLAR = ("north", "east", "south", "west", "flat")
"""Where panels look: the nearest of the four on pitched roofs, both east and west on flat ones."""
DAY_TABLES = ("household", "business", "farm")


@dataclass(frozen=True)
class HourlyElectricity:
    """Shapes by hour, and the archetypes that homes are read off from."""

    load_shapes: np.ndarray
    """By LOADS, float32, shape (loads, 8760), each adding up to one."""
    solar_shapes: np.ndarray
    """By SOLAR, same form."""
    heat_class: np.ndarray
    """Class of each archetype, int8, shape SHAPE."""
    mean_u_limits: np.ndarray
    """Mean heat loss of the envelope between one state and the next, falling, shape (types, periods, states - 1)
    [W/m2K]."""


def hourly_electricity(
    weather: Weather, latitude_deg: float, longitude_deg: float, day_tables: Mapping[str, np.ndarray], book: Book,
    year: int,
) -> HourlyElectricity:  # fmt: skip
    """Every shape of a place.

    Args:
        weather: one year
        latitude_deg, longitude_deg: place [degree]
        day_tables: typical days of DAY_TABLES, shape (12, 3, 24) each
        book: `hourly_electricity.*`, `hourly_heat.*`, `heat.*`, `solar.*`, `night.*`
        year: year whose values hold
    """
    walls = sun_on_walls_w_m2(weather, latitude_deg, longitude_deg, book, year)
    limit_c = book.at("hourly_heat.season_limit_c", year)
    climate = season_of(weather, walls, HeatClimate.from_book(book, year), limit_c)
    homes = archetypes(book, year, climate)
    heat = archetype_year(homes, Sky(weather.temperature_c, walls), climate, book, year)
    rooms, heat_class = heat_shapes(np.maximum(heat.power_w, 0))
    loads = {
        **_people_shapes(day_tables, book, year),
        "lamps": _lamp_shape(latitude_deg, longitude_deg, weather.utc_offset_h, book, year),
        **_heat_shapes(weather.temperature_c, rooms, book, year),
    }
    return HourlyElectricity(
        load_shapes=np.stack([loads[name] for name in LOADS]).astype(np.float32),
        solar_shapes=_solar_shapes(weather, latitude_deg, longitude_deg, book, year).astype(np.float32),
        heat_class=heat_class.astype(np.int8).reshape(SHAPE),
        mean_u_limits=_limits(homes),
    )


def heat_shapes(heat_w: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Shapes of heat for classes of archetypes, the steadiest last.

    Args:
        heat_w: heat of each archetype by hour, shape (n, 8760) [W]

    Returns:
        shapes, shape (HEAT_CLASSES, 8760), and the class of each archetype, shape (n,)
    """
    total = heat_w.sum(axis=1, dtype=np.float64)
    full_load_h = total / heat_w.max(axis=1)
    rank = np.empty(len(total), dtype=np.int64)
    rank[np.argsort(full_load_h, kind="stable")] = np.arange(len(total))
    classes = rank * HEAT_CLASSES // len(total)
    own = heat_w / total[:, None]
    return np.stack([shapes.shape_of(own[classes == one].mean(axis=0)) for one in range(HEAT_CLASSES)]), classes


def _people_shapes(day_tables: Mapping[str, np.ndarray], book: Book, year: int) -> dict[str, np.ndarray]:
    def at(name: str):
        return book.at(f"hourly_electricity.{name}", year)

    weekday = int(at("first_weekday"))
    household, business, farm = (shapes.shape_from_days(day_tables[name], weekday) for name in DAY_TABLES)
    flat = at("flat_share_industry")
    home, public = at("car_charging_home"), at("car_charging_public")
    return {
        "appliances": household, "business": business, "farm": farm,
        "industry": flat / len(business) + (1 - flat) * business,
        "car_home": shapes.every_day(shapes.daily_peak(home["peak"], home["width"])),
        "car_public": shapes.every_day(shapes.daily_peak(public["peak"], public["width"])),
    }  # fmt: skip


def _heat_shapes(outdoor_c: np.ndarray, rooms: np.ndarray, book: Book, year: int) -> dict[str, np.ndarray]:
    """Electricity for rooms and hot water, by resistance and by heat pumps on outdoor air."""
    carnot = book.at("heat.heat_pump_carnot_share", year)
    peaks = book.at("hourly_electricity.hot_water_peaks", year)
    day = sum(shapes.daily_peak(peaks[name], peaks["width"]) for name in ("morning", "evening"))
    water = shapes.every_day(day)
    found = {
        "water_electric": water,
        "water_pump": shapes.shape_of(
            water / performance_by_hour(outdoor_c, book.at("heat.hot_water_tap_c", year), carnot)
        ),
    }
    performance = rooms_performance(outdoor_c, book, year)
    for number, heat in enumerate(rooms):
        found[f"rooms_electric_{number}"] = heat
        found[f"rooms_pump_{number}"] = shapes.shape_of(heat / performance)
    return found


def rooms_performance(outdoor_c: np.ndarray, book: Book, year: int) -> np.ndarray:
    """Heat per electricity of an air heat pump for rooms, by hour; large radiators, as in the yearly round."""
    supply_c = supply_by_hour_c(
        outdoor_c, book.at("heat.supply_temperature_c", year)["large_radiators"],
        book.at("heat.heat_pump_source_c", year)["air"], book.at("hourly_electricity.supply_slope_k_per_k", year),
        book.at("hourly_electricity.lowest_supply_c", year),
    )  # fmt: skip
    return performance_by_hour(outdoor_c, supply_c, book.at("heat.heat_pump_carnot_share", year))


def _lamp_shape(latitude_deg: float, longitude_deg: float, utc_offset_h: float, book: Book, year: int) -> np.ndarray:
    """Street lamps burn while the sun is low; dimming and switching off at night are left out."""
    _, elevation, _ = sun_through_the_year(latitude_deg, longitude_deg, utc_offset_h)
    return shapes.shape_of((elevation < book.at("night.switch_elevation_deg", year)).astype(np.float64))


def _solar_shapes(weather: Weather, latitude_deg: float, longitude_deg: float, book: Book, year: int) -> np.ndarray:
    light = {
        "albedo": book.at("solar.albedo", year),
        "solar_constant_w_m2": book.at("weather.solar_constant_w_m2", year),
    }
    tilt, flat_tilt = (book.at(f"solar.{name}_tilt_deg", year) for name in ("roof", "flat_roof"))

    def sun(tilt_deg: float, azimuth_deg: float) -> np.ndarray:
        return sun_on_plane_w_m2(weather, latitude_deg, longitude_deg, tilt_deg, azimuth_deg, **light)

    pitched = [sun(tilt, azimuth) for azimuth in (0.0, 90.0, 180.0, 270.0)]
    return np.stack([shapes.shape_of(one) for one in (*pitched, sun(flat_tilt, 90.0) + sun(flat_tilt, 270.0))])


def _limits(homes: Archetypes) -> np.ndarray:
    """Half-way between the mean heat losses of one state and the next."""
    e = homes.envelope
    loss = e.roof_m2 * e.u_roof + e.wall_m2 * e.u_wall + e.ground_m2 * e.u_floor + e.window_m2 * e.u_window
    mean_u = (loss / (e.roof_m2 + e.wall_m2 + e.ground_m2 + e.window_m2)).reshape(SHAPE)[..., 0]
    return (mean_u[..., :-1] + mean_u[..., 1:]) / 2
