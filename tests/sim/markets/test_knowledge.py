"""Who knows what, and how it spreads."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.luck import Luck
from sim.markets.knowledge import KnowledgeMap, hassle_factor, risk_factor

PARTIES = ("university", "city_hall", "neighbours", "bank", "esco")


def a_map():
    known = KnowledgeMap(PARTIES, ("lighting", "heat"))
    known.meet([("university", "city_hall"), ("city_hall", "neighbours"), ("neighbours", "city_hall")])
    known.learn("university", "lighting", 0.8)
    return known


def test_two_items_close_the_gap_one_after_the_other():
    known = a_map()
    known.learn("university", "lighting", 0.5)
    assert known.known("university", "lighting") == pytest.approx(0.9)
    assert known.best_of(["bank", "university"], "lighting") == pytest.approx(0.9) and known.best_of([], "heat") == 0


def test_knowledge_reaches_the_contacts_and_nobody_else(book):
    known, passed = a_map(), []
    assert len(known.contacts) == 2
    for year in range(2025, 2060):
        passed += known.spread(book, Luck(1), year)
    assert known.known("city_hall", "lighting") > 0.5 and known.known("neighbours", "lighting") > 0.3
    assert known.known("bank", "lighting") == known.known("city_hall", "heat") == 0
    assert passed[0][:3] == ("university", "city_hall", "lighting") and passed[0][3] == pytest.approx(0.6 * 0.8)


@given(st.integers(0, 1000), st.lists(st.floats(0, 1), min_size=10, max_size=10))
def test_nobody_forgets_and_nobody_learns_more_than_the_best_knows(book, seed, levels):
    known = a_map()
    known.level[:] = np.reshape(levels, (5, 2))
    for year in range(2025, 2030):
        before, best = known.level.copy(), known.level.max(axis=0)
        known.spread(book, Luck(seed), year)
        assert (known.level >= before).all() and (known.level <= best + 1e-12).all()


@given(st.integers(0, 1000))
def test_a_further_contact_changes_nobody_elses_luck(book, seed):
    few, more = a_map(), a_map()
    more.meet([("bank", "esco")])
    for year in range(2025, 2030):
        few.spread(book, Luck(seed), year)
        more.spread(book, Luck(seed), year)
    assert np.array_equal(few.level, more.level)


def test_nobody_meets_nobody(book):
    assert KnowledgeMap(PARTIES, ("lighting",)).spread(book, Luck(1), 2025) == []


def test_knowledge_lowers_trouble_and_risk(book):
    assert hassle_factor(book, 2025, 0.0) == risk_factor(book, 2025, 0.0) == 1.0
    assert hassle_factor(book, 2025, 1.0) == pytest.approx(0.7) and risk_factor(book, 2025, 0.5) == pytest.approx(0.8)


def test_what_does_not_stand_in_the_map_is_refused():
    known = a_map()
    for wrong, words in (
        (lambda: known.known("mayor", "heat"), "no party 'mayor'"),
        (lambda: known.known("bank", "trees"), "no topic 'trees'"),
        (lambda: known.learn("bank", "heat", 2.0), "lies from 0 to 1, not at 2"),
        (lambda: known.meet([("bank", "bank")]), "cannot be its own contact"),
        (lambda: KnowledgeMap(("bank", "bank"), ("heat",)), "named twice"),
    ):
        with pytest.raises(ValueError, match=words):
            wrong()
