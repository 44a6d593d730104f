"""What homes have been through before the first simulated year, and how they stood in the base year.

Place in the flow: [city]. Called once per run by `sim.city.assembly`.
The first year and the base year of one home come from one draw: what was insulated in 2011 is insulated in 2025, and
nobody tears out a heat pump to make the past look right.
"""

from __future__ import annotations

import numpy as np

from geodata import DISTRICT_KINDS, CityMap
from sim.city.dwellings import DISTRICT_HEAT, ELECTRIC, ELEMENTS, GAS, HEAT_PUMP, OIL, WOOD, Dwellings, DwellingsThen
from sim.city.facts import CityFacts
from sim.city.homes import HomePhysics, heating_efficiencies
from sim.city.improvement import improved_shares
from sim.lives import as_day, remaining_life_years, waiting_time_years
from sim.luck import Luck
from sim.parameter import Book
from sim.quota import chosen

BUILT_WELL = 3
"""First period (1991-2005) in which every home got some insulation when it was built."""


def furnish(
    homes: Dwellings, kind: np.ndarray, city_map: CityMap, facts: CityFacts, book: Book, physics: HomePhysics,
    luck: Luck, first_year: int,
) -> None:  # fmt: skip
    """Fill in envelopes, heating and panels as they are on the first simulated day."""
    for element in ELEMENTS:
        homes.u_of(element)[:] = envelope_in(first_year, element, homes, kind, facts, book, physics, luck)
    homes.on_gas_grid = gas_in_the_street(homes, city_map, facts, luck)
    year_built = city_map.buildings.year_built[homes.building]
    homes.heating = heating_in(first_year, homes, year_built, book, luck)
    homes.efficiency = efficiency_in(first_year, homes.heating, homes, book, luck)
    homes.solar_kwp = panels_in(first_year, homes, book, luck)
    _lives(homes, book, luck, first_year)


def furnish_then(
    homes: Dwellings, kind: np.ndarray, city_map: CityMap, facts: CityFacts, book: Book, physics: HomePhysics,
    luck: Luck, first_year: int,
) -> DwellingsThen:  # fmt: skip
    """The same homes in the base year of the inventory."""
    year, then = facts.base_year, DwellingsThen(len(homes))
    year_built = city_map.buildings.year_built[homes.building]
    then.standing = year_built <= year
    for element in ELEMENTS:
        getattr(then, f"u_{element}")[:] = envelope_in(year, element, homes, kind, facts, book, physics, luck)
    then.heating = heating_in(year, homes, year_built, book, luck)
    then.efficiency = efficiency_in(year, then.heating, homes, book, luck)
    then.solar_kwp = panels_in(year, homes, book, luck) * (homes.solar_kwp > 0)
    return then


def envelope_in(
    year: int, element: str, homes: Dwellings, kind: np.ndarray, facts: CityFacts, book: Book, physics: HomePhysics,
    luck: Luck,
) -> np.ndarray:  # fmt: skip
    """Heat loss of an element in a year up to the first one: as built, or improved at some time [W/m2K].

    Which share was improved, and when, is told by `improved_shares`.
    """
    built = physics.tables.by_period[f"u_{element}"][kind, homes.period]
    old = homes.period < BUILT_WELL
    by_survey, since = improved_shares(element, year, facts.base_year, len(homes), max(1, int(old.sum())), book)
    draw = luck.draw(f"{element} improved before", 0, homes.ids)
    once = np.minimum(built, book.at("assembly.u_improved_before_base_year", year)[element])
    lately = np.minimum(built, u_after(element, homes, book, year))
    improved = np.where(draw < by_survey, once, np.where(draw < by_survey + since, lately, built))
    return np.where(old, improved, built)


def u_after(
    element: str, homes: Dwellings, book: Book, year: int, rows: np.ndarray | slice = slice(None)
) -> np.ndarray:
    """Heat loss of an element after works in a year; walls by whether there is a cavity to fill [W/m2K]."""
    after = book.at("retrofit.u_after", year)
    if element != "wall":
        return np.full(len(homes.period[rows]), after[element])
    return np.where(has_cavity(homes.period[rows]), after["wall_cavity"], after["wall_external"])


def has_cavity(period: np.ndarray) -> np.ndarray:
    """Walls of 1946-1990 mostly have an empty cavity; older ones are solid, newer ones were filled when built."""
    return (period == 1) | (period == 2)


def gas_in_the_street(homes: Dwellings, city_map: CityMap, facts: CityFacts, luck: Luck) -> np.ndarray:
    """Whether a gas main passes: drawn by street, with the share of the kind of district."""
    shares = facts.gas_network_share
    mean = sum(shares.values()) / len(shares) if shares else 1.0
    by_district = np.array([shares.get(DISTRICT_KINDS[kind], mean) for kind in city_map.districts.kind])
    return luck.draw("gas main", 0, homes.street) < by_district[homes.district]


def heating_in(year: int, homes: Dwellings, year_built: np.ndarray, book: Book, luck: Luck) -> np.ndarray:
    """Heating of each home in a year, so that the shares of the book are met to the last home that can have it."""
    count, shares = len(homes), book.at("heating.carrier_shares", year)
    draw = luck.draw("heating before", 0, homes.ids)
    heating = np.full(count, GAS, dtype=np.int8)
    free = np.ones(count, dtype=bool)
    scores = {
        HEAT_PUMP: -(year_built / 100.0) + draw * 0.4,  # newest first: a century is worth more than any luck
        DISTRICT_HEAT: -homes.type.astype(np.float64) + draw,
        OIL: homes.on_gas_grid * 2.0 + draw,
        WOOD: homes.on_gas_grid * 1.0 - homes.floor_m2 / 400.0 + draw,
        ELECTRIC: homes.on_gas_grid * 1.0 + homes.floor_m2 / 400.0 + draw,
    }
    for name, which in (("heat_pump", HEAT_PUMP), ("district_heat", DISTRICT_HEAT), ("oil", OIL), ("wood", WOOD)):
        mine = chosen(np.where(free, scores[which], np.inf), round(shares[name] * count))
        heating[mine], free = which, free & ~mine
    heating[free & ~homes.on_gas_grid] = ELECTRIC
    lacking = round(shares["electric"] * count) - int((heating == ELECTRIC).sum())
    heating[chosen(np.where(free & homes.on_gas_grid, scores[ELECTRIC], np.inf), lacking)] = ELECTRIC
    return heating


def efficiency_in(year: int, heating: np.ndarray, homes: Dwellings, book: Book, luck: Luck) -> np.ndarray:
    """Efficiency of each heating in a year; gas boilers are condensing or still old ones."""
    efficiency = heating_efficiencies(book, year)[heating]
    old = luck.draw("old boiler", 0, homes.ids) >= book.at("heating.condensing_share", year)
    return np.where((heating == GAS) & old, book.at("heat.old_boiler_efficiency", year), efficiency)


def panels_in(year: int, homes: Dwellings, book: Book, luck: Luck) -> np.ndarray:
    """Panels on roofs of one-family homes, those of the installation history, the roomiest and keenest first [kWp]."""
    houses = homes.type < 3
    smallest = book.at("assembly.smallest_solar_kwp", year)
    can = houses & (homes.solar_room_kwp >= smallest)
    keen = np.where(can, luck.draw("panels before", 0, homes.ids), np.inf)
    count = min(int(can.sum()), round(book.at("solar_market.home_share", year) * int(houses.sum())))
    usual = book.at("solar_market.kwp_per_home", year)
    return np.where(chosen(keen, count), np.minimum(homes.solar_room_kwp, usual), 0.0)


def _lives(homes: Dwellings, book: Book, luck: Luck, first_year: int) -> None:
    """When heating and parts of the envelope give up: ages spread evenly over a life, roofs and walls at a steady rate."""
    mean, shape = book.at("heating.boiler_life_years", first_year), book.at("heating.boiler_life_shape", first_year)
    age = luck.draw("age of heating", 0, homes.ids) * mean
    left = remaining_life_years(luck.draw("life of heating", 0, homes.ids), age, mean, shape)
    homes.heating_ends = as_day(0, left)
    for element in ELEMENTS:
        homes.due_of(element)[:] = next_due(element, 0, homes.ids, book, luck, first_year)


def next_due(element: str, from_day, ids: np.ndarray, book: Book, luck: Luck, year: int) -> np.ndarray:
    """Day on which an element must next be redone anyway; steady rate of one over its life."""
    rate = 1.0 / element_life_years(element, book, year)
    return as_day(from_day, waiting_time_years(luck.draw(f"{element} due", year, ids), rate))


def element_life_years(element: str, book: Book, year: int) -> float:
    """Mean life of an element of the envelope [yr]."""
    return book.at("retrofit.life_window_years" if element == "window" else "retrofit.life_insulation_years", year)
