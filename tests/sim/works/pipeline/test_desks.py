"""Desks serve the most pressing first, and the yearly budget lapses."""

import pytest
import simpy

from sim.works.pipeline import Desks, YearlyBudget
from sim.works.pipeline.desks import places, points
from tests.sim.works.pipeline.ideas import an_idea

WEIGHTS = {"tenfold_size": 1.0, "year_since_idea": 0.5, "urgent": 2.0}


def test_every_desk_has_at_least_one_place():
    assert places({"bankers": 3.0, "crews": 0.1}, 2_000) == {"bankers": 1, "crews": 1}


def test_larger_older_and_more_urgent_projects_have_more_points():
    plain = points(an_idea(size_eur=1e5), 0, WEIGHTS, 0.0)
    assert points(an_idea(size_eur=1e6), 0, WEIGHTS, 0.0) == plain + 1
    assert points(an_idea(size_eur=1e5), 730, WEIGHTS, 0.0) == plain + 1
    assert points(an_idea(size_eur=1e5), 0, WEIGHTS, 0.5) == plain + 1


def visit(clock, desks, name, points, days, served, at=0):
    yield clock.timeout(at)
    held = yield from desks.line_up([name], points)
    served.append((points, clock.now))
    yield clock.timeout(days)
    desks.leave(held)


def test_most_points_first_then_first_come_and_nobody_is_put_aside():
    clock, served = simpy.Environment(), []
    desks = Desks(clock, {"bankers": 1})
    for at, pressing in ((0, 1), (1, 2), (2, 5), (3, 5), (4, 3)):
        clock.process(visit(clock, desks, "bankers", pressing, 10, served, at))
    clock.run()
    assert served == [(1, 0), (5, 10), (5, 20), (3, 30), (2, 40)]
    assert desks.mean_wait_days() == {"bankers": (0 + 8 + 17 + 26 + 39) / 5}
    assert desks.most_in_hand == {"bankers": 1}


def test_an_unknown_desk_is_named():
    clock = simpy.Environment()
    clock.process(visit(clock, Desks(clock, {"bankers": 1}), "notary", 1, 1, []))
    with pytest.raises(ValueError, match="no desk 'notary'.*bankers"):
        clock.run()


def pay(clock, budget, amount, patience, told, at=0):
    yield clock.timeout(at)
    in_time = yield from budget.take(amount, patience)
    told.append((amount, in_time, clock.now))


def test_what_this_year_cannot_give_waits_for_the_next():
    clock, told = simpy.Environment(), []
    budget = YearlyBudget(clock, 2025, lambda year: 100.0)
    for at, amount in ((10, 60.0), (20, 60.0), (30, 40.0)):
        clock.process(pay(clock, budget, amount, 1000, told, at))
    clock.run(until=364)
    assert told == [(60.0, True, 10)] and budget.left_eur == 40.0
    clock.run(until=366)
    assert told[1:] == [(60.0, True, 365), (40.0, True, 365)] and budget.left_eur == 0.0


def test_money_left_over_lapses():
    clock, told = simpy.Environment(), []
    budget = YearlyBudget(clock, 2025, {2025: 100.0, 2026: 70.0, 2027: 90.0, 2028: 90.0}.get)
    clock.run(until=366)
    assert budget.left_eur == 70.0
    clock.run(until=731)
    assert budget.left_eur == 90.0
    clock.process(pay(clock, budget, 250.0, 3000, told))
    with pytest.raises(ValueError, match="yearly budget"):  # nobody said what 2029 has
        budget._budget_of = lambda year: -1.0
        clock.run(until=5 * 365)


def test_a_large_project_is_paid_over_years_or_gives_up():
    clock, told = simpy.Environment(), []
    budget = YearlyBudget(clock, 2025, lambda year: 100.0)
    clock.process(pay(clock, budget, 250.0, 3000, told))
    clock.run(until=3000)
    assert told == [(250.0, True, 730)] and budget.left_eur == 100.0
    clock.process(pay(clock, budget, 1000.0, 400, told))
    clock.run(until=6000)
    assert told[1] == (1000.0, False, 10 * 365) and budget.left_eur == 100.0


def test_a_year_without_budget_lets_all_wait():
    clock, told = simpy.Environment(), []
    budget = YearlyBudget(clock, 2025, lambda year: 0.0 if year == 2025 else 50.0)
    clock.process(pay(clock, budget, 50.0, 800, told))
    clock.run(until=800)
    assert told == [(50.0, True, 365)]
