"""Bought with the bank's money, as far as the debt room reaches."""

import pytest

from sim.finance import pmt
from sim.markets.contract import Deal
from sim.markets.contracts import FORMS
from tests.sim.worlds import a_market, live_out, paid

FORM = FORMS["loan"]
CAPEX = 60_000.0
LAMPS_ONLY = {"led_street_lighting": {"begins": 2025, "lamps_per_year": 500, "paid_by": "loan"}}


def test_the_bank_pays_out_what_the_contractors_are_paid(book):
    market = a_market(book)
    FORM.sign(market, Deal("lamps", "lighting", 2026, 100.0, CAPEX, 0.5))
    assert paid(market, "bank", "city_hall", "loan paid out") == CAPEX
    assert paid(market, "city_hall", "contractors", "investment") == CAPEX
    assert market.payments.cash_eur("city_hall") == pytest.approx(-market.terms.transaction_own_eur)


def test_the_city_pays_back_in_equal_sums_from_the_next_year_on(book):
    market = a_market(book)
    FORM.sign(market, Deal("lamps", "lighting", 2026, 100.0, CAPEX, 0.5))
    rate, term = market.terms.municipal_loan_rate, market.terms.municipal_loan_term_years
    live_out(market, range(2026, 2026 + term + 3))
    sums = [
        paid(market, "city_hall", "bank", "interest", year) + paid(market, "city_hall", "bank", "repayment", year)
        for year in range(2026, 2026 + term + 3)
    ]
    assert sums == pytest.approx([0.0, *[abs(float(pmt(rate, term, CAPEX)))] * term, 0.0, 0.0])
    assert market.loans.owed_eur(borrower="city_hall") == 0


def test_the_room_is_what_is_neither_owed_nor_put_aside(book):
    market = a_market(book)
    market.budget.open(2026, 0.0, 200_000.0)
    FORM.sign(market, Deal("lamps", "lighting", 2026, 100.0, CAPEX, 0.5))
    FORM.set_aside(market, 40_000.0)
    assert FORM.room_eur(market, 2026) == pytest.approx(200_000 - CAPEX - 40_000)
    FORM.set_aside(market, 1e9)
    assert FORM.room_eur(market, 2026) == 0


@pytest.mark.parametrize("room_eur", [0.0, 20_000.0, 60_000.0, 110_000.0])
def test_what_the_city_owes_never_exceeds_its_debt_room(town, room_eur):
    model = town.model(LAMPS_ONLY, last_year=2032, actors={"city_hall": {"debt_room_eur": room_eur}})
    while model.year <= 2032:
        model.step()
        assert model.market.loans.owed_eur(borrower="city_hall") <= room_eur + 1e-6
    assert (len(model.market.contracts) > 0) == (room_eur > 0)


def test_what_is_ordered_on_credit_and_still_in_the_works_counts_against_the_debt_room(town, book):
    slow = book.with_values({"lighting.crew_lamps_per_day": {2000: 0.2}})
    room = {"city_hall": {"debt_room_eur": 60_000.0}}
    model = town.model(LAMPS_ONLY, last_year=2034, actors=room, book=slow)
    while model.year <= 2034:
        model.step()
        assert model.market.loans.owed_eur(borrower="city_hall") <= 60_000 + 1e-6
