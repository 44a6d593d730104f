"""Charts drawn without a browser."""

from __future__ import annotations

import numpy as np
import pytest

from dashboard.bands import difference_bands
from dashboard.charts import CHARTS
from dashboard.charts.bands import emission_edges_t
from dashboard.charts.money_flows import flows_between
from dashboard.headlines import gains, label_counts, signed_pledges, standing, target_path
from dashboard.texts import LANGUAGES
from dashboard.theme import LABEL_COLOURS, LABEL_INKS, SEPARATORS
from scenarios import read_book


@pytest.fixture(scope="module")
def results(runs):
    return runs.run("whole_plan")


def test_every_chart_has_a_title_and_a_line_of_help():
    assert len(CHARTS) >= 8
    assert all(chart.title and chart.help for chart in CHARTS.values())


@pytest.mark.parametrize("lang", list(LANGUAGES))
def test_every_chart_draws_something(runs, results, lang):
    pair = [("a", runs.run("business_as_usual")), ("b", results)]
    several = {"compare_emissions", "cost_and_tonnes", "difference_band"}
    for name, chart in CHARTS.items():
        figure = (
            chart(pair, lang)
            if name in several
            else chart(results, lang, **({"year": 2030} if name == "money_flows" else {}))
        )
        assert figure["data"], name
        assert figure["layout"]["separators"] == SEPARATORS[lang]


def test_the_sectors_of_a_year_add_up_to_its_emissions(results):
    figure = CHARTS["emissions_path"](results, "en")
    stacked = [trace["y"] for trace in figure["data"] if trace.get("stackgroup")]
    assert np.allclose(np.sum(stacked, axis=0), results.emissions_by_year(), atol=3)


def test_the_path_runs_from_the_base_year_to_the_last_pledge(results):
    years, levels_t = target_path(results)
    assert years.tolist() == [2011, 2030, 2050]
    assert levels_t == pytest.approx([12_000, 7_200, 0])


def test_the_gap_in_points_and_in_tonnes_says_the_same(results):
    for now in standing(results):
        assert now.gap_points == pytest.approx(100 * now.gap_t / 12_000)
        assert now.cut_share == pytest.approx(1 - now.co2_t / 12_000)


def test_of_two_pledges_for_one_year_the_first_is_the_signed_one(runs):
    results = runs.run("led_only")
    doubled = [*results.summary["targets"], {**results.summary["targets"][0], "pledged_share": 0.55, "gap_t": 9e9}]
    original, results.summary["targets"] = results.summary["targets"], doubled
    assert [pledge.share for pledge in signed_pledges(results)] == [0.4, 1.0]
    results.summary["targets"] = original


def test_every_euro_of_a_year_is_in_the_flows(results):
    ledger = results.tables["ledger"]
    shown = sum(amount for _, _, amount in flows_between(results, 2030))
    assert shown == pytest.approx(ledger["amount_eur"][ledger["year"] == 2030].sum())


def filled(figure):
    return [trace for trace in figure["data"] if trace.get("fill")]


def test_without_a_band_the_curve_says_it_is_a_single_run(results):
    for name in ("emissions_band", "energy_band", "cost_band"):
        figure = CHARTS[name](results, "en")
        assert not filled(figure) and figure["data"][0]["name"] == "a single run, seed 1"


def test_the_median_lies_between_the_edges_of_the_narrow_and_the_wide_band(runs, results):
    """Runs of the sample lie from 0.9 to 1.09 times the single run: the median is 0.995 times it."""
    bands = runs.band("whole_plan").bands
    for name in ("emissions_band", "energy_band", "cost_band"):
        low_90, high_90, low_50, high_50, median, single = (
            each["y"] for each in CHARTS[name](results, "en", bands)["data"][:6]
        )
        assert len(filled(CHARTS[name](results, "en", bands))) == 2
        assert np.allclose(median, 0.995 * np.array(single), rtol=2e-2)
        edges = np.array([low_90, low_50, median, high_50, high_90])
        assert np.all(np.diff(edges, axis=0) >= 0) and edges[4][-1] > edges[0][-1]


def test_emissions_are_held_against_each_runs_own_base_year(results, runs):
    bands = runs.band("whole_plan").bands
    edges_t = emission_edges_t(results, bands)
    assert np.allclose(edges_t[2], 12_000 * (1 - bands.of("co2_cut_share")["median"]))


def test_lines_side_by_side_take_the_band_that_is_there(runs):
    pair = [("a", runs.run("business_as_usual")), ("b", runs.run("whole_plan"))]
    bands = [runs.band(name).bands for name in ("business_as_usual", "whole_plan")]
    assert len(filled(CHARTS["compare_emissions"](pair, "en", [None, bands[1]]))) == 2
    assert len(filled(CHARTS["compare_emissions"](pair, "en", bands))) == 4


def test_the_difference_is_drawn_run_by_run(runs):
    pair = [("a", runs.run("business_as_usual")), ("b", runs.run("whole_plan"))]
    states = [runs.band(name) for name in ("business_as_usual", "whole_plan")]
    bands = difference_bands(states)
    single = CHARTS["difference_band"](pair, "en")["data"][-1]["y"]
    paired = CHARTS["difference_band"](pair, "en", bands)["data"][-1]["y"]
    assert bands[0] is None and single[-1] < 0
    assert paired == pytest.approx([0.995 * each for each in single], abs=1.5)


def test_every_chart_leads_to_numbers_that_the_book_has():
    topics = {name.split(".")[0] for name in read_book().parameters}
    assert [chart.id for chart in CHARTS.values() if not set(chart.feeds) <= topics] == []
    assert {"lighting", "contracts"} <= set(CHARTS["lighting_forms"].feeds)


def test_winners_come_first(results):
    amounts = [row["gain_eur"] for row in gains(results)]
    assert amounts == sorted(amounts, reverse=True)


def test_buildings_without_a_label_are_not_counted():
    assert label_counts(np.array([[0, 6, 255, 6]], dtype=np.uint8)).tolist() == [[1, 0, 0, 0, 0, 0, 2]]


def test_letters_on_label_colours_can_be_read():
    for colour, ink in zip(LABEL_COLOURS, LABEL_INKS, strict=True):
        bright, dark = sorted((_luminance(colour), _luminance(ink)), reverse=True)
        assert (bright + 0.05) / (dark + 0.05) >= 4.5, colour


def _luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
