"""A name moves with what was delivered, and what was forgotten moves it no more."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.actors.memory import Event, Memory, reputation_on, weight_of_delivery


def test_half_of_a_bad_year_is_forgotten_after_the_half_life():
    bad = [Event(100, 3, "delivered less than promised", -0.2)]
    assert reputation_on(100, 0.6, bad, 365) == pytest.approx(0.4)
    assert reputation_on(465, 0.6, bad, 365) == pytest.approx(0.5)
    assert reputation_on(100 + 40 * 365, 0.6, bad, 365) == pytest.approx(0.6)


def test_what_is_still_to_come_does_not_count():
    assert reputation_on(99, 0.6, [Event(100, 3, "dispute", -0.2)], 365) == 0.6


def test_a_memory_is_bounded_and_loses_the_oldest_first():
    memory = Memory(2, 365, 0.6)
    for day in (0, 10, 20):
        memory.note(day, 1, "dispute", -0.05)
    assert [event.day for event in memory.events] == [10, 20] and len(memory) == 2


@given(st.floats(0.1, 1e6), st.floats(0, 1e7), st.floats(0, 1e7))
def test_who_delivers_more_has_no_worse_name(promised, one, other):
    less, more = sorted((one, other))
    assert -0.5 <= weight_of_delivery(promised, less, 0.5) <= weight_of_delivery(promised, more, 0.5) <= 0.5


@given(st.lists(st.tuples(st.integers(0, 9000), st.floats(-1, 1)), max_size=20), st.integers(0, 9999))
def test_a_reputation_lies_between_nought_and_one(happened, day):
    events = [Event(when, -1, "something", weight) for when, weight in happened]
    assert 0.0 <= reputation_on(day, 0.6, events, 1000.0) <= 1.0
