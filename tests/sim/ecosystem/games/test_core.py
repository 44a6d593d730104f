"""Who would leave a deal, and whether any deal keeps all."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from scipy.optimize import linprog

from sim.ecosystem.games import core_excess, core_is_empty, least_core_excess
from sim.ecosystem.games.worth import memberships
from sim.finance import NoSolution
from tests.sim.ecosystem.games.examples import NO_PARTNERSHIP, bankruptcy, games, lighting_partners


def over_all_groups_at_once(game):
    """The same linear program with every group written down."""
    groups = memberships(game.size.bit_length() - 1)
    rows = np.hstack([groups, np.ones((len(groups), 1))])[1:-1]
    total = np.append(groups[-1], 0.0)[None]
    goal = np.append(np.zeros(groups.shape[1]), 1.0)
    return linprog(goal, A_ub=-rows, b_ub=-game[1:-1], A_eq=total, b_eq=game[-1:], bounds=(None, None)).fun


def test_golden_games():
    assert least_core_excess(lighting_partners()) == pytest.approx(-20)
    assert least_core_excess(NO_PARTNERSHIP) == pytest.approx(6)


def test_three_who_decide_by_majority_have_no_core_and_a_bankruptcy_has_one():
    assert core_is_empty([0, 0, 0, 1, 0, 1, 1, 1])
    assert not core_is_empty(bankruptcy(200, [100, 200, 300]))
    assert not core_is_empty([0, 0, 0, 0]) and not core_is_empty([0, -4])


@settings(deadline=None, max_examples=60)
@given(games((2, 3, 4, 5)))
def test_the_program_over_few_groups_has_the_answer_of_the_one_over_all(game):
    assert np.isclose(least_core_excess(game), over_all_groups_at_once(game), atol=1e-6)


@settings(deadline=None, max_examples=60)
@given(games((2, 3, 4)), some.lists(some.floats(-50, 50), min_size=4, max_size=4))
def test_no_deal_that_adds_up_is_better_than_the_least_core(game, shares):
    players = game.size.bit_length() - 1
    deal = np.array(shares[:players])
    deal += (game[-1] - deal.sum()) / players
    assert core_excess(game, deal).excess >= least_core_excess(game) - 1e-6


def test_the_group_that_would_leave_is_named():
    worst = core_excess([0, 0, 0, 8, 0, 0, 0, 9], [3, 3, 3])
    assert worst.excess == 2 and worst.players == (0, 1)


def test_shares_that_do_not_fit_are_refused():
    with pytest.raises(NoSolution, match="wanted 2 shares"):
        core_excess([0, 1, 1, 2], [1])
