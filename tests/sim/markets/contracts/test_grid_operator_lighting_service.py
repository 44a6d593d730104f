"""The operator buys in bulk, pays for the lamps brought in, and charges a lump sum."""

import pytest

from sim.finance import capital_recovery
from sim.markets.contract import Deal
from sim.markets.contracts import FORMS
from tests.sim.worlds import a_market, live_out, paid

FORM = FORMS["grid_operator_lighting_service"]
LAMPS, CAPEX = 100.0, 60_000.0


def signed(book):
    market = a_market(book)
    return market, FORM.sign(market, Deal("lamps", "lighting", 2026, LAMPS, CAPEX, 0.25))


def test_the_lump_sum_is_the_annuity_of_a_bulk_purchase_and_the_lamps_brought_in_and_the_upkeep(book):
    market, contract = signed(book)
    terms = market.terms
    bulk = CAPEX * (1 - terms.operator_capex_discount)
    brought_in = LAMPS * terms.operator_expert_value_eur_per_lamp
    annuity = (bulk + brought_in) * float(capital_recovery(terms.operator_rate, terms.service_term_years))
    assert contract.yearly_fee_eur == pytest.approx(annuity + LAMPS * terms.upkeep_eur_per_led)
    assert paid(market, "grid_operator", "contractors", "investment") == pytest.approx(bulk)


def test_the_lamps_brought_in_are_paid_in_cash_and_shares_that_pay_a_dividend(book):
    market, contract = signed(book)
    terms, term = market.terms, market.terms.service_term_years
    value = LAMPS * terms.operator_expert_value_eur_per_lamp
    cash = paid(market, "grid_operator", "city_hall", "lamps brought in")
    assert cash == pytest.approx(value * terms.operator_cash_share)
    assert contract.terms["shares_eur"] == pytest.approx(value * terms.operator_share_share)
    live_out(market, range(2026, 2026 + term + 1))
    dividend = paid(market, "grid_operator", "city_hall", "dividend")
    assert dividend == pytest.approx(term * value * terms.operator_share_share * terms.operator_dividend_rate)


def test_so_many_years_pay_as_many_full_lump_sums_and_upkeep(book):
    market, contract = signed(book)
    term = market.terms.service_term_years
    live_out(market, range(2026, 2026 + term + 4))
    first = paid(market, "city_hall", "grid_operator", "service fee", 2026)
    assert first == pytest.approx(0.25 * contract.yearly_fee_eur)
    assert paid(market, "city_hall", "grid_operator", "service fee") == pytest.approx(term * contract.yearly_fee_eur)
    upkeep = paid(market, "grid_operator", "contractors", "upkeep")
    assert upkeep == pytest.approx(term * LAMPS * market.terms.upkeep_eur_per_led)


def test_nobody_borrows_and_the_city_holds_no_tender(book):
    market, _ = signed(book)
    assert market.loans.owed_eur() == 0
    assert paid(market, "city_hall", "rest_of_world", "tender") == 0
