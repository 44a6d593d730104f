"""One price moves: euros change sides, and a group may leave."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios import read_book
from sim.ecosystem.deal import Conditions, Undertaking, departure, moved, prices_of, quiet_range, roles_of, share_out

LAMPS = Undertaking(
    "led", "private_lighting_service", "lighting", "city_hall", items=100, capex_eur=60_000.0, saving_eur=9_000.0,
    term_years=15, budget_eur=20_000.0,
)  # fmt: skip


@pytest.fixture(scope="module")
def table():
    conditions = Conditions.of(read_book(), 2025, "lighting")
    deal = share_out(LAMPS, conditions, roles_of("lighting", "city_hall"))
    return deal, prices_of(LAMPS, conditions, deal.roles)


def test_the_prices_of_the_deal_give_the_gains_of_the_deal(table):
    deal, prices = table
    assert set(prices) == set(deal.roles[1:])
    for term in deal.terms:
        gain = deal.splits["nucleolus"][deal.roles.index(term.party)]
        assert prices[term.party].gain_eur(term.wanted) + term.residual_eur == pytest.approx(gain, abs=1e-6)
        assert prices[term.party].at(deal.today[deal.roles.index(term.party)]) == pytest.approx(term.now)


def test_nobody_leaves_the_recommended_deal_while_its_core_is_not_empty(table):
    deal, _ = table
    assert not deal.core_empty
    assert departure(deal.worth.eur, deal.splits["nucleolus"]).mask == 0


def test_a_dearer_price_makes_the_client_leave_and_a_cheaper_one_the_party(table):
    deal, _ = table
    for place in range(1, len(deal.roles)):
        gains = deal.splits["nucleolus"]
        low, high = quiet_range(deal.worth.eur, gains, place)
        inside = moved(gains, place, (low + high) / 2)
        dear, cheap = moved(gains, place, high + 100.0), moved(gains, place, low - 100.0)
        assert departure(deal.worth.eur, inside).mask == 0
        left = departure(deal.worth.eur, dear)
        assert left.mask & 1 and not left.mask >> place & 1 and left.extra_eur == pytest.approx(100.0, abs=1.0)
        assert departure(deal.worth.eur, cheap).mask >> place & 1


@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=6), st.floats(-1e6, 1e6))
def test_moving_a_price_makes_no_money(gains, gain):
    assert sum(moved(gains, 1, gain)) == pytest.approx(sum(gains), abs=1e-6)


def test_an_unrest_elsewhere_leaves_no_quiet_price():
    worth = np.array([0.0, 0.0, 0.0, 0.0, 0.0, 90.0, 0.0, 100.0])  # client and party 2 can make 90 of the 100
    assert quiet_range(worth, [10.0, 80.0, 10.0], party=2) is None
    assert quiet_range(worth, [10.0, 80.0, 10.0], party=1) == pytest.approx((0.0, 10.0))
