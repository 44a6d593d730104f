"""The Nash bargain: everybody keeps what they have alone, and the surplus is split by bargaining power."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sim.ecosystem.games.worth import alone, checked_game
from sim.finance import NoSolution


def nash_bargaining(worth: ArrayLike, power: ArrayLike | None = None) -> NDArray[np.float64]:
    """Share of each player: x_a = v(a) + alpha_a (v(N) - sum of v over single players), alpha being power over its sum.

    Leaves out groups between one and all, so a group may do better by leaving (`core_excess` tells).

    Args:
        worth: shape (2^n,)
        power: bargaining power, not negative, shape (n,); equal when left out

    Raises:
        NoSolution: it is no game, the powers do not fit, or together they are worth less than apart

    >>> nash_bargaining([0, 10, 20, 50]).tolist()
    [20.0, 30.0]
    >>> nash_bargaining([0, 10, 20, 50], power=[3, 1]).tolist()
    [25.0, 25.0]
    """
    game, players = checked_game(worth)
    powers = np.ones(players) if power is None else np.asarray(power, dtype=np.float64)
    if powers.shape != (players,) or not np.isfinite(powers).all() or (powers < 0).any() or powers.sum() <= 0:
        raise NoSolution(f"wanted {players} bargaining powers of zero or more, not all zero")
    apart = alone(game)
    surplus = game[-1] - apart.sum()
    if surplus < 0:
        raise NoSolution(f"together they are worth {game[-1]:g}, apart {apart.sum():g}: there is no surplus to split")
    return apart + powers / powers.sum() * surplus
