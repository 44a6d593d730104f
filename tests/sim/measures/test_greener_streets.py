"""Greener streets: planted by the city, seen in counters, saving no energy."""

import numpy as np
import pytest

from sim.measures.greener_streets import GreenerStreets
from sim.outcome import results_of

PLAN = {
    "greener_streets": {
        "begins": 2025, "trees_per_year": 50, "rain_m3_per_year": 100.0, "facade_garden_m_per_year": 40.0,
        "nature_plots_per_year": 1, "charge_points_per_year": 2, "paid_by": "loan", "charging_paid_by": "loan",
    }
}  # fmt: skip


@pytest.fixture(scope="module")
def green(town):
    return town.live(PLAN, last_year=2029)


def test_a_year_orders_its_pieces_at_their_price(untouched, book):
    measure = GreenerStreets(trees_per_year=30, rain_m3_per_year=200.0, charge_points_per_year=3)
    orders = {order.kind: order for order in measure.propose(untouched.city, 2026)}
    price = book.at("greening.price_eur", 2026)
    assert len(orders["tree"]) == 30 and len(orders["charge point"]) == 3
    assert orders["rain storage"].prices_eur.sum() == pytest.approx(200 * price["rain_storage"])
    assert {order.domain or "charging" for order in orders.values()} == {"greening", "charging"}


def test_green_comes_first_where_most_homes_share_it(untouched):
    (order,) = GreenerStreets(
        trees_per_year=200, rain_m3_per_year=0.0, facade_garden_m_per_year=0.0, nature_plots_per_year=0
    ).propose(untouched.city, 2026)
    trees, homes = np.bincount(order.rows, minlength=len(untouched.city.district_names)), untouched.city.share_of_homes
    assert trees.argmax() == homes.argmax()
    assert np.allclose(trees / 200, homes, atol=0.02)


def test_counters_tell_what_was_made(green):
    summary = results_of(green).summary
    assert summary["counters"]["trees"] == 250 == green.city.greening.there["tree"].sum()
    assert summary["counters"]["rain_m3"] == 500 and summary["counters"]["facade_garden_m"] == 200
    assert summary["counters"]["charge_points"] == 10
    assert summary["checks"]["ok"]


def test_nothing_of_it_saves_energy_but_it_is_paid_and_looked_after(green, town, book):
    plain = town.live(last_year=2029)
    green_mwh, plain_mwh = (model.recorder.years[-1].energy_mwh[:, :5].sum() for model in (green, plain))
    assert green_mwh == pytest.approx(plain_mwh, rel=1e-12)
    touched = green.recorder.touched[0]
    price = book.at("greening.price_eur", 2025)
    assert touched.capex_eur > 250 * price["tree"] and touched.first_year_saving_eur == 0
    assert green.recorder.years[-1].quantities["canopy_m2"] > 0
    assert results_of(green).summary["counters"]["jobs_fte"] > results_of(plain).summary["counters"]["jobs_fte"]


def test_a_measure_of_noughts_orders_nothing(untouched):
    nought = GreenerStreets(
        trees_per_year=0, rain_m3_per_year=0.0, facade_garden_m_per_year=0.0, nature_plots_per_year=0
    )
    assert not nought.propose(untouched.city, 2026)
    assert not GreenerStreets(begins=2030).propose(untouched.city, 2026)
