"""Several small municipalities in one ticket."""

import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.ecosystem.bank_file import bank_file
from sim.ecosystem.bundling import BundleTerms, Part, bundle, spread_of
from tests.sim.ecosystem.test_bank_file import ASKED
from tests.sim.ecosystem.test_cover_ratios import a_service

TERMS = BundleTerms(3000.0, 40.0, 8.0, performance_sd=0.1, correlation=0.0)


def a_part(name, loan=1000.0, cash=120.0, service=100.0, first=2026, years=3):
    return Part(name, loan, first, np.full(years, cash), np.full(years, service), np.full(years, cash))


def test_four_equal_villages_by_hand():
    joined = bundle([a_part(name) for name in "abcd"], TERMS)
    assert joined.loan_eur == 4000.0 and joined.large_enough
    assert joined.least_cover == pytest.approx(1.2) and joined.least_cover_alone["a"] == pytest.approx(1.2)
    assert joined.spread == pytest.approx(0.05) and joined.spread_alone == 0.1
    assert joined.saved_fixed_eur == pytest.approx(4 * 40.0 - 40.0 - 4 * 8.0)
    # 20 EUR left on 120 EUR income with a spread of 12 EUR: 1.667 sd alone, 3.333 sd together
    assert joined.short_chance_alone["a"] == pytest.approx(0.04779, abs=1e-5)
    assert joined.short_chance == pytest.approx(0.000429, abs=1e-6)


def test_one_alone_is_no_bundle():
    alone = bundle([a_part("a")], TERMS)
    assert alone.saved_fixed_eur == 0.0 and alone.spread == pytest.approx(0.1) and not alone.large_enough
    assert alone.short_chance == alone.short_chance_alone["a"]


def test_the_strong_carry_the_weak():
    joined = bundle([a_part("a", cash=90.0), a_part("b", cash=150.0)], TERMS)
    assert joined.least_cover_alone == pytest.approx({"a": 0.9, "b": 1.5}) and joined.least_cover == pytest.approx(1.2)


def test_loans_of_other_years_are_laid_on_common_years():
    joined = bundle([a_part("a"), a_part("b", first=2030)], TERMS)
    assert joined.years.tolist() == list(range(2026, 2033)) and np.isnan(joined.cover[3])
    rows = json.loads(json.dumps(joined.as_dict(), allow_nan=False))["cover"]
    assert rows[3] == {"year": 2029, "cover": None}


def test_without_debt_nothing_can_fall_short():
    joined = bundle([a_part("a", service=0.0)], TERMS)
    assert joined.as_dict()["least_cover"] is None and joined.as_dict()["short_chance"] is None


def test_from_bank_files(book):
    file = bank_file(ASKED, a_service())
    joined = bundle([Part.of_file(name, file) for name in ("village", "hamlet")], BundleTerms.from_book(book, 2026))
    assert joined.least_cover == pytest.approx(file.cover.least) and joined.loan_eur == 2000.0
    assert joined.spread < joined.spread_alone == 0.15


@pytest.mark.parametrize("parts", [[], [a_part("a"), a_part("a")]])
def test_nobody_and_the_same_twice_are_refused(parts):
    with pytest.raises(ValueError, match="each once"):
        bundle(parts, TERMS)


def test_a_correlation_outside_its_range_is_refused():
    with pytest.raises(ValueError, match="correlation"):
        bundle([a_part("a")], replace(TERMS, correlation=1.2))


incomes = st.lists(st.floats(1.0, 1e6), min_size=1, max_size=8)


@given(incomes, st.floats(0, 1))
def test_a_bundle_is_never_less_steady_than_one(income, correlation):
    spread = spread_of(np.array(income), replace(TERMS, correlation=correlation))
    assert TERMS.performance_sd * correlation**0.5 - 1e-12 <= spread <= TERMS.performance_sd + 1e-12


@given(st.lists(st.tuples(st.floats(1, 1e4), st.floats(1, 1e4)), min_size=1, max_size=6))
def test_pooled_cover_lies_between_the_weakest_and_the_strongest(pairs):
    parts = [a_part(str(at), cash=cash, service=service) for at, (cash, service) in enumerate(pairs)]
    joined, ratios = bundle(parts, TERMS), [cash / service for cash, service in pairs]
    assert min(ratios) - 1e-9 <= joined.least_cover <= max(ratios) + 1e-9
