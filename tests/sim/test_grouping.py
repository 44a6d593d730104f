"""Sums by district are the sums one would make by hand, sorted or not, with empty districts."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from sim.energy import add_by_place
from sim.grouping import Grouping

rows = some.lists(some.tuples(some.integers(0, 6), some.integers(0, 3), some.floats(0, 1e6, width=32)), max_size=60)


@given(rows)
def test_a_sum_by_group_is_the_sum_of_its_rows(things):
    group = np.array([district for district, _, _ in things], dtype=np.int16)
    values = np.array([kwh for _, _, kwh in things], dtype=np.float32)
    by_hand = [sum(float(kwh) for district, _, kwh in things if district == each) for each in range(7)]
    assert Grouping(group, 7).sums(values) == pytest.approx(by_hand)
    assert Grouping(np.sort(group), 7).counts.tolist() == np.bincount(group, minlength=7).tolist()


@given(rows)
def test_the_loop_over_things_equals_the_plain_sum_by_district_and_kind(things):
    district = np.array([each for each, _, _ in things], dtype=np.int16)
    kind = np.array([each for _, each, _ in things], dtype=np.int8)
    kwh = np.array([each for _, _, each in things], dtype=np.float32)
    looped, plain = np.zeros((7, 4)), np.zeros((7, 4))
    add_by_place(district, kind, kwh, looped)
    np.add.at(plain, (district, kind), kwh.astype(np.float64))
    assert np.array_equal(looped, plain)
