"""The Nash bargain splits the surplus by power."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from sim.ecosystem.games import core_excess, mask_of, nash_bargaining
from sim.finance import NoSolution
from tests.sim.ecosystem.games.examples import NO_PARTNERSHIP, ROLES, lighting_partners, superadditive_games


def test_the_five_roles_split_alike_and_three_of_them_would_leave():
    game = lighting_partners()
    deal = nash_bargaining(game)
    assert np.allclose(deal, [632, 82, 82, 82, 82])
    worst = core_excess(game, deal)
    assert worst.excess == pytest.approx(54) and worst.group == mask_of(map(ROLES.index, "MLB"))


@given(superadditive_games((1, 2, 3, 4)), some.lists(some.floats(0.1, 9), min_size=4, max_size=4))
def test_everybody_gains_in_step_with_their_power(game, powers):
    players = game.size.bit_length() - 1
    gains = nash_bargaining(game, powers[:players]) - game[1 << np.arange(players)]
    assert np.isclose(gains.sum(), game[-1] - game[1 << np.arange(players)].sum(), atol=1e-9)
    assert np.allclose(gains * sum(powers[:players]), gains.sum() * np.array(powers[:players]), atol=1e-7)


def test_no_surplus_is_no_bargain():
    with pytest.raises(NoSolution, match="no surplus"):
        nash_bargaining(NO_PARTNERSHIP)


@pytest.mark.parametrize("power", [[1], [0, 0], [1, -1], [1, np.nan]])
def test_powers_that_cannot_be_are_refused(power):
    with pytest.raises(NoSolution, match="bargaining powers"):
        nash_bargaining([0, 1, 1, 3], power)
