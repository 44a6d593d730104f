"""Every rate at which a stream of money is worth nothing."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from sim.finance.internal_rates import internal_rates


@given(some.floats(1, 1e6), some.floats(-0.5, 2.0), some.integers(1, 30))
def test_a_loan_is_worth_nothing_at_its_own_rate_and_at_no_other(principal, rate, term):
    flows = np.zeros(term + 1)
    flows[0], flows[term] = -principal, principal * (1 + rate) ** term
    assert internal_rates(flows) == pytest.approx([rate], abs=1e-6)


def test_by_hand_flows_that_change_sign_twice_have_two_rates():
    flows = 100 * np.polynomial.polynomial.polyfromroots([1 / 1.1, 1 / 1.4])
    assert internal_rates(flows) == pytest.approx([0.1, 0.4])


@given(some.lists(some.floats(-1e6, 1e6).filter(lambda flow: abs(flow) > 1), min_size=2, max_size=12))
def test_at_each_rate_found_the_flows_are_worth_nothing(flows):
    flows = np.array(flows)
    if np.all(flows > 0) or np.all(flows < 0):
        return
    for rate in internal_rates(flows):
        worth = flows / (1 + rate) ** np.arange(len(flows))
        assert abs(worth.sum()) <= 1e-6 * np.abs(worth).sum()


def test_flows_may_be_worth_something_at_any_rate():
    assert internal_rates(np.array([1.0, -1.0, 1.0])).size == 0
