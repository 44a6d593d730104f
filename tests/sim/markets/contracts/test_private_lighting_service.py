"""Lit hours for a fee: the company invests, the city pays, the bank stands behind."""

import numpy as np
import pytest

from sim.finance import Programme, lighting_contract
from sim.markets.contract import Deal
from sim.markets.contracts import FORMS
from tests.sim.worlds import a_market, live_out, paid

FORM = FORMS["private_lighting_service"]
LAMPS, CAPEX = 100.0, 60_000.0


def signed(book, share_of_first_year=0.4):
    market = a_market(book)
    deal = Deal("lamps", "lighting", 2026, LAMPS, CAPEX, share_of_first_year, 20_000.0, 6_000.0)
    return market, FORM.sign(market, deal)


def test_the_fee_is_that_of_the_finance_formula(book):
    market, contract = signed(book)
    terms = market.terms
    programme = Programme(
        lamps=LAMPS, term_years=terms.service_term_years,
        capex_eur_per_lamp=CAPEX / LAMPS * (1 - terms.provider_capex_discount), upkeep_before_eur=0.0,
        upkeep_after_eur=terms.upkeep_eur_per_led, kwh_per_lamp=300.0, saving_share=0.6, price_eur_per_kwh=0.3,
        client_rate=0.03, loan_rate=0.035, provider_rate=terms.provider_rate, residual_share=terms.residual_share,
        monitoring_eur=terms.monitoring_eur_per_lamp, risk_eur=terms.provider_risk_eur_per_lamp,
    )  # fmt: skip
    assert contract.yearly_fee_eur == pytest.approx(LAMPS * lighting_contract(programme).fee_per_lamp, rel=1e-12)


def test_at_signing_the_company_pays_the_works_with_the_banks_help_and_the_city_only_its_tender(book):
    market, contract = signed(book)
    terms = market.terms
    capex = CAPEX * (1 - terms.provider_capex_discount)
    assert contract.capex_eur == pytest.approx(capex)
    assert paid(market, "lighting_company", "contractors", "investment") == pytest.approx(capex)
    assert paid(market, "bank", "lighting_company", "loan paid out") == pytest.approx(capex * terms.provider_debt_share)
    assert market.payments.cash_eur("city_hall") == pytest.approx(-terms.transaction_service_eur)


def test_a_term_of_so_many_years_pays_as_many_full_fees_and_then_ends(book):
    market, contract = signed(book, share_of_first_year=0.4)
    term = market.terms.service_term_years
    live_out(market, range(2026, 2026 + term + 5))
    fees = [paid(market, "city_hall", "lighting_company", "service fee", year) for year in range(2026, 2026 + term + 5)]
    assert fees[0] == pytest.approx(0.4 * contract.yearly_fee_eur)
    assert fees[1:term] == pytest.approx([contract.yearly_fee_eur] * (term - 1))
    assert fees[term] == pytest.approx(0.6 * contract.yearly_fee_eur)
    assert fees[term + 1 :] == [0.0] * 4
    assert sum(fees) == pytest.approx(term * contract.yearly_fee_eur)


def test_out_of_the_fee_the_company_pays_upkeep_and_monitoring_and_gets_the_residual_value_at_the_end(book):
    market, contract = signed(book)
    terms, term = market.terms, market.terms.service_term_years
    live_out(market, range(2026, 2026 + term + 1))
    upkeep = paid(market, "lighting_company", "contractors", "upkeep")
    watching = paid(market, "lighting_company", "suppliers", "monitoring")
    assert upkeep == pytest.approx(term * LAMPS * terms.upkeep_eur_per_led)
    assert watching == pytest.approx(term * LAMPS * terms.monitoring_eur_per_lamp)
    transfer = paid(market, "city_hall", "lighting_company", "asset transfer", 2026 + term)
    assert transfer == pytest.approx(contract.capex_eur * terms.residual_share)
    assert transfer == paid(market, "city_hall", "lighting_company", "asset transfer")


def test_lamps_left_dark_too_long_cost_the_company_a_penalty_up_to_a_part_of_the_fee(book):
    market, contract = signed(book, share_of_first_year=1.0)
    terms = market.terms
    live_out(market, range(2026, 2027), late=np.array([10.0]))
    penalty = paid(market, "lighting_company", "city_hall", "penalty")
    assert penalty == pytest.approx(10.0 * terms.sla_penalty_eur_per_lamp_day)
    live_out(market, range(2027, 2028), late=np.array([1e9]))
    capped = paid(market, "lighting_company", "city_hall", "penalty", 2027)
    assert capped == pytest.approx(terms.sla_penalty_cap_share * contract.yearly_fee_eur)


def test_the_tender_is_held_once_a_programme_not_once_a_year(book):
    market, _ = signed(book)
    FORM.sign(market, Deal("lamps", "lighting", 2027, LAMPS, CAPEX, 0.5))
    assert paid(market, "city_hall", "rest_of_world", "tender") == pytest.approx(market.terms.transaction_service_eur)


def test_the_loan_of_the_company_is_paid_off_within_the_term(book):
    market, _ = signed(book)
    live_out(market, range(2026, 2026 + market.terms.service_term_years + 1))
    assert market.loans.owed_eur(borrower="lighting_company") == pytest.approx(0.0, abs=1e-6)
    lent = paid(market, "bank", "lighting_company", "loan paid out")
    assert paid(market, "lighting_company", "bank", "repayment") == pytest.approx(lent)


def test_a_fee_that_follows_wages_grows_and_a_fixed_one_loses_worth_when_prices_rise(book):
    def fees(**parts):
        bent = book.with_values({f"contracts.indexation_{name}": {2000: value} for name, value in parts.items()})
        market = a_market(bent)
        contract = FORMS["private_lighting_service"].sign(market, Deal("l", "lighting", 2026, 100.0, 60_000.0, 1.0))
        live_out(market, range(2026, 2029))
        told = [paid(market, "city_hall", "lighting_company", "service fee", year) for year in (2026, 2027, 2028)]
        return [fee / contract.yearly_fee_eur for fee in told]

    assert fees() == [1.0, 1.0, 1.0]
    assert fees(fixed_share=0.0, labour_share=1.0, real_wage_growth=0.01) == pytest.approx([1.0, 1.01, 1.0201])
    assert fees(inflation=0.02) == pytest.approx([1.0, 1 / 1.02, 1 / 1.02**2])
    assert fees(fixed_share=0.0, cpi_share=1.0, inflation=0.02) == pytest.approx([1.0, 1.0, 1.0])


def test_what_poles_carry_lowers_the_fee_and_pays_its_own_way(book):
    deal = Deal("l", "lighting", 2026, 100.0, 60_000.0, 1.0)
    plain = FORMS["private_lighting_service"].plan(a_market(book), deal).fee_eur
    rich = book.with_values(
        {"contracts.pole_income_eur_per_lamp": {2000: {"sensors": 0.0, "charging": 6.0, "data": 2.0}}}
    )
    market = a_market(rich)
    contract = FORMS["private_lighting_service"].sign(market, deal)
    assert contract.yearly_fee_eur == pytest.approx(plain - 0.5 * 0.5 * 800.0)
    live_out(market, range(2026, 2028))
    assert paid(market, "businesses", "lighting_company", "poles: charging") == pytest.approx(2 * 600.0)
    assert paid(market, "lighting_company", "manufacturer", "poles: data, upkeep") == pytest.approx(2 * 100.0)
    assert paid(market, "businesses", "lighting_company", "poles: sensors") == 0.0
