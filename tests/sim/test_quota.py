"""Quotas meet every total, to the last one."""

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as some

from sim.quota import by_rank, chosen, largest_remainder, sizes_that_add_up

shares = some.lists(some.floats(0, 1), min_size=1, max_size=12).filter(lambda given: sum(given) > 1e-6)
scores = some.lists(some.floats(-1e6, 1e6), max_size=60)


@given(shares, some.integers(0, 1_000_000))
def test_whole_numbers_add_up_to_the_total_and_stay_within_one_of_the_share(given_shares, total):
    counts = largest_remainder(np.array(given_shares), total)
    exact = np.array(given_shares) / sum(given_shares) * total
    assert counts.sum() == total and counts.min() >= 0
    assert np.all(np.abs(counts - exact) < 1 + 1e-6)


@given(shares, some.integers(0, 10_000))
def test_a_kind_without_a_share_gets_nobody(given_shares, total):
    counts = largest_remainder(np.array([*given_shares, 0.0]), total)
    assert counts[-1] == 0


@given(scores, some.data())
def test_kinds_by_rank_are_as_many_as_told_and_never_out_of_order(score, data):
    cuts = sorted(data.draw(some.lists(some.integers(0, len(score)), min_size=2, max_size=2)))
    counts = np.diff([0, *cuts, len(score)])
    kinds = by_rank(np.array(score), counts)
    assert np.bincount(kinds, minlength=3).tolist() == counts.tolist()
    ranked = kinds[np.argsort(score, kind="stable")]
    assert np.all(np.diff(ranked) >= 0)


@given(some.lists(some.integers(0, 3), min_size=1, max_size=30), some.data())
def test_kinds_by_rank_are_those_of_a_sorted_row_when_scores_are_equal(score, data):
    cuts = sorted(data.draw(some.lists(some.integers(0, len(score)), min_size=3, max_size=3)))
    counts = np.diff([0, *cuts, len(score)])
    plain = np.empty(len(score), dtype=np.int64)
    plain[np.argsort(score, kind="stable")] = np.repeat(np.arange(4), counts)
    assert by_rank(np.array(score), counts).tolist() == plain.tolist()


@given(scores, some.integers(-5, 80))
def test_so_many_are_chosen_and_nobody_left_out_scored_lower(score, count):
    score = np.array(score)
    mask = chosen(score, count)
    assert mask.sum() == max(0, min(count, len(score)))
    if mask.any() and not mask.all():
        assert score[mask].max() <= score[~mask].min()


@given(some.lists(some.integers(0, 3), max_size=30), some.integers(-2, 40))
def test_of_equal_scores_the_first_rows_are_chosen(score, count):
    score = np.array(score, dtype=np.float32)
    assert np.flatnonzero(chosen(score, count)).tolist() == sorted(
        np.argsort(score, kind="stable")[: max(0, count)].tolist()
    )


feasible = some.integers(0, 5_000).flatmap(
    lambda households: some.tuples(some.just(households), some.integers(households, 8 * households + 3))
)


@settings(max_examples=1500, deadline=2000)
@given(shares, feasible)
@example([1.0], (10, 20))
@example([1.0], (0, 1))
@example([0.0, 0.0, 1.0], (5, 15))
@example([0.0, 1.0], (7, 7))
@example([1.0, 0.0], (1, 2))
@example([0.3, 0.3, 0.2, 0.1, 0.07, 0.03], (1_000_000, 2_300_000))
def test_household_sizes_meet_both_totals_or_say_that_nobody_can(given_shares, totals):
    households, inhabitants = totals
    largest = len(given_shares)
    if inhabitants > largest * households:
        with pytest.raises(ValueError, match="too many"):
            sizes_that_add_up(np.array(given_shares), households, inhabitants)
        return
    counts = sizes_that_add_up(np.array(given_shares), households, inhabitants)
    assert counts.min() >= 0
    assert counts.sum() == households
    assert counts @ np.arange(1, largest + 1) == inhabitants


def test_fewer_people_than_households_are_refused():
    with pytest.raises(ValueError, match="9 inhabitants cannot fill 10"):
        sizes_that_add_up(np.array([0.5, 0.5]), 10, 9)


def test_shares_that_already_fit_are_left_alone():
    assert sizes_that_add_up(np.array([0.5, 0.3, 0.2]), 10, 17).tolist() == [5, 3, 2]
