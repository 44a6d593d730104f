"""Works in homes: region and city give a part, the bank lends a part, the contractor is paid the whole price."""

import numpy as np
import pytest

from sim.markets.contracts import FORMS
from tests.sim.worlds import a_market, live_out, paid


def test_everybody_pays_his_part_by_district(book):
    market = a_market(book)
    form, rest = FORMS["household_with_grant"], np.zeros((len(market.district_names) - 2, 4))
    form.purchase(market, "works on homes", np.vstack([[[10_000, 2_000, 500, 4_000], [8_000, 0, 800, 7_200]], rest]))
    form.purchase(market, "solar panels", np.vstack([[[5_000, 1_000, 0, 0], [0, 0, 0, 0]], rest]))
    form.enter(market, 2026)
    assert paid(market, "households:old_town", "contractors", "works on homes") == 10_000
    assert paid(market, "households:old_town", "contractors", "solar panels") == 5_000
    assert paid(market, "region", "households:old_town", "grant") == 3_000
    assert paid(market, "city_hall", "households:old_town", "grant") == 500
    assert paid(market, "city_hall", "households:harbour", "grant") == 800
    assert market.loans.owed_eur(borrower="households:harbour") == 7_200
    assert market.payments.cash_eur("households:harbour") == pytest.approx(-8_000 + 800 + 7_200)
    assert market.payments.cash_eur("contractors") == 23_000


def test_what_was_bought_is_paid_once(book):
    market, form = a_market(book), FORMS["household_with_grant"]
    form.purchase(market, "heating", np.ones((len(market.district_names), 4)))
    form.enter(market, 2026)
    entries = len(market.payments.ledger.entries)
    form.enter(market, 2026)
    assert len(market.payments.ledger.entries) == entries > 0


def test_the_loans_of_households_are_paid_off_in_their_term(book):
    market = a_market(book)
    money = np.zeros((len(market.district_names), 4))
    money[1, [0, 3]] = 9_000.0
    FORMS["household_with_grant"].purchase(market, "solar panels", money)
    FORMS["household_with_grant"].enter(market, 2026)
    live_out(market, range(2026, 2027 + market.terms.household_loan_term_years))
    assert market.loans.owed_eur() == pytest.approx(0.0, abs=1e-9)
    assert paid(market, "households:harbour", "bank", "repayment") == pytest.approx(9_000.0)
    assert paid(market, "households:harbour", "bank", "interest") > 0
