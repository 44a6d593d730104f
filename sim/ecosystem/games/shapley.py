"""The Shapley value: what a player brings, averaged over all orders in which the players could arrive."""

from __future__ import annotations

from math import comb

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sim.ecosystem.games.worth import checked_game, halves


def shapley_value(worth: ArrayLike) -> NDArray[np.float64]:
    """Share of each player: phi_a = sum over S without a of |S|! (n-|S|-1)! / n! (v(S+a) - v(S)).

    Args:
        worth: shape (2^n,)

    Returns:
        shape (n,), adding up to the worth of all together

    Raises:
        NoSolution: it is no game (see `checked_game`)

    Source: Shapley 1953, A value for n-person games.

    >>> shapley_value([0, 6, 12, 12, 42, 42, 42, 42]).round(9).tolist()
    [2.0, 5.0, 35.0]
    """
    game, players = checked_game(worth)
    weight_by_size = np.array([1.0 / (players * comb(players - 1, size)) for size in range(players)] + [0.0])
    weights = weight_by_size[np.bitwise_count(np.arange(game.size))]
    shares = np.empty(players)
    for player in range(players):
        without, with_player = halves(game, player)
        shares[player] = np.sum(halves(weights, player)[0] * (with_player - without))
    return shares
