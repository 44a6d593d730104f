"""Does the partnership pay, or do the players do better in smaller groups?"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sim.ecosystem.games.worth import alone, checked_game

ROUNDING = 1e-9
"""Share of the largest worth that counts as nothing: a numerical tolerance."""


def superadditive_cover(worth: ArrayLike) -> NDArray[np.float64]:
    """What each group is worth when it may split into the groups that suit it best, shape (2^n,).

    Raises:
        NoSolution: it is no game

    >>> superadditive_cover([0, 6, 12, 12]).tolist()
    [0.0, 6.0, 12.0, 18.0]
    """
    return _cover_and_first_group(checked_game(worth)[0])[0]


def is_superadditive(worth: ArrayLike) -> bool:
    """Whether two groups without a common player are never worth less together than apart.

    >>> is_superadditive([0, 6, 12, 20]), is_superadditive([0, 6, 12, 12])
    (True, False)
    """
    game, _ = checked_game(worth)
    return bool(np.all(superadditive_cover(game) <= game + _nothing(game)))


def best_partition(worth: ArrayLike) -> tuple[float, tuple[int, ...]]:
    """The groups into which the players do best to part: their worth, and their bit masks.

    Staying together wins when it is no worse than parting.

    >>> best_partition([0, 6, 12, 12, 42, 42, 42, 42])
    (60.0, (4, 2, 1))
    """
    game, _ = checked_game(worth)
    cover, first = _cover_and_first_group(game)
    left, groups = game.size - 1, []
    while left:
        groups.append(int(first[left]))
        left &= ~groups[-1]
    return float(cover[-1]), tuple(groups)


def partnership_pays(worth: ArrayLike) -> bool:
    """Whether all together are worth no less than the sum of each alone; if not, the partnership destroys value.

    >>> partnership_pays([0, 6, 12, 12, 42, 42, 42, 42])
    False
    """
    game, _ = checked_game(worth)
    return bool(game[-1] >= alone(game).sum() - _nothing(game))


def _nothing(game: NDArray[np.float64]) -> float:
    return ROUNDING * float(np.abs(game).max())


def _cover_and_first_group(game: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """The cover f, and for each group the part, holding its last player, that it splits off first.

    f(S) = max over parts T of S that hold the last player of S of v(T) + f(S - T): 3^n sums, those of one S at once.
    """
    cover, first = game.copy(), np.arange(game.size)
    tie = _nothing(game)
    for group in range(1, game.size):
        last = 1 << (group.bit_length() - 1)
        parts = _parts_of(group ^ last) + last
        worths = game[parts] + cover[group ^ parts]
        best = int(np.argmax(worths))
        if worths[best] > game[group] + tie:
            cover[group], first[group] = worths[best], parts[best]
    return cover, first


def _parts_of(group: int) -> NDArray[np.int64]:
    """Masks of all parts of a group, itself and the empty one among them."""
    parts = np.zeros(1, dtype=np.int64)
    while group:
        player = group & -group
        parts = np.concatenate([parts, parts + player])
        group ^= player
    return parts
