"""Shapes over the hours of a year."""

import numpy as np
import pytest

from sim.physics.hour_shapes import (
    SATURDAY,
    SUNDAY,
    WORKDAY,
    daily_peak,
    every_day,
    kind_of_day,
    shape_from_days,
    shape_of,
)


def test_a_year_has_52_weeks_and_a_day():
    days = np.bincount(kind_of_day(2))
    assert days[SATURDAY] == days[SUNDAY] == 52 and days[WORKDAY] == 261


def test_typical_days_fall_on_their_weekdays_and_months():
    table = np.ones((12, 3, 24))
    table[0, SUNDAY, 12] = 5.0
    shape = shape_from_days(table, first_weekday=2).reshape(365, 24)
    sundays = np.flatnonzero(shape[:, 12] > 2 * shape[:, 11])
    assert sundays.tolist() == [4, 11, 18, 25]


def test_an_evening_peak_runs_on_past_midnight():
    day = daily_peak(23.5, 2.0)
    assert day[0] == pytest.approx(day[22]) and day[11] < 1e-3


def test_every_shape_adds_up_to_one():
    assert every_day(daily_peak(19, 2)).sum() == pytest.approx(1.0)


@pytest.mark.parametrize("hours", [np.zeros(8760), np.ones(24), np.full(8760, -1.0), np.full(8760, np.nan)])
def test_what_is_no_year_of_energy_is_refused(hours):
    with pytest.raises(ValueError, match="8760 hours"):
        shape_of(hours)
