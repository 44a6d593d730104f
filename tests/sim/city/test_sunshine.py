"""What panels yield by where a roof looks."""

import numpy as np
import pytest

from sim.city.sunshine import Sunshine

SUN = Sunshine((0.0, 90.0, 180.0, 270.0), (600.0, 800.0, 1000.0, 820.0), 900.0)


def test_a_roof_between_two_directions_yields_something_between():
    yields = SUN.of_roofs(np.array([180.0, 135.0, 10.0]), np.zeros(3, dtype=bool))
    assert yields[0] == 1000 and 800 < yields[1] < 1000
    assert yields.dtype == np.float32


def test_north_is_next_to_west_too():
    north = SUN.of_roofs(np.array([359.9, 0.1]), np.zeros(2, dtype=bool))
    assert north[0] == pytest.approx(north[1], abs=1.0)


def test_a_flat_roof_yields_the_same_whichever_way_the_house_looks():
    assert SUN.of_roofs(np.array([0.0, 123.0]), np.ones(2, dtype=bool)).tolist() == [900, 900]


def test_in_belgium_a_kwp_yields_about_a_thousand_kwh_to_the_south_and_less_to_the_north(town):
    south, north = town.sunshine.of_roofs(np.array([180.0, 0.0]), np.zeros(2, dtype=bool))
    assert 850 < south < 1_200 and north < 0.75 * south
