"""What households bought this year is noted by district, to be paid together: contractor, region, city, bank.

Place in the flow: city -> population -> behaviour, [markets] -> physics -> inventory.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numba import njit

from sim.markets.contracts import FORMS
from sim.offer import Support
from sim.population.businesses import panels_wanted
from sim.population.cars import BATTERY, PETROL
from sim.population.driving import kwh_per_km
from sim.population.prices import car_prices_eur_kwh
from sim.works.jobs import Gain

if TYPE_CHECKING:
    from sim.model import CityModel

ACCOUNT_OF_WORKS = {"envelope": "works on homes", "heating": "heating", "solar": "solar panels"}


def pay_for_works(model: CityModel, works: str, done: np.ndarray, year: int) -> None:
    """Enter finished jobs of a kind of WORKS_IN_HOMES; grants and loans with them."""
    if len(done) == 0:
        return
    money = np.zeros((len(model.city.district_names), 4))
    add_up_jobs(done, model.city.dwellings.district, money)
    FORMS["household_with_grant"].purchase(model.market, ACCOUNT_OF_WORKS[works], money)


@njit(cache=True)
def add_up_jobs(done, district, money):
    """Add the money of finished jobs to their districts: price, region's and city's part, borrowed, shape (districts, 4)."""
    for i in range(done.size):
        place = district[done[i].home]
        money[place, 0] += np.float64(done[i].price_eur)
        money[place, 1] += np.float64(done[i].region_eur)
        money[place, 2] += np.float64(done[i].city_eur)
        money[place, 3] += np.float64(done[i].borrowed_eur)


@njit(cache=True)
def add_up_cars(rows, grants_eur, company, powertrain, district, battery, extra_eur, money):
    """Add the extra price of new battery cars of households and the city's grants to their districts; returns how many.

    Args:
        rows, grants_eur: cars replaced, and what the city grants to each
        company, powertrain, district: columns of all cars
        battery: index of the powertrain
        extra_eur: what a battery car costs more than one on petrol
        money: filled as by `add_up_jobs`
    """
    count = 0
    for i in range(rows.size):
        car = rows[i]
        if powertrain[car] == battery and not company[car]:
            money[district[car], 0] += 1.0
            money[district[car], 2] += min(grants_eur[i], extra_eur)
            count += 1
    money[:, 0] *= extra_eur
    return count


def business_panels(model: CityModel, year: int) -> None:
    """Businesses put panels on their roofs and pay for them."""
    people = model.people
    rows, days, price_eur = panels_wanted(people.businesses, model.city, model.book, model.luck, year, model.index)
    if model.connections and len(rows):
        fits = model.connections.admit_premises(rows, days)
        rows, days, price_eur = rows[fits], days[fits], price_eur[fits]
    if len(rows):
        model.city.panels_on_premises(rows, days, actor="businesses")
        model.market.payments.pay(year, "businesses", "contractors", "solar panels", float(price_eur.sum()))


def pay_for_campaigns(model: CityModel, supports: list[Support], year: int) -> None:
    """The city pays for every campaign and for advice, by the homes they are meant for."""
    book, homes = model.book, len(model.city.dwellings)
    campaign, advice = book.at("yard.campaign_eur_per_home", year), book.at("yard.advice_eur_per_home", year)
    for support in supports:
        reached = homes if support.mask is None else int(support.mask.sum())
        cost = reached * (support.campaign * campaign + support.advice * advice)
        model.market.payments.pay(year, "city_hall", "rest_of_world", "campaign and advice", cost)


def pay_for_cars(model: CityModel, rows: np.ndarray, days: np.ndarray, grants: np.ndarray, offer, year: int) -> None:
    """New battery cars of households; company cars are the employer's business and enter no household account."""
    cars = model.people.cars
    price, money = model.book.at("mobility.car_prices_eur", year), np.zeros((len(model.city.district_names), 4))
    extra_eur = float(max(0.0, price["battery"] - price["petrol"]))
    if not add_up_cars(rows, grants, cars.company, cars.powertrain, cars.district, BATTERY, extra_eur, money):
        return
    FORMS["household_with_grant"].purchase(model.market, "battery cars, extra price", money)
    if not model.measures:
        return  # nothing to credit
    rows = rows[(cars.powertrain[rows] == BATTERY) & ~cars.company[rows]]
    helped = offer.measure_of(cars.household[rows])
    if year >= model.book.at("mobility.fuel_car_sales_end_year", year):
        helped[:] = -1  # nothing else is sold any more, no measure brought this about
    model.recorder.note_cars(helped, np.full(len(rows), extra_eur), _gain_of_cars(model, rows, year))


def _gain_of_cars(model: CityModel, rows: np.ndarray, year: int) -> Gain:
    """What these battery cars use less than petrol cars would, and save on energy and upkeep."""
    km = model.people.cars.km[rows].astype(np.float64)
    per_km, price = kwh_per_km(model.book, year), car_prices_eur_kwh(model.book, year)
    upkeep = model.book.at("mobility.car_upkeep_eur", year)
    before, after = km * per_km[PETROL], km * per_km[BATTERY]
    saved = before * price[PETROL] - after * price[BATTERY] + upkeep["petrol"] - upkeep["battery"]
    return Gain(before, after, saved)
