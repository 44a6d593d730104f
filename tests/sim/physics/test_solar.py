"""Panels on roofs."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.weather import belgian_year
from sim.physics.solar import interpolate_yield, pv_yield_kwh_per_kwp, self_consumption_share, yield_by_azimuth
from tests.sim.physics.books import physics_book

BOOK = physics_book()
YEAR = belgian_year(BOOK)
LIGHT = {name: BOOK.at(name, 2025) for name in ("solar.albedo", "weather.solar_constant_w_m2")}
LIGHT = {name.split(".")[1]: value for name, value in LIGHT.items()}
RATIO = BOOK.at("solar.performance_ratio", 2025)


def roof(tilt, azimuth, ratio=RATIO):
    return pv_yield_kwh_per_kwp(YEAR, 50.8, 4.36, tilt, azimuth, ratio, **LIGHT)


def test_a_good_belgian_roof_gives_900_to_1000_kwh_per_kwp():
    assert 900 <= roof(35, 180, ratio=0.8) <= 1000


def test_roofs_as_they_look_give_about_what_the_brussels_fleet_gives():
    fleet = np.mean([roof(35, azimuth) for azimuth in (90, 135, 180, 225, 270)])
    assert fleet == pytest.approx(850, rel=0.05)


def test_a_flat_panel_gets_the_global_sun():
    assert roof(0, 180, ratio=1.0) == pytest.approx(YEAR.ghi_w_m2.sum() / 1000, rel=0.01)


def test_yields_fall_from_south_over_west_to_north():
    azimuths = list(range(0, 360, 45))
    table = yield_by_azimuth(YEAR, 50.8, 4.36, 35, RATIO, azimuths_deg=azimuths, **LIGHT)
    assert table[4] == table.max() and table[0] == table.min()
    assert np.all(np.diff(table[4:]) < 0)
    assert interpolate_yield(350, azimuths, table) == pytest.approx(table[0] + (table[7] - table[0]) * 10 / 45)


@given(production=st.floats(0, 1e6), consumption=st.floats(0, 1e6))
def test_no_more_is_used_on_site_than_is_made_or_needed(production, consumption):
    share = float(self_consumption_share(production, consumption, 0.43))
    assert 0 <= share <= 1
    assert production * share <= consumption + 1e-6


def test_a_larger_system_uses_a_smaller_share_on_site():
    shares = self_consumption_share(np.array([500, 2000, 4000, 8000]), 4000, 0.43)
    assert np.all(np.diff(shares) < 0)
