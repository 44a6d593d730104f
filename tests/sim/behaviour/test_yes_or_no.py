"""One offer against leaving it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from sim.behaviour.yes_or_no import says_yes


def crowd(cost_keur, peers=0.0, many=5_000, seed=3):
    taste = np.random.default_rng(seed).gumbel(size=(many, 2))
    return says_yes(np.full(many, cost_keur), np.zeros(many), np.full(many, 0.4), 0.0, peers, np.zeros(many), taste)


@given(some.floats(-30, 30), some.floats(0, 30))
def test_a_cheaper_offer_never_loses_a_customer(cost, cheaper):
    assert np.all(crowd(cost - cheaper)[crowd(cost)])


@given(some.floats(-10, 10), some.floats(0, 5))
def test_a_neighbour_who_has_it_never_scares_anybody_off(cost, peers):
    assert np.all(crowd(cost, peers)[crowd(cost)])


@pytest.mark.parametrize("cost", [-4.0, 0.0, 4.0])
def test_the_share_of_yes_is_that_of_the_logit(cost):
    share = crowd(cost, many=200_000).mean()
    assert share == pytest.approx(1 / (1 + np.exp(0.4 * cost)), abs=0.005)
