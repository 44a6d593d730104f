"""From candidates to a team: hard rules and scores for each role, then the consortium that covers them all.

Place in the flow: markets -> [ecosystem]. Firms of the market come in as candidates; each role is judged by its own size
and licences.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from sim.ecosystem.consortia import MOST, Teams, consortia
from sim.ecosystem.partner_matching import Candidate, Ranking, Scale, Wanted, rank


class FirmColumns(Protocol):
    """What is asked of `sim.markets.firms.Firms`, one entry per firm."""

    reputation: np.ndarray
    distance_km: np.ndarray
    own_capital_eur: np.ndarray
    free_eur: np.ndarray

    def name_of(self, row: int) -> str:
        """Name of a firm."""
        ...


@dataclass(frozen=True)
class Found:
    """The best teams, with how each role was judged."""

    teams: Teams
    by_role: dict[str, Ranking]
    left_out: tuple[str, ...] = ()
    """Candidates who fit but were not among the best of any role when there were too many to look at every team."""


def candidates_of(
    firms: FirmColumns, rows: Sequence[int], roles: frozenset[str], prices_eur: Sequence[float],
    licences: frozenset[str] = frozenset(), deals_together: Mapping[int, int] | None = None,
) -> list[Candidate]:  # fmt: skip
    """Firms of one trade as candidates, named by the market.

    Args:
        firms: columns of the market
        rows: which of them
        roles: what their trade can fill
        prices_eur: what each would ask, in the order of the rows
        licences: of their trade
        deals_together: row -> contracts it had with who asks
    """
    deals_together = deals_together or {}
    return [
        Candidate(
            firms.name_of(row), roles, float(price), licences, free_eur=float(firms.free_eur[row]),
            distance_km=float(firms.distance_km[row]), reputation=float(firms.reputation[row]),
            own_capital_eur=float(firms.own_capital_eur[row]), deals_together=deals_together.get(row, 0),
        )
        for row, price in zip(rows, prices_eur, strict=True)
    ]  # fmt: skip


def find_teams(
    candidates: Sequence[Candidate], wanted: Mapping[str, Wanted], scale: Scale, cost_per_partner: float,
    how_many: int = 3,
) -> Found:  # fmt: skip
    """The best consortia for a project.

    A candidate's fit to a role is its score in the ranking of that role, and it brings its conflicts with it. Of more
    than twelve who fit, the best of each role are looked at, role by role.

    Args:
        candidates: who might take part
        wanted: role -> what is asked of who fills it
        scale: of the scores
        cost_per_partner: `ecosystem.coordination_cost_per_partner`
        how_many: teams to give
    """
    by_role = {role: rank(candidates, asked, scale) for role, asked in wanted.items()}
    scores = {role: {each.id: each.score for each in ranking.places} for role, ranking in by_role.items()}
    fitting = [each for each in candidates if any(each.id in of_role for of_role in scores.values())]
    kept = _best_of_each_role(fitting, by_role)
    fit = np.array([[of_role.get(each.id, 0.0) for of_role in scores.values()] for each in kept])
    conflicts = [(each.id, other) for each in kept for other in sorted(each.conflicts)]
    names = [each.id for each in kept]
    teams = consortia(names, tuple(wanted), fit.reshape(len(kept), len(wanted)), cost_per_partner, conflicts, how_many)
    return Found(teams, by_role, tuple(each.id for each in fitting if each.id not in names))


def _best_of_each_role(fitting: list[Candidate], by_role: dict[str, Ranking]) -> list[Candidate]:
    """At most twelve, first the best of every role, then the second of every role, and so on."""
    if len(fitting) <= MOST:
        return fitting
    turns = max(len(ranking.places) for ranking in by_role.values())
    in_turn = [
        ranking.places[turn].id for turn in range(turns) for ranking in by_role.values() if turn < len(ranking.places)
    ]
    chosen = list(dict.fromkeys(in_turn))[:MOST]
    return [each for each in fitting if each.id in chosen]
