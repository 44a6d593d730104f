"""Actors of the city are set, parties of the author's own play a role; everything else is refused in words."""

import dataclasses

import pytest

from sim.actors import ACTORS
from sim.scenario import Party
from tests.scenarios.test_checking import a_scenario, told_about


def test_a_party_of_ones_own_becomes_a_plain_value_and_actors_keep_their_settings(small_world):
    scenario = a_scenario(
        "actors:\n  bank: {present: 0}\n"
        "  nightlight: {role: lighting_company, name: Nightlight NV, equity_eur: 2000000, reputation: 0.8}\n"
        "  brightco: {role: lighting_company}\n",
        small_world,
    )
    assert scenario.actors == {"bank": {"present": 0}}
    assert scenario.parties == {
        "nightlight": Party("lighting_company", "Nightlight NV", 2_000_000, 0.8),
        "brightco": Party("lighting_company", "brightco", None, None),
    }


def test_a_party_without_a_role_is_told_which_roles_there_are(small_world):
    problem = told_about("title: x\nactors:\n  nightlight: {name: Nightlight NV}\n", small_world)[
        "actors.nightlight.role"
    ]
    assert (problem.line, problem.severity) == (3, "error")
    assert "without a role" in problem.found
    assert "city_hall, bank, lighting_company" in problem.wanted


def test_a_misspelt_actor_gets_the_near_word_and_not_a_question_for_its_role(small_world):
    told = told_about("title: x\nactors: {city_hal: {patience: 1}}\n", small_world)
    assert [(key, problem.suggestion) for key, problem in told.items()] == [("actors.city_hal", "city_hall")]


@pytest.mark.parametrize("present", ["2", "-1", "0.5e9"])
def test_a_setting_beyond_the_limits_of_its_actor_is_refused(present, small_world):
    told = told_about(f"title: x\nactors: {{bank: {{present: {present}}}}}\n", small_world)
    assert told["actors.bank.present"].wanted == "a number from 0 to 1"


def test_when_the_actors_are_not_known_a_role_is_taken_on_trust(small_world):
    anywhere = dataclasses.replace(small_world, known_actors=None)
    scenario = a_scenario("actors: {zeppelin: {role: airship, name: Z}, bank: {patience: 0.5}}\n", anywhere)
    assert scenario.parties == {"zeppelin": Party("airship", "Z")}
    assert scenario.actors == {"bank": {"patience": 0.5}}
    assert "actors.zeppelin.role" in told_about("title: x\nactors: {zeppelin: {name: Z}}\n", anywhere)


@pytest.mark.parametrize("role", sorted(ACTORS))
def test_every_actor_of_the_city_is_a_role(role, small_world):
    world = dataclasses.replace(small_world, known_actors=ACTORS)
    assert a_scenario(f"actors: {{my_own_party: {{role: {role}}}}}\n", world).parties["my_own_party"].role == role


def test_thousands_of_parties_are_one_problem(small_world):
    text = "title: x\nactors:\n" + "".join(f"  p{n}: {{}}\n" for n in range(5_000))
    assert [problem.found for problem in told_about(text, small_world).values()] == ["5,000 actors"]
