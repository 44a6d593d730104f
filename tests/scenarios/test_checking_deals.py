"""Contracts need a payer and tenders need criteria; what is odd but possible is a warning."""

import dataclasses
import json
import math

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

import stadslab
from scenarios.checking import check_scenario
from scenarios.extending import family_of, read_family
from scenarios.reading import read_yaml_text
from scenarios.writing import scenario_as_text
from sim.scenario import ContractWish, Scenario, TenderWish
from tests.scenarios.test_checking import BROKEN, a_scenario, told_about

LIGHT = "measures: {led_street_lighting: {paid_by: private_lighting_service}}\n"


def test_wishes_become_plain_values(small_world):
    scenario = a_scenario(
        LIGHT + "contracts:\n  private_lighting_service:\n"
        "    {payer: city_hall, term_years: 12, fee_eur_per_item: 65, penalty_cap_share: 0.1}\n"
        "tenders:\n  led_street_lighting:\n"
        "    {criteria: {price: 60, quality: 40}, lots: 2, procedure: open, quality_eur_per_point: 500}\n",
        small_world,
    )
    assert scenario.contracts == {"private_lighting_service": ContractWish("city_hall", 12, 65, 0.1)}
    wish = TenderWish((("price", 60), ("quality", 40)), lots=2, procedure="open", quality_eur_per_point=500)
    assert scenario.tenders == {"led_street_lighting": wish}


def test_a_scenario_that_wishes_nothing_has_nothing(small_world):
    scenario = a_scenario("seed: 1\n", small_world)
    assert (scenario.parties, scenario.contracts, scenario.tenders) == ({}, {}, {})
    bare = Scenario("x", {}, {}, "ideal_city", 2025, 2030, 1, 1)
    assert (bare.parties, bare.contracts, bare.tenders) == ({}, {}, {})


@pytest.mark.parametrize("payer", ["city_hall", "nightlight", "households", "businesses"])
def test_whoever_takes_part_may_pay(payer, small_world):
    text = LIGHT + "actors: {nightlight: {role: lighting_company}}\n"
    scenario = a_scenario(text + f"contracts: {{private_lighting_service: {{payer: {payer}}}}}\n", small_world)
    assert scenario.contracts["private_lighting_service"] == ContractWish(payer)


@pytest.mark.parametrize(("years", "is_good"), [(0, False), (1, True), (100, True), (101, False), (200, False)])
def test_a_term_is_1_to_100_years(years, is_good, small_world):
    text = LIGHT + f"contracts: {{private_lighting_service: {{payer: bank, term_years: {years}}}}}\n"
    told = told_about("title: x\n" + text, small_world)
    assert list(told) == ([] if is_good else ["contracts.private_lighting_service.term_years"])


def test_a_contract_by_which_no_measure_pays_is_a_warning(small_world):
    told = told_about("title: x\ncontracts: {loan: {payer: city_hall}}\n" + LIGHT, small_world)
    assert [(key, problem.severity) for key, problem in told.items()] == [("contracts.loan", "warning")]


def test_a_payer_whom_the_file_leaves_out_is_a_warning(small_world):
    text = "title: x\nactors: {bank: {present: 0}}\ncontracts: {private_lighting_service: {payer: bank}}\n" + LIGHT
    problem = told_about(text, small_world)["contracts.private_lighting_service.payer"]
    assert (problem.line, problem.severity) == (3, "warning")


def test_weights_are_scaled_to_100_with_a_warning(small_world):
    text = "title: x\ntenders: {led_street_lighting: {criteria: {price: 3, quality: 1}}}\n" + LIGHT
    checked = check_scenario(family_of(read_yaml_text(text, "x"), folder=None), "x", small_world)
    assert [(problem.found, problem.severity) for problem in checked.problems] == [
        ("weights that add up to 4", "warning")
    ]
    assert checked.scenario.tenders["led_street_lighting"].criteria == (("price", 75), ("quality", 25))


def test_a_worth_of_quality_that_nothing_judges_is_a_warning(small_world):
    text = "title: x\ntenders: {led_street_lighting: {criteria: {price: 100}, quality_eur_per_point: 500}}\n" + LIGHT
    problem = told_about(text, small_world)["tenders.led_street_lighting.quality_eur_per_point"]
    assert problem.severity == "warning"


def test_by_value_is_the_same_as_no_procedure(small_world):
    text = LIGHT + "tenders: {led_street_lighting: {criteria: {price: 100}, procedure: by_value}}\n"
    assert a_scenario(text, small_world).tenders["led_street_lighting"].procedure == ""


def test_a_tender_may_be_for_a_measure_under_another_name(small_world):
    text = "measures: {north: {measure: led_street_lighting}}\ntenders: {north: {criteria: {price: 100}}}\n"
    assert a_scenario(text, small_world).tenders["north"].price_weight == 1


PARENT = LIGHT + (
    "title: Parent\nactors: {nightlight: {role: lighting_company, reputation: 0.5}}\n"
    "contracts: {private_lighting_service: {payer: nightlight, term_years: 12}}\n"
    "tenders: {led_street_lighting: {criteria: {price: 60, quality: 40}, lots: 2}}\n"
)


def of_a_child(tmp_path, world, text):
    (tmp_path / "parent.yaml").write_text(PARENT, encoding="utf-8")
    (tmp_path / "child.yaml").write_text("title: Child\nextends: parent.yaml\n" + text, encoding="utf-8")
    return check_scenario(read_family(tmp_path / "child.yaml"), "child", world)


def test_a_child_changes_single_settings_and_all_criteria_at_once(tmp_path, small_world):
    checked = of_a_child(
        tmp_path, small_world,
        "actors: {nightlight: {name: Night, reputation: null}}\n"
        "contracts: {private_lighting_service: {term_years: 15}}\n"
        "tenders: {led_street_lighting: {criteria: {price: 100}}}\n",
    )  # fmt: skip
    scenario = checked.scenario
    assert checked.problems == []
    assert (scenario.parties["nightlight"].name, scenario.parties["nightlight"].reputation) == ("Night", None)
    assert scenario.contracts["private_lighting_service"] == ContractWish("nightlight", 15)
    assert scenario.tenders["led_street_lighting"] == TenderWish((("price", 100),), lots=2)


def test_a_child_takes_entries_away(tmp_path, small_world):
    gone = "tenders: {led_street_lighting: null}\ncontracts: null\nactors: {nightlight: null}\n"
    scenario = of_a_child(tmp_path, small_world, gone).scenario
    assert (scenario.parties, scenario.contracts, scenario.tenders) == ({}, {}, {})


def test_what_a_child_leaves_without_ground_is_told_where_the_parent_says_it(tmp_path, small_world):
    checked = of_a_child(tmp_path, small_world, "actors: {nightlight: null}\nmeasures: {led_street_lighting: null}\n")
    told = {problem.key: problem for problem in checked.problems}
    assert checked.scenario is None
    assert {problem.file.rsplit("/", 1)[-1] for problem in told.values()} == {"parent.yaml"}
    assert "null" in told["tenders.led_street_lighting"].wanted
    assert "unknown payer" in told["contracts.private_lighting_service.payer"].found


@pytest.mark.parametrize("name", ["parties", "contracts", "tenders", "sections"])
@pytest.mark.parametrize("command", ["check", "run"])
def test_a_broken_file_ends_with_exit_code_2_and_writes_nothing(name, command, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    outcome = CliRunner().invoke(stadslab.app, [command, str(BROKEN / f"{name}.yaml"), "--json"])
    said = json.loads(outcome.stdout)
    assert outcome.exit_code == 2
    assert all(problem["found"] and problem["wanted"] and problem["line"] for problem in said["problems"])
    assert list(tmp_path.iterdir()) == []


WORDS = st.sampled_from(
    "actors contracts tenders measures bank city_hall nightlight led_street_lighting loan private_lighting_service own "
    "role name equity_eur reputation present payer term_years fee_eur_per_item penalty_cap_share criteria price quality "
    "lots procedure quality_eur_per_point open direct measure paid_by households rest_of_world x 2030".split()
)
LEAVES = (
    WORDS | st.none() | st.booleans() | st.integers(-(10**14), 10**14) | st.floats(-1e9, 1e9) | st.just("\u00e9\x1b")
)
VALUES = st.recursive(
    LEAVES, lambda part: st.lists(part, max_size=3) | st.dictionaries(WORDS, part, max_size=4), max_leaves=8
)
SECTIONS = st.fixed_dictionaries(
    {}, optional={name: st.dictionaries(WORDS, st.dictionaries(WORDS, VALUES, max_size=5) | VALUES, max_size=4) | VALUES
                  for name in ("actors", "contracts", "tenders", "measures")},
)  # fmt: skip


@settings(max_examples=500, deadline=None, suppress_health_check=list(HealthCheck))
@given(sections=SECTIONS, knows_actors=st.booleans())
def test_no_sections_at_all_make_the_check_stumble(sections, knows_actors, small_world):
    world = small_world if knows_actors else dataclasses.replace(small_world, known_actors=None)
    text = json.dumps({"title": "x", **sections}, ensure_ascii=False)
    checked = check_scenario(family_of(read_yaml_text(text, "x"), folder=None), "x", world)
    assert checked.scenario is not None or checked.problems
    assert all(problem.found and problem.wanted for problem in checked.problems)
    assert "\x1b" not in "".join(map(str, checked.problems))


def numbers(low, high):
    return st.none() | st.floats(low, high)


PARTY = st.fixed_dictionaries(
    {"role": st.just("bank")},
    optional={
        "name": st.text("aé&<'\" ", min_size=1, max_size=9),
        "equity_eur": numbers(0, 1e12),
        "reputation": numbers(0, 1),
    },
)
CONTRACT = st.fixed_dictionaries(
    {"payer": st.sampled_from(["city_hall", "own_party", "businesses"])},
    optional={
        "term_years": st.none() | st.integers(1, 100),
        "fee_eur_per_item": numbers(0, 1e6),
        "penalty_cap_share": numbers(0, 1),
    },
)
TENDER = st.fixed_dictionaries(
    {"criteria": st.fixed_dictionaries({"price": st.floats(0.01, 1e3)}, optional={"quality": st.floats(0, 1e3), "speed": st.integers(0, 100)})},
    optional={"lots": st.integers(1, 64), "procedure": st.sampled_from(["direct", "open"]), "quality_eur_per_point": numbers(0, 1e6)},
)  # fmt: skip


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(party=PARTY, contract=CONTRACT, tender=TENDER)
def test_what_is_good_is_taken_and_survives_being_written(party, contract, tender, small_world):
    value = {
        "title": "x", "measures": {"led_street_lighting": {"paid_by": "loan"}},
        "actors": {"own_party": party, "city_hall": {"patience": 2.5}},
        "contracts": {"loan": contract}, "tenders": {"led_street_lighting": tender},
    }  # fmt: skip
    first = check_scenario(family_of(read_yaml_text(json.dumps(value), "x"), folder=None), "x", small_world)
    assert all(problem.severity == "warning" for problem in first.problems)
    wish = first.scenario.tenders["led_street_lighting"]
    assert math.isclose(sum(weight for _, weight in wish.criteria), 100, rel_tol=1e-8)
    written = scenario_as_text(first.scenario)
    again = check_scenario(family_of(read_yaml_text(written, "x"), folder=None), "x", small_world)
    assert again.scenario == first.scenario


@pytest.mark.parametrize("section", ["contracts", "tenders"])
def test_thousands_of_entries_are_one_problem(section, small_world):
    text = f"title: x\n{section}:\n" + "".join(f"  p{n}: {{}}\n" for n in range(5_000))
    assert [problem.found for problem in told_about(text, small_world).values()] == [f"5,000 {section}"]
