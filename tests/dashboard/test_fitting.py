"""Who fits a tender best, from the tables of a run."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from dashboard.charts.fit_parts import fit_parts
from dashboard.fitting import KNOWN_PARTS, fit_of, tenders_to_compare
from dashboard.pages.fit import firm_called, fit_told
from dashboard.texts import LANGUAGES
from scenarios import read_book

FIRMS = {
    "id": np.array([0, 1, 2]), "name": np.array([f"simulated electrician {n}" for n in (1, 2, 3)]), "trade": np.array(["lighting"] * 3),
    "size_eur": np.array([9e5, 9e5, 5e4]), "reputation": np.array([0.6, 0.8, 0.9]), "active": np.ones(3, dtype=bool),
}  # fmt: skip
TENDERS = {
    "id": np.array([0, 1]), "measure": np.array(["led_street_lighting"] * 2), "opened_day": np.array([10, 800]), "awarded_day": np.array([100, 900]),
    "estimate_eur": np.array([1e5, 1e5]), "bids": np.array([1, 3]), "winner": np.array([0, 1]),
}  # fmt: skip
BIDS = {
    "tender": np.array([0, 1, 1, 1]), "firm": np.array([0, 0, 1, 2]), "firm_name": np.array([f"simulated electrician {n}" for n in (1, 1, 2, 3)]),
    "trade": np.array(["lighting"] * 4), "lot": np.zeros(4, dtype=int), "price_eur": np.array([1e5, 9.8e4, 1e5, 9e4]),
    "won": np.array([True, False, True, False]),
}  # fmt: skip


@pytest.fixture(scope="module")
def results(runs):
    known = runs.run("led_only")
    tables = {name: known.tables[name] for name in known.tables}
    return replace(known, tables={**tables, "firms": FIRMS, "tenders": TENDERS, "bids": BIDS})


@pytest.fixture(scope="module")
def fit(results):
    return fit_of(results, read_book(), 1)


def test_only_tenders_with_something_to_compare_are_offered(runs, results):
    assert [(each["id"], each["year"], each["bids"]) for each in tenders_to_compare(results)] == [(1, 2027, 3)]
    assert tenders_to_compare(runs.run("led_only")) == []


def test_a_firm_that_is_too_small_is_left_out_and_told_why(fit):
    assert list(fit.ranking.refused) == ["simulated electrician 3"]
    assert "Firm 3 is left out: it can carry €50K a year, and €100K is asked." in str(fit_told("en", fit))


def test_the_parts_add_up_to_the_score_and_unknown_parts_weigh_nothing(fit):
    for each in fit.ranking.places:
        assert sum(each.contributions[part] for part in KNOWN_PARTS) == pytest.approx(each.score)
    assert sum(fit.ranking.weights[part] for part in KNOWN_PARTS) == pytest.approx(1.0)


def test_who_won_here_before_is_trusted_more(fit):
    trust = {each.id: each.parts["trust"] for each in fit.ranking.places}
    assert trust["simulated electrician 1"] > trust["simulated electrician 2"] == 0.0


def test_at_the_price_told_the_two_stand_level(results, fit):
    first, second = (each.id for each in fit.ranking.places)
    level = np.where(BIDS["firm_name"] == second, fit.level_price_eur, BIDS["price_eur"])
    tables = {name: results.tables[name] for name in results.tables}
    again = fit_of(replace(results, tables={**tables, "bids": {**BIDS, "price_eur": level}}), read_book(), 1)
    scores = {each.id: each.score for each in again.ranking.places}
    assert scores[first] == pytest.approx(scores[second])


@pytest.mark.parametrize("lang", list(LANGUAGES))
def test_bars_are_as_long_as_the_scores(fit, lang):
    figure = fit_parts(lang, fit, {name: firm_called(lang, name) for name in fit.prices_eur})
    lengths = np.sum([bar["x"] for bar in figure["data"][:-1]], axis=0)
    assert lengths == pytest.approx([100 * each.score for each in fit.ranking.places[::-1]], abs=0.3)
