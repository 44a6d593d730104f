"""Heat pumps by the hour."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.book import read_book
from scenarios.weather import belgian_year
from sim.city.dwellings import HEAT_PUMP
from sim.city.homes import heating_efficiencies
from sim.physics.heat_pump_hours import performance_by_hour, seasonal_from_hours
from sim.physics.hourly_electricity import rooms_performance

BOOK = read_book()


@given(source=st.floats(-20, 15), colder=st.floats(0.1, 15), supply=st.floats(30, 60))
def test_the_colder_outside_the_worse_it_works(source, colder, supply):
    warm, cold = performance_by_hour(np.array([source, source - colder]), supply, 0.4)
    assert 1 < cold <= warm


def test_a_compressor_always_lifts():
    assert np.isfinite(performance_by_hour(np.array([40.0]), 35.0, 0.4)).all()


def test_the_hours_of_a_winter_give_the_performance_that_the_yearly_round_takes():
    """Heat goes with the degrees below 15; within 10 % of the seasonal figure of the book."""
    outdoor = belgian_year(BOOK, 2025).temperature_c
    heat = np.maximum(0.0, 15.0 - outdoor)
    from_hours = seasonal_from_hours(heat, rooms_performance(outdoor, BOOK, 2025))
    assert from_hours == pytest.approx(heating_efficiencies(BOOK, 2025)[HEAT_PUMP], rel=0.10)
