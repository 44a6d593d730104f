"""Many plans on one open stage."""

from dataclasses import replace

import pytest

from scenarios import load_scenario, open_stage, run_on


@pytest.fixture(scope="module")
def plan():
    return replace(load_scenario("led_from_city_budget")[0], city="rural_municipality", last_year=2028)


@pytest.fixture(scope="module")
def stage(plan):
    return open_stage(plan)


def test_dearer_gas_on_the_same_stage_is_felt(plan, stage):
    usual = run_on(stage, plan, alternatives=False)
    dear = run_on(stage, replace(plan, context={**plan.context, "gas_price": "stays_high"}), alternatives=False)
    spent = [
        run.tables["ledger"]["amount_eur"][run.tables["ledger"]["account"] == "energy of homes"]
        for run in (usual, dear)
    ]
    assert spent[1].sum() > spent[0].sum()


def test_without_the_lighting_forms_the_best_alternatives_stay_the_same(stage, plan):
    measures = load_scenario("full_plan")[0].measures
    whole = replace(plan, measures=measures)
    few, all_of_them = (run_on(stage, whole, lighting_forms=forms) for forms in (False, True))
    assert few.summary["actors"] == all_of_them.summary["actors"]
    assert not few.summary["lighting_forms"] and len(all_of_them.summary["lighting_forms"]) == 4
