"""People fitted to the stock: households into homes, so that every total is exact.

Place in the flow: city -> [population] -> behaviour, markets -> physics -> inventory.
Totals (households, inhabitants, owners by type of home, cars) are met to the last one; who gets what is decided by
fit (big households in big homes, cars with size and income) plus luck.
"""

from __future__ import annotations

import numpy as np

from geodata import BUILDING_TYPES, TENURES
from sim.city.city import City
from sim.columns import in_parts
from sim.lives import as_day, waiting_time_years
from sim.luck import Luck
from sim.parameter import Book, yearly
from sim.population.households import OWNER, PRIVATE_TENANT, SOCIAL_TENANT, Households
from sim.population.traits import TraitColumns, TraitRules, fill_traits
from sim.quota import by_rank, chosen, largest_remainder, sizes_that_add_up

SIZES = ("one", "two", "three", "four", "five", "six")
AGE_BANDS = {
    "under_35": (22, 34),
    "from_35_to_49": (35, 49),
    "from_50_to_64": (50, 64),
    "from_65_to_79": (65, 79),
    "from_80": (80, 96),
}


def as_normal(luck: np.ndarray) -> np.ndarray:
    """Standard normal numbers from uniform draws, by inversion, float64, of the same shape."""
    from scipy.special import ndtri

    return ndtri(luck.astype(np.float64))


def standard_normal(luck: Luck, stream: str, year: int, ids: np.ndarray) -> np.ndarray:
    """Normal draws, float64, shape (n,)."""
    return as_normal(luck.draw(stream, year, ids))


def settle_households(city: City, book: Book, luck: Luck, year: int) -> Households:
    """The people of the first simulated year.

    Args:
        city: with its dwellings; their `occupied` is set here
        book: all parameters
        luck: draws of this run
        year: first simulated year

    Raises:
        ValueError: more households than dwellings, or fewer inhabitants than households
    """
    homes, facts = city.dwellings, city.facts
    if facts.households > len(homes):
        raise ValueError(f"{facts.households} households do not fit into {len(homes)} dwellings of {facts.name}")
    people = Households(len(homes))
    homes.occupied = chosen(luck.draw("nobody registered", 0, homes.ids), facts.households)
    people.persons = _sizes(city, book, luck, year)
    people.tenure = _tenures(city, book, luck, year)
    for rows in in_parts(np.flatnonzero(homes.occupied)):
        draw_traits(people, rows, book, luck, year)
    for rows in in_parts(people.ids):
        rate = np.where(people.tenure[rows] == OWNER, *move_rates(book, year))
        people.moves[rows] = as_day(0, waiting_time_years(luck.draw("move", 0, rows), 1.0) / rate)
    people.moves[~homes.occupied] = np.int16(32_767)
    people.duty = np.int16(32_767)
    return people


def move_rates(book: Book, year: int) -> tuple[float, float]:
    """Moves per year of owners and of tenants, who move more often [1/yr]."""
    return float(book.at("people.move_rate", year)), float(book.at("people.move_rate_tenant", year))


def _sizes(city: City, book: Book, luck: Luck, year: int) -> np.ndarray:
    """Persons per dwelling: big households in big homes, as far as luck lets them."""
    homes, facts = city.dwellings, city.facts
    shares = book.at("people.household_size_shares", year)
    counts = sizes_that_add_up(np.array([shares[size] for size in SIZES]), facts.households, facts.inhabitants)
    lived_in = np.flatnonzero(homes.occupied)
    room = np.log(np.maximum(homes.floor_m2[lived_in], 1.0).astype(np.float64))
    room = (room - room.mean()) / max(float(room.std()), 1e-9)
    fit = book.at("assembly.fit_of_size_to_floor", year)
    score = fit * room + np.sqrt(1.0 - fit**2) * standard_normal(luck, "household size", 0, lived_in)
    sizes = np.zeros(len(homes), dtype=np.int8)
    sizes[lived_in] = by_rank(score, counts) + 1
    return sizes


def _tenures(city: City, book: Book, luck: Luck, year: int) -> np.ndarray:
    """Who owns the home lived in: social homes as the map says, owners by the share of the type."""
    homes, tenure = city.dwellings, city.map.buildings.tenure[city.dwellings.building]
    social = tenure == TENURES.index("social_rent")
    result = np.full(len(homes), PRIVATE_TENANT, dtype=np.int8)
    result[social] = SOCIAL_TENANT
    owner_score = luck.draw("owner", 0, homes.ids) + 2.0 * (tenure == TENURES.index("private_rent"))
    shares = book.at("people.owner_share_by_type", year)
    for number, name in enumerate(BUILDING_TYPES):
        mine = (homes.type == number) & homes.occupied
        if name in shares and mine.any():
            owners = min(round(shares[name] * int(mine.sum())), int((mine & ~social).sum()))
            result[chosen(np.where(mine & ~social, owner_score, np.inf), owners)] = OWNER
    return result


def draw_traits(people: Households, rows: np.ndarray, book: Book, luck: Luck, year: int) -> None:
    """Age, income and the way of deciding of whoever lives in these rows now.

    Args:
        people: all households
        rows: those who are new
        book: all parameters
        luck: draws; a later household of the same row has other luck, by how many lived there before
        year: whose values hold
    """
    ids, number = people.ids[rows], people.moved_in[rows]
    ids = ids + (number.astype(np.int64) << 32)  # the front door and how many households came before
    drawn = luck.draws(("income", "patience", "frugality", "climate", "hassle", "age"), 0, ids)
    normal = as_normal(drawn[:5])
    fill_traits(rows, normal, drawn[5], people.look(TraitColumns), trait_rules(book, year))


@yearly
def trait_rules(book: Book, year: int) -> TraitRules:
    """How traits are spread in a year; ages evenly within the bands of the book."""
    at, by_size, shares = book.at, book.at("people.income_eur", year), book.at("people.age_shares", year)
    bands = np.array([shares[band] for band in AGE_BANDS])
    first, last = (np.array(ends) for ends in zip(*AGE_BANDS.values(), strict=True))
    numbers = (
        "discount_rate_owner", "discount_rate_low_income", "discount_rate_landlord", "discount_rate_sigma",
        "cost_weight_per_keur", "cost_weight_sigma", "environment_weight",
    )  # fmt: skip
    return TraitRules(
        np.array([by_size[size] for size in SIZES], dtype=np.float64), float(at("people.income_sigma", year)),
        np.float32(income_limits(book, year)[0]), *(float(at(f"people.{name}", year)) for name in numbers),
        float(at("behaviour.hassle_sigma", year)), np.concatenate([[0.0], np.cumsum(bands / bands.sum())]), first, last,
    )  # fmt: skip


@yearly
def income_limits(book: Book, year: int) -> tuple[float, float]:
    """Incomes below which a household counts as low, and as middle, for grants [EUR/yr]."""
    limits = book.at("assembly.grant_income_limit_eur", year)
    return limits["low"], limits["middle"]


def cars_per_household(people: Households, book: Book, luck: Luck, year: int) -> np.ndarray:
    """Cars of each household; per household size the shares of the book are met exactly."""
    tables = book.at("mobility.cars_per_household_type", year)
    score = standard_normal(luck, "cars", 0, people.ids) + np.log(np.maximum(people.income_eur, 1.0))
    cars = np.zeros(len(people), dtype=np.int8)
    for sizes, kind in (((1,), "single"), ((2,), "couple"), ((3, 4, 5, 6, 7, 8, 9), "couple_with_children")):
        mine = np.flatnonzero(np.isin(people.persons, sizes))
        shares = np.array([tables[kind][count] for count in ("none", "one", "two", "three")])
        cars[mine] = by_rank(score[mine], largest_remainder(shares, len(mine)))
    return cars
