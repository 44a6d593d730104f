"""All supports for a technology together make one offer."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from sim.offer import TECHNOLOGIES, Support, add_up

supports = some.lists(
    some.builds(
        Support, some.integers(0, 9), some.sampled_from(TECHNOLOGIES), some.floats(0, 1), some.floats(0, 5e3),
        some.floats(0, 1), some.floats(0, 1), some.none() | some.lists(some.booleans(), min_size=5, max_size=5).map(np.array),
    ),
    max_size=6,
)  # fmt: skip
ROWS = np.arange(5)


@given(supports)
def test_every_home_is_offered_the_sum_of_what_is_meant_for_it(given_supports):
    offers = add_up(given_supports, 5)
    assert set(offers) == set(TECHNOLOGIES)
    for technology, offer in offers.items():
        for name in ("grant_share", "grant_eur", "campaign", "advice"):
            wanted = np.zeros(5)
            for support in (one for one in given_supports if one.technology == technology):
                wanted += getattr(support, name) * (1.0 if support.mask is None else support.mask)
            if name != "grant_eur":
                wanted = np.minimum(wanted, 1.0)
            assert np.broadcast_to(offer.at(name, ROWS), 5) == pytest.approx(wanted, rel=1e-5, abs=1e-6)


@given(supports)
def test_the_first_measure_that_means_a_home_gets_the_credit(given_supports):
    for technology, offer in add_up(given_supports, 5).items():
        for row in ROWS:
            helpers = [
                s.measure for s in given_supports if s.technology == technology and (s.mask is None or s.mask[row])
            ]
            assert offer.measure_of(np.array([row]))[0] == (helpers[0] if helpers else -1)


def test_without_measures_there_is_an_offer_of_nothing():
    offer = add_up([], 5)["solar"]
    assert offer.at("grant_eur", ROWS) == 0 and offer.measure_of(ROWS).tolist() == [-1] * 5
