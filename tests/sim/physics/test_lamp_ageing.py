"""What age does to a lamp."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from sim.physics.lamp_ageing import failure_hazard, light_left, mean_wear, wear


@given(some.floats(1, 40), some.floats(0, 2), some.floats(0, 40))
def test_the_mean_over_a_life_is_that_of_many_small_steps(life, rise, onset):
    ages = (np.arange(20_000) + 0.5) / 20_000 * life
    assert mean_wear(life, rise, onset) == pytest.approx(wear(ages, rise, onset).mean(), rel=1e-6)


def test_a_fleet_of_every_age_fails_at_its_rate():
    ages = np.arange(24) + 0.5
    assert failure_hazard(ages, 0.008, 24.0, 0.5556, 12.0).mean() == pytest.approx(0.008)


def test_a_lamp_without_wear_fails_alike_at_every_age():
    assert failure_hazard(np.arange(50.0), 0.05, 30.0, 0.0, 12.0) == pytest.approx(0.05)


def test_nothing_fails_more_than_surely():
    assert failure_hazard(500.0, 0.9, 30.0, 2.0, 12.0) == 1.0


def test_the_bridge_of_minneapolis_by_hand():
    assert light_left(20_300, 0.00978, 0.0, 0.0) == pytest.approx(0.82, abs=0.001)
    assert light_left(0, 0.00978, 20_300 / 4_100, 0.026) == pytest.approx(0.88, abs=0.002)
