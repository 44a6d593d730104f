"""The smallest change that turns a rank around really does, and a hair less does not."""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sim.ecosystem.partner_matching import PARTS, Ranking, Scored
from sim.ecosystem.rank_flips import flips, smallest_flip


def a_ranking(parts_by_id, weights):
    total = sum(weights.values())
    weights = {name: weights[name] / total for name in PARTS}
    places = []
    for name, parts in parts_by_id.items():
        given_by = {part: parts[part] * weights[part] for part in PARTS}
        places.append(Scored(name, sum(given_by.values()), parts, given_by))
    return Ranking(tuple(sorted(places, key=lambda each: -each.score)), {}, (), weights)


def lead_after(ranking, flip, push):
    """Score of the upper less the lower when the flip is made, and a little more."""
    parts = {each.id: dict(each.parts) for each in ranking.places if each.id in (flip.above, flip.below)}
    weights, value = dict(ranking.weights), flip.then + push * (1 if flip.change >= 0 else -1)
    if flip.what == "weight":
        weights[flip.part] = value
    else:
        parts[flip.above if flip.what == "part of above" else flip.below][flip.part] = value
    above, below = (sum(weights[name] * parts[who][name] for name in PARTS) for who in (flip.above, flip.below))
    return above - below


EQUAL = dict.fromkeys(PARTS, 0.5)


def test_a_flip_by_hand():
    ranking = a_ranking({"ann": EQUAL | {"cost": 0.75}, "bob": EQUAL}, dict.fromkeys(PARTS, 1.0))
    found = flips(ranking, "ann", "bob")  # a lead of 1/8 x 0.25: any part of bob up by 0.25, or of ann down by 0.25
    assert len(found) == 16 and all(abs(flip.change) == pytest.approx(0.25) for flip in found)
    cost = next(flip for flip in found if flip.part == "cost" and flip.what == "part of above")
    assert (cost.now, cost.then) == (0.75, pytest.approx(0.5))


def test_a_sentence_says_what_would_have_to_be():
    ranking = a_ranking(
        {"ann": EQUAL | {"cost": 0.75, "carbon": 0.25}, "bob": EQUAL}, {**dict.fromkeys(PARTS, 1.0), "cost": 2.0}
    )
    flip = smallest_flip(ranking, "ann", "bob")
    assert flip.what == "weight" and flip.sentence.startswith("bob comes before ann when c")


def test_who_is_better_in_everything_cannot_be_passed_by_a_weight():
    ranking = a_ranking({"ann": dict.fromkeys(PARTS, 0.9), "bob": dict.fromkeys(PARTS, 0.1)}, dict.fromkeys(PARTS, 1.0))
    assert flips(ranking, "ann", "bob") == [] and smallest_flip(ranking, "ann", "bob") is None


def test_who_is_refused_or_not_below_is_told():
    ranking = a_ranking({"ann": EQUAL | {"cost": 0.75}, "bob": EQUAL}, dict.fromkeys(PARTS, 1.0))
    with pytest.raises(ValueError, match="does not stand below"):
        flips(ranking, "bob", "ann")
    with pytest.raises(ValueError, match="lacks the licence"):
        flips(replace(ranking, refused={"eve": ("lacks the licence",)}), "ann", "eve")


part = st.floats(0, 1).map(lambda value: round(value, 3))
parts = st.fixed_dictionaries(dict.fromkeys(PARTS, part))
weights = st.fixed_dictionaries({name: st.floats(0.05, 1).map(lambda value: round(value, 3)) for name in PARTS})


@given(parts, parts, weights)
def test_flips_really_flip(one, other, given_weights):
    ranking = a_ranking({"a": one, "b": other}, given_weights)
    first, second = (each.id for each in ranking.places)
    assume(ranking.places[0].score - ranking.places[1].score > 1e-6)
    found = flips(ranking, first, second)
    for flip in found:
        assert lead_after(ranking, flip, 0.0) == pytest.approx(0.0, abs=1e-9)
        assert lead_after(ranking, flip, 1e-7) < lead_after(ranking, flip, -1e-7)
        assert flip.then >= 0.0 and (flip.what == "weight" or flip.then <= 1.0)
    assert [abs(flip.change) for flip in found] == sorted(abs(flip.change) for flip in found)


@given(parts, parts, weights, st.sampled_from(PARTS), st.floats(0, 1))
def test_no_smaller_change_of_a_part_flips(one, other, given_weights, name, share):
    ranking = a_ranking({"a": one, "b": other}, given_weights)
    above, below = ranking.places
    assume(above.score - below.score > 1e-6)
    of_part = [
        abs(flip.change)
        for flip in flips(ranking, above.id, below.id)
        if flip.part == name and flip.what == "part of below"
    ]
    room = 1.0 - below.parts[name]
    step = share * min([*of_part, room])
    assert above.score >= below.score + ranking.weights[name] * step - 1e-9
