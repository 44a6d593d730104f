"""Why a service differs from a purchase."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from sim.ecosystem.deal.gap import LEVERS, gap_of
from tests.sim.ecosystem.deal.cases import LIGHT, USUAL, WORKED, WORKED_CONDITIONS


def test_the_two_ends_are_those_of_the_worked_case():
    gap = gap_of(WORKED, WORKED_CONDITIONS)
    assert gap.own_eur == pytest.approx(951_708, abs=1)
    assert gap.service_eur == pytest.approx(-10_648, abs=1)


def test_with_equal_delivery_dear_capital_decides_against_the_service():
    gap = gap_of(WORKED, WORKED_CONDITIONS)
    assert gap.gap_eur < 0
    assert gap.deciding_lever == "capital_cost"
    assert gap.levers["speed"] == gap.levers["delivered_quality"] == 0
    assert gap.levers["scale"] == -30_000  # the dearer tender, for nothing is bought cheaper


def test_a_purchase_that_delivers_less_makes_delivered_quality_decide():
    gap = gap_of(WORKED, replace(WORKED_CONDITIONS, realised_own=0.6, provider_rate=0.045))
    assert gap.gap_eur > 0
    assert gap.deciding_lever == "delivered_quality"
    assert gap.own_eur == pytest.approx(-404_884, abs=1)


@given(
    some.floats(100_000, 3e6), some.floats(0.4, 1.1), some.floats(0.0, 0.12), some.floats(0.0, 0.12),
    some.floats(0.0, 0.3), some.floats(0, 0.2), some.booleans(),
)  # fmt: skip
def test_the_five_parts_add_up_to_the_gap(budget, realised, loan, provider, discount, overrun, operator):
    conditions = replace(
        USUAL, realised_own=realised, loan_rate=loan, provider_rate=provider, provider_discount=discount,
        overrun_own=overrun,
    )  # fmt: skip
    gap = gap_of(replace(LIGHT, budget_eur=budget), conditions, operator)
    assert set(gap.levers) == set(LEVERS)
    assert sum(gap.levers.values()) == pytest.approx(gap.service_eur - gap.own_eur, abs=1e-3)


def test_the_grid_operator_wins_by_what_it_buys_cheaper():
    assert gap_of(LIGHT, USUAL, operator=True).deciding_lever == "scale"
