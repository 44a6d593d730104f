"""Median and bands by hand, pledges counted, and luck told from numbers."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from scenarios.ensemble.bands import bands_of, paired_bands, pledges_kept, variance_split
from scenarios.ensemble.member import Headlines

YEARS = (2029, 2030)


def a_member(number, co2_t, runs=100, **more):
    target = {"year": 2030, "kind": "absolute", "pledged_share": 0.4, "reached_share": 0.3, "gap_t": co2_t - 60.0}
    outside = {**target, "year": 2050, "reached_share": None, "gap_t": None}
    money = {"public_cost_eur": [5.0, 7.0], "public_cost_so_far_eur": [5.0, 12.0]}
    usual = {"years": YEARS, "baseline": {"year": 2011, "co2_t": 100.0}, "targets": (target, outside)}
    numbers = {"co2_t": [co2_t + 1, co2_t], **money}
    return Headlines(number, number + 1, number % runs, quantities=numbers, **{**usual, **more})


def refused(number):
    return Headlines(number, number + 1, number, "ValueError: no")


def test_the_band_of_five_runs_by_hand():
    """Quantiles in straight lines between the runs: of 0, 10, 20, 30, 40 the 5 % edge is 0 + 0.2 * 10."""
    bands = bands_of([a_member(number, 10.0 * number) for number in (3, 0, 4, 1, 2)], quantities=("co2_t",))
    wanted = {"low_90": 2.0, "low_50": 10.0, "median": 20.0, "high_50": 30.0, "high_90": 38.0}
    assert bands.runs == 5 and bands.at("co2_t", 2030) == pytest.approx(wanted)


@given(some.lists(some.floats(0, 1e6), min_size=2, max_size=30))
def test_the_narrow_band_lies_within_the_wide_one(amounts):
    bands = bands_of([a_member(number, each) for number, each in enumerate(amounts)], quantities=("co2_t",))
    assert np.all(np.diff(bands.edges["co2_t"], axis=0) >= 0)


def test_refused_runs_and_repeats_are_no_part_of_the_band():
    members = [a_member(0, 10.0), refused(1), a_member(2, 30.0), a_member(3, 1e9)]
    bands = bands_of(members, runs=3, quantities=("co2_t",))
    assert bands.runs == 2 and bands.at("co2_t", 2030)["median"] == 20.0
    assert bands_of([a_member(0, 1.0), refused(1)]) is None


def test_in_so_many_runs_the_pledge_is_met():
    (due, outside) = pledges_kept([a_member(0, 59.0), a_member(1, 60.0), a_member(2, 61.0), refused(3)])
    assert (due["met"], due["runs"], due["gap_t"]["median"]) == (2, 3, 0.0)
    assert outside["met"] is None and outside["gap_t"] is None and outside["year"] == 2050


def test_paired_differences_hold_no_noise_of_the_levels():
    """Levels differ by 1,000 from run to run, the measure always saves 5."""
    base = [a_member(number, 1000.0 * number) for number in range(6)]
    with_measure = [a_member(number, 1000.0 * number - 5.0) for number in range(6)]
    bands = paired_bands(with_measure, base, 6, ("co2_t",))
    assert set(bands.edges["co2_t"].ravel()) == {-5.0} and bands.runs == 6


def test_a_pair_with_a_refused_run_is_left_out_and_foreign_seeds_are_no_pairs():
    base = [a_member(number, 1.0) for number in range(3)]
    assert paired_bands([a_member(0, 2.0), refused(1), a_member(2, 2.0)], base, 3, ("co2_t",)).runs == 2
    with pytest.raises(ValueError, match="same seeds"):
        paired_bands([replace(each, seed=each.seed + 7) for each in base], base, 3, ("co2_t",))


def test_money_counts_from_the_first_year_that_both_runs_have():
    late = {"years": (2030,)}
    short = [replace(a_member(n, 1.0, **late), quantities={"public_cost_so_far_eur": [7.0]}) for n in (0, 1)]
    bands = paired_bands(short, [a_member(n, 1.0) for n in (0, 1)], 2, ("public_cost_so_far_eur",))
    assert bands.at("public_cost_so_far_eur", 2030)["median"] == 0.0


def test_variance_is_split_by_rows_that_were_run_twice():
    """Rows at 0, 10, 20 and the same with 2 more by another seed: luck is 2^2 / 2 = 2 of a variance of 100."""
    band = [a_member(number, 10.0 * number) for number in range(3)]
    again = [a_member(3 + number, 10.0 * number + 2.0) for number in range(3)]
    split = variance_split(band + again, 3, "co2_t", 2030)
    assert (split["total"], split["seed"], split["parameters"], split["pairs"]) == (100.0, 2.0, 98.0, 3)
    assert split["seed_share"] == pytest.approx(0.02)


def test_a_known_mixture_of_luck_and_numbers_is_found_again():
    """Half the variance is luck: E and Var of 4,000 normal draws find it within a tenth."""
    luck = np.random.default_rng(3)
    rows, seeds = luck.normal(0, 3, 4000), luck.normal(0, 3, 8000)
    members = [a_member(n, float(rows[n % 4000] + seeds[n]), runs=4000) for n in range(8000)]
    assert variance_split(members, 4000, "co2_t", 2030)["seed_share"] == pytest.approx(0.5, abs=0.05)


def test_without_pairs_the_variance_is_not_split():
    assert variance_split([a_member(0, 1.0), a_member(1, 2.0)], 2, "co2_t", 2030) is None
