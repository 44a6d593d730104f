"""The street lamps."""

import numpy as np
import pytest

from geodata import LAMP_TYPES
from sim.city.street_lights import LED, StreetLights


def test_led_is_the_first_type_of_the_map():
    assert LAMP_TYPES[LED] == "led"


def test_by_hand_a_lamp_of_100_w_lit_4000_h_and_dimmed_by_a_quarter_draws_300_kwh():
    lamps = StreetLights(3, power_w=100.0, saved_by_regime=[0.25, 0.0, 0.0])
    lamps.relight(np.array([0, 1]), 4_000.0)
    assert lamps.energy_kwh == pytest.approx([300.0, 400.0, 0.0])


def test_a_lamp_is_led_or_it_waits_to_become_one():
    lamps = StreetLights(3, type=[0, 1, 2])
    assert lamps.is_led.tolist() == [True, False, False]
    assert np.array_equal(lamps.is_sodium, ~lamps.is_led)
