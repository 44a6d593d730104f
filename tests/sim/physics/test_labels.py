"""Energy labels."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sim.physics.labels import LABELS, label_index, primary_energy_kwh
from tests.sim.physics.books import physics_book

UPPER = list(physics_book().at("heat.label_upper_kwh_m2", 2025).values())


def test_the_book_has_an_upper_end_for_every_label_but_the_last():
    assert len(UPPER) == len(LABELS) - 1 and UPPER == sorted(UPPER)


def test_the_mean_flemish_certificate_of_2022_is_a_d():
    assert LABELS[int(label_index(342, UPPER))] == "D"


@given(st.lists(st.floats(-100, 2000), min_size=2))
def test_less_energy_never_worsens_the_label(uses):
    assert np.all(np.diff(label_index(np.sort(uses), UPPER)) >= 0)


def test_a_heat_pump_beats_a_boiler_when_it_makes_more_than_the_primary_factor():
    factor = physics_book().at("heat.primary_energy_factor", 2025)
    boiler = primary_energy_kwh(0, 10_000, factor["electricity"], factor["fuel"])
    pump = primary_energy_kwh(10_000 / 3, 0, factor["electricity"], factor["fuel"])
    assert pump < boiler
