"""The worth of every group of players, as one array over bit masks.

Place in the flow: the form of a game that all solutions of this package take.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sim.finance import NoSolution

MOST_PLAYERS = 14
"""More make the arrays and linear programs slow; group actors by role."""
LARGEST_WORTH = 1e300
"""Leaves room for sums in float64."""


def checked_game(worth: ArrayLike) -> tuple[NDArray[np.float64], int]:
    """The game as float64, shape (2^n,), and its number of players n.

    Raises:
        NoSolution: it has no players or too many, its length is no power of two, a worth is not finite, or the empty
            group is worth something
    """
    game = np.asarray(worth, dtype=np.float64)
    players = max(game.size.bit_length() - 1, 0)
    if game.ndim != 1 or game.size != 1 << players:
        raise NoSolution(f"a game has one worth for each of the 2^n groups, found {game.size} worths")
    if players == 0:
        raise NoSolution("a game without players has nothing to share")
    if players > MOST_PLAYERS:
        raise NoSolution(f"{players} players; {MOST_PLAYERS} at most, so group them by role")
    if not np.isfinite(game).all():
        raise NoSolution("the worth of a group is not a finite number")
    if np.abs(game).max() > LARGEST_WORTH:
        raise NoSolution(f"the worth of a group is beyond {LARGEST_WORTH:g}, too large to add up")
    if game[0] != 0:
        raise NoSolution(f"the empty group is worth nothing, found {game[0]:g}")
    return game, players


def mask_of(players: Iterable[int]) -> int:
    """The bit mask of a group.

    >>> mask_of([0, 2])
    5
    """
    return sum(1 << player for player in set(players))


def players_in(mask: int) -> tuple[int, ...]:
    """The players of a group, ascending.

    >>> players_in(5)
    (0, 2)
    """
    return tuple(player for player in range(int(mask).bit_length()) if mask >> player & 1)


def worth_of_best_subset(listed: Mapping[int, float], players: int) -> NDArray[np.float64]:
    """A game from the groups that are listed: a group is worth what its best listed part is, at least nothing.

    Args:
        listed: worth by bit mask; the empty group needs no mention
        players: number of players n

    Returns:
        shape (2^n,); the result grows with the group

    Raises:
        NoSolution: a mask names somebody who does not play, or the game has no players or too many

    >>> worth_of_best_subset({0b01: 5, 0b11: 9}, 2).tolist()
    [0.0, 5.0, 0.0, 9.0]
    """
    if not 1 <= players <= MOST_PLAYERS:
        raise NoSolution(f"{players} players; a game has 1 to {MOST_PLAYERS}")
    game = np.zeros(1 << players)
    for mask, worth in listed.items():
        if not 0 <= mask < game.size:
            raise NoSolution(f"group {mask:b} names somebody who does not play")
        game[mask] = worth
    for player in range(players):
        without, with_player = halves(game, player)
        np.maximum(without, with_player, out=with_player)
    return checked_game(game)[0]


def sums_over_groups(allocation: ArrayLike) -> NDArray[np.float64]:
    """What each group gets together, x(S), shape (2^n,), of an allocation of shape (n,).

    >>> sums_over_groups([1, 10]).tolist()
    [0.0, 1.0, 10.0, 11.0]
    """
    shares = np.asarray(allocation, dtype=np.float64)
    sums = np.zeros(1 << shares.size)
    for player, share in enumerate(shares):
        sums[1 << player : 2 << player] = sums[: 1 << player] + share
    return sums


def memberships(players: int) -> NDArray[np.float64]:
    """Who belongs to each group, 0 or 1, shape (2^n, n)."""
    return (np.arange(1 << players)[:, None] >> np.arange(players) & 1).astype(np.float64)


def halves(game: NDArray, player: int) -> tuple[NDArray, NDArray]:
    """Two views of a column over groups: those without a player, and the same groups with it, aligned.

    >>> [half.ravel().tolist() for half in halves(np.arange(8), 1)]
    [[0, 1, 4, 5], [2, 3, 6, 7]]
    """
    view = game.reshape(-1, 2, 1 << player)
    return view[:, 0], view[:, 1]


def alone(game: NDArray[np.float64]) -> NDArray[np.float64]:
    """What each player is worth alone, shape (n,)."""
    return game[1 << np.arange(game.size.bit_length() - 1)]
