"""Which partners fit: every refusal has its reason, every score its parts."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.ecosystem.partner_matching import (
    PARTS,
    Candidate,
    Scale,
    Wanted,
    checked_weights,
    market_match,
    parts_of,
    rank,
    refusals,
)

SCALE = Scale(100.0, 0.2, 2.0, 2.0, {"cheap": 0.7, "dear": 1.3}, dict.fromkeys(PARTS, 1.0))
LIGHT = Wanted(frozenset({"invest", "maintain"}), 1000.0, frozenset({"high voltage"}), frozenset({"city_hall"}))
ANN = Candidate(
    "ann", frozenset({"invest", "maintain"}), 1000.0, LIGHT.licences, free_eur=3000.0, distance_km=25.0,
    reputation=0.8, carbon=0.4, own_capital_eur=100.0, deals_together=2,
)  # fmt: skip


def test_each_part_by_hand():
    (parts,) = parts_of([ANN], LIGHT, SCALE)
    by_name = dict(zip(PARTS, parts, strict=True))
    assert by_name == pytest.approx(
        {"capability": 1.0, "capacity": 1.0, "cost": 0.5, "track_record": 0.8, "proximity": 0.75, "carbon": 0.4,
         "finances": 0.5, "trust": 0.5}
    )  # fmt: skip


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"licences": frozenset()}, "lacks the licence high voltage"),
        ({"roles": frozenset({"lend"})}, "fills none of the roles invest, maintain"),
        ({"excluded_because": "tax debts"}, "is excluded: tax debts"),
        ({"free_eur": 400.0}, "can carry 400 EUR more, the project needs 1,000 EUR"),
        ({"largest_distance_km": 10.0}, "goes 10 km, the project is 25 km off"),
        ({"conflicts": frozenset({"city_hall"})}, "has a conflict of interest with city_hall"),
    ],
)
def test_a_hard_rule_refuses_with_its_reason(change, reason):
    assert refusals(replace(ANN, **change), LIGHT) == (reason,)
    ranking = rank([ANN, replace(ANN, id="bob", **change)], LIGHT, SCALE)
    assert ranking.refused == {"bob": (reason,)} and [each.id for each in ranking.places] == ["ann"]


def test_all_reasons_are_given_at_once():
    assert len(refusals(replace(ANN, licences=frozenset(), free_eur=0.0, excluded_because="x"), LIGHT)) == 3


def test_the_missing_role_is_named():
    only_money = replace(ANN, roles=frozenset({"invest"}))
    assert rank([only_money], LIGHT, SCALE).missing_roles == ("maintain",)
    assert rank([], LIGHT, SCALE).missing_roles == ("invest", "maintain") and not rank([], LIGHT, SCALE).places


def test_equal_scores_keep_the_order_given():
    assert [each.id for each in rank([ANN, replace(ANN, id="bob")], LIGHT, SCALE).places] == ["ann", "bob"]


@pytest.mark.parametrize("weights", [{}, {"cost": 0.0}, {"cost": -1.0, "carbon": 2.0}, {"beauty": 1.0}])
def test_impossible_weights_are_refused(weights):
    with pytest.raises(ValueError):
        checked_weights(weights)


def test_a_project_of_no_size_is_refused():
    with pytest.raises(ValueError, match="above zero"):
        Wanted(frozenset({"invest"}), 0.0)


def test_the_book_has_a_scale(book):
    scale = Scale.from_book(book, 2026)
    assert sum(checked_weights(scale.weights).values()) == pytest.approx(1.0) and set(scale.weights) == set(PARTS)


candidates = st.builds(
    Candidate,
    id=st.uuids().map(str),
    roles=st.just(LIGHT.roles),
    price_eur=st.floats(500, 1600),
    licences=st.just(LIGHT.licences),
    free_eur=st.floats(1000, 4000),
    distance_km=st.floats(0, 150),
    reputation=st.floats(0, 1),
    carbon=st.floats(0, 1),
    own_capital_eur=st.floats(0, 500),
    deals_together=st.integers(0, 9),
)
weights = st.fixed_dictionaries({name: st.floats(0.01, 1) for name in PARTS})


@given(st.lists(candidates, min_size=1, max_size=6), weights)
def test_scores_are_the_sum_of_their_parts_and_fall(some, given_weights):
    ranking = rank(some, LIGHT, replace(SCALE, weights=given_weights))
    for each in ranking.places:
        assert each.score == pytest.approx(sum(each.contributions.values()), abs=1e-12)
        assert all(0.0 <= part <= 1.0 for part in each.parts.values()) and 0.0 <= each.score <= 1.0 + 1e-12
    scores = [each.score for each in ranking.places]
    assert scores == sorted(scores, reverse=True)


@given(st.lists(candidates, min_size=3, max_size=6), weights)
def test_who_leaves_turns_no_other_pair_around(some, given_weights):
    scale = replace(SCALE, weights=given_weights)
    order = [each.id for each in rank(some, LIGHT, scale).places]
    without_last = [each.id for each in rank(some[:-1], LIGHT, scale).places]
    assert without_last == [name for name in order if name != some[-1].id]


@given(candidates, weights, st.floats(1, 500))
def test_a_lower_price_never_scores_less(one, given_weights, less):
    scale = replace(SCALE, weights=given_weights)
    dear, cheap = (
        rank([each], LIGHT, scale).places[0].score for each in (one, replace(one, price_eur=one.price_eur - less))
    )
    assert cheap >= dear


def propose_in_turn(proposers, reviewers, proposer_quotas, reviewer_quotas):
    """A plain deferred acceptance for one place each, to stand in for the one that is handed in."""
    assert proposer_quotas == 1 and reviewer_quotas == 1
    held, free = {}, list(proposers)
    asked = dict.fromkeys(proposers, 0)
    while free:
        one = free.pop()
        if asked[one] == len(proposers[one]):
            continue
        project = proposers[one][asked[one]]
        asked[one] += 1
        liked = reviewers[project]
        if project not in held or liked.index(one) < liked.index(held[project]):
            free += [held[project]] if project in held else []
            held[project] = one
        else:
            free.append(one)
    return {name: [held[name]] if name in held else [] for name in reviewers}


def test_the_market_is_matched_by_both_sides_scores():
    projects, partners = ["street", "roof"], ["ann", "bob"]
    likes = np.array([[0.9, 0.8], [0.7, np.nan]])
    liked = np.array([[0.2, 0.5], [0.9, 0.9]])  # ann prefers the roof
    assert market_match(likes, liked, projects, partners, 1, 1, propose_in_turn) == {"street": ["bob"], "roof": ["ann"]}


def test_who_is_refused_is_on_no_list():
    seen = {}

    def look(proposers, reviewers, *quotas):
        seen.update(proposers=proposers, reviewers=reviewers, quotas=quotas)
        return {}

    market_match(np.array([[0.9, np.nan]]), np.array([[np.nan, 0.5]]), ["street"], ["ann", "bob"], 2, {"ann": 3}, look)
    assert seen == {"proposers": {"ann": [], "bob": []}, "reviewers": {"street": []}, "quotas": ({"ann": 3}, 2)}
