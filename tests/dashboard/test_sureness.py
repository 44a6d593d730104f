"""Under a curve stands how sure it is, and where it comes from."""

from __future__ import annotations

import json

import pytest

from dashboard.address import read_address
from dashboard.bands import BandState
from dashboard.pages import PAGES
from dashboard.pages.numbers import behind
from dashboard.pages.origin import origin_line
from dashboard.pages.sureness import told_of
from scenarios import read_book
from tests.dashboard.sample import sample_runs


def view_of(runs, page="city", search="?scenario=whole_plan"):
    return read_address(f"/en/{page}", search, list(PAGES), runs)


def text_of(component) -> str:
    return json.dumps(component, default=lambda each: each.to_plotly_json(), ensure_ascii=False)


def test_a_single_run_says_so_and_how_far_the_band_is():
    told = text_of(told_of("en", BandState(done=12, of=20)))
    assert "A single run." in told and "12 of 20 runs" in told


def test_where_no_band_can_be_made_none_is_promised():
    assert told_of("en", BandState()) == ["A single run."]


def test_in_so_many_runs_the_signed_pledge_is_met(runs):
    assert "In 19 of 20 runs the pledge of −\u206040% for 2030 is met." in text_of(
        told_of("en", runs.band("whole_plan"))
    )
    assert "2050" not in text_of(told_of("en", runs.band("whole_plan")))


def test_runs_the_model_refused_are_told(runs):
    state = runs.band("whole_plan")
    fewer = BandState(state.bands, state.pledges, state.members, 23, 23)
    assert "3 runs are left out" in text_of(told_of("en", fewer))


def test_a_figure_leads_to_its_scenario_seeds_version_and_numbers(runs):
    view, state = view_of(runs), runs.band("whole_plan")
    single, band = text_of(origin_line(view, "energy_band")), text_of(origin_line(view, "energy_band", state))
    assert "The whole plan · seed 1 · Stadslab" in single and "20 runs, seeds 1 to 20" in band
    assert "/en/numbers?scenario=whole_plan&about=energy_band" in band
    own = view_of(runs, search="?scenario=whole_plan&set=led_street_lighting.lamps_per_year:90")
    assert "The whole plan, your variant" in text_of(origin_line(own, "energy_band"))


def test_the_list_holds_what_feeds_the_chart_and_the_model_reads():
    book = read_book()
    names = {parameter.name for parameter in behind("energy_band", book)}
    assert "heat.internal_temperature_c" in names and not any(name.startswith("emission_factors.") for name in names)
    assert {"prices.gas_household", "travel.cycle_network_shift_share", "yard.crews"} <= names
    assert all(book[name].in_use for name in names) and len(behind(None, book)) == len(book.parameters)


def test_numbers_of_an_unknown_chart_are_all_numbers(runs):
    assert view_of(runs, "numbers", "?about=nonsense").about is None
    assert view_of(runs, "numbers", "?about=cost_band").about == "cost_band"
    assert "about=cost_band" in view_of(runs, "numbers", "?about=cost_band").href(lang="nl")
    assert "about" not in view_of(runs, "numbers", "?about=cost_band").href("city")


@pytest.mark.parametrize("name", ["city", "try", "money", "compare"])
def test_every_page_with_figures_says_where_they_come_from(name):
    from dashboard.pages.compare import comparison

    runs = sample_runs()
    view = view_of(runs, name)
    page = comparison(view, ["business_as_usual", "whole_plan"]) if name == "compare" else PAGES[name].layout(view)
    told = text_of(page)
    drawn = told.count('"type": "Graph"')
    assert drawn >= 1 and told.count('"className": "origin"') == drawn
