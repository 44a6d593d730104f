"""The worked case of lighting as a service, to the euro, and laws around it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from sim.finance import NoSolution, lighting_contract
from tests.sim.finance.worked_case import CASE


def test_the_worked_case_comes_out_to_the_euro():
    verdict = lighting_contract(CASE)
    assert round(verdict.npv_own) == 951_708
    assert round(verdict.fee_per_lamp, 2) == 70.49
    assert round(verdict.npv_laas) == -10_648
    assert round(verdict.break_even_fee_vs_own, 2) == 54.37
    assert round(verdict.break_even_fee_vs_nothing, 2) == 70.31


@pytest.mark.parametrize(
    ("change", "fee", "npv"),
    [
        ({"provider_rate": 0.045}, 59.98, 616_549),
        ({"provider_rate": 0.055, "capex_eur_per_lamp": 480}, 52.68, 1_052_475),
    ],
)
def test_cheaper_capital_and_scale_make_the_service_worth_while(change, fee, npv):
    verdict = lighting_contract(replace(CASE, **change))
    assert round(verdict.fee_per_lamp, 2) == fee
    assert round(verdict.npv_laas) == npv


def test_a_purchase_that_delivers_sixty_percent_loses_money():
    assert round(lighting_contract(replace(CASE, realised_share_own=0.6)).npv_own) == -404_884


def test_a_worthwhile_purchase_is_worth_less_when_it_is_spread():
    at_once, spread = (lighting_contract(replace(CASE, spread_years=years)).npv_own for years in (1, 10))
    assert 0 < spread < at_once


@given(some.floats(0.0, 0.2), some.floats(0.0, 0.1), some.floats(0.0, 0.1), some.integers(1, 30), some.floats(0, 1))
def test_at_its_break_even_fee_the_service_is_worth_the_same(provider, client, growth, years, residual):
    case = replace(
        CASE,
        provider_rate=provider,
        client_rate=client,
        price_growth=growth,
        term_years=years,
        residual_share=residual,
    )
    verdict = lighting_contract(case)
    lamp_years = (verdict.npv_laas - verdict.npv_own) / (verdict.break_even_fee_vs_own - verdict.fee_per_lamp + 1e-300)
    to_nothing = (verdict.break_even_fee_vs_nothing - verdict.fee_per_lamp) * lamp_years
    assert to_nothing == pytest.approx(verdict.npv_laas, rel=1e-4, abs=10)


@given(some.floats(-0.02, 0.2), some.floats(0.0001, 0.1))
def test_dearer_capital_never_lowers_the_fee(rate, dearer):
    cheap, dear = (lighting_contract(replace(CASE, provider_rate=w)).fee_per_lamp for w in (rate, rate + dearer))
    assert dear > cheap


@pytest.mark.parametrize(
    "change",
    [{"lamps": 0}, {"term_years": 0}, {"term_years": 2.5}, {"client_rate": -1}, {"provider_rate": float("nan")}],
)
def test_a_programme_that_cannot_be_is_refused_in_words(change):
    with pytest.raises(NoSolution, match=next(iter(change)).split("_")[0]):
        replace(CASE, **change)
