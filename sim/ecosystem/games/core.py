"""The core: deals that no group gains by leaving, and how far a deal is from them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from sim.ecosystem.games.excess import TIGHT, least_largest_excess, open_groups
from sim.ecosystem.games.worth import alone, checked_game, memberships, players_in, sums_over_groups
from sim.finance import NoSolution


class LikelyToLeave(NamedTuple):
    """The group that a deal treats worst."""

    excess: float
    """What it could have more by itself, v(S) - x(S); negative when it would lose; -inf for one player."""
    group: int
    """Its bit mask; the smallest mask among equals; 0 for one player."""

    @property
    def players(self) -> tuple[int, ...]:
        """Its players, ascending."""
        return players_in(self.group)


def core_excess(worth: ArrayLike, allocation: ArrayLike) -> LikelyToLeave:
    """The largest excess over all groups between none and all, and the group that would leave.

    A deal lies in the core when its shares add up to the worth of all together and this excess is not above zero.

    Args:
        worth: shape (2^n,)
        allocation: share of each player, shape (n,)

    Raises:
        NoSolution: it is no game, or the shares do not fit it

    >>> core_excess([0, 10, 20, 50], [5, 45])
    LikelyToLeave(excess=5.0, group=1)
    """
    game, players = checked_game(worth)
    shares = np.asarray(allocation, dtype=np.float64)
    if shares.shape != (players,) or not np.isfinite(shares).all():
        raise NoSolution(f"wanted {players} shares, found {shares.size}")
    if players == 1:
        return LikelyToLeave(-np.inf, 0)
    excess = (game - sums_over_groups(shares))[1:-1]
    worst = int(np.argmax(excess))
    return LikelyToLeave(float(excess[worst]), worst + 1)


def least_core_excess(worth: ArrayLike) -> float:
    """The smallest largest excess that any sharing out can reach; above zero the core is empty; -inf for one player.

    Raises:
        NoSolution: it is no game

    >>> round(least_core_excess([0, 6, 12, 12, 42, 42, 42, 42]), 9)
    6.0
    """
    game, players = checked_game(worth)
    if players == 1:
        return -np.inf
    surplus = game - sums_over_groups(alone(game))
    scale = np.abs(surplus).max()
    if scale == 0:
        return 0.0
    groups = memberships(players)
    live, begin = open_groups(players)
    settled = groups[-1:], surplus[-1:] / scale
    return float(scale * least_largest_excess(surplus / scale, groups, live, settled, begin, floor=None).excess)


def core_is_empty(worth: ArrayLike) -> bool:
    """Whether some group gains by leaving whatever the deal.

    >>> core_is_empty([0, 0, 0, 8, 0, 8, 8, 9])
    True
    """
    game, _ = checked_game(worth)
    return bool(least_core_excess(game) > TIGHT * np.abs(game).max())
