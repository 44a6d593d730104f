"""Electricity of lamps."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.physics.lamps import lamp_energy_kwh


def test_a_street_of_lamps_draws_what_its_lamps_draw():
    energy = lamp_energy_kwh(np.array([100.0, 40.0]), 4100, dimmed_share=np.array([0.0, 0.25]))
    assert energy == pytest.approx([410, 123])


@given(power=st.floats(1, 400), hours=st.floats(0, 8760), saved=st.floats(0, 1))
def test_dimming_never_costs_energy(power, hours, saved):
    assert 0 <= lamp_energy_kwh(power, hours, saved) <= lamp_energy_kwh(power, hours)
