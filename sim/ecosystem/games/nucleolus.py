"""The nucleolus: the deal that leaves the least reason to complain, first for the group with most reason, then the next.

Place in the flow: the recommended deal of the ecosystem; in the core whenever there is one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sim.ecosystem.games.core import core_excess
from sim.ecosystem.games.excess import TIGHT, least_largest_excess, open_groups
from sim.ecosystem.games.worth import alone, checked_game, memberships, sums_over_groups

SPANNED = 1e-10
"""Squared distance of a group from the span of settled ones below which it lies in it: a numerical tolerance."""


@dataclass(frozen=True)
class Nucleolus:
    """The deal, and how near the group with most reason is to leaving."""

    allocation: NDArray[np.float64]
    """Share of each player, shape (n,)."""
    largest_excess: float
    """Largest v(S) - x(S) over groups between none and all; above zero a group gains by leaving; -inf for one player."""
    individually_rational: bool
    """Whether everybody gets at least what they are worth alone; if not, no deal could give that."""


def nucleolus(worth: ArrayLike) -> Nucleolus:
    """The shares whose excesses, largest first, are the lowest in lexicographic order.

    Everybody gets at least their worth alone. Where all together are worth less than the players apart no deal can do
    that, and the shares are only asked to add up (the prenucleolus).

    Solved as successive linear programs: each gives the least largest excess over groups that are not settled; groups
    that bind are settled, with all groups in their span, so at most n - 1 programs follow each other whatever ties
    there are.

    Args:
        worth: shape (2^n,)

    Raises:
        NoSolution: it is no game (see `checked_game`)

    Source: Schmeidler 1969, The nucleolus of a characteristic function game; Kopelowitz 1967 for the programs.

    >>> nucleolus([0, 0, 0, 0, 0, 0, 100, 200]).allocation.round(6).tolist()
    [50.0, 75.0, 75.0]
    """
    game, players = checked_game(worth)
    apart = alone(game)
    surplus = game - sums_over_groups(apart)
    scale = np.abs(surplus).max()
    rational = bool(surplus[-1] >= -TIGHT * scale)
    if scale == 0 or players == 1 or (rational and surplus[-1] <= TIGHT * scale):
        shares = _even_out(apart, game[-1])
    else:
        shares = _even_out(apart + scale * _successive_programs(surplus / scale, 0.0 if rational else None), game[-1])
    return Nucleolus(shares, core_excess(game, shares).excess, rational)


def _even_out(shares: NDArray[np.float64], total: float) -> NDArray[np.float64]:
    """The shares with their rounding error spread, so that they add up."""
    return shares + (total - shares.sum()) / shares.size


def _successive_programs(game: NDArray[np.float64], floor: float | None) -> NDArray[np.float64]:
    players = game.size.bit_length() - 1
    groups = memberships(players)
    settled = _Settled(players)
    settled.add(groups[-1], game[-1])
    live, written = open_groups(players)
    while not settled.all_known:
        found = least_largest_excess(game, groups, live, settled.equations, written, floor)
        for group in found.binding:
            settled.add(groups[group], game[group] - found.excess)
        for player in found.at_floor:
            settled.add(groups[1 << player], floor)
        live &= ~settled.spans(groups)
        written = found.written[live[found.written]]
    return settled.shares()


class _Settled:
    """Groups whose total no later program may change: independent rows and their totals."""

    def __init__(self, players: int):
        self._rows, self._totals = np.empty((0, players)), np.empty(0)
        self._basis = np.empty((0, players))

    @property
    def all_known(self) -> bool:
        return len(self._rows) == self._rows.shape[1]

    @property
    def equations(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        return self._rows, self._totals

    def add(self, row: NDArray[np.float64], total: float) -> None:
        """Add a group unless it follows from those already settled."""
        if self.all_known or self.spans(row[None])[0]:
            return
        apart = row - (row @ self._basis.T) @ self._basis
        apart -= (apart @ self._basis.T) @ self._basis  # twice is enough to be orthogonal to the last bit
        self._basis = np.vstack([self._basis, apart / np.linalg.norm(apart)])
        self._rows, self._totals = np.vstack([self._rows, row]), np.append(self._totals, total)

    def spans(self, groups: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Which groups follow from the settled ones."""
        inside = groups @ self._basis.T
        return (groups**2).sum(axis=1) - (inside**2).sum(axis=1) < SPANNED

    def shares(self) -> NDArray[np.float64]:
        return np.linalg.solve(self._rows, self._totals)
