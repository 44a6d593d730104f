"""Buying together."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.markets.group_purchase import Framework, GroupRules, gain_of_joining_eur, price_together, who_joins

RULES = GroupRules(elasticity=0.05, joining_eur=3000.0, misfit_share=0.01)


def test_the_book_has_the_rules(book):
    assert GroupRules.of(book, 2025) == RULES


def test_two_equal_buyers_by_hand():
    """Each: 600,000 x (1 - 2^-0.05) + half a tender of 20,000 - 3,000 - 1 % of 600,000 = 21,436."""
    gain = gain_of_joining_eur(np.array([1000.0, 1000.0]), np.array([True, True]), 600.0, 20_000.0, RULES)
    assert gain == pytest.approx([600_000 * (1 - 2**-0.05) + 10_000 - 3_000 - 6_000] * 2)


def test_small_villages_gain_and_a_group_that_gains_nothing_falls_apart():
    members, gain = who_joins(np.array([300.0, 400.0, 500.0]), 600.0, 20_000.0, RULES)
    assert members.all() and (gain > 0).all()
    none, nothing = who_joins(np.array([300.0, 400.0]), 600.0, 0.0, GroupRules(0.0, 3000.0, 0.01))
    assert not none.any() and not nothing.any()


def test_who_loses_leaves():
    """A city that is nearly all of the quantity gains no lower price, and loses more by fit than half a tender saves."""
    members, _ = who_joins(np.array([100_000.0, 300.0, 300.0]), 600.0, 20_000.0, RULES)
    assert members.tolist() == [False, True, True]


@given(st.lists(st.floats(1, 1e5), min_size=1, max_size=8), st.floats(0, 1e5), st.floats(0, 0.12))
def test_nobody_is_in_a_group_at_a_loss(quantities, tender_cost, elasticity):
    members, gain = who_joins(np.array(quantities), 600.0, tender_cost, GroupRules(elasticity, 3000.0, 0.01))
    assert (gain[members] >= 0).all() and (gain[~members] == 0).all() and members.sum() != 1


@given(st.floats(1, 1e6), st.floats(1, 1e3), st.floats(0, 0.12))
def test_more_pieces_never_cost_more_apiece(quantity, times, elasticity):
    assert price_together(600.0, quantity * times, quantity, elasticity) <= 600.0


def test_a_purchase_of_nothing_is_refused():
    with pytest.raises(ValueError, match="a quantity above 0"):
        price_together(600.0, 0, 100, 0.05)
    with pytest.raises(ValueError, match="each buyer in a joint purchase"):
        who_joins([100.0, 0.0], 600.0, 0.0, RULES)


def test_a_framework_gives_what_was_agreed_and_no_more():
    agreed = Framework(tender=3, firm=7, unit_price_eur=500.0, most_pieces=100.0, last_day=1000)
    assert agreed.call_off(60, day=10) == 30_000
    with pytest.raises(ValueError, match="40 pieces are left in the framework agreement, not 50"):
        agreed.call_off(50, day=20)
    with pytest.raises(ValueError, match="ended on day 1000"):
        agreed.call_off(10, day=1001)
    with pytest.raises(ValueError, match="an order needs a quantity above 0"):
        agreed.call_off(0, day=20)
