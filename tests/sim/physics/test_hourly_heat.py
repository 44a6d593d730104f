"""A year of many buildings under one sky."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.physics.hourly_heat import Sky, Use, heat_year
from sim.physics.rc_network import thermal_network
from sim.physics.sun import HOURS

HOUR = np.arange(HOURS)
SKY = Sky(10 - 9 * np.cos(2 * np.pi * HOUR / HOURS), np.maximum(0, -np.cos(2 * np.pi * HOUR / 24))[None, :] * 300.0)


def houses(opaque_w_k):
    count = len(opaque_w_k)
    return thermal_network(
        opaque_w_k=np.asarray(opaque_w_k), window_w_k=np.full(count, 50.0), air_w_k=np.full(count, 50.0),
        capacity_j_k=np.full(count, 1.65e7), mass_area_m2=np.full(count, 250.0), internal_area_m2=np.full(count, 450.0),
    )  # fmt: skip


def test_a_free_floating_house_neither_heats_nor_cools():
    year = heat_year(houses([100.0]), SKY, Use(300.0), 4.0)
    assert year.heating_kwh == 0 and year.cooling_kwh == 0
    assert year.room_c.min() < 5 and year.room_c.max() > 22


def test_a_house_without_losses_and_gains_keeps_its_temperature():
    still = thermal_network(
        opaque_w_k=0.0, window_w_k=0.0, air_w_k=0.0, capacity_j_k=1e7, mass_area_m2=200.0, internal_area_m2=400.0
    )
    year = heat_year(still, SKY, Use(0.0), 0.0)
    assert np.ptp(year.room_c) < 1e-3


def test_the_heat_of_a_leaky_house_is_its_losses_by_hand():
    """Always below the set point and no gains: the mean power is H x (set point - mean outdoor), within 1 %."""
    net = houses([300.0])
    year = heat_year(net, SKY, Use(0.0, 25.0), 0.0)
    branch = 1 / (1 / (3.45 * 450) + 1 / 350.0)
    by_hand = (50.0 + branch) * (25.0 - SKY.outdoor_c).mean() * HOURS / 1000
    assert year.heating_kwh[0] == pytest.approx(by_hand, rel=0.01)


@settings(deadline=None, max_examples=15)
@given(losses=st.lists(st.floats(10, 900), min_size=2, max_size=4), aperture=st.floats(0, 20))
def test_more_insulation_never_raises_the_heat_need_by_the_hour(losses, aperture):
    year = heat_year(houses(sorted(losses)), SKY, Use(300.0, 20.0), aperture)
    assert np.all(np.diff(year.heating_kwh) >= -1e-3)


def test_a_lower_set_point_at_night_saves_heat():
    steady, lowered = (
        heat_year(houses([150.0]), SKY, Use(300.0, day), 4.0).heating_kwh[0]
        for day in (20.0, np.array([16.0] * 6 + [20.0] * 17 + [16.0]))
    )
    assert 0.8 * steady < lowered < steady


def test_hours_that_make_no_day_and_no_year_are_refused():
    with pytest.raises(ValueError, match="found 12 hours"):
        heat_year(houses([100.0]), SKY, Use(np.zeros(12)), 0.0)
    with pytest.raises(ValueError, match="8760 hours"):
        heat_year(houses([100.0]), Sky(SKY.outdoor_c[:100], SKY.sun_w_m2[:, :100]), Use(0.0), 0.0)
