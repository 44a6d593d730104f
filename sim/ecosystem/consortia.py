"""Teams that cover every role: the best cover less the cost of working together.

Place in the flow: [ecosystem]; the fits come from `sim.ecosystem.partner_matching`. Exact: all teams of at most twelve
candidates are looked at, as bit masks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sim.finance import NoSolution

MOST = 12
"""Candidates at one table: 4,096 teams."""


@dataclass(frozen=True)
class Consortium:
    """A team and what it is worth."""

    members: tuple[str, ...]
    filled_by: dict[str, str]
    """Role -> the member that fills it best."""
    cover: float
    """Sum over roles of the best fit."""
    coordination: float
    """Cost of the partners beyond the first."""

    @property
    def worth(self) -> float:
        """Cover less coordination."""
        return self.cover - self.coordination


@dataclass(frozen=True)
class Teams:
    """The best teams that cover every role; or the roles that nobody, or no team without conflict, can cover."""

    best: tuple[Consortium, ...]
    missing_roles: tuple[str, ...]
    reason: str = ""


def consortia(
    candidates: Sequence[str], roles: Sequence[str], fit: np.ndarray, cost_per_partner: float,
    conflicts: Sequence[tuple[str, str]] = (), how_many: int = 3,
) -> Teams:  # fmt: skip
    """The best teams in which every role has a supplier and nobody has a conflict.

    Of more than twelve candidates, those that another one makes superfluous are left out first: the best team stays the
    best, a runner-up with one of them in it is not seen.

    Args:
        candidates: names, in the order of the rows of `fit`
        roles: names, in the order of its columns
        fit: how well a candidate fills a role [0 to 1], 0 where it cannot, shape (candidates, roles)
        cost_per_partner: what each partner beyond the first costs, in the unit of fit
        conflicts: pairs that cannot sit at one table
        how_many: teams to give, best first; at equal worth the smaller one

    Raises:
        NoSolution: more than twelve candidates remain after those are left out that another one makes superfluous
    """
    fit = np.asarray(fit, dtype=np.float64).reshape(len(candidates), len(roles))
    missing = tuple(role for role, able in zip(roles, np.any(fit > 0, axis=0), strict=True) if not able)
    if missing or not roles:
        return Teams((), missing, f"nobody can fill {', '.join(missing)}" if missing else "no role to fill")
    kept = np.arange(len(candidates))
    if len(kept) > MOST:
        kept = not_superfluous(fit, _foes(candidates, conflicts))
    if len(kept) > MOST:
        raise NoSolution(f"{len(kept)} candidates remain; choose the best {MOST} first, all their teams are looked at")
    names = [candidates[at] for at in kept.tolist()]
    best = best_fits(fit[kept])
    possible = np.all(best > 0, axis=0) & _peaceful(names, conflicts)
    if not possible.any():
        return Teams((), (), "every team that covers all roles has a conflict of interest in it")
    size = _sizes(len(names))
    worth = best.sum(axis=0) - cost_per_partner * np.maximum(size - 1, 0)
    teams = np.flatnonzero(possible)
    order = teams[np.lexsort((teams, size[teams], -worth[teams]))][:how_many]
    return Teams(tuple(_team(int(mask), names, roles, fit[kept], cost_per_partner) for mask in order), ())


def best_fits(fit: np.ndarray) -> np.ndarray:
    """Best fit of each role within every team, shape (roles, 2^candidates); team m has candidate i when bit i is set.

    >>> best_fits(np.array([[0.5], [0.8]])).tolist()
    [[0.0, 0.5, 0.8, 0.8]]
    """
    best = np.zeros((fit.shape[1], 1 << len(fit)))
    for at, row in enumerate(fit):
        half = 1 << at
        np.maximum(best[:, :half], row[:, np.newaxis], out=best[:, half : 2 * half])
    return best


def not_superfluous(fit: np.ndarray, foes: np.ndarray) -> np.ndarray:
    """Rows that no other row beats in every role without more foes; of equals the first stays.

    Swapping one of the others for the row that beats it never makes a team worse, so the best team is still found.
    """
    beats = np.all(fit[:, np.newaxis] >= fit[np.newaxis], axis=2)
    beats &= ~np.any(foes[:, np.newaxis] & ~foes[np.newaxis], axis=2)  # no foe that the other has not
    equal, row = beats & beats.T, np.arange(len(fit))
    beats &= ~equal | (row[:, np.newaxis] < row)
    return np.flatnonzero(~np.any(beats & (row[:, np.newaxis] != row), axis=0))


def _foes(candidates: Sequence[str], conflicts: Sequence[tuple[str, str]]) -> np.ndarray:
    place = {name: at for at, name in enumerate(candidates)}
    foes = np.zeros((len(candidates), len(candidates)), dtype=bool)
    for one, other in conflicts:
        if one in place and other in place:
            foes[place[one], place[other]] = foes[place[other], place[one]] = True
    return foes


def _peaceful(names: list[str], conflicts: Sequence[tuple[str, str]]) -> np.ndarray:
    """Teams without two foes, bool, shape (2^n,)."""
    team = np.arange(1 << len(names))
    fine = np.ones(len(team), dtype=bool)
    for one, other in np.argwhere(np.triu(_foes(names, conflicts))).tolist():
        both = (1 << one) | (1 << other)
        fine &= (team & both) != both
    return fine


def _sizes(count: int) -> np.ndarray:
    """How many are in each team, shape (2^count,)."""
    size = np.zeros(1 << count, dtype=np.int64)
    for at in range(count):
        size[1 << at : 2 << at] = size[: 1 << at] + 1
    return size


def _team(mask: int, names: list[str], roles: Sequence[str], fit: np.ndarray, cost: float) -> Consortium:
    rows = [at for at in range(len(names)) if mask >> at & 1]
    inside = fit[rows]
    filled = {role: names[rows[int(inside[:, at].argmax())]] for at, role in enumerate(roles)}
    return Consortium(tuple(names[at] for at in rows), filled, float(inside.max(axis=0).sum()), cost * (len(rows) - 1))
