"""Cars: who has which, and what is bought next."""

import numpy as np
import pytest

from sim.offer import Offer
from sim.population.cars import BATTERY, PETROL, POWERTRAINS
from sim.population.driving import car_energy, kwh_per_km


def test_every_car_stands_before_the_home_that_has_it(untouched):
    cars, people = untouched.people.cars, untouched.people.households
    assert np.array_equal(np.bincount(cars.household, minlength=len(people)), people.cars)
    assert np.array_equal(cars.district, untouched.city.dwellings.district[cars.household])


@pytest.mark.parametrize("owner", ["company", "private"])
def test_powertrains_are_those_of_the_fleet_to_the_last_car(untouched, book, owner):
    cars = untouched.people.cars
    mine = cars.company if owner == "company" else ~cars.company
    shares = book.at("mobility.fleet_shares", 2025)[owner]
    total = sum(shares[kind] for kind in POWERTRAINS)
    for number, kind in enumerate(POWERTRAINS):
        assert abs((cars.powertrain[mine] == number).sum() - shares[kind] / total * mine.sum()) < 1 + 1e-6


def test_company_cars_are_as_many_as_the_book_says_and_drive_further(untouched, book):
    cars = untouched.people.cars
    assert cars.company.sum() == round(book.at("mobility.company_car_share", 2025) * len(cars))
    assert cars.km[cars.company].mean() > cars.km[~cars.company].mean()


def test_a_battery_car_takes_a_third_of_the_energy_of_a_petrol_car(book):
    per_km = kwh_per_km(book, 2025)
    assert 0.2 < per_km[BATTERY] / per_km[PETROL] < 0.45
    energy = car_energy(np.array([PETROL]), np.array([10_000.0]), book, 2025)
    assert energy == pytest.approx([10_000 * per_km[PETROL]])


def test_a_car_is_replaced_on_its_day_and_then_stays_for_a_while(model):
    cars = model.people.cars
    model.city.begin_year(2025, 0)
    due = np.flatnonzero(cars.ends < 365)
    model.people.decide(
        {name: Offer(name) for name in ("renovation", "heat_pump", "solar", "battery_car")}, {}, 2025, 0
    )
    rows, days, grants = model.people.drive(Offer("battery_car"), 2025, 0)
    assert np.array_equal(rows, due)
    assert np.all((days >= 0) & (days < 365)) and not grants.any()
    assert np.all(cars.ends[rows] >= days)


def bought(town, grant_eur):
    model = town.model()
    model.city.begin_year(2025, 0)
    model.people.drive(Offer("battery_car", grant_eur=grant_eur), 2025, 0)
    return model.people.cars.powertrain == BATTERY


def test_a_higher_grant_never_loses_a_buyer_of_a_battery_car(town):
    none, some_money, much = (bought(town, grant) for grant in (0.0, 3_000.0, 15_000.0))
    assert np.all(some_money[none]) and np.all(much[some_money])
    assert much.sum() > none.sum()


def test_after_the_last_fuel_car_is_sold_every_new_private_car_is_a_battery_car(model):
    year = int(model.book.at("mobility.fuel_car_sales_end_year", 2050))
    model.city.begin_year(year, year - 2025)
    rows, _, _ = model.people.drive(Offer("battery_car"), year, year - 2025)
    cars = model.people.cars
    private = rows[~cars.company[rows]]
    assert len(private) and np.all(cars.powertrain[private] == BATTERY)
