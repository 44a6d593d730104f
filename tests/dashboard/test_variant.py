"""What a visitor moved goes into the address and comes back from it."""

from __future__ import annotations

import pytest

from dashboard.address import read_address
from dashboard.pages import PAGES
from dashboard.variant import read_set, variant_of

MOVED = (
    "rooftop_solar:off,led_street_lighting.lamps_per_year:300,led_street_lighting.honest:false,context.gas_price:dear"
)


def test_a_link_restores_what_was_moved(runs):
    variant, dropped = read_set(runs, runs.scenario("whole_plan"), MOVED)
    assert not dropped and variant.count == 4
    view = read_address("/en/try", f"?scenario=whole_plan&set={MOVED}&v=1", list(PAGES), runs)
    assert list(view.plan.measures) == ["led_street_lighting"]
    assert view.plan.measures["led_street_lighting"].lamps_per_year == 300
    assert view.plan.measures["led_street_lighting"].honest is False
    assert view.plan.context == {"gas_price": "dear"}
    assert not view.outdated


def test_what_goes_into_the_address_comes_out_of_it(runs):
    base = runs.scenario("whole_plan")
    variant, _ = read_set(runs, base, MOVED)
    plan = read_address("/en/try", f"?scenario=whole_plan&set={MOVED}", list(PAGES), runs).plan
    again = variant_of(runs, base, plan)
    assert sorted(again.text.split(",")) == sorted(variant.text.split(","))


@pytest.mark.parametrize(
    "text",
    [
        "led_street_lighting.lamps_per_year:9999",
        "led_street_lighting.lamps_per_year:-1",
        "led_street_lighting.lamps_per_year:many",
        "led_street_lighting.share_dimmed:nan",
        "led_street_lighting.paid_by:magic",
        "led_street_lighting.__class__:1",
        "no_measure.field:1",
        "rooftop_solar:perhaps",
        "context.gas_price:free",
        "context.weather:hot",
        "x" * 5000,
    ],
)
def test_foreign_values_are_dropped_and_said_so(runs, text):
    view = read_address("/en/try", f"?scenario=whole_plan&set={text}", list(PAGES), runs)
    assert view.plan is view.base
    assert view.outdated


def test_a_plan_as_it_is_needs_no_words(runs):
    base = runs.scenario("whole_plan")
    assert variant_of(runs, base, base).text == ""
    assert read_set(runs, base, "led_street_lighting.lamps_per_year:60")[0].count == 1
