"""Dated flows: built, summed, discounted; and the worked case of METHODS 10 told by the forms of contract themselves."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from sim.finance.cash_flows import NoSolution
from sim.finance.flows import (
    Flow,
    annuity_fee,
    at_year_ends,
    index_factor,
    loan,
    net_by_party,
    net_by_year,
    present_value_of,
    present_values,
    sources_and_uses,
    unpaid_eur,
)
from sim.markets.contract import Deal
from sim.markets.contracts import FORMS
from tests.sim.worlds import a_market

LAMPS, TERM, CLIENT_RATE = 5000.0, 15, 0.03


def worked_case(book, **changes):
    """The book with the terms of METHODS 10."""
    terms = {
        "contracts.provider_rate": 0.07, "contracts.provider_capex_discount": 0.0, "contracts.residual_share": 0.1,
        "contracts.service_term_years": float(TERM), "contracts.monitoring_eur_per_lamp": 1.0,
        "contracts.provider_risk_eur_per_lamp": 0.0, "lighting.upkeep_eur_per_lamp_led": 6.0,
        "contracts.municipal_loan_rate": 0.035, "contracts.municipal_loan_term_years": float(TERM),
        "contracts.transaction_own_eur": 60_000.0, "contracts.transaction_service_eur": 90_000.0,
    } | {f"contracts.{name}": value for name, value in changes.items()}  # fmt: skip
    return book.with_values({name: {2000: value} for name, value in terms.items()})


def energy_flows(saving, upkeep):
    """What the city pays each year for light: energy at a price that grows 2 % a year, and upkeep."""
    price = 0.24 * 1.02 ** np.arange(TERM)
    energy = LAMPS * 346.0 * (1.0 - saving) * price
    return at_year_ends(0, "city_hall", "suppliers", "energy", energy, "energy") + at_year_ends(
        0, "city_hall", "contractors", "upkeep", np.full(TERM, LAMPS * upkeep), "operation"
    )


def npv_to_city(contract_flows, upkeep, worth_left, saving=0.6):
    """Worth of a programme to the city against leaving the lamps alone [EUR]."""
    left = [Flow(365 * TERM, "rest_of_world", "city_hall", "worth of the lamps", worth_left, "residual")]
    after = contract_flows + energy_flows(saving, upkeep) + left
    return sum(
        sign * present_value_of(flows, "city_hall", CLIENT_RATE)
        for sign, flows in ((1, after), (-1, energy_flows(0.0, 15.0)))
    )


@pytest.mark.parametrize(
    ("changes", "fee", "npv"),
    [
        ({}, 70.49, -10_648),
        ({"provider_rate": 0.045}, 59.98, 616_549),
        ({"provider_rate": 0.055, "provider_capex_discount": 0.2}, 52.68, 1_052_475),
    ],
)
def test_the_private_service_of_the_worked_case_through_the_engine(book, changes, fee, npv):
    market, form = a_market(worked_case(book, **changes)), FORMS["private_lighting_service"]
    deal = Deal("lamps", "lighting", 2026, LAMPS, 600.0 * LAMPS, 1.0)
    plan = form.plan(market, deal)
    assert plan.fee_eur / LAMPS == pytest.approx(fee, abs=0.005)
    found = npv_to_city(form.planned(market, deal), upkeep=0.0, worth_left=0.1 * plan.capex_eur)
    assert found == pytest.approx(npv, abs=1.0)


@pytest.mark.parametrize(("realised", "npv"), [(1.0, 951_708), (0.6, -404_884)])
def test_the_own_purchase_of_the_worked_case_through_the_engine(book, realised, npv):
    market = a_market(worked_case(book))
    deal = Deal("lamps", "lighting", 2026, LAMPS, 600.0 * LAMPS, 1.0)
    flows = FORMS["loan"].planned(market, deal)
    found = npv_to_city(flows, upkeep=6.0, worth_left=60.0 * LAMPS, saving=0.6 * realised)
    assert found == pytest.approx(npv, abs=1.0)


def test_the_provider_earns_exactly_its_rate_on_the_fee(book):
    market, form = a_market(worked_case(book)), FORMS["private_lighting_service"]
    flows = form.planned(market, Deal("lamps", "lighting", 2026, LAMPS, 600.0 * LAMPS, 1.0))
    without_loan = [flow for flow in flows if "bank" not in (flow.payer, flow.payee)]
    assert present_value_of(without_loan, "lighting_company", 0.07) == pytest.approx(0.0, abs=1e-5)


@given(some.floats(1.0, 1e7), some.floats(0.0, 0.2), some.integers(1, 40), some.integers(0, 4000))
def test_a_loan_is_paid_back_in_full_and_worth_nothing_at_its_own_rate(principal, rate, years, day):
    flows = loan(day, "bank", "city_hall", principal, rate, years)
    repaid = sum(flow.amount_eur for flow in flows if flow.kind == "repayment")
    assert repaid == pytest.approx(principal)
    assert sum(net_by_party(flows).values()) == pytest.approx(0.0, abs=1e-6 * principal)
    if day % 365 == 0:
        worth = present_values(flows, {"bank": rate, "city_hall": rate}, today=day)
        assert all(abs(value) <= 1e-6 * principal for value in worth.values())


@given(some.floats(0, 1e6), some.floats(0, 0.2), some.integers(1, 40), some.floats(0, 0.5), some.floats(0, 1))
def test_what_is_unpaid_falls_from_the_capex_to_the_residual(capex, rate, term, left, when):
    residual = left * capex
    assert unpaid_eur(capex, rate, term, 0.0, residual) == pytest.approx(capex, abs=1e-6)
    assert unpaid_eur(capex, rate, term, term, residual) == pytest.approx(residual, rel=1e-6, abs=1e-4)
    between = unpaid_eur(capex, rate, term, when * term, residual)
    assert residual - 1e-4 <= between * (1 + 1e-9) + 1e-4 and between <= capex * (1 + 1e-9) + 1e-4


def test_flows_by_calendar_year_count_what_comes_in_less_what_goes_out():
    flows = [Flow(10, "a", "b", "x", 5.0, "fee"), Flow(400, "b", "a", "x", 2.0, "fee")]
    assert net_by_year(flows, "a", 3).tolist() == [-5.0, 2.0, 0.0]


def test_a_flow_needs_two_parties_and_an_amount():
    for payer, payee, amount, kind in (
        ("", "b", 1.0, "fee"), ("a", "", 1.0, "fee"), ("a", "a", 1.0, "fee"), ("a", "b", -1.0, "fee"),
        ("a", "b", float("nan"), "fee"), ("a", "b", 1.0, "gift"),
    ):  # fmt: skip
        with pytest.raises(NoSolution):
            Flow(0, payer, payee, "x", amount, kind)


def test_an_indexed_fee_needs_parts_that_sum_to_one():
    assert index_factor((1.0, 0.0, 0.0), 1.5, 2.0) == 1.0
    assert index_factor((0.0, 1.0, 0.0), 1.5, 2.0) == 1.5
    for parts in ((0.5, 0.2, 0.2), (1.2, -0.2, 0.0)):
        with pytest.raises(NoSolution, match="sum to 1"):
            index_factor(parts, 1.0, 1.0)


def test_a_fee_at_no_interest_is_capex_over_years():
    assert annuity_fee(100.0, 0.0, 10, 0.0, 1.0) == pytest.approx(11.0)


def test_sources_and_uses_name_whose_money_it_is():
    flows = [
        Flow(0, "bank", "a", "loan paid out", 60.0, "loan"), Flow(0, "region", "a", "grant", 10.0, "grant"),
        Flow(0, "a", "c", "investment", 100.0, "investment"),
    ]  # fmt: skip
    assert sources_and_uses(flows, ("a",)) == (
        {"bank_loan": 60.0, "grant": 10.0, "own_means": 30.0}, {"investment": 100.0}
    )  # fmt: skip
    assert sources_and_uses(flows, ("z",))[0] == {"bank_loan": 60.0, "grant": 10.0, "third_party": 30.0}
