"""Scenarios live: on a small town for what one run does, and on the ideal city for what one may expect of it."""

from dataclasses import replace

import numpy as np
import pytest

from scenarios.extending import library_names
from scenarios.loading import load_scenario
from scenarios.problems import Unusable
from scenarios.results_folder import read_results
from scenarios.running import open_stage, run_on, run_scenario, save_run, without
from sim.markets.contracts import forms_for
from sim.results import LABELS
from tests.baselines.memory import Runs

LABEL_F = LABELS.index("F")
LAMPS = ("led_from_city_budget", "led_by_grid_operator", "lighting_as_a_service")


@pytest.fixture(scope="module")
def home(maps_home):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STADSLAB_HOME", str(maps_home))
        yield


@pytest.fixture(scope="module")
def small(maps_home, town_file):
    return Runs(str(town_file), maps_home)


@pytest.fixture(params=["small", pytest.param("ideal", marks=pytest.mark.whole_city)])
def runs(request):
    return request.getfixturevalue(request.param)


# --- what may be expected of every run --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", library_names())
def test_the_laws_hold_in_every_scenario_of_the_library(runs, name):
    checks = runs.results(name).summary["checks"]
    assert checks["ok"]
    assert abs(checks["money_residual_eur"]) < 1e-6 * checks["gross_flow_eur"]
    assert abs(checks["energy_residual_mwh"]) < 1e-6 * checks["gross_energy_mwh"]
    assert checks["stock_residual"] == 0
    assert abs(checks["emissions_residual_t"]) < 1e-6 * runs.results(name).summary["first"]["co2_t"]


def test_a_head_emitted_3_to_8_tonnes_in_the_base_year(runs):
    model = runs.model("business_as_usual")
    tonnes = runs.results("business_as_usual").summary["baseline"]["co2_t"]
    assert 3 <= tonnes / model.recorder.baseline_inhabitants <= 8


def test_a_gas_connection_takes_12_to_19_mwh_in_the_first_year(runs):
    assert 12_000 <= runs.results("business_as_usual").summary["first"]["gas_kwh_per_connection"] <= 19_000


def test_a_household_takes_2700_to_4000_kwh_of_electricity(runs):
    assert 2_700 <= runs.results("business_as_usual").summary["first"]["electricity_kwh_per_household"] <= 4_000


@pytest.mark.parametrize("name", LAMPS)
def test_swapped_lamps_use_45_to_70_percent_less_and_pay_back_in_7_to_20_years(runs, name):
    (lamps,) = runs.results(name).summary["measures"]
    assert 0.45 <= 1 - lamps["energy_after_mwh"] / lamps["energy_before_mwh"] <= 0.70
    assert 7 <= lamps["simple_payback_yr"] <= 20


def test_homes_labelled_f_burn_about_half_of_what_is_calculated(runs):
    runs.model("business_as_usual")
    homes = runs.first_homes["business_as_usual"]
    worst = (homes["label"] == LABEL_F) & (homes["heat_kwh"] > 0)
    assert worst.any()
    assert 0.4 <= homes["heat_kwh"][worst].sum() / homes["calculated_kwh"][worst].sum() <= 0.6


def test_the_full_plan_emits_less_in_the_last_year_than_each_of_its_parts(runs):
    whole = runs.results("full_plan").emissions_by_year()[-1]
    for part in ("lighting_as_a_service", "deep_retrofit", "solar_roofs", "clean_mobility", "business_as_usual"):
        assert whole < runs.results(part).emissions_by_year()[-1], part


@pytest.mark.parametrize("name", [name for name in library_names() if name != "business_as_usual"])
def test_every_plan_emits_no_more_than_business_as_usual_over_the_years(runs, name):
    results, usual = runs.results(name), runs.results("business_as_usual")
    if results.city != usual.city:
        usual = runs.without_measures(name)
    planned, usual = (each.emissions_by_year().sum() for each in (results, usual))
    saves_here = any(measure["energy_before_mwh"] for measure in results.summary["measures"])
    assert planned < usual if saves_here else planned <= usual  # trees save none, charge points beside them some


def test_who_invests_changes_the_pace_of_the_lamps_and_not_their_light(runs):
    for name in LAMPS:
        share = runs.results(name).yearly("led_share")
        assert np.all(np.diff(share) >= 0) and share[-1] == pytest.approx(1.0, abs=0.01)


# --- what one call does -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def a_run(home, town_file):
    told = []
    results = run_scenario("led_from_city_budget", seed=7, city=str(town_file), attribute=True, progress=told.append)
    return results, told


def test_a_run_is_made_with_the_seed_and_the_city_it_was_asked_for(a_run):
    results, told = a_run
    assert (results.seed, results.city, results.scenario) == (7, "small_town", "led_from_city_budget")
    assert results.summary["seed"] == 7
    assert set(results.summary["seconds"]) >= {"city", "setup", "simulate"}
    assert told and all(isinstance(words, str) for words in told)


def test_every_actor_is_told_what_it_could_have_had_instead(a_run):
    results, _ = a_run
    for actor in results.summary["actors"]:
        assert actor["alternative"] and actor["npv_alternative_eur"] is not None


def test_the_forms_of_lighting_contract_stand_side_by_side_and_the_best_for_the_city_is_marked(a_run):
    forms = a_run[0].summary["lighting_forms"]
    assert [row["form"] for row in forms] == list(forms_for("lighting"))
    winners = [row for row in forms if row["wins"]]
    assert winners and winners[0]["npv_city_eur"] == max(row["npv_city_eur"] for row in forms)
    fees = {row["form"]: row["fee_eur_per_lamp"] for row in forms}
    assert fees["own_budget"] == fees["loan"] == 0 < fees["private_lighting_service"]


def test_what_the_only_measure_saved_is_the_difference_with_doing_nothing(a_run, home, town_file):
    results, _ = a_run
    usual = run_scenario("business_as_usual", seed=7, city=str(town_file), alternatives=False)
    saved = usual.emissions_by_year().sum() - results.emissions_by_year().sum()
    assert results.summary["measures"][0]["co2_saved_t"] == pytest.approx(saved)
    assert saved > 0


def test_without_alternatives_none_are_told(home, town_file):
    results = run_scenario("business_as_usual", city=str(town_file), alternatives=False)
    assert {actor["alternative"] for actor in results.summary["actors"]} == {None}
    assert not results.summary["lighting_forms"]


def test_a_saved_run_is_read_back_with_its_origin(a_run, tmp_path):
    results, _ = a_run
    folder = save_run(results, tmp_path / "run")
    saved = read_results(folder)
    assert saved.manifest["seed"] == 7 and saved.manifest["checks"]["ok"]
    assert set(saved.tables) == set(results.tables)
    assert saved.tables["ledger"]["amount_eur"].to_numpy() == pytest.approx(results.tables["ledger"]["amount_eur"])


def test_measures_are_left_out_by_name_or_all_together():
    scenario, _ = load_scenario("full_plan")
    assert set(without(scenario, "heat_pumps").measures) == set(scenario.measures) - {"heat_pumps"}
    assert without(scenario).measures == {}
    assert len(scenario.measures) == 5


def test_a_scenario_that_is_not_there_is_refused_in_words():
    with pytest.raises(Unusable, match="business_as_usual"):
        run_scenario("business_as_usualy")


def test_a_city_opened_once_gives_the_same_run_as_one_opened_for_it(a_run, home, town_file):
    scenario, _ = load_scenario("led_from_city_budget")
    scenario = replace(scenario, city=str(town_file), seed=7)
    again = run_on(open_stage(scenario), scenario, alternatives=False)
    for name, table in a_run[0].tables.items():
        here = table["kind"] != "co2" if name == "transfers" else slice(None)  # avoided: told beside another run only
        for column, values in table.items():
            assert (
                again.tables[name][column].tobytes() == values[here].astype(again.tables[name][column].dtype).tobytes()
            ), (
                name,
                column,
            )


def test_a_stage_of_another_city_is_refused(home, town_file):
    scenario, _ = load_scenario("business_as_usual")
    stage = open_stage(replace(scenario, city=str(town_file)))
    with pytest.raises(ValueError, match="plays in"):
        run_on(stage, scenario)
