"""The ESCO invests and guarantees the saving."""

import pytest

from sim.finance import capital_recovery
from sim.markets.contract import Deal
from sim.markets.contracts import FORMS
from tests.sim.worlds import a_market, live_out, paid

FORM = FORMS["energy_performance_contract"]
CAPEX, SAVED = 500_000.0, 40_000.0


def signed(book, realised, share_of_first_year=1.0):
    """A contract under which every year really saves so much of what was guaranteed."""
    certain = book.with_values(
        {"contracts.epc_realised_over_guaranteed": {2000: realised}, "contracts.epc_realised_sd": {2000: 0.0}}
    )
    market = a_market(certain)
    deal = Deal("retrofit", "public_buildings", 2026, 2.0, CAPEX, share_of_first_year, 300_000.0, SAVED)
    return market, FORM.sign(market, deal)


def test_the_fee_is_the_annuity_of_the_investment_at_the_escos_rate(book):
    market, contract = signed(book, 1.0)
    terms, term = market.terms, market.terms.epc_term_years
    assert contract.yearly_fee_eur == pytest.approx(CAPEX * float(capital_recovery(terms.esco_rate, term)))
    assert paid(market, "esco", "contractors", "investment") == CAPEX
    assert paid(market, "bank", "esco", "loan paid out") == pytest.approx(CAPEX * terms.provider_debt_share)
    live_out(market, range(2026, 2026 + term + 3))
    assert paid(market, "city_hall", "esco", "service fee") == pytest.approx(term * contract.yearly_fee_eur)


def test_a_shortfall_is_paid_back_in_full(book):
    market, _ = signed(book, 0.8)
    live_out(market, range(2026, 2027))
    assert paid(market, "esco", "city_hall", "shortfall of saving", 2026) == pytest.approx(0.2 * SAVED)
    assert paid(market, "city_hall", "esco", "share of surplus") == 0


def test_of_a_surplus_the_client_keeps_its_share_and_the_esco_gets_the_rest(book):
    market, _ = signed(book, 1.1)
    live_out(market, range(2026, 2027))
    kept = market.terms.epc_client_share_of_surplus
    assert paid(market, "city_hall", "esco", "share of surplus", 2026) == pytest.approx(0.1 * SAVED * (1 - kept))
    assert paid(market, "esco", "city_hall", "shortfall of saving") == 0


def test_the_guarantee_holds_for_the_whole_term_and_counts_broken_years_by_their_part(book):
    market, _ = signed(book, 0.5, share_of_first_year=0.3)
    term = market.terms.epc_term_years
    live_out(market, range(2026, 2026 + term + 3))
    assert paid(market, "esco", "city_hall", "shortfall of saving", 2026) == pytest.approx(0.3 * 0.5 * SAVED)
    assert paid(market, "esco", "city_hall", "shortfall of saving") == pytest.approx(term * 0.5 * SAVED)


def test_the_city_bears_no_loan_and_the_loss_is_the_escos(book):
    for realised in (0.5, 1.0):
        market, _ = signed(book, realised)
        live_out(market, range(2026, 2026 + market.terms.epc_term_years + 1))
        assert market.loans.owed_eur(borrower="city_hall") == 0
        if realised == 1.0:
            good = market.payments.cash_eur("esco")
    poor = signed(book, 0.5)[0]
    live_out(poor, range(2026, 2026 + poor.terms.epc_term_years + 1))
    assert poor.payments.cash_eur("esco") < good
