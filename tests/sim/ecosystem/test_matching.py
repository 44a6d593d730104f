"""Nobody would rather have each other, and proposers get the best that is stable."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from sim.ecosystem.matching import blocking_pairs, deferred_acceptance
from sim.finance import NoSolution

RESIDENTS = {"A": "C", "S": "CM", "D": "CMG", "J": "CGM", "L": "MCG"}
HOSPITALS = {"M": "DLSJ", "C": "DASLJ", "G": "DJL"}


@some.composite
def markets(draw, most):
    """Lists of both sides, incomplete and not always mutual, with quotas."""
    projects, partners = (range(draw(some.integers(1, most))) for _ in range(2))
    firms = [f"firm {number}" for number in partners]

    def ranked(names):
        wanted = draw(some.permutations(list(names)))
        return wanted[: draw(some.integers(0, len(wanted)))]

    lists = {project: ranked(firms) for project in projects}, {firm: ranked(projects) for firm in firms}
    quotas = tuple({name: draw(some.integers(0, 3)) for name in side} for side in lists)
    return *lists, *quotas


def stable_matchings(proposers, reviewers, room, seats):
    """Every stable matching, by trying all sets of acceptable pairs."""
    pairs = [(p, r) for p, wanted in proposers.items() for r in wanted if p in reviewers[r]]
    for size in range(len(pairs) + 1):
        for chosen in combinations(pairs, size):
            match = {r: [p for p, other in chosen if other == r] for r in reviewers}
            fits = all(len(those) <= seats[r] for r, those in match.items())
            if fits and all(sum(p == one for one, _ in chosen) <= room[p] for p in proposers):
                if not blocking_pairs(match, proposers, reviewers, room, seats):
                    yield match


def taken_by(match, proposer):
    return {reviewer for reviewer, those in match.items() if proposer in those}


def test_residents_go_to_hospitals():
    match = deferred_acceptance(RESIDENTS, HOSPITALS, reviewer_quotas=2)
    assert match == {"M": ["L", "S"], "C": ["D", "A"], "G": ["J"]}
    assert not blocking_pairs(match, RESIDENTS, HOSPITALS, 1, 2)


def test_a_resident_whom_nobody_has_room_for_is_left_out():
    assert deferred_acceptance({"A": "X", "B": "XY"}, {"X": "BA", "Y": "B"}) == {"X": ["B"], "Y": []}


def test_the_side_that_proposes_does_better():
    women, men = {"a": "xy", "b": "yx"}, {"x": "ba", "y": "ab"}
    assert deferred_acceptance(women, men) == {"x": ["a"], "y": ["b"]}
    assert deferred_acceptance(men, women) == {"a": ["y"], "b": ["x"]}


def test_projects_take_several_partners_and_partners_several_projects():
    projects = {"square": ["lamps", "bank", "sensors"], "quay": ["lamps", "bank"]}
    partners = {"lamps": ["quay", "square"], "bank": ["square", "quay"], "sensors": ["quay", "square"]}
    match = deferred_acceptance(projects, partners, 2, {"lamps": 2})
    assert match == {"lamps": ["quay", "square"], "bank": ["square"], "sensors": []}


@settings(deadline=None)
@given(markets(6))
def test_no_pair_would_rather_have_each_other(market):
    match = deferred_acceptance(*market)
    assert blocking_pairs(match, *market) == []


@settings(deadline=None, max_examples=60)
@given(markets(3))
def test_proposers_get_the_best_of_all_stable_matchings(market):
    proposers, _, room, _ = market
    ours = deferred_acceptance(*market)
    found = list(stable_matchings(*market))
    assert {name: sorted(those) for name, those in ours.items()} in [
        {name: sorted(those) for name, those in one.items()} for one in found
    ]
    for other in found:
        for proposer, wanted in proposers.items():
            mine, theirs = taken_by(ours, proposer), taken_by(other, proposer)
            best_of_both = [one for one in wanted if one in mine | theirs][: room[proposer]]
            assert set(best_of_both) == mine


@given(markets(5), some.randoms(use_true_random=False))
def test_the_order_of_asking_changes_nothing(market, luck):
    proposers, *others = market
    shuffled = list(proposers.items())
    luck.shuffle(shuffled)
    assert deferred_acceptance(dict(shuffled), *others) == deferred_acceptance(proposers, *others)


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (({"A": "Z"}, {"X": "A"}), "names 'Z', who does not take part"),
        (({"A": "X"}, {"X": "AB"}), "names 'B'"),
        (({"A": "XX"}, {"X": "A"}), "'X' twice"),
        (({"A": "X"}, {"X": "A"}, 1, {"X": -1}), "below zero"),
        (({"A": "X"}, {"X": "A"}, {"Q": 1}), "'Q', who does not take part"),
    ],
)
def test_lists_and_capacities_that_cannot_be_are_refused(arguments, word):
    with pytest.raises(NoSolution, match=word):
        deferred_acceptance(*arguments)


@pytest.mark.parametrize("match", [{"X": ["A", "B"]}, {"Y": ["A"]}], ids=["too many", "not on the list"])
def test_a_matching_that_breaks_the_rules_cannot_be_called_stable(match):
    with pytest.raises(NoSolution, match="cannot be matched"):
        blocking_pairs(match, {"A": "X", "B": "XY"}, {"X": "BA", "Y": "B"})
