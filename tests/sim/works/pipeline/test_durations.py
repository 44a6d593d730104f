"""Triangles and calendars with breaks."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from sim.works.pipeline.durations import DAYS_PER_YEAR, Triangle, day_after_work, yearly_breaks

SPANS = some.lists(some.tuples(some.integers(0, 364), some.integers(0, 60)), max_size=4)


def test_a_triangle_has_the_mean_and_spread_of_its_formula():
    low, mode, high = triangle = Triangle(2.0, 4.0, 18.0)
    drawn = np.array([triangle.at(share) for share in (np.arange(20_000) + 0.5) / 20_000])
    assert drawn.mean() == pytest.approx(triangle.mean, rel=1e-4)
    variance = (low**2 + mode**2 + high**2 - low * mode - low * high - mode * high) / 18
    assert drawn.var() == pytest.approx(variance, rel=1e-3)


def test_a_triangle_without_width_is_a_number():
    assert Triangle(3.0, 3.0, 3.0).at(0.7) == 3.0


@given(SPANS)
def test_breaks_keep_every_day_of_the_spans_once(spans):
    rests = {(first + step) % DAYS_PER_YEAR for first, days in spans for step in range(days)}
    breaks = yearly_breaks(spans)
    assert {day for begin, end in breaks for day in range(begin, end)} == rests
    assert all(one[1] < two[0] for one, two in zip(breaks, breaks[1:], strict=False))


@given(SPANS, some.integers(0, 1500), some.integers(1, 900))
def test_work_counts_only_the_days_outside_the_breaks(spans, start, work):
    breaks = yearly_breaks(spans)
    rests = {day for begin, end in breaks for day in range(begin, end)}
    day, left = start, work
    while left:
        left -= day % DAYS_PER_YEAR not in rests
        day += 1
    assert day_after_work(start, work, breaks) == day


@given(SPANS, some.floats(0, 1500), some.floats(0, 900), some.floats(0, 900))
def test_less_work_is_never_done_later(spans, start, one, two):
    breaks = yearly_breaks(spans)
    less, more = sorted((one, two))
    assert start <= day_after_work(start, less, breaks) <= day_after_work(start, more, breaks)


@pytest.mark.parametrize("wrong", [[(365, 3)], [(-1, 3)], [(0, 365)], [(0, 200), (200, 165)], [(5, -2)]])
def test_breaks_that_are_no_part_of_a_year_are_refused(wrong):
    with pytest.raises(ValueError):
        yearly_breaks(wrong)
