"""Works in homes: region and city give a part, the bank lends a part, the contractor is paid the whole price."""

import numpy as np
import pytest

from sim.markets.contracts import FORMS
from tests.sim.worlds import a_market, live_out, paid


def test_everybody_pays_his_part_by_district(book):
    market = a_market(book)
    FORMS["household_with_grant"].purchase(
        market, 2026, np.array([0, 0, 1]), price_eur=np.array([10_000.0, 5_000.0, 8_000.0]),
        region_eur=np.array([2_000.0, 1_000.0, 0.0]), city_eur=np.array([500.0, 0.0, 800.0]),
        borrowed_eur=np.array([4_000.0, 0.0, 7_200.0]), account="works on homes",
    )  # fmt: skip
    assert paid(market, "households:old_town", "contractors", "works on homes") == 15_000
    assert paid(market, "region", "households:old_town", "grant") == 3_000
    assert paid(market, "city_hall", "households:old_town", "grant") == 500
    assert paid(market, "city_hall", "households:harbour", "grant") == 800
    assert market.loans.owed_eur(borrower="households:harbour") == 7_200
    assert market.payments.cash_eur("households:harbour") == pytest.approx(-8_000 + 800 + 7_200)
    assert market.payments.cash_eur("contractors") == 23_000


def test_the_loans_of_households_are_paid_off_in_their_term(book):
    market = a_market(book)
    nothing, loan = np.zeros(1), np.array([9_000.0])
    FORMS["household_with_grant"].purchase(market, 2026, np.array([1]), loan, nothing, nothing, loan, "solar panels")
    live_out(market, range(2026, 2027 + market.terms.household_loan_term_years))
    assert market.loans.owed_eur() == pytest.approx(0.0, abs=1e-9)
    assert paid(market, "households:harbour", "bank", "repayment") == pytest.approx(9_000.0)
    assert paid(market, "households:harbour", "bank", "interest") > 0
