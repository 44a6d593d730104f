"""What homes ask of the trades costs what works on their elements cost, and everybody's part adds up."""

import numpy as np
import pytest

from sim.city.dwellings import ELEMENTS
from sim.population import renovating
from sim.population.asking import ask_for_works
from sim.population.money import to_borrow
from sim.works.jobs import JOB
from tests.sim.population import plain

YEAR, TOWN_SHARE = 2026, 0.2


def asked(model, rows, option):
    """The table of jobs, and the first job of each place."""
    table, begins = np.empty(len(rows), dtype=JOB), np.empty(7, dtype=np.int64)
    waits = np.zeros(len(model.people.households), dtype=np.uint8)
    ask_for_works(
        rows, option, renovating.PLACE_OF_OPTION, np.full(len(rows), TOWN_SHARE), np.full(len(rows), 2, dtype=np.int8),
        model.city.home_columns, model.people.households.income_eur, renovating._works(model.book, YEAR),
        renovating._work_days(model.book, YEAR), 365, model.luck.key("asks for works", YEAR), waits,
        np.uint8(renovating.WAITS_FOR_WORKS), begins, table,
    )  # fmt: skip
    assert np.flatnonzero(waits).tolist() == rows[option > 0].tolist()
    return table[: begins[-1]], begins


@pytest.fixture
def some(untouched):
    """Homes with an option each, leaving it among them."""
    rows = np.flatnonzero(untouched.city.dwellings.occupied).astype(np.int32)
    return rows, np.arange(len(rows)) % 6


def test_price_grants_and_loan_are_those_of_the_elements_touched(untouched, some):
    model, (rows, option) = untouched, some
    table, _ = asked(model, rows, option)
    home = table["home"]
    touched = renovating.TOUCHED[table["option"]] & plain.poor(model.city, home, model.book, YEAR)
    prices = plain.element_prices(model.city, home, model.book, YEAR) * touched
    people = model.people.households
    region, town = (part.sum(axis=1) for part in plain.grants(people, TOWN_SHARE, home, prices, model.book, YEAR))
    price = prices.sum(axis=1)
    assert table["price_eur"] == pytest.approx(price, rel=1e-6)
    assert table["region_eur"] == pytest.approx(region, rel=1e-6) and table["city_eur"] == pytest.approx(town, rel=1e-6)
    loan = to_borrow(people, home, price - region - town, model.book, YEAR)
    assert table["borrowed_eur"] == pytest.approx(loan, rel=1e-5, abs=0.01)
    days = model.book.at("retrofit.job_days_by_trade", YEAR)
    per_element = np.array([days[renovating.TRADE_OF_ELEMENT[element]] for element in ELEMENTS])
    assert table["work_days"] == pytest.approx(touched @ per_element)


def test_jobs_of_a_trade_stand_side_by_side_and_who_leaves_it_asks_for_nothing(untouched, some):
    rows, option = some
    table, begins = asked(untouched, rows, option)
    assert sorted(table["home"].tolist()) == rows[option > 0].tolist()
    for trade, (first, last) in zip(("roof", "facade", "floor", "glazing"), renovating.PLACES_OF_TRADE, strict=True):
        mine = {"roof": [1], "facade": [2, 5], "floor": [3], "glazing": [4]}[trade]
        assert np.unique(table["option"][begins[first] : begins[last]]).tolist() == mine
    assert np.all((table["asked"] >= 365) & (table["asked"] < 730)) and np.all(table["measure"] == 2)
