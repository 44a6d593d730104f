"""Own purchase, grid operator and private service side by side."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from sim.finance import OperatorTerms, lighting_contract, side_by_side
from sim.finance.lighting_offers import OPERATOR, OWN, PRIVATE, operator_npv_eur
from tests.sim.finance.worked_case import CASE

OPERATOR_TERMS = OperatorTerms(
    expert_value_eur=500_000,
    cash_share=0.25,
    dividend_yield=0.03,
    network_value_left_share=0.5,
    capex_eur_per_lamp=450,
    rate=0.04,
    upkeep_eur_per_lamp=6,
    spread_years=4,
)


def test_with_equal_delivery_own_purchase_beats_the_service_because_capital_is_dearer():
    table = side_by_side(CASE, OPERATOR_TERMS)
    assert table.npv_eur[OWN] > table.npv_eur[PRIVATE]
    assert min(table.why_private, key=table.why_private.get) == "cost_of_capital"
    assert table.why_private["speed"] == table.why_private["delivered_saving"] == table.why_private["scale"] == 0


def test_a_slow_and_careless_purchase_loses_to_the_service_on_speed_and_delivery():
    slow = replace(CASE, spread_years=10, realised_share_own=0.6, provider_rate=0.045)
    why = side_by_side(slow, OPERATOR_TERMS).why_private
    assert why["delivered_saving"] > 0
    assert why["cost_of_capital"] < 0
    assert side_by_side(slow, OPERATOR_TERMS).npv_eur[PRIVATE] > lighting_contract(slow).npv_own


@given(some.integers(1, 15), some.floats(0.3, 1.2), some.floats(0.0, 0.1), some.floats(300, 700), some.floats(0, 1))
def test_the_reasons_add_up_to_the_difference(spread, realised, rate, capex, cash):
    case = replace(CASE, spread_years=spread, realised_share_own=realised, provider_rate=rate)
    table = side_by_side(case, replace(OPERATOR_TERMS, cash_share=cash), private_capex_eur_per_lamp=capex)
    for form, why in ((OPERATOR, table.why_operator), (PRIVATE, table.why_private)):
        assert sum(why.values()) == pytest.approx(table.npv_eur[form] - table.npv_eur[OWN], abs=1e-3)


def test_the_winner_leads_by_its_distance_to_the_second():
    table = side_by_side(CASE, OPERATOR_TERMS)
    ranked = sorted([*table.npv_eur.values(), 0.0])
    assert table.npv_eur[table.wins] == ranked[-1]
    assert table.lead_eur == ranked[-1] - ranked[-2]


def test_when_every_form_costs_more_than_it_saves_the_city_does_nothing():
    dear = replace(CASE, price_eur_per_kwh=0.01, upkeep_before_eur=6)
    assert side_by_side(dear, replace(OPERATOR_TERMS, capex_eur_per_lamp=600, expert_value_eur=0)).wins == "do_nothing"


def test_a_network_handed_over_for_nothing_that_is_worth_nothing_changes_nothing():
    bare = replace(OPERATOR_TERMS, expert_value_eur=0, spread_years=1)
    as_service = replace(CASE, capex_eur_per_lamp=450, provider_rate=0.04, monitoring_eur=0, transaction_service_eur=0)
    assert operator_npv_eur(CASE, bare) == pytest.approx(lighting_contract(as_service).npv_laas)


def test_the_lump_sum_follows_actual_cost_after_three_years():
    plan, overrun = (operator_npv_eur(CASE, replace(OPERATOR_TERMS, cost_overrun_share=x)) for x in (0.0, 0.1))
    assert overrun < plan
    never_reset = replace(OPERATOR_TERMS, cost_overrun_share=0.1, reset_after_years=15)
    assert operator_npv_eur(CASE, never_reset) == plan


def test_the_quarter_in_cash_counts_at_once_and_the_shares_by_their_dividend():
    without, with_network = (
        operator_npv_eur(CASE, replace(OPERATOR_TERMS, expert_value_eur=value, network_value_left_share=0.75))
        for value in (0, 400_000)
    )
    # shares at par pay for the network left, so what remains is 100,000 in cash and 9,000 a year for fifteen years
    assert with_network - without == pytest.approx(100_000 + 9000 * 11.9379, rel=1e-5)
