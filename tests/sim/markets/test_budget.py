"""The city's budget: what is left this year, of its debt room and of its margin."""

import math

from sim.markets.budget import Budget


def test_until_somebody_tells_it_the_margin_binds_nobody():
    budget = Budget()
    budget.open(2026, 100.0, 50.0)
    assert budget.margin_eur == math.inf and budget.left_eur(2026) == 100.0
    budget.open(2027, 100.0, 50.0, margin_eur=7.0)
    assert budget.margin_eur == 7.0 and budget.debt_room_left_eur(20.0) == 30.0
