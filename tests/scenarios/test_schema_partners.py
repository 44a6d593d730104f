"""Editors are told the same about parties, contracts and tenders as the check tells."""

import json

import pytest

from scenarios.schema import scenario_schema
from sim.actors import ACTORS
from sim.markets.contracts import FORMS
from tests.scenarios.test_schema import obeys

GOOD = {
    "title": "x",
    "measures": {"led_street_lighting": {}},
    "actors": {"city_hall": {"yearly_budget_eur": 5}, "nightlight": {"role": "lighting_company", "reputation": 0.8}},
    "contracts": {"private_lighting_service": {"payer": "city_hall", "term_years": 12, "fee_eur_per_item": 65.5}},
    "tenders": {"led_street_lighting": {"criteria": {"price": 60, "quality": 40}, "lots": 2, "procedure": "open"}},
}


@pytest.fixture(scope="module")
def schema():
    return json.loads(json.dumps(scenario_schema(), allow_nan=False))


def test_actors_and_forms_are_completed(schema):
    assert set(schema["properties"]["actors"]["properties"]) == set(ACTORS)
    assert set(schema["properties"]["contracts"]["properties"]) == set(FORMS)


def test_what_the_check_takes_obeys(schema):
    assert obeys(GOOD, schema, schema)


@pytest.mark.parametrize(
    "wrong",
    [
        {"actors": {"nightlight": {"name": "Nightlight NV"}}},
        {"actors": {"nightlight": {"role": "bank", "reputation": 2}}},
        {"actors": {"city_hall": {"role": "bank"}}},
        {"contracts": {"private_lighting_service": {"term_years": 12}}},
        {"contracts": {"barter": {"payer": "city_hall"}}},
        {"contracts": {"loan": {"payer": "city_hall", "term_years": 0}}},
        {"contracts": {"loan": {"payer": "city_hall", "term_years": 200}}},
        {"contracts": {"loan": {"payer": "city_hall", "fee_eur_per_item": -1}}},
        {"tenders": {"led_street_lighting": {"lots": 2}}},
        {"tenders": {"led_street_lighting": {"criteria": {"quality": 2}}}},
        {"tenders": {"led_street_lighting": {"criteria": {"price": 1}, "lots": 0}}},
        {"tenders": {"led_street_lighting": {"criteria": {"price": 1}, "procedure": "secret"}}},
    ],
)
def test_what_the_check_refuses_does_not(wrong, schema):
    assert not obeys(GOOD | wrong, schema, schema)


def test_a_child_need_not_repeat_what_its_parent_says(schema):
    child = {"extends": "solar_roofs", "tenders": {"led_street_lighting": {"lots": 3}}, "contracts": {"loan": None}}
    assert obeys(child, schema, schema)
