"""The least largest excess: one linear program over groups, of which only those that bind are written down.

Place in the flow: the engine under `nucleolus` and `core`.

A game of 12 players has 4,094 groups, of which a dozen bind. So the program is solved over a few groups, those that
it treats worse than its answer are added, and it is solved again until no group is left: the answer is the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.ecosystem.games.worth import sums_over_groups

TIGHT = 1e-9
"""Excess by which a group may still be treated worse, of a game whose largest worth is one: a numerical tolerance."""
BINDS = 1e-7
"""Shadow price above which a group binds. Such prices are ratios of determinants of zeros and ones: for 14 players
either zero or above 1e-5."""
ADDED_AT_ONCE = 24
"""Groups added when the program is solved again; measured, moves the speed only."""
KEPT = 0.1
"""Groups this near to binding stay written down for the next program; measured, moves the speed only."""
LOWEST_EXCESS = -2.0
"""Keeps a program with few groups bounded. A group, the others and all together are at most one in size, so of each
group and the others one has an excess of -1.5 or more: the bound never holds in the end."""


@dataclass(frozen=True)
class LeastExcess:
    """Answer of one program."""

    excess: float
    shares: NDArray[np.float64]
    binding: NDArray[np.intp]
    """Groups whose excess is this one in every answer of the program."""
    at_floor: NDArray[np.intp]
    """Players who get their least share in every answer."""
    written: NDArray[np.intp]
    """Groups written down, to begin the next program with."""


def open_groups(players: int) -> tuple[NDArray[np.bool_], NDArray[np.intp]]:
    """Groups between none and all, shape (2^n,), and those to begin with: each player alone, and all the others."""
    live = np.ones(1 << players, dtype=bool)
    live[[0, -1]] = False
    singles = 1 << np.arange(players)
    return live, np.unique(np.concatenate([singles, live.size - 1 - singles]))


def least_largest_excess(
    game: NDArray[np.float64],
    groups: NDArray[np.float64],
    live: NDArray[np.bool_],
    settled: tuple[NDArray[np.float64], NDArray[np.float64]],
    written: NDArray[np.intp],
    floor: float | None,
) -> LeastExcess:
    """Shares that make the largest excess v(S) - x(S) over the live groups as small as possible.

    Args:
        game: worths, none above one in size, shape (2^n,)
        groups: `memberships` of all groups, shape (2^n, n)
        live: groups whose excess counts, shape (2^n,)
        settled: independent rows and what they add up to, shapes (rows, n) and (rows,)
        written: live groups to begin with
        floor: least share of every player, or none

    Raises:
        ArithmeticError: the solver gives up, which no game should bring about
    """
    waiting = live.copy()
    waiting[written] = False
    while True:
        found = _solve(game[written], groups[written], settled, floor)
        excess = game - sums_over_groups(found.x[:-1])
        worse = np.where(waiting, excess - found.x[-1], -np.inf)
        if worse.max() <= TIGHT:
            break
        most = min(ADDED_AT_ONCE, worse.size)
        new = np.argpartition(worse, -most)[-most:]
        new = new[worse[new] > TIGHT]
        waiting[new] = False
        written = np.append(written, new)
    prices = -found.ineqlin.marginals
    binds = prices > BINDS
    if not binds.any():
        binds = prices == prices.max()
    near = found.ineqlin.residual < KEPT
    return LeastExcess(
        excess=float(found.x[-1]),
        shares=found.x[:-1],
        binding=written[binds],
        at_floor=np.flatnonzero(found.lower.marginals[:-1] > BINDS),
        written=written[near],
    )


def _solve(
    worth: NDArray, groups: NDArray, settled: tuple[NDArray, NDArray], floor: float | None
) -> Any:  # scipy's OptimizeResult
    """One linear program in the shares and the excess e: least e, where x(S) + e >= v(S)."""
    from scipy.optimize import linprog

    rows, totals = settled
    players = groups.shape[1]
    found = linprog(
        np.append(np.zeros(players), 1.0),
        A_ub=-np.hstack([groups, np.ones((len(groups), 1))]),
        b_ub=-worth,
        A_eq=np.hstack([rows, np.zeros((len(rows), 1))]),
        b_eq=totals,
        bounds=[(floor, None)] * players + [(LOWEST_EXCESS, None)],
        method="highs-ds",
        options={"presolve": False, "primal_feasibility_tolerance": 1e-10, "dual_feasibility_tolerance": 1e-10},
    )
    if found.x is None:
        raise ArithmeticError(f"the linear program of the least excess was not solved: {found.message}")
    return found
