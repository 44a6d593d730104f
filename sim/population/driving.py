"""Cars: who has which, and what is bought when one is due.

Place in the flow: city -> [population] -> behaviour, markets -> physics -> inventory.
Company cars follow the tax rule and the offer of their year (a share of new cars), private ones a choice between a
battery car and a petrol one on cost, charging and neighbours. No single curve for both: in 2024 86 % of new battery cars
were registered by enterprises.
"""

from __future__ import annotations

import numpy as np

from sim.city.city import City
from sim.inventory.covenant import CARRIER
from sim.lives import as_day, waiting_time_years
from sim.luck import Luck
from sim.offer import Offer
from sim.parameter import Book, yearly
from sim.physics.travel import car_energy_kwh
from sim.population.cars import BATTERY, CARRIER_OF_POWERTRAIN, DIESEL, HYBRID, PETROL, POWERTRAINS, Cars
from sim.population.households import Households
from sim.population.next_car import CarLuck, CarMarket, Drivers, Drives, replace_due_cars
from sim.population.one_household import Appeal
from sim.quota import by_rank, chosen, largest_remainder

INDEX_OF_CARRIER = np.array([CARRIER[carrier] for carrier in CARRIER_OF_POWERTRAIN])
"""Index into CARRIERS of each powertrain."""

LIKE_FOR_LIKE = np.array([PETROL, DIESEL, HYBRID, PETROL], dtype=np.int8)
"""What replaces each powertrain when it is no battery car."""


def park_cars(people: Households, city: City, book: Book, luck: Luck, first_year: int) -> Cars:
    """The cars of the first simulated year, one row each."""
    row = np.repeat(people.ids, people.cars)
    cars = Cars(len(row), household=row, district=city.dwellings.district[row])
    rich_first = luck.draw("company car", 0, cars.ids) - people.income_eur[row] / people.income_eur.max()
    cars.company = chosen(rich_first, round(book.at("mobility.company_car_share", first_year) * len(row)))
    draw = luck.draw("powertrain", 0, cars.ids)
    cars.powertrain = _powertrains(cars, draw, book, first_year)
    cars.powertrain_then = _powertrains(cars, draw, book, city.facts.base_year)
    km = book.at("mobility.km_per_car", first_year)
    cars.km = np.where(cars.company, km["company"], km["private"])
    cars.ends = as_day(
        0, waiting_time_years(luck.draw("car due", 0, cars.ids), 1.0) * holding_years(cars, book, first_year)
    )
    return cars


def holding_years(cars: Cars, book: Book, year: int, rows: np.ndarray | slice = slice(None)) -> np.ndarray:
    """How long a car stays with its household on average [yr]."""
    private, company = book.at("mobility.car_life_years", year), book.at("mobility.company_car_life_years", year)
    return np.where(cars.company[rows], company, private)


def _powertrains(cars: Cars, draw: np.ndarray, book: Book, year: int) -> np.ndarray:
    """Powertrains so that the fleet's shares are met for private and company cars."""
    shares, kinds = book.at("mobility.fleet_shares", year), np.empty(len(cars), dtype=np.int8)
    for mask, name in ((cars.company, "company"), (~cars.company, "private")):
        counts = largest_remainder(np.array([shares[name][kind] for kind in POWERTRAINS]), int(mask.sum()))
        kinds[mask] = by_rank(draw[mask], counts)
    return kinds


def car_energy(powertrain: np.ndarray, km: np.ndarray, book: Book, year: int) -> np.ndarray:
    """Energy of each car in a year [kWh]."""
    return km * kwh_per_km(book, year)[powertrain]


@yearly
def kwh_per_km(book: Book, year: int) -> np.ndarray:
    """Energy per km of each powertrain, float32 [kWh/km]."""
    litres, content = book.at("mobility.consumption", year), book.at("mobility.energy_content", year)
    per_km = [
        car_energy_kwh(1.0, litres["petrol"], content["petrol"]),
        car_energy_kwh(1.0, litres["diesel"], content["diesel"]),
        car_energy_kwh(1.0, litres["hybrid"], content["petrol"]),
        litres["battery"],
    ]
    return np.array(per_km, dtype=np.float32)


def replace_cars(
    cars: Cars, people: Households, city: City, offer: Offer, near: np.ndarray, book: Book, luck: Luck, year: int,
    index: int,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:  # fmt: skip
    """Cars due this year are replaced on their day.

    Args:
        near: share of households within sight with a battery car, by street segment
        index: number of the year in the run, 0 for the first

    Returns:
        rows of replaced cars, days, and the city's grant for each [EUR]
    """
    appeal = Appeal(
        float(book.at("behaviour.asc_car", year)["battery"]), np.float32(book.at("behaviour.peer_weight", year)), near,
        offer.weighted("campaign", book.at("behaviour.consideration_campaign", year)), np.float32(0.0),
    )  # fmt: skip
    seed, choice, this_year = luck.key("battery car", year)
    streams = (luck.key(name, year)[1] for name in ("new company car", "charges at home"))
    rows, days, grants, was = replace_due_cars(
        index * 365, (index + 1) * 365, cars.look(Drives), people.look(Drivers, street=city.dwellings.street),
        _market(city, book, year), appeal, offer.weighted("grant_eur"),
        CarLuck(seed, this_year, *streams, choice, luck.key("car due", year)[1]),
    )  # fmt: skip
    _enter_changes(cars, city, rows, was, days, book, year)
    return rows, days, grants


def _market(city: City, book: Book, year: int) -> CarMarket:
    """What cars are like in a year, as `replace_due_cars` wants it; charge points nearby make the street cheaper."""
    at, per_km = book.at, kwh_per_km(book, year)
    price, upkeep = at("mobility.car_prices_eur", year), at("mobility.car_upkeep_eur", year)
    points = city.charge_points.sum() / max(1.0, city.facts.inhabitants / 100.0)
    near_point = min(1.0, points / at("city.charge_points_goal_per_100_inhabitants", year))
    home = at("prices.electricity_household", year)
    public = at("prices.public_charging", year) * (1.0 - near_point) + home * near_point
    trouble = at("assembly.hassle_public_charging_keur", year) * (1.0 - near_point)
    return CarMarket(
        BATTERY, LIKE_FOR_LIKE, bool(year >= at("mobility.fuel_car_sales_end_year", year)),
        np.float32(at("mobility.company_battery_share_new", year)), np.float32(at("mobility.home_charging_share", year)),
        float(price["battery"] - price["petrol"]), float(at("mobility.home_charger_eur", year)),
        float(upkeep["petrol"] - upkeep["battery"]), float(per_km[PETROL] * at("prices.petrol", year)),
        float(per_km[BATTERY] * home), float(per_km[BATTERY] * public), np.float32(trouble),
        float(at("mobility.private_car_holding_years", year)), float(at("mobility.car_life_years", year)),
        float(at("mobility.company_car_life_years", year)),
    )  # fmt: skip


def _enter_changes(
    cars: Cars, city: City, rows: np.ndarray, was: np.ndarray, days: np.ndarray, book: Book, year: int
) -> None:
    """The year's account gets the old cars back for the days before the new ones came."""
    changed = np.flatnonzero(cars.powertrain[rows] != was)
    some, before, per_km = rows[changed], was[changed], kwh_per_km(book, year)
    after, km, district = cars.powertrain[some], cars.km[some], cars.district[some]
    for kind, old, new in ((before, km * per_km[before], 0.0), (after, 0.0, km * per_km[after])):
        city.diary.energy("private_transport", INDEX_OF_CARRIER[kind], district, old, new, days[changed])
