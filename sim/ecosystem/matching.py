"""Who works with whom: deferred acceptance, which leaves no pair that would rather have each other.

Place in the flow: [ecosystem]; ranks come from scores of partners and projects, what comes out are consortia, never
public contracts, which go through a tender. Both sides may take several: projects hold up to q_p partners, partners
take up to their capacity. One each is the marriage problem, one on the proposing side that of hospitals and residents.

Source: Gale and Shapley 1962, College admissions and the stability of marriage; Roth 1984 for several on both sides.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import TypeVar

from sim.finance import NoSolution

P = TypeVar("P", bound=Hashable)
R = TypeVar("R", bound=Hashable)
Lists = Mapping[P, Sequence[R]]
"""Ranked list of each, best first; who is not on it is not acceptable."""


def deferred_acceptance(
    proposers: Lists,
    reviewers: Lists,
    proposer_quotas: Mapping[P, int] | int = 1,
    reviewer_quotas: Mapping[R, int] | int = 1,
) -> dict[R, list[P]]:
    """The stable matching that proposers like best.

    Each proposer asks down its list while it has room; each reviewer holds the best of those who asked, and lets go
    of the rest. A pair needs both lists. The order in which proposers ask does not matter.

    Args:
        proposers, reviewers: lists of one side over the other; they may be incomplete or empty
        proposer_quotas, reviewer_quotas: most partners of each, one for all or by name; 1 where a name is missing

    Returns:
        proposers of each reviewer, in the reviewer's order

    Raises:
        NoSolution: a list or quota names nobody who takes part, a list names somebody twice, or a quota is negative

    >>> deferred_acceptance({"A": "X", "B": "XY"}, {"X": "BA", "Y": "B"})
    {'X': ['B'], 'Y': []}
    """
    room = _quotas(proposers, proposer_quotas)
    seats = _quotas(reviewers, reviewer_quotas)
    _ranks(proposers, reviewers)
    rank = _ranks(reviewers, proposers)
    held: dict[R, list[tuple[int, P]]] = {reviewer: [] for reviewer in reviewers}
    still_to_ask = {proposer: iter(wanted) for proposer, wanted in proposers.items()}
    asking = [proposer for proposer in reversed(list(proposers)) for _ in range(min(room[proposer], len(reviewers)))]
    while asking:
        proposer = asking.pop()
        reviewer = next((one for one in still_to_ask[proposer] if proposer in rank[one]), None)
        if reviewer is None:
            continue
        insort(held[reviewer], (rank[reviewer][proposer], proposer), key=lambda one: one[0])
        if len(held[reviewer]) > seats[reviewer]:
            asking.append(held[reviewer].pop()[1])
    return {reviewer: [proposer for _, proposer in those] for reviewer, those in held.items()}


def blocking_pairs(
    match: Mapping[R, Sequence[P]],
    proposers: Lists,
    reviewers: Lists,
    proposer_quotas: Mapping[P, int] | int = 1,
    reviewer_quotas: Mapping[R, int] | int = 1,
) -> list[tuple[P, R]]:
    """Pairs that are not matched and would rather have each other; none means that the matching is stable.

    Each of a pair finds the other acceptable, and has room or somebody it likes less.

    Raises:
        NoSolution: as `deferred_acceptance`, or the matching holds a pair that is not on both lists or too many

    >>> blocking_pairs({"X": ["A"], "Y": ["B"]}, {"A": "X", "B": "XY"}, {"X": "BA", "Y": "B"})
    [('B', 'X')]
    """
    room, seats = _quotas(proposers, proposer_quotas), _quotas(reviewers, reviewer_quotas)
    wishes, rank = _ranks(proposers, reviewers), _ranks(reviewers, proposers)
    worst_of_reviewer = {r: _least_liked(match.get(r, ()), rank[r], seats[r], r) for r in reviewers}
    taken = {p: [r for r in reviewers if p in match.get(r, ())] for p in proposers}
    worst_of_proposer = {p: _least_liked(taken[p], wishes[p], room[p], p) for p in proposers}
    return [
        (proposer, reviewer)
        for proposer, reviewer in _acceptable(proposers, rank)
        if proposer not in match.get(reviewer, ())
        and wishes[proposer][reviewer] < worst_of_proposer[proposer]
        and rank[reviewer][proposer] < worst_of_reviewer[reviewer]
    ]


def _acceptable(proposers: Lists, rank: Mapping[R, Mapping[P, int]]) -> Iterator[tuple[P, R]]:
    return ((proposer, one) for proposer, wanted in proposers.items() for one in wanted if proposer in rank[one])


def _least_liked(partners: Sequence, ranks: Mapping, quota: int, name: Hashable) -> float:
    """Rank that somebody new must beat: endless with room left, -1 for a quota of none."""
    strangers = [one for one in partners if one not in ranks]
    if strangers or len(partners) > quota:
        raise NoSolution(f"{name!r} cannot be matched with {list(partners)!r}: not on its list, or more than {quota}")
    if len(partners) < quota:
        return float("inf")
    return max((ranks[one] for one in partners), default=-1)


def _ranks(lists: Lists, others: Mapping) -> dict:
    """Place of everybody on each list, 0 for the best."""
    ranks = {}
    for name, wanted in lists.items():
        ranks[name] = {one: place for place, one in enumerate(wanted)}
        stranger = next((one for one in wanted if one not in others), None)
        if stranger is not None:
            raise NoSolution(f"the list of {name!r} names {stranger!r}, who does not take part")
        if len(ranks[name]) < len(wanted):
            twice = next(one for one in wanted if list(wanted).count(one) > 1)
            raise NoSolution(f"the list of {name!r} names {twice!r} twice")
    return ranks


def _quotas(lists: Lists, quotas: Mapping | int) -> dict:
    if isinstance(quotas, int):
        quotas = dict.fromkeys(lists, quotas)
    stranger = next((name for name in quotas if name not in lists), None)
    if stranger is not None:
        raise NoSolution(f"a capacity is given for {stranger!r}, who does not take part")
    negative = next((name for name, quota in quotas.items() if quota < 0), None)
    if negative is not None:
        raise NoSolution(f"the capacity of {negative!r} is below zero")
    return {name: quotas.get(name, 1) for name in lists}
