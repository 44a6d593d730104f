"""Many plans on one open stage."""

from dataclasses import replace

import pytest

from scenarios import load_scenario, open_stage, run_on
from sim.markets.contracts import forms_for


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
    assert not few.summary["lighting_forms"] and len(all_of_them.summary["lighting_forms"]) == len(
        forms_for("lighting")
    )


def test_a_plan_tells_the_same_however_many_were_run_before_it_on_the_stage(plan):
    stage, results = open_stage(plan), []
    for seed in (1, 1, 2, 1, 1, 1):
        results.append(run_on(stage, replace(plan, seed=seed), alternatives=False))
    first, *others = (run for run in results if run.seed == 1)
    for other in others:
        assert first.manifest == other.manifest
        for table, columns in first.tables.items():
            assert all(other.tables[table][name].tobytes() == each.tobytes() for name, each in columns.items()), table
    assert results[2].tables["ledger"]["amount_eur"].sum() != first.tables["ledger"]["amount_eur"].sum()


def test_alternatives_added_to_a_known_run_are_those_of_a_new_one(stage, plan):
    whole = replace(plan, measures=load_scenario("full_plan")[0].measures)
    known = run_on(stage, whole, alternatives=False)
    told = str(known.summary)
    added = run_on(stage, whole, lighting_forms=False, known=known)
    assert added.summary["actors"] == run_on(stage, whole, lighting_forms=False).summary["actors"]
    assert str(known.summary) == told


def test_a_run_may_be_held_up_between_its_years(stage, plan):
    years = []
    run_on(stage, plan, alternatives=False, between_years=lambda: years.append(1))
    assert len(years) == plan.last_year - plan.first_year + 1
