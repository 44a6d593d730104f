"""Scores of what has no price, and the shadow total with its own name."""

import numpy as np
import pytest

from sim.ecosystem.intangibles import SHADOW_NAME, co2_prices, given_and_taken, scored, shadow_total
from sim.ecosystem.value_map import Records, value_map
from tests.sim.ecosystem.test_value_map import a_ledger

NOTED = [
    (2026, "university", "city_hall", "know_how", "a study"),
    (2027, "university", "city_hall", "know_how", "another study"),
    (2026, "city_hall", "university", "data", "counts"),
]


@pytest.fixture
def exchanged():
    return value_map(a_ledger(), Records(noted=NOTED, avoided_co2_t={"residential": {2026: 2.0, 2030: 4.0}}))


def test_an_exchange_has_one_score_over_its_years(exchanged, book):
    found = {
        (each.giver, each.kind): (each.score, each.years)
        for each in scored(exchanged, book.at("ecosystem.intangible_scores", 2026))
    }
    assert found == {
        ("university", "know_how"): (2.0, 2),
        ("city_hall", "data"): (1.0, 1),
        ("households", "co2"): (3.0, 2),
    }


def test_the_parties_own_score_comes_first(exchanged):
    own = {("university", "city_hall", "know_how"): 3.0}
    found = scored(exchanged, {"know_how": 2.0}, own)
    assert {each.kind: each.score for each in found} == {"know_how": 3.0, "data": 0.0, "co2": 0.0}
    assert given_and_taken(found)["university"] == (3.0, 0.0)


@pytest.mark.parametrize("score", [-0.1, 3.5, float("nan")])
def test_a_score_outside_the_scale_is_refused(exchanged, score):
    with pytest.raises(ValueError, match="between 0 and 3"):
        scored(exchanged, {"data": score})


def test_what_has_a_price_in_money_is_not_scored():
    paid = value_map(a_ledger((2025, "city_hall", "suppliers", "energy", 40.0, -1)))
    assert scored(paid, {"co2": 1.0}) == []


def test_the_shadow_total_says_what_it_is_and_what_it_leaves_out(exchanged):
    total = shadow_total(exchanged, {"co2": {2026: 100.0, 2030: 250.0}})
    assert total.eur == 1200.0 and total.name == SHADOW_NAME and "not money" in total.name
    assert total.unpriced == ("data", "know_how")


def test_prices_come_from_the_book(book):
    assert co2_prices(book, np.array([2030]))["co2"] == {2030: 250.0}
