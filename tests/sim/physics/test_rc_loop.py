"""The jitted year gives what the equations of the standard give hour by hour."""

import numpy as np
import pytest

from sim.physics.hourly_heat import WARM_UP_HOURS, Sky, Use, heat_year
from sim.physics.rc_network import AIR, MASS, SURFACE, thermal_network
from sim.physics.sun import HOURS
from tests.sim.physics.rc_plain import plain_year

HOUR = np.arange(HOURS)
OUTDOOR_C = 10 - 9 * np.cos(2 * np.pi * HOUR / HOURS) - 4 * np.cos(2 * np.pi * HOUR / 24)
SUN_W_M2 = np.maximum(0, -np.cos(2 * np.pi * HOUR / 24)) * np.array([[150.0], [400.0]])
SKY = Sky(OUTDOOR_C, SUN_W_M2)
DAY_OF_HEATING = np.array([15.0] * 7 + [20.0] * 16 + [15.0])
APERTURE_M2 = np.array([[4.0, 12.0]])


def a_house(air_w_k=50.0):
    return thermal_network(
        opaque_w_k=120.0, window_w_k=60.0, air_w_k=air_w_k, capacity_j_k=1.65e7, mass_area_m2=250.0,
        internal_area_m2=450.0,
    )  # fmt: skip


def plainly(net, **limits):
    by_hour = np.tile(DAY_OF_HEATING, 365), np.full(HOURS, 25.0)
    sun_w = APERTURE_M2[0] @ SUN_W_M2 - 40.0
    return plain_year(net, OUTDOOR_C, sun_w, np.full(HOURS, 250.0), *by_hour, warm_up_hours=WARM_UP_HOURS, **limits)


@pytest.mark.parametrize("limits", [{}, {"most_heating_w": 3000.0, "most_cooling_w": 500.0}])
def test_a_year_of_heating_and_cooling_is_that_of_the_plain_twin(limits):
    year = heat_year(a_house(), SKY, Use(250.0, DAY_OF_HEATING, 25.0, **limits), APERTURE_M2, 40.0)
    power_w, air_c = plainly(a_house(), **limits)
    assert (power_w > 0).sum() > 2000 and (power_w < 0).sum() > 300
    assert year.power_w[0] == pytest.approx(power_w, rel=1e-5, abs=0.01)
    assert year.room_c[0] == pytest.approx(air_c, abs=1e-4)


def test_windows_open_at_night_are_a_second_network():
    nights = np.array([1] * 7 + [0] * 11 + [1] * 6)
    closed, opened = a_house(), a_house(air_w_k=400.0)
    year = heat_year([closed, opened], SKY, Use(250.0, DAY_OF_HEATING, 25.0), APERTURE_M2, 40.0, regime=nights)
    power_w, air_c = plainly([(closed, opened)[night] for night in np.tile(nights, 365)])
    assert year.power_w[0] == pytest.approx(power_w, rel=1e-5, abs=0.01)
    assert year.room_c[0] == pytest.approx(air_c, abs=1e-4)


def test_floor_heating_gives_off_its_heat_in_the_mass():
    floor = {AIR: 0.0, SURFACE: 0.0, MASS: 1.0}
    year = heat_year(
        a_house(), SKY, Use(250.0, DAY_OF_HEATING, 25.0, 6000.0, 500.0), APERTURE_M2, 40.0, given_off=floor
    )
    power_w, _ = plainly(a_house(), most_heating_w=6000.0, most_cooling_w=500.0, given_off=floor)
    assert year.power_w[0] == pytest.approx(power_w, rel=1e-5, abs=0.05)
