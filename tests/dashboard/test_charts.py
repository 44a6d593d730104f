"""Charts drawn without a browser."""

from __future__ import annotations

import numpy as np
import pytest

from dashboard.charts import CHARTS
from dashboard.charts.money_flows import flows_between
from dashboard.headlines import gains, label_counts, signed_pledges, standing, target_path
from dashboard.theme import LABEL_COLOURS, LABEL_INKS


@pytest.fixture(scope="module")
def results(runs):
    return runs.run("whole_plan")


def test_every_chart_has_a_title_and_a_line_of_help():
    assert len(CHARTS) >= 8
    assert all(chart.title and chart.help for chart in CHARTS.values())


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_every_chart_draws_something(runs, results, lang):
    pair = [("a", runs.run("business_as_usual")), ("b", results)]
    several = {"compare_emissions", "cost_and_tonnes"}
    for name, chart in CHARTS.items():
        figure = (
            chart(pair, lang)
            if name in several
            else chart(results, lang, **({"year": 2030} if name == "money_flows" else {}))
        )
        assert figure["data"], name
        assert figure["layout"]["separators"] == {"en": ".,", "nl": ",."}[lang]


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
