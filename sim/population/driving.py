"""Cars: who has which, and what is bought when one is due.

Place in the flow: city -> [population] -> behaviour, markets -> physics -> inventory.
Company cars follow the tax rule and the offer of their year (a share of new cars), private ones a choice between a
battery car and a petrol one on cost, charging and neighbours. No single curve for both: in 2024 86 % of new battery cars
were registered by enterprises.
"""

from __future__ import annotations

import numpy as np

from sim.behaviour.yes_or_no import says_yes
from sim.city.city import City
from sim.finance import annuity_factor
from sim.inventory.covenant import CARRIER
from sim.lives import as_day, falls_in, waiting_time_years
from sim.luck import Luck
from sim.offer import Offer
from sim.parameter import Book
from sim.physics.travel import car_energy_kwh
from sim.population.cars import BATTERY, CARRIER_OF_POWERTRAIN, DIESEL, HYBRID, PETROL, POWERTRAINS, Cars
from sim.population.households import Households
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
    cars: Cars,
    people: Households,
    city: City,
    offer: Offer,
    near: np.ndarray,
    book: Book,
    luck: Luck,
    year: int,
    index: int,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Cars due this year are replaced on their day.

    Args:
        near: share of households within sight with a battery car, by street segment
        index: number of the year in the run, 0 for the first

    Returns:
        rows of replaced cars, days, and the city's grant for each [EUR]
    """
    rows = np.flatnonzero(falls_in(cars.ends, index))
    days = np.maximum(cars.ends[rows].astype(np.int32), index * 365)
    ids = cars.ids[rows]
    company = cars.company[rows]
    battery = np.zeros(len(rows), dtype=bool)
    battery[company] = luck.draw("new company car", year, ids[company]) < book.at(
        "mobility.company_battery_share_new", year
    )
    mine = ~company
    battery[mine], grant_eur = _private_choice(cars, people, city, offer, near, book, luck, year, rows[mine])
    _drive_away(cars, city, rows, np.where(battery, BATTERY, LIKE_FOR_LIKE[cars.powertrain[rows]]), days, book, year)
    life = holding_years(cars, book, year, rows)
    cars.ends[rows] = as_day(days, waiting_time_years(luck.draw("car due", year, ids), 1.0) * life)
    grants = np.zeros(len(rows))
    grants[mine] = grant_eur * battery[mine]
    return rows, days, grants


def _private_choice(
    cars: Cars, people: Households, city: City, offer: Offer, near: np.ndarray, book: Book, luck: Luck, year: int, rows
) -> tuple[np.ndarray, np.ndarray]:
    """Who of these buys a battery car, and the grant each would get [EUR]."""
    home = cars.household[rows]
    if year >= book.at("mobility.fuel_car_sales_end_year", year):
        return np.ones(len(rows), dtype=bool), np.zeros(len(rows))
    price, upkeep = book.at("mobility.car_prices_eur", year), book.at("mobility.car_upkeep_eur", year)
    per_km = kwh_per_km(book, year)
    at_home = luck.draw("charges at home", 0, people.ids[home]) < book.at("mobility.home_charging_share", year)
    points = city.charge_points.sum() / max(1.0, city.facts.inhabitants / 100.0)
    near_point = np.minimum(1.0, points / book.at("city.charge_points_goal_per_100_inhabitants", year))
    public = (
        book.at("prices.public_charging", year) * (1.0 - near_point)
        + book.at("prices.electricity_household", year) * near_point
    )
    kwh_price = np.where(at_home, book.at("prices.electricity_household", year), public)
    saved_eur = cars.km[rows] * (per_km[PETROL] * book.at("prices.petrol", year) - per_km[BATTERY] * kwh_price)
    saved_eur = saved_eur + upkeep["petrol"] - upkeep["battery"]
    worth = annuity_factor(people.discount_rate[home], book.at("mobility.private_car_holding_years", year))
    charger = np.where(at_home, book.at("mobility.home_charger_eur", year), 0.0)
    grant = np.broadcast_to(offer.at("grant_eur", home), rows.shape).astype(np.float64)
    cost_keur = (price["battery"] - price["petrol"] + charger - grant - saved_eur * worth) / 1000.0
    known = book.at("behaviour.consideration_campaign", year) * offer.at("campaign", home)
    trouble = np.where(at_home, 0.0, book.at("assembly.hassle_public_charging_keur", year) * (1.0 - near_point))
    yes = says_yes(
        cost_keur,
        trouble * people.hassle[home],
        people.weight_per_keur[home],
        book.at("behaviour.asc_car", year)["battery"],
        book.at("behaviour.peer_weight", year) * near[city.dwellings.street[home]] + known,
        people.care_for_climate[home],
        luck.gumbel("battery car", year, cars.ids[rows], 2),
    )
    return yes, grant


def _drive_away(
    cars: Cars, city: City, rows: np.ndarray, powertrain: np.ndarray, days: np.ndarray, book: Book, year: int
) -> None:
    """The new car takes the old one's place; the year's account gets the old one back for the days before."""
    changed = np.flatnonzero(cars.powertrain[rows] != powertrain)
    some, then, per_km = rows[changed], powertrain[changed], kwh_per_km(book, year)
    now, km, district = cars.powertrain[some], cars.km[some], cars.district[some]
    for kind, before, after in ((now, km * per_km[now], 0.0), (then, 0.0, km * per_km[then])):
        city.diary.energy("private_transport", INDEX_OF_CARRIER[kind], district, before, after, days[changed])
    cars.powertrain[rows] = powertrain
