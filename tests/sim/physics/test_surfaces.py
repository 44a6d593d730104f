"""Walls and windows under sun and sky."""

import numpy as np
import pytest

from sim.physics.solar import PlaneSun
from sim.physics.surfaces import Outside, Surface, passing_share, through_glass_w_m2

USUAL = Outside(absorptance=0.6, emissivity=0.9, resistance_m2k_w=0.04, sky_cooler_k=11)
GLASS = [1, -0.189, 0.644, -0.596]


def test_a_wall_takes_in_a_few_percent_of_the_sun():
    wall = Surface(20.0, 0.5, sky_view=0.5)
    assert USUAL.absorbing_area_m2(wall) == pytest.approx(0.6 * 0.04 * 0.5 * 20)
    assert wall.loss_w_k == 10.0


def test_a_roof_sees_twice_the_sky_of_a_wall_and_a_floor_none():
    wall, roof, floor = (Surface(10.0, 0.4, sky_view=view) for view in (0.5, 1.0, 0.0))
    assert USUAL.to_the_sky_w(roof) == 2 * USUAL.to_the_sky_w(wall) > 0
    assert USUAL.to_the_sky_w(floor) == 0


def test_glass_dims_slanting_sun_and_lets_diffuse_light_in_as_if_upright():
    sun = PlaneSun(np.array([900.0, 900.0, 100.0]), np.array([800.0, 800.0, 0.0]), np.radians([0.0, 75.0, 90.0]))
    behind = through_glass_w_m2(sun, 0.7, GLASS)
    assert behind[0] == pytest.approx(0.7 * 900)
    assert behind[1] < 0.8 * behind[0]
    assert behind[2] == pytest.approx(0.7 * 100)


def test_no_light_passes_below_zero():
    assert passing_share(np.array([np.pi / 2]), GLASS) == 0
