"""The Shapley value is the mean of what a player brings over all orders of arrival."""

from itertools import permutations

import numpy as np
from hypothesis import given, settings

from sim.ecosystem.games import shapley_value
from tests.sim.ecosystem.games.examples import NO_PARTNERSHIP, games, lighting_partners


def over_all_orders(game, players):
    """The definition, order by order."""
    brought = np.zeros(players)
    orders = list(permutations(range(players)))
    for order in orders:
        here = 0
        for player in order:
            brought[player] += game[here | 1 << player] - game[here]
            here |= 1 << player
    return brought / len(orders)


def test_the_five_roles_of_a_lighting_contract():
    assert shapley_value(lighting_partners()).round(2).tolist() == [729.17, 144.17, 30, 20, 36.67]


def test_three_in_a_taxi():
    assert np.allclose(shapley_value(NO_PARTNERSHIP), [2, 5, 35], atol=1e-12)


def test_four_kinds_of_plane_pay_for_a_runway():
    costs = [8, 11, 13, 18]
    game = [max((costs[i] for i in range(4) if group >> i & 1), default=0) for group in range(16)]
    assert np.allclose(shapley_value(game), [2, 3, 4, 9])


@settings(deadline=None, max_examples=30)
@given(games((1, 2, 3, 4, 5, 6)))
def test_it_is_the_mean_over_all_orders_and_adds_up(game):
    players = game.size.bit_length() - 1
    shares = shapley_value(game)
    assert np.allclose(shares, over_all_orders(game, players), atol=1e-9)
    assert np.isclose(shares.sum(), game[-1], atol=1e-9)


@given(games((2, 3, 4)))
def test_a_player_who_brings_nothing_gets_nothing(game):
    with_dummy = np.concatenate([game, game])
    assert np.isclose(shapley_value(with_dummy)[-1], 0, atol=1e-9)
