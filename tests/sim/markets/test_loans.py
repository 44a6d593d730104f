"""A loan is lent once, costs interest, and is paid back to the last cent."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from sim.finance import annuity_schedule
from sim.ledger import Ledger
from sim.markets.loans import LoanBook
from sim.markets.payments import Payments
from tests.sim.worlds import paid as paid_in


class Books:
    """Payments and loans without a market around them."""

    def __init__(self):
        self.payments = Payments(Ledger())
        self.loans = LoanBook(self.payments)


terms = some.tuples(some.floats(1, 1e8), some.floats(0, 0.15), some.integers(1, 40))


@given(terms)
def test_an_annuity_loan_is_paid_off_in_its_term_and_not_before(loan):
    principal, rate, term = loan
    books = Books()
    books.loans.lend(2026, "bank", "city_hall", principal, rate, term)
    for year in range(2026, 2026 + term):
        books.loans.settle(year)
        assert books.loans.owed_eur() > 0
    books.loans.settle(2026 + term)
    assert books.loans.owed_eur() == 0
    assert paid_in(books, "city_hall", "bank", "repayment") == pytest.approx(principal)


@given(terms)
def test_interest_adds_up_to_that_of_the_schedule(loan):
    principal, rate, term = loan
    books = Books()
    books.loans.lend(2026, "bank", "city_hall", principal, rate, term)
    for year in range(2026, 2027 + term):
        books.loans.settle(year)
    schedule = annuity_schedule(principal, rate, term)
    interest = paid_in(books, "city_hall", "bank", "interest")
    assert interest == pytest.approx(float(np.sum(schedule.interest_eur)), rel=1e-6, abs=1e-6 * principal)


def test_by_hand_a_thousand_over_two_years_at_ten_percent():
    books = Books()
    books.loans.lend(2026, "bank", "city_hall", 1000.0, 0.10, 2)
    for year in (2026, 2027, 2028):
        books.loans.settle(year)
    annuity = 1000 * 0.1 / (1 - 1.1**-2)
    assert paid_in(books, "city_hall", "bank", "interest", 2026) == 0
    assert paid_in(books, "city_hall", "bank", "interest", 2027) == pytest.approx(100.0)
    assert paid_in(books, "city_hall", "bank", "repayment", 2027) == pytest.approx(annuity - 100.0)
    assert paid_in(books, "city_hall", "bank", "interest", 2028) == pytest.approx(0.1 * (1100 - annuity))


def test_many_loans_of_one_day_are_told_apart_by_their_borrower():
    books = Books()
    borrowers = np.array([books.payments.party("a"), books.payments.party("b")])
    books.loans.lend(2026, "bank", borrowers, np.array([100.0, 0.0]), 0.05, 3)
    books.loans.lend(2026, "bank", borrowers, np.array([50.0, 25.0]), 0.05, 3)
    assert books.loans.owed_eur(borrower="a") == 150 and books.loans.owed_eur(borrower="b") == 25
    assert books.loans.owed_eur(lender="bank") == 175
    owed = dict(zip(books.payments.ledger.parties, books.loans.owed_by_party().tolist(), strict=True))
    assert owed == {"a": 150, "b": 25, "bank": -175}


def test_nothing_lent_is_no_loan():
    books = Books()
    books.loans.lend(2026, "bank", "city_hall", 0.0, 0.05, 10)
    books.loans.settle(2026)
    assert books.loans.owed_eur() == 0 and books.payments.ledger.entries.size == 0
