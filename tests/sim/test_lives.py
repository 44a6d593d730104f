"""Ends of life as dates, drawn once."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from sim.lives import LONGEST, as_day, falls_in, remaining_life_years, waiting_time_years, weibull_life_years

EVENLY = (np.arange(20_000) + 0.5) / 20_000


@given(some.floats(2, 60), some.floats(1, 6))
def test_lives_last_as_long_as_told_on_average(mean, shape):
    assert weibull_life_years(EVENLY, mean, shape).mean() == pytest.approx(mean, rel=0.01)


@given(some.floats(2, 60), some.floats(1, 6), some.floats(0, 80))
def test_what_has_lasted_long_goes_on_for_some_time_but_not_for_longer_than_new(mean, shape, age):
    left = remaining_life_years(EVENLY, np.full(len(EVENLY), age), mean, shape)
    assert np.all(left >= -1e-6)
    assert left.mean() <= mean * 1.01


def test_new_things_have_their_whole_life_left():
    whole = weibull_life_years(EVENLY, 20.0, 3.0)
    assert remaining_life_years(EVENLY, np.zeros(len(EVENLY)), 20.0, 3.0) == pytest.approx(whole)


@given(some.floats(0.001, 2))
def test_waits_without_memory_are_one_over_the_rate_on_average(rate):
    assert waiting_time_years(EVENLY, rate).mean() == pytest.approx(1 / rate, rel=0.01)


def test_what_never_happens_is_dated_at_the_end_of_the_calendar():
    assert np.all(np.isinf(waiting_time_years(np.array([0.5]), 0.0)))
    assert as_day(0, waiting_time_years(np.array([0.5]), 0.0)).tolist() == [LONGEST]
    assert as_day(-40_000, np.array([0.0])).tolist() == [-LONGEST]


def test_what_was_missed_still_comes_up():
    day = np.array([-400, 0, 364, 365, 729, 730])
    assert falls_in(day, 0).tolist() == [True, True, True, False, False, False]
    assert falls_in(day, 1).tolist() == [True, True, True, True, True, False]
