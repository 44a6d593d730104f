"""A made-up year that keeps the normals."""

from dataclasses import replace

import numpy as np
import pytest

from scenarios.weather import normals_of
from sim.physics.sun import sun_through_the_year
from sim.physics.weather import Weather, degree_days, heating_season, monthly, synthesise
from tests.sim.physics.books import physics_book

NORMALS = normals_of(physics_book(), 2025)
PLACE = dict(latitude_deg=50.8, longitude_deg=4.36, utc_offset_h=1.0)
YEAR = synthesise(NORMALS, **PLACE, sequence=1)


def test_every_month_keeps_its_temperature_and_its_sun():
    assert monthly(YEAR.temperature_c, np.mean) == pytest.approx(NORMALS.mean_c, abs=1e-6)
    assert monthly(YEAR.ghi_w_m2) / 1000 == pytest.approx(NORMALS.ghi_kwh_m2, abs=1e-6)


def test_days_swing_between_their_normal_lowest_and_highest():
    days = YEAR.temperature_c.reshape(365, 24)
    swing = days.max(axis=1) - days.min(axis=1)
    assert swing.mean() == pytest.approx((NORMALS.daily_max_c - NORMALS.daily_min_c).mean(), rel=0.05)


def test_direct_and_diffuse_sun_add_up_to_the_whole():
    _, elevation, _ = sun_through_the_year(50.8, 4.36, 1.0)
    sine = np.maximum(0, np.sin(np.radians(elevation)))
    assert YEAR.dni_w_m2 * sine + YEAR.dhi_w_m2 == pytest.approx(YEAR.ghi_w_m2, abs=1e-6)
    assert YEAR.dni_w_m2.min() >= 0 and YEAR.dhi_w_m2.min() >= -1e-9


def test_more_than_half_of_the_belgian_sun_is_diffuse():
    assert 0.5 <= YEAR.dhi_w_m2.sum() / YEAR.ghi_w_m2.sum() <= 0.62  # measured at Uccle: 0.56 to 0.57


def test_nights_are_dark():
    _, elevation, _ = sun_through_the_year(50.8, 4.36, 1.0)
    assert np.all(YEAR.ghi_w_m2[elevation < 0] == 0)


def test_the_same_sequence_gives_the_same_year_and_another_gives_other_days():
    again, other = (synthesise(NORMALS, **PLACE, sequence=key) for key in (1, 2))
    assert np.array_equal(again.ghi_w_m2, YEAR.ghi_w_m2)
    assert not np.allclose(other.temperature_c, YEAR.temperature_c)


def test_more_sun_than_the_sky_can_give_is_refused():
    with pytest.raises(ValueError, match="outside what its sky allows"):
        synthesise(replace(NORMALS, ghi_kwh_m2=NORMALS.ghi_kwh_m2 * 3), **PLACE, sequence=1)


def test_degree_days_of_a_steady_year_are_days_times_degrees():
    hours = np.zeros(8760)
    steady = Weather(hours + 10, hours, hours, hours, hours)
    assert degree_days(steady, 16.5) == pytest.approx(365 * 6.5)
    assert heating_season(steady, 12) == (365, 10)
    assert heating_season(steady, 8) == (0, 8)


def test_a_year_with_a_missing_day_is_refused():
    hours = np.zeros(8760)
    with pytest.raises(ValueError, match="wanted 8760 hours"):
        Weather(hours[:-24], hours, hours, hours, hours)
