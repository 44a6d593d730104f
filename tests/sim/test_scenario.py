"""The plain value the model gets."""

import math

from hypothesis import given
from hypothesis import strategies as st

from sim.scenario import Scenario, TenderWish


def test_the_last_year_is_simulated_too():
    scenario = Scenario("x", {}, {}, "ideal_city", 2025, 2030, 1, 20)
    assert list(scenario.years) == [2025, 2026, 2027, 2028, 2029, 2030]
    assert scenario.targets is None


@given(st.lists(st.floats(0.001, 1e3), min_size=1, max_size=5), st.floats(0.001, 1e3))
def test_criteria_share_the_worth_of_quality_by_their_weights(weights, price):
    wish = TenderWish((("price", price), *((f"c{n}", weight) for n, weight in enumerate(weights))))
    assert math.isclose(sum(wish.quality.values()), 1.0)
    assert math.isclose(wish.price_weight, price / (price + sum(weights)))


def test_price_alone_leaves_nothing_to_quality():
    wish = TenderWish((("price", 100.0), ("quality", 0.0)), quality_eur_per_point=500.0)
    assert (wish.price_weight, wish.quality) == (1.0, {})
