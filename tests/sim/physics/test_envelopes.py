"""Typical homes of the Belgian typology."""

import numpy as np
import pytest

from geodata.citymap import BUILDING_TYPES, PERIODS
from sim.physics.envelopes import ENVELOPE_PERIODS, ENVELOPE_TYPES, EnvelopeTables, typical_envelope
from sim.physics.heat import HeatClimate, heat_need_kwh_m2
from tests.sim.physics.books import physics_book, shared_cases

TABLES = EnvelopeTables.from_book(physics_book(), 2025)
CLIMATE = HeatClimate.from_book(physics_book(), 2025)
KIND_OF = {"SFH.Gen": "detached", "TH.Gen": "terraced", "TH.Semi": "semi_detached", "AB.Gen": "tower"}


def need(kind, period, **known):
    return float(
        heat_need_kwh_m2(typical_envelope(ENVELOPE_TYPES.index(kind), period, 150.0, TABLES, **known), CLIMATE)
    )


def test_types_and_periods_carry_the_numbers_of_the_map():
    assert ENVELOPE_TYPES[: len(BUILDING_TYPES)] == BUILDING_TYPES
    assert ENVELOPE_PERIODS == PERIODS


def test_younger_houses_need_less_heat():
    for kind in ("terraced", "semi_detached", "detached"):
        needs = [need(kind, period) for period in range(6)]
        assert needs == sorted(needs, reverse=True), kind


def test_a_house_between_two_others_needs_less_than_one_that_stands_alone():
    for period in range(6):
        assert need("terraced", period) < need("semi_detached", period) < need("detached", period)


def test_what_the_map_knows_replaces_what_is_typical():
    envelope = typical_envelope(np.array([0, 2]), np.array([0, 5]), np.array([100.0, 200.0]), TABLES, roof_m2=40.0)
    assert envelope.roof_m2 == 40.0
    assert envelope.wall_m2 == pytest.approx([100 * 0.606, 200 * 0.878])


def test_typical_houses_come_close_to_the_published_ones():
    cases = [case for case in shared_cases("tabula_seasonal") if case["case"].startswith("BE.")]
    if not cases:
        pytest.skip("the published cases are not on this machine")
    compared = 0
    for case in cases:
        _, _, size, number, form, *_ = case["case"].split(".")
        if f"{size}.{form}" in KIND_OF:
            wanted = case["expected"]["q_h_nd"]["value"]
            assert need(KIND_OF[f"{size}.{form}"], int(number) - 1) == pytest.approx(wanted, rel=0.02), case["case"]
            compared += 1
    assert compared > 10
