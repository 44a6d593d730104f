"""Whole numbers from shares."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.quotas import by_rank, largest_remainder, whole_parts


@given(st.lists(st.floats(0.01, 1e4), min_size=1, max_size=40), st.integers(0, 5_000))
def test_whole_numbers_add_up_and_stay_within_one_of_their_share(weights, total):
    weights = np.array(weights)
    whole = largest_remainder(weights, total)
    assert whole.sum() == total
    assert np.all(np.abs(whole - weights / weights.sum() * total) < 1 + 1e-6)


def test_nothing_can_not_be_divided_by():
    with pytest.raises(ValueError, match="no weights"):
        largest_remainder(np.zeros(3), 4)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=60))
def test_the_lowest_scores_get_the_first_category(scores):
    scores = np.array(scores)
    counts = np.array([len(scores) // 2, len(scores) - len(scores) // 2])
    got = by_rank(scores, counts)
    assert np.array_equal(np.bincount(got, minlength=2), counts)
    if counts.min():
        assert scores[got == 0].max() <= scores[got == 1].min()


def test_every_block_of_flats_gets_at_least_two_dwellings():
    parts = whole_parts(np.array([1.0, 1.0, 100.0]), 20, least=2)
    assert parts.sum() == 20
    assert parts.min() >= 2
