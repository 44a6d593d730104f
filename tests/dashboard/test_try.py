"""The form draws itself from the measures, and says what the visitor asked."""

from __future__ import annotations

import pytest

from dashboard.forms import Setting, read_value, settings_of
from dashboard.pages.try_it import asked_scenario, outcome
from dashboard.runs import Impossible, Runs
from tests.dashboard.sample import LampSwap, sample_library


def said(measure, field, value):
    return {"id": {"type": "setting", "measure": measure, "field": field}, "value": value}


def taken(measure, on):
    return {"id": {"type": "taken", "measure": measure}, "value": on}


def test_every_kind_of_setting_gets_its_control():
    kinds = {setting.field: setting.kind for setting in settings_of(LampSwap, years=(2025, 2040))}
    assert kinds == {
        "begins": "integer", "lamps_per_year": "integer", "share_dimmed": "number", "paid_by": "choice", "honest": "boolean",
    }  # fmt: skip


def test_a_calendar_year_can_only_be_one_of_the_run():
    begins = settings_of(LampSwap, years=(2025, 2040))[0]
    assert (begins.low, begins.high) == (2025, 2040)


@pytest.mark.parametrize(("low", "high", "value"), [(0, 20_000, 600), (0, 1, 0.25), (2025, 2050, 2026), (0, 0.5, 0.1)])
def test_a_slider_can_stand_on_the_plans_own_value(low, high, value):
    kind = "integer" if isinstance(value, int) else "number"
    setting = Setting("x", "x", kind, value, low, high)
    steps = (value - low) / setting.step
    assert steps == pytest.approx(round(steps))
    assert 20 <= (high - low) / setting.step <= 1000


def test_an_untouched_form_is_the_scenario_itself(runs):
    scenario = runs.scenario("whole_plan")
    values = [said("led_street_lighting", "lamps_per_year", 60), said("led_street_lighting", "honest", "true")]
    on = [taken("led_street_lighting", True), taken("rooftop_solar", True)]
    assert asked_scenario(runs, "whole_plan", values, on, []) is scenario


def test_a_measure_switched_off_leaves_and_one_switched_on_joins(runs):
    on = [taken("led_street_lighting", False), taken("rooftop_solar", True)]
    asked = asked_scenario(runs, "led_only", [said("rooftop_solar", "grant_share", 0.3)], on, [])
    assert list(asked.measures) == ["rooftop_solar"]
    assert asked.measures["rooftop_solar"].grant_share == 0.3


def test_a_value_outside_its_limits_is_refused_in_words(runs):
    on = [taken("led_street_lighting", True), taken("rooftop_solar", False)]
    with pytest.raises(Impossible, match="lamps_per_year"):
        asked_scenario(runs, "led_only", [said("led_street_lighting", "lamps_per_year", 9_999)], on, [])


def test_what_happens_to_the_city_can_be_chosen(runs):
    context = [{"id": {"type": "context", "aspect": "gas_price"}, "value": "dear"}]
    assert asked_scenario(runs, "business_as_usual", [], [], context).context == {"gas_price": "dear"}


def test_what_a_control_sends_becomes_what_the_measure_wants():
    assert read_value(Setting("x", "x", "boolean", True), "false") is False
    assert read_value(Setting("x", "x", "integer", 3), 4.0) == 4
    assert isinstance(read_value(Setting("x", "x", "number", 0.5), 1), float)


def test_a_stronger_plan_shows_a_deeper_cut(runs):
    figures, cards = outcome("en", runs, runs.scenario("whole_plan"))
    cut = runs.run("business_as_usual").emissions_by_year() - runs.run("whole_plan").emissions_by_year()
    assert cut[-1] > 0
    assert len(figures) == 3
    assert "points" in str(cards[0])


def counted(library):
    """The library, and the runs it is asked for: what is only added to a known run is none."""
    run, lived = library.run_on, []

    def run_on(stage, plan, *, known=None, **options):
        if known is None:
            lived.append(plan)
        return run(stage, plan, known=known, **options)

    library.run_on = run_on
    return library, lived


def test_equal_plans_are_run_once():
    library, lived = counted(sample_library())
    runs = Runs(library, {})
    runs.run("whole_plan")
    runs.run(runs.scenario("whole_plan"))
    assert len(lived) == 1


def test_who_gains_is_added_to_the_run_whose_curves_are_drawn():
    library, lived = counted(sample_library())
    runs = Runs(library, {})
    runs.run("whole_plan", alternatives=False)
    runs.run("whole_plan", lighting_forms=False, patient=True)
    runs.run("whole_plan")
    assert len(lived) == 1
