"""From a map to a city that can live: fills the columns of homes, premises and lamps.

Place in the flow: [city]. Called once per run by `sim.model`.
"""

from __future__ import annotations

import numpy as np

from geodata import BUILDING_TYPES, CityMap
from sim.city.city import City
from sim.city.dwellings import NEVER, Dwellings
from sim.city.facts import CityFacts
from sim.city.fleet import park_fleet
from sim.city.history import furnish, furnish_then
from sim.city.homes import TOWER, HomePhysics
from sim.city.lighting import LightingRegimes
from sim.city.nonresidential import premises_of
from sim.city.street_lights import StreetLights
from sim.city.sunshine import Sunshine
from sim.lives import as_day, remaining_life_years
from sim.luck import Luck
from sim.parameter import Book

SHOP_HOUSE = BUILDING_TYPES.index("shop_house")
APARTMENTS = BUILDING_TYPES.index("apartments")


def settle(city_map: CityMap, facts: CityFacts, book: Book, sunshine: Sunshine, luck: Luck, first_year: int) -> City:
    """The city as it stands on 1 January of the first simulated year.

    Args:
        city_map: what stands where
        facts: counts and promises
        book: all parameters, scenario changes in
        sunshine: yields of roofs
        luck: draws of this run; the stock is drawn from stream names of its own, with year 0
        first_year: first simulated year
    """
    physics = HomePhysics(book, first_year)
    homes, kind = homes_of(city_map, book, physics, sunshine, first_year)
    furnish(homes, kind, city_map, facts, book, physics, luck, first_year)
    then = furnish_then(homes, kind, city_map, facts, book, physics, luck, first_year)
    regimes = LightingRegimes(book, city_map.latitude, city_map.longitude, first_year)
    return City(
        city_map, facts, book, physics, homes, then, kind,
        premises_of(city_map, book, sunshine, luck, first_year),
        lights_of(city_map, book, regimes, luck, first_year),
        regimes, park_fleet(book, facts.inhabitants, first_year), luck,
    )  # fmt: skip


def homes_of(
    city_map: CityMap, book: Book, physics: HomePhysics, sunshine: Sunshine, first_year: int
) -> tuple[Dwellings, np.ndarray]:
    """One row per dwelling, sorted by district; walls, roof and ground of a building are shared equally.

    Returns:
        the dwellings with their geometry, and the row of each in the envelope tables
    """
    buildings = city_map.buildings
    order = np.argsort(buildings.district, kind="stable")
    row = np.repeat(order, np.maximum(buildings.dwellings[order], 0))
    homes = Dwellings(len(row))
    share = 1.0 / buildings.dwellings[row].astype(np.float64)
    storeys = np.maximum(buildings.storeys[row].astype(np.float64), 1.0)
    shop = (buildings.type[row] == SHOP_HOUSE) & (storeys > 1)
    lived_in = np.where(shop, (storeys - 1.0) / storeys, 1.0)
    for name in ("district", "street", "type", "period"):
        setattr(homes, name, buildings.columns[name][row])
    homes.building = row
    smallest = book.at("assembly.smallest_dwelling_m2", first_year)
    homes.floor_m2 = np.maximum(buildings.floor_m2[row] * share * lived_in, smallest)
    warm_part = np.minimum(
        1.0, buildings.floor_m2[row] / (buildings.footprint_m2[row] * storeys)
    )  # garages are not warm
    homes.roof_m2 = buildings.roof_m2[row] * share * warm_part
    homes.ground_m2 = np.where(shop, 0.0, buildings.footprint_m2[row] * share * warm_part)
    kind = np.where(
        (homes.type == APARTMENTS) & (storeys >= book.at("stock.tower_storeys", first_year)["tower"][0]),
        TOWER,
        homes.type,
    ).astype(np.int8)
    shares = physics.tables.area_per_floor
    glass = shares["window"][kind, homes.period] + shares["door"][kind, homes.period]
    facade = buildings.facade_m2[row] * share * lived_in
    most_glass = book.at("assembly.highest_glass_share", first_year) * facade
    homes.window_m2 = np.minimum(glass * homes.floor_m2, most_glass)
    homes.wall_m2 = facade - homes.window_m2
    flat = buildings.ridge_m[row] <= 0
    homes.solar_kwh_per_kwp = sunshine.of_roofs(buildings.azimuth_deg[row], flat)
    usable = book.at("assembly.usable_roof_share", first_year)
    usable_m2 = buildings.roof_m2[row] * share * np.where(flat, usable["flat"], usable["pitched"])
    homes.solar_room_kwp = usable_m2 / book.at("solar_market.m2_per_kwp", first_year)
    return homes, kind


def lights_of(city_map: CityMap, book: Book, regimes: LightingRegimes, luck: Luck, first_year: int) -> StreetLights:
    """One row per lamp; LED lamps of the first year run at full power, as most did when they were placed."""
    lamps = StreetLights(len(city_map.lamps))
    for name in ("district", "type", "power_w", "year"):
        setattr(lamps, name, city_map.lamps.columns[name])
    lamps.upkeep_eur = np.where(lamps.is_led, regimes.upkeep_eur_led, regimes.upkeep_eur_conventional)
    lamps.relight(np.arange(len(lamps)), regimes.lit_hours)
    age = np.maximum(first_year - lamps.year, 0)
    life, shape = (
        book.at("lighting.classic_luminaire_life_years", first_year),
        book.at("assembly.luminaire_life_shape", first_year),
    )
    left = remaining_life_years(luck.draw("luminaire life", 0, lamps.ids), age, life, shape)
    lamps.luminaire_ends = np.where(lamps.is_led, NEVER, as_day(0, left))
    return lamps
