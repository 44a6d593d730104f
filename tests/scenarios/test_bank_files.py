"""The bank file of a run: its programme as one contract, alone and bundled with villages."""

import json
from dataclasses import replace

import pytest

from scenarios.bank_files import bank_file_of, programme_of, village_deal
from scenarios.cities import known_districts, list_cities
from scenarios.loading import load_scenario
from scenarios.problems import Unusable
from scenarios.running import open_stage
from sim.actors import ACTORS


@pytest.fixture(scope="module")
def lives(town_file, maps_home):
    """Scenario, results and book of a run of the library in the small town."""
    known = {}

    def live(name):
        if name not in known:
            scenario, _ = load_scenario(name, known_districts, known_cities=list_cities(), known_actors=ACTORS)
            scenario = replace(scenario, city=str(town_file))
            stage = open_stage(scenario)
            known[name] = scenario, stage.run(scenario)[0], stage.book
        return known[name]

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STADSLAB_HOME", str(maps_home))
        yield live


@pytest.mark.parametrize("name", ["lighting_as_a_service", "deep_retrofit", "solar_cooperative", "greener_streets"])
def test_a_file_is_plain_json_and_its_money_adds_up(lives, name):
    scenario, results, book = lives(name)
    told = bank_file_of(results, scenario, book, villages=3)
    assert json.loads(json.dumps(told, allow_nan=False)) == told
    file = told["file"]
    assert sum(file["sources"].values()) == pytest.approx(sum(file["uses"].values()))
    assert told["bundle"]["loan_eur"] == pytest.approx(3 * told["village"]["request"]["loan_eur"])


def test_the_programme_is_the_sum_of_its_contracts(lives):
    _, results, book = lives("lighting_as_a_service")
    deal, contracts = programme_of(results, book), results.tables["contracts"]
    assert deal.items == contracts["items"].sum() and deal.capex_eur == pytest.approx(contracts["list_price_eur"].sum())
    assert deal.year == contracts["begins"].min() and 0.5 < deal.price_ratio < 2.0


def test_who_invests_is_asked_about_the_public_balance_with_reasons(lives):
    scenario, results, book = lives("lighting_as_a_service")
    balance = bank_file_of(results, scenario, book)["public_balance"]
    assert balance["leans"] in ("likely off", "likely on") and len(balance["tests"]) == 5
    assert all(test["reason"] for test in balance["tests"])
    scenario, results, book = lives("greener_streets")
    assert "public_balance" not in bank_file_of(results, scenario, book)  # the city buys with its own money


def test_a_bundle_is_steadier_and_larger_than_one_village(lives):
    scenario, results, book = lives("lighting_as_a_service")
    bundle = bank_file_of(results, scenario, book, villages=5)["bundle"]
    assert bundle["spread"] < bundle["spread_alone"] and len(bundle["names"]) == 5


def test_a_village_has_its_own_lamps_at_the_same_prices(lives):
    _, results, book = lives("lighting_as_a_service")
    deal = programme_of(results, book)
    small = village_deal(deal, 2500)
    assert small.capex_eur / small.items == pytest.approx(deal.capex_eur / deal.items)
    other = village_deal(replace(deal, domain="public_solar"), inhabitants=4300.0)
    assert other.items == pytest.approx(2 * deal.items)  # 8,600 people in the village of the library


def test_without_a_contract_there_is_no_file_and_the_reason_is_told(lives):
    scenario, results, book = lives("business_as_usual")
    with pytest.raises(Unusable, match="no contract was signed"):
        bank_file_of(results, scenario, book)
