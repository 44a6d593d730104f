"""Which runs an ensemble has, and when two ensembles are the same."""

from dataclasses import replace

import pytest

from scenarios.ensemble.plan import Member, plan_of
from scenarios.problems import Unusable


def test_run_k_has_seed_plus_k_and_row_k_and_repeats_go_on_with_new_seeds(short_plan):
    plan = plan_of(replace(short_plan, seed=10), runs=3, repeats=2)
    assert plan.members == (Member(0, 10, 0), Member(1, 11, 1), Member(2, 12, 2), Member(3, 13, 0), Member(4, 14, 1))


def test_without_sampled_numbers_nothing_is_repeated(short_plan):
    assert len(plan_of(short_plan, runs=20, vary=False).members) == 20
    assert len(plan_of(short_plan, runs=20).members) == 28 and len(plan_of(short_plan, runs=3).members) == 6


def test_a_new_title_keeps_the_fingerprint_and_everything_else_changes_it(short_plan, book):
    first = plan_of(short_plan, runs=5)
    print_of = {
        first.fingerprint(book, "city"),
        plan_of(replace(short_plan, title={"en": "x"}), 5).fingerprint(book, "city"),
    }
    assert len(print_of) == 1
    others = [
        plan_of(short_plan, runs=6), plan_of(short_plan, runs=5, vary=False), plan_of(replace(short_plan, seed=9), 5),
        plan_of(replace(short_plan, measures={}), 5), plan_of(replace(short_plan, last_year=2029), 5),
    ]  # fmt: skip
    prints = {each.fingerprint(book, "city") for each in others} | {first.fingerprint(book, "another city")}
    prints.add(first.fingerprint(book.with_values({"heat.internal_temperature_c": {2000: 19.5}}), "city"))
    assert len(prints | print_of) == len(others) + 3


def test_more_repeats_keep_the_runs_that_are_there(short_plan, book):
    assert plan_of(short_plan, 5, repeats=0).fingerprint(book, "c") == plan_of(short_plan, 5, repeats=4).fingerprint(
        book, "c"
    )


@pytest.mark.parametrize(("seed", "runs", "words"), [(1, 1, "at least 2"), (2**32 - 2, 20, "seeds up to")])
def test_an_ensemble_that_cannot_be_is_refused_in_words(short_plan, seed, runs, words):
    with pytest.raises(Unusable, match=words):
        plan_of(replace(short_plan, seed=seed), runs)
