"""A checklist with reasons; it leans, it never gives a verdict."""

from dataclasses import replace

import pytest

from sim.markets.contract import Deal
from sim.markets.contracts import FORMS
from sim.markets.off_balance import LIKELY_OFF, LIKELY_ON, Case, case_of, checklist, leaning, limits_of
from tests.sim.worlds import a_market

GOOD = Case(12, guaranteed_saving_eur=1_000.0, payments_eur=900.0, client_share_of_surplus=0.33, capex_eur=800.0)


def failing(case, limits):
    return [test.name for test in checklist(case, limits) if not test.passes]


@pytest.fixture
def limits(book):
    return limits_of(a_market(book))


def test_a_contract_that_passes_all_is_likely_off(limits):
    tests = checklist(GOOD, limits)
    assert leaning(tests) == LIKELY_OFF and all(test.passes and test.reason for test in tests)


@pytest.mark.parametrize(
    ("change", "test"),
    [
        ({"pays_by_saving": False}, "payments_follow_savings"),
        ({"payments_eur": 1_001.0}, "savings_cover_payments"),
        ({"term_years": 7}, "long_enough"),
        ({"client_share_of_surplus": 0.5}, "surplus_shared"),
        ({"public_finance_eur": 400.0}, "public_finance_small"),
    ],
)
def test_each_test_fails_alone_and_makes_it_likely_on(limits, change, test):
    case = replace(GOOD, **change)
    assert failing(case, limits) == [test]
    assert leaning(checklist(case, limits)) == LIKELY_ON


def test_upkeep_no_longer_paid_and_power_of_panels_count_as_savings(limits):
    short = replace(GOOD, payments_eur=1_200.0)
    assert failing(short, limits) == ["savings_cover_payments"]
    assert not failing(replace(short, upkeep_saved_eur=100.0, renewable_revenue_eur=100.0), limits)


def test_european_grants_are_neutral(limits):
    assert not failing(replace(GOOD, public_finance_eur=300.0), limits)
    assert failing(replace(GOOD, public_finance_eur=300.0, eu_grant_eur=400.0), limits) == ["public_finance_small"]
    assert not failing(replace(GOOD, eu_grant_eur=800.0), limits)


def test_beersel_fails_because_savings_do_not_cover_what_is_paid(book, limits):
    ten = book.with_values({"contracts.epc_term_years": {2000: 10.0}})
    deal = Deal("school", "public_buildings", 2026, 1.0, 1_670_000.0, 1.0, 2_050_000.0, 98_747.0)
    case = case_of(FORMS["energy_performance_contract"], a_market(ten), deal)
    assert case.guaranteed_saving_eur == pytest.approx(987_470.0) and case.payments_eur > 1_670_000.0
    assert failing(case, limits) == ["savings_cover_payments"]


def test_with_maintenance_its_price_counts_on_both_sides(book):
    market, deal = a_market(book), Deal("it", "public_buildings", 2026, 1.0, 1e5, 1.0, 2e5, 2e4)
    bare, kept = (
        case_of(FORMS[name], market, deal)
        for name in ("energy_performance_contract", "maintenance_energy_performance_contract")
    )
    assert kept.payments_eur - bare.payments_eur == pytest.approx(kept.upkeep_saved_eur) and kept.upkeep_saved_eur > 0


def test_a_plain_purchase_pays_whatever_is_saved_and_is_public_money(book, limits):
    case = case_of(FORMS["own_budget"], a_market(book), Deal("it", "public_buildings", 2026, 1.0, 1e5, 1.0, 2e5, 2e4))
    assert {"payments_follow_savings", "public_finance_small"} <= set(failing(case, limits))
