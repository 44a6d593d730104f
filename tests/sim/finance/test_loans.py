"""Loans are repaid to the cent."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from sim.finance import NoSolution, annuity_schedule, debt_service_by_year, present_value

tranches = some.lists(
    some.tuples(some.floats(0, 1e8), some.floats(0, 0.3), some.integers(1, 40)), min_size=1, max_size=12
)


@given(tranches)
def test_the_principal_adds_up_to_the_loan(given_tranches):
    loan, rate, years = (np.array(values) for values in zip(*given_tranches, strict=True))
    schedule = annuity_schedule(loan, rate, years)
    assert np.all(np.abs(schedule.principal_eur.sum(axis=1) - loan) <= 1e-9 * np.maximum(loan, 1))


@given(tranches)
def test_a_loan_is_worth_its_payments_at_its_own_rate(given_tranches):
    loan, rate, years = (np.array(values) for values in zip(*given_tranches, strict=True))
    worth = present_value(annuity_schedule(loan, rate, years).payment_eur, rate, first=1)
    assert worth == pytest.approx(loan, rel=1e-9, abs=1e-9)


def test_interest_is_the_rate_on_what_was_still_owed():
    schedule = annuity_schedule(1000, 0.05, 10)
    owed_before = np.concatenate([[1000], schedule.owed_eur[0, :-1]])
    assert schedule.interest_eur[0] == pytest.approx(0.05 * owed_before)
    assert schedule.owed_eur[0, -1] == 0
    assert schedule.payment_eur[0] == pytest.approx(np.full(10, 129.504575), rel=1e-8)


def test_tranches_of_different_terms_end_in_their_own_year():
    schedule = annuity_schedule([100, 100], [0.0, 0.0], [2, 4])
    assert schedule.principal_eur.tolist() == [[50, 50, 0, 0], [25, 25, 25, 25]]


def test_debt_service_adds_the_tranches_that_run():
    schedule = annuity_schedule([100, 100], 0.0, [2, 4])
    interest, principal = debt_service_by_year(schedule, first_payment=[1, 2], years=4)
    assert interest.tolist() == [0, 0, 0, 0]
    assert principal.tolist() == [0, 50, 75, 25]


@pytest.mark.parametrize(
    ("loan", "rate", "years"), [(-1, 0.05, 10), (float("inf"), 0.05, 10), (1, -1, 10), (1, 0.05, 0), (1, 0.05, 2.5)]
)
def test_a_loan_that_cannot_be_is_refused(loan, rate, years):
    with pytest.raises(NoSolution):
        annuity_schedule(loan, rate, years)
