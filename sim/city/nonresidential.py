"""Premises from the map: floor by use, energy by floor.

Place in the flow: [city]. Called once per run by `sim.city.assembly`.
"""

from __future__ import annotations

import numpy as np

from geodata import BUILDING_TYPES, TENURES, USES, CityMap
from sim.city.premises import Premises
from sim.city.sunshine import Sunshine
from sim.inventory.covenant import CARRIER, SECTOR
from sim.luck import Luck
from sim.parameter import Book

HOME, SHED, SHOP = USES.index("home"), USES.index("shed"), USES.index("shop")
SHOP_HOUSE = BUILDING_TYPES.index("shop_house")
SECTOR_OF_USE = {"industry": "industry", "port": "industry", "farm": "agriculture"}


def premises_of(city_map: CityMap, book: Book, sunshine: Sunshine, luck: Luck, first_year: int) -> Premises:
    """One row per heated building that is no home, and one per shop under dwellings."""
    buildings = city_map.buildings
    storeys = np.maximum(buildings.storeys.astype(np.float64), 1.0)
    shop_below = (buildings.type == SHOP_HOUSE) & (buildings.dwellings > 0) & (storeys > 1)
    other = (buildings.dwellings == 0) & (buildings.use != HOME) & (buildings.use != SHED) & (buildings.floor_m2 > 0)
    row = np.flatnonzero(shop_below | other)
    premises = Premises(len(row), building=row, district=buildings.district[row], year_built=buildings.year_built[row])
    premises.use = np.where(shop_below[row], SHOP, buildings.use[row])
    premises.floor_m2 = buildings.floor_m2[row] / np.where(shop_below[row], storeys[row], 1.0)
    _sectors(premises, buildings.tenure[row], book, luck, first_year)
    _energy(premises, book, luck, first_year)
    flat = buildings.ridge_m[row] <= 0
    usable = book.at("assembly.usable_roof_share", first_year)
    roof_m2 = np.where(shop_below[row], 0.0, buildings.roof_m2[row])
    premises.solar_room_kwp = (
        roof_m2 * np.where(flat, usable["flat"], usable["pitched"]) / book.at("solar_market.m2_per_kwp", first_year)
    )
    premises.solar_kwh_per_kwp = sunshine.of_roofs(buildings.azimuth_deg[row], flat)
    return premises


def _sectors(premises: Premises, tenure: np.ndarray, book: Book, luck: Luck, year: int) -> None:
    """Covenant sector: by use, and municipal where the map says so or the share of the use does."""
    names = [SECTOR_OF_USE.get(use, "tertiary") for use in USES]
    premises.sector = np.array([SECTOR[name] for name in names])[premises.use]
    shares = book.at("tertiary.municipal_share_by_use", year)
    share = np.array([shares.get(use, 0.0) for use in USES])[premises.use]
    municipal = (tenure == TENURES.index("municipal")) | (luck.draw("run by the city", 0, premises.ids) < share)
    premises.sector[municipal & (premises.sector == SECTOR["tertiary"])] = SECTOR["municipal_buildings"]


def _energy(premises: Premises, book: Book, luck: Luck, year: int) -> None:
    """Fuel and electricity by floor and use; one carrier per building."""
    for column, parameter in (("fuel_kwh", "tertiary.fuel_kwh_m2"), ("electricity_kwh", "tertiary.electricity_kwh_m2")):
        by_use = book.at(parameter, year)
        per_m2 = np.array([by_use.get(use, 0.0) for use in USES])[premises.use]
        setattr(premises, column, per_m2 * premises.floor_m2)
    shares = book.at("tertiary.fuel_carrier_shares", year)
    gas = luck.draw("fuel of premises", 0, premises.ids) < shares["gas"] / (shares["gas"] + shares["oil"])
    premises.fuel_carrier = np.where(gas, CARRIER["natural_gas"], CARRIER["heating_oil"])
