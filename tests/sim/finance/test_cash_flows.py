"""Money over time: known answers, laws, and questions without an answer."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as some

from sim.finance import (
    NoSolution,
    annuity_factor,
    capital_recovery,
    irr,
    mirr,
    nper,
    npv,
    npv_at_irr,
    pmt,
    present_value,
)

money = some.floats(-1e6, 1e6).filter(lambda euros: euros == 0 or abs(euros) > 1e-3)
rates = some.floats(-0.5, 2.0)


@pytest.mark.parametrize(
    ("flows", "expected"),
    [
        ([-150_000, 15_000, 25_000, 35_000, 45_000, 60_000], 0.0524),
        ([-100, 0, 0, 74], -0.0955),
        ([-100, 39, 59, 55, 20], 0.28095),
        ([-100, 100, 0, 7], 0.06206),
        ([-1678.87, 771.96, 1814.05, 3520.30, 3552.95, 3584.99, 4789.91, -1], 1.00426),
        ([-1000, -9000, 20_000, -3000], 0.70398423),
    ],
)
def test_the_internal_rate_is_the_published_one(flows, expected):
    assert irr(flows) == pytest.approx(expected, rel=1e-3)


def test_of_two_rates_the_positive_one_is_taken_in_whatever_order_the_money_comes():
    flows = [-1000, -9000, 20_000, -3000]
    assert irr(flows) == pytest.approx(0.70398423, rel=1e-8)
    assert irr([-amount for amount in flows]) == pytest.approx(0.70398423, rel=1e-8)


def test_of_two_gains_the_lower_one_is_taken():
    # -1 + 2.3 x - 1.32 x2 is zero at x = 1/1.1 and x = 1/1.2
    assert irr([-1.0, 2.3, -1.32]) == pytest.approx(0.10, abs=1e-9)


def test_an_outlay_that_nearly_all_is_lost_of_still_has_a_rate():
    flows = [-3000.0, 2.3926932267015667e-07]
    assert irr(flows) == pytest.approx(2.3926932267015667e-07 / 3000 - 1, rel=1e-12)


@given(some.lists(money, min_size=2, max_size=25))
def test_nothing_is_left_at_the_internal_rate(flows):
    try:
        rate = irr(flows)
    except NoSolution:
        assume(False)
    assume(-0.9 < rate < 1e3)
    gross = present_value(np.abs(flows), rate)
    assert abs(npv_at_irr(flows)) <= 1e-6 * gross


@given(some.lists(some.floats(1, 1e6), min_size=1, max_size=40), some.floats(1, 1e6))
def test_who_pays_first_and_receives_later_always_has_a_rate(income, outlay):
    assert irr([-outlay, *income]) > -1


@pytest.mark.parametrize("flows", [[40_000, 5000, 8000], [-1, -2], [0, 0], [], [-1, float("nan")], [-1, float("inf")]])
def test_flows_without_a_rate_are_refused_in_words(flows):
    with pytest.raises(NoSolution, match="flow"):
        irr(flows)


def test_flows_that_change_sign_but_never_reach_zero_are_refused():
    with pytest.raises(NoSolution, match="no rate above"):
        irr([100, -120, 100])


@pytest.mark.parametrize("rate", [-1, -2.5, float("nan"), float("inf")])
def test_a_rate_that_cannot_discount_is_refused(rate):
    for question in (lambda: npv(rate, [-1, 2]), lambda: pmt(rate, 5, 100), lambda: nper(rate, -10, 100)):
        with pytest.raises(NoSolution, match="rate"):
            question()


def test_net_present_value_counts_the_first_flow_whole():
    assert npv(0.05, [-15_000, 1500, 2500, 3500, 4500, 6000]) == pytest.approx(122.89, rel=1e-4)
    assert npv(0, [1, 2, 3]) == 6
    assert npv(0.3, [7]) == 7


@pytest.mark.parametrize(
    ("flows", "finance", "reinvest", "expected"),
    [
        ([-120_000, 39_000, 30_000, 21_000, 37_000, 46_000], 0.10, 0.12, 0.126094),
        ([100, 200, -50, 300, -200], 0.05, 0.06, 0.3428),
        ([-4500, -800, 800, 800, 600, 600, 800, 800, 700, 3000], 0.08, 0.055, 0.0666),
    ],
)
def test_the_modified_internal_rate_is_the_published_one(flows, finance, reinvest, expected):
    assert mirr(flows, finance, reinvest) == pytest.approx(expected, rel=1e-3)


def test_a_modified_rate_needs_money_both_ways():
    with pytest.raises(NoSolution, match="change sign"):
        mirr([39_000, 30_000], 0.1, 0.12)


def test_a_monthly_payment_is_the_published_one_with_and_without_interest():
    assert pmt(0.08 / 12, 60, 15_000) == pytest.approx(-304.145914, rel=1e-7)
    assert pmt(0.0, 60, 15_000) == -250
    assert pmt(0.08 / 12, 60, 15_000, at_beginning=True) == pytest.approx(-304.145914 / (1 + 0.08 / 12), rel=1e-7)
    assert pmt(0.0, 10, 0, fv=1000) == -100


def test_a_payment_without_periods_is_refused():
    with pytest.raises(NoSolution, match="period"):
        pmt(0.05, 0, 1000)


@given(some.floats(0.001, 0.3), some.floats(0.1, 60), some.floats(1, 1e6))
def test_the_number_of_payments_undoes_the_payment(rate, periods, loan):
    assume((1 + rate) ** -periods > 1e-4)  # beyond that the payment hardly depends on the number
    assert nper(rate, pmt(rate, periods, loan), loan) == pytest.approx(periods, rel=1e-6)


@pytest.mark.parametrize("payment", [-1, 0])
def test_a_payment_below_the_interest_never_repays(payment):
    with pytest.raises(NoSolution, match="number of payments"):
        nper(0.05, payment, 100)


def test_without_interest_and_without_payments_nothing_is_ever_repaid():
    with pytest.raises(NoSolution):
        nper(0.0, 0, 100)


@given(rates, some.integers(1, 60))
def test_an_annuity_factor_is_the_sum_of_its_discounted_euros(rate, years):
    assert annuity_factor(rate, years) == pytest.approx(present_value(np.ones(years), rate, first=1), rel=1e-9)


@given(rates, some.integers(1, 60))
def test_capital_recovery_repays_exactly(rate, years):
    assert annuity_factor(rate, years) * capital_recovery(rate, years) == pytest.approx(1, rel=1e-12)


def test_a_tiny_rate_is_close_to_no_rate():
    assert annuity_factor([0, 1e-12, 1e-9], 20) == pytest.approx([20, 20, 20], rel=1e-6)


def test_many_rates_and_terms_are_answered_at_once():
    table = capital_recovery(np.array([[0.0], [0.05]]), np.array([10, 20, 30]))
    assert table.shape == (2, 3)
    assert table[0] == pytest.approx([1 / 10, 1 / 20, 1 / 30])


@pytest.mark.parametrize(("rate", "years"), [(-1, 10), (0.05, 0), (0.05, -3), (float("nan"), 10)])
def test_an_annuity_that_cannot_be_is_refused(rate, years):
    with pytest.raises(NoSolution):
        annuity_factor(rate, years)


def test_each_row_may_have_its_own_rate():
    worth = present_value([[100, 110], [100, 110]], [0.0, 0.1])
    assert worth == pytest.approx([210, 200])
