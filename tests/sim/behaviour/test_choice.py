"""A choice between options: the best value with one's own taste."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from sim.behaviour.choice import appeal, choose, consideration, worth_of_a_yearly_euro

seeds = some.integers(0, 2**31)


def a_crowd(seed, options=4, many=200):
    dice = np.random.default_rng(seed)
    feasible = dice.random((many, options)) < 0.6
    feasible[:, 0] = True
    return dice.normal(size=(many, options)) * 3, feasible, dice.gumbel(size=(many, options))


@given(seeds)
def test_nobody_takes_what_is_not_open_to_him(seed):
    values, feasible, taste = a_crowd(seed)
    option = choose(values, feasible, taste)
    assert feasible[np.arange(len(option)), option].all()


@given(seeds, some.integers(1, 3), some.floats(0, 10))
def test_an_option_that_gets_better_takes_customers_and_moves_nobody_else(seed, better, by):
    values, feasible, taste = a_crowd(seed)
    before = choose(values, feasible, taste)
    after = choose(values + by * (np.arange(4) == better), feasible, taste)
    assert np.all((after == before) | (after == better))


def test_shares_of_many_choices_are_those_of_the_logit():
    dice = np.random.default_rng(5)
    values = np.array([0.0, 1.0, -0.5])
    option = choose(np.tile(values, (200_000, 1)), np.ones((200_000, 3), dtype=bool), dice.gumbel(size=(200_000, 3)))
    logit = np.exp(values) / np.exp(values).sum()
    assert np.bincount(option) / 200_000 == pytest.approx(logit, abs=0.005)


@given(some.floats(0, 50), some.floats(0, 50), some.floats(0, 5), some.floats(0.001, 1))
def test_dearer_and_more_trouble_never_appeals_more(cost, more, trouble, weight):
    base = appeal(cost, 1.0, weight, 0.0, 0.0, 0.0)
    assert appeal(cost + more, 1.0, weight, 0.0, 0.0, 0.0) <= base
    assert appeal(cost, 1.0 + trouble, weight, 0.0, 0.0, 0.0) <= base


@given(some.floats(0, 3), some.floats(0, 3), some.floats(0, 3), some.floats(0, 3))
def test_a_campaign_never_makes_fewer_people_think_and_never_more_than_all(base, peers, campaign, more):
    quiet, loud = consideration(base, peers, campaign, 0.0), consideration(base, peers, campaign + more, 0.0)
    assert 0 <= quiet <= loud <= 1


def test_a_yearly_euro_is_worth_its_years_without_interest_and_less_with_it():
    worth = worth_of_a_yearly_euro(np.array([0.0, 0.03, 0.15]), 20)
    by_hand = [20.0, sum(1.03**-t for t in range(1, 21)), sum(1.15**-t for t in range(1, 21))]
    assert worth == pytest.approx(by_hand)
