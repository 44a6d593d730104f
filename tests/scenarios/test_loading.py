"""From a name or a path to a scenario that can be run."""

from pathlib import Path

import pytest

from scenarios import (
    Unusable,
    apply_to_book,
    check_file,
    find_scenario,
    list_scenarios,
    load_scenario,
    load_scenario_text,
    read_book,
)
from scenarios.extending import LIBRARY, library_names

LANGUAGES = {"nl", "fr", "de", "en"}


@pytest.mark.parametrize("name", library_names())
def test_every_scenario_of_the_library_loads_without_a_warning(name):
    scenario, warnings = load_scenario(name)
    assert warnings == []
    assert scenario.name == name
    assert set(scenario.title) == set(scenario.question) == LANGUAGES
    assert len(set(scenario.title.values())) > 1
    assert set(apply_to_book(read_book(), scenario).parameters) == set(read_book().parameters)


def test_the_library_holds_what_was_promised():
    assert {
        "business_as_usual", "lighting_as_a_service", "led_by_grid_operator", "led_from_city_budget",
        "deep_retrofit", "solar_roofs", "clean_mobility", "full_plan", "energy_performance_contract", "solar_cooperative",
        "joint_purchase_villages", "port_waste_heat", "collective_retrofit_towers", "slow_permits", "dear_money",
        "greener_streets",
    } <= set(list_scenarios())  # fmt: skip


def test_business_as_usual_decides_nothing_and_the_full_plan_everything():
    usual, plan = load_scenario("business_as_usual")[0], load_scenario("full_plan")[0]
    assert usual.measures == {}
    assert set(plan.measures) == {
        "led_street_lighting", "building_retrofit", "heat_pumps", "rooftop_solar", "electric_cars",
    }  # fmt: skip
    assert (plan.seed, plan.runs, plan.years) == (usual.seed, usual.runs, usual.years)


def test_lighting_as_a_service_differs_from_the_city_budget_in_who_pays_only():
    bought, served = (load_scenario(name)[0].measures for name in ("led_from_city_budget", "lighting_as_a_service"))
    lamps = bought["led_street_lighting"]
    assert served == {"led_street_lighting": lamps.model_copy(update={"paid_by": "private_lighting_service"})}


def test_a_misspelt_name_gets_a_near_word():
    with pytest.raises(Unusable) as unusable:
        find_scenario("lighting_as_service")
    assert unusable.value.problems[0].suggestion == "lighting_as_a_service"


@pytest.mark.parametrize("name", ["no/such/file.yaml", "", "a\0b", "x" * 5000, "..", "/dev/zero", "full_plan.yaml"])
def test_a_name_that_is_nothing_is_told_in_words(name):
    problems = check_file(name)
    assert problems
    assert all(problem.severity == "error" for problem in problems)


def test_a_path_of_the_library_is_the_same_as_its_name():
    assert load_scenario(LIBRARY / "full_plan.yaml") == load_scenario("full_plan")


def test_checking_tells_parameters_contexts_and_scenarios_apart():
    folder = Path(LIBRARY).parent
    for path in (
        folder / "parameters" / "prices.yaml",
        folder / "contexts" / "interest.yaml",
        LIBRARY / "full_plan.yaml",
    ):
        assert check_file(path) == []


def test_text_of_the_showroom_opens_no_file_of_the_disk():
    for line in ("extends: ../x.yaml", "extends: x.yaml", "city: ./map.gpkg", "compare_with: [/etc/passwd]"):
        with pytest.raises(Unusable):
            load_scenario_text(f"title: x\n{line}\n")


def test_text_of_the_showroom_may_extend_the_library():
    scenario, _ = load_scenario_text("title: Mine\nextends: full_plan\nmeasures: {electric_cars: null}\n")
    assert "heat_pumps" in scenario.measures
    assert "electric_cars" not in scenario.measures


def test_the_context_bends_the_book_before_the_what_ifs_do():
    text = (
        "title: x\ncontext: {gas_price: stays_high}\n"
        "what_if: {prices.gas_household: {multiply: 2, because: twice as dear again}}\n"
    )
    book = read_book()
    bent = apply_to_book(book, load_scenario_text(text)[0])
    assert abs(bent.at("prices.gas_household", 2040) / book.at("prices.gas_household", 2040) - 2 * 1.44) < 1e-9


def test_a_scenario_that_asks_nothing_leaves_the_book_as_it_is():
    book = read_book()
    assert apply_to_book(book, load_scenario("business_as_usual")[0]).parameters == book.parameters
