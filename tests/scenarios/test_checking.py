"""Broken scenario files get every problem told at once, in words; good ones become a scenario."""

import json
import os
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scenarios.checking import check_scenario
from scenarios.extending import family_of, read_family
from scenarios.problems import Problem
from scenarios.reading import read_yaml_text

BROKEN = Path(__file__).parent / "broken"


def told_about(text, world, name="sandbox"):
    """Problems of a scenario given as text, by key."""
    checked = check_scenario(family_of(read_yaml_text(text, name), folder=None), name, world)
    return {problem.key: problem for problem in checked.problems}


def a_scenario(text, world):
    checked = check_scenario(family_of(read_yaml_text("title: A test\n" + text, "test"), folder=None), "test", world)
    assert checked.problems == []
    return checked.scenario


@pytest.mark.parametrize("name", sorted(path.stem for path in BROKEN.glob("*.yaml")))
def test_a_broken_file_is_answered_with_these_words(name, small_world):
    path = BROKEN / f"{name}.yaml"
    checked = check_scenario(read_family(path), name, small_world)
    told = "\n".join(str(problem) for problem in checked.problems).replace(str(path.parent) + os.sep, "")
    told = told.replace(os.path.relpath(path.parent) + os.sep, "")
    expected = path.with_suffix(".txt")
    if os.environ.get("RENEW_MESSAGES"):
        expected.write_text(told + "\n", encoding="utf-8")
    assert checked.scenario is None
    assert told + "\n" == expected.read_text(encoding="utf-8")


def test_each_problem_of_one_file_is_told_in_one_go(small_world):
    told = check_scenario(read_family(BROKEN / "many_slips.yaml"), "x", small_world).problems
    assert {problem.line for problem in told} >= {4, 6, 7, 10, 11, 12, 13, 14, 15, 17, 18, 19, 20}


def test_a_misspelt_contract_gets_the_near_word(small_world):
    told = told_about("title: x\nmeasures:\n  led_street_lighting: {paid_by: private_lighting_servce}\n", small_world)
    problem = told["measures.led_street_lighting.paid_by"]
    assert problem == Problem(
        "sandbox",
        3,
        "measures.led_street_lighting.paid_by",
        "'private_lighting_servce'",
        "one of own_budget, loan, private_lighting_service, grid_operator_lighting_service",
        "private_lighting_service",
    )


def test_a_scenario_without_problems_becomes_a_plain_value(small_world):
    scenario = a_scenario(
        "years: {from: 2025, to: 2040}\nseed: 3\nruns: 5\ncontext: {electricity_price: stays_high}\n"
        "measures:\n  led_street_lighting: {lamps_per_year: 100, where: {districts: [harbour]}}\n"
        "  more_lamps: {measure: led_street_lighting, begins: 2030}\n"
        "what_if: {prices.gas: {multiply: 1.2, because: a test}}\n"
        "targets: [{year: 2030, pledged_share: 0.4, label: {nl: Convenant}}]\n",
        small_world,
    )
    assert (scenario.first_year, scenario.last_year, scenario.seed, scenario.runs) == (2025, 2040, 3, 5)
    assert scenario.measures["led_street_lighting"].where.districts == ("harbour",)
    assert scenario.measures["more_lamps"].begins == 2030
    assert scenario.what_if["prices.gas"].amount == 1.2
    assert scenario.targets[0].label["en"] == "Convenant"
    assert scenario.title == dict.fromkeys(("nl", "fr", "de", "en"), "A test")


def test_an_aspect_that_is_not_spoken_of_takes_its_usual_course(small_world):
    assert a_scenario("seed: 1\n", small_world).context == {"electricity_price": "as_expected"}


def test_districts_of_a_city_that_is_not_known_are_left_to_the_city(small_world):
    scenario = a_scenario(
        "city: port_city\nmeasures: {led_street_lighting: {where: {districts: [somewhere]}}}\n", small_world
    )
    assert scenario.measures["led_street_lighting"].where.districts == ("somewhere",)


def test_a_number_far_from_its_papers_is_a_warning_not_a_refusal(small_world):
    text = "title: x\nwhat_if: {lighting.led_lamp_power_w: {set: 10, because: a dream}}\n"
    problem = told_about(text, small_world)["what_if.lighting.led_lamp_power_w"]
    assert problem.severity == "warning"
    assert "40 to 60" in problem.wanted


def test_a_measure_after_the_last_year_is_a_warning(small_world):
    text = "title: x\nyears: {from: 2025, to: 2030}\nmeasures: {led_street_lighting: {begins: 2040}}\n"
    assert told_about(text, small_world)["measures.led_street_lighting.begins"].severity == "warning"


def test_a_multiplier_that_makes_a_price_negative_is_refused(small_world):
    text = "title: x\nwhat_if: {prices.gas: {add: -5, because: free money}}\n"
    assert told_about(text, small_world)["what_if.prices.gas"].severity == "error"


def test_ten_thousand_measures_are_one_problem(small_world):
    text = "title: x\nmeasures:\n" + "".join(f"  m{n}: {{}}\n" for n in range(9_900))
    began = time.perf_counter()
    told = told_about(text, small_world)
    assert "9,900 measures" in told["measures"].found
    assert len(told) == 1
    assert time.perf_counter() - began < 10


def test_a_thousand_mistakes_are_cut_short(small_world):
    text = "title: x\nwhat_if:\n" + "".join(f"  nothing.n{n}: 3\n" for n in range(1_000))
    checked = check_scenario(family_of(read_yaml_text(text, "x"), folder=None), "x", small_world)
    assert len(checked.problems) == 201
    assert "more problems" in checked.problems[-1].found


@pytest.mark.parametrize("city", ["/etc", "../..", "a/../../b.gpkg", "C:\\windows", "nul\u2028l", "x" * 500, "Idéal!"])
def test_a_city_elsewhere_on_the_disk_is_refused(city, small_world, tmp_path):
    path = tmp_path / "test.yaml"
    path.write_text(f"title: x\ncity: '{city}'\n", encoding="utf-8")
    assert check_scenario(read_family(path), "test", small_world).scenario is None


def test_a_city_file_beside_the_scenario_is_found(small_world, tmp_path):
    (tmp_path / "mine.gpkg").write_bytes(b"a map")
    path = tmp_path / "test.yaml"
    path.write_text("title: x\ncity: mine.gpkg\n", encoding="utf-8")
    assert check_scenario(read_family(path), "test", small_world).scenario.city == str(
        (tmp_path / "mine.gpkg").resolve()
    )


def test_no_message_lets_control_characters_through(small_world, tmp_path):
    path = tmp_path / "test.yaml"
    path.write_text('title: x\ncity: "a\\e[31mb"\nmeasures: {"\\e[2J": {}}\n', encoding="utf-8")
    told = "\n".join(str(problem) for problem in check_scenario(read_family(path), "test", small_world).problems)
    assert told
    assert "\x1b" not in told


WORDS = st.sampled_from(
    "title question city extends years seed runs context measures actors what_if targets compare_with from to nl en "
    "led_street_lighting begins lamps_per_year where districts polygon measure because multiply set prices.gas "
    "electricity_price city_hall year pledged_share kind x 9 harbour business_as_usual ../x.yaml 2030 contracts tenders payer criteria price role "
    "loan bank".split()
)
LEAVES = (
    WORDS | st.none() | st.booleans() | st.integers(-(10**14), 10**14) | st.floats(-1e9, 1e9) | st.just("\u00e9\x1b")
)
VALUES = st.recursive(
    LEAVES, lambda part: st.lists(part, max_size=3) | st.dictionaries(WORDS, part, max_size=4), max_leaves=25
)


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.dictionaries(WORDS, VALUES, max_size=8))
def test_no_settings_at_all_make_the_check_stumble(small_world, value):
    text = json.dumps({"title": "x", **value}, ensure_ascii=False)
    checked = check_scenario(family_of(read_yaml_text(text, "x"), folder=None), "x", small_world)
    assert checked.scenario is not None or checked.problems
    assert all(problem.found and problem.wanted for problem in checked.problems)
