"""The deal of a run: in its summary, in words."""

from dataclasses import replace

import pytest

from scenarios.cities import known_districts
from scenarios.deal_words import euros, sentence_of
from scenarios.deals import deal_of, in_a_village, who_wins
from scenarios.loading import apply_to_book, load_scenario
from scenarios.running import open_stage, run_on
from sim.ecosystem.deal import undertaking_of

KEYS = {
    "measure", "form", "roles", "can_play", "surplus_eur", "winners", "losers", "deciding_lever", "levers", "gap_eur",
    "core_empty", "largest_excess_eur", "worth_together_eur", "worth_alone_eur", "splits", "terms", "sentence",
}  # fmt: skip


@pytest.fixture(scope="module")
def light(town_file):
    scenario, _ = load_scenario("lighting_as_a_service", known_districts)
    return replace(scenario, city=str(town_file))


@pytest.fixture(scope="module")
def stage(light):
    return open_stage(light)


@pytest.fixture(scope="module")
def results(stage, light):
    return run_on(stage, light, lighting_forms=False)


def test_the_summary_holds_the_whole_deal(results):
    deal = results.summary["deal"]
    assert set(deal) >= KEYS
    assert sum(deal["levers"].values()) == pytest.approx(deal["gap_eur"], abs=0.01)
    for split in deal["splits"].values():
        assert sum(split.values()) == pytest.approx(deal["surplus_eur"], abs=0.01)
    assert deal["worth_together_eur"] - deal["worth_alone_eur"]["city_hall"] == pytest.approx(deal["surplus_eur"])


def test_winners_and_losers_are_those_of_the_actors(results):
    for actor in results.summary["actors"]:
        gain = actor["npv_eur"] - actor["npv_alternative_eur"]
        assert (actor["id"] in results.summary["deal"]["winners"]) == (gain > 1.0)
        assert (actor["id"] in results.summary["deal"]["losers"]) == (gain < -1.0)


def test_without_alternatives_nobody_has_won_or_lost_yet():
    assert who_wins([{"id": "x", "npv_eur": 1.0, "npv_alternative_eur": None}]) == (None, None)


def test_the_gaps_are_those_of_the_city_the_operator_and_a_village(results):
    places = [(gap["place"], gap["form"]) for gap in results.summary["deal"]["gaps"]]
    assert places[1][1] == "grid_operator" and places[2] == ("rural_municipality", "service")
    assert all(sum(gap["levers"].values()) == pytest.approx(gap["gap_eur"]) for gap in results.summary["deal"]["gaps"])


def test_doubling_the_banks_rate_lowers_the_surplus_however_it_is_doubled(results, stage, light):
    usual = results.summary["deal"]["surplus_eur"]
    by_actor = run_on(stage, replace(light, actors={"bank": {"interest_factor": 2.0}}), lighting_forms=False)
    assert by_actor.summary["deal"]["surplus_eur"] < usual
    dear, _ = load_scenario("dear_money", known_districts)
    book = apply_to_book(stage.base, replace(light, context={**light.context, "interest": dear.context["interest"]}))
    undertaking = undertaking_of(results.tables["contracts"], stage.book, 2025, 4e5)
    before, after = (deal_of(undertaking, light, each, 2025)[0].surplus_eur for each in (stage.book, book))
    assert after < before


def test_removing_the_bank_changes_who_can_play(results, stage, light):
    without = run_on(stage, replace(light, actors={"bank": {"present": 0}}), lighting_forms=False)
    before, after = (run.summary["deal"] for run in (results, without))
    assert "bank" in before["can_play"] and "bank" not in after["can_play"]
    assert after["measure"] is None  # this service lives on the bank's money, so nobody can sign it
    assert without.summary["checks"]["ok"]


def test_a_plan_without_contracts_says_why_there_is_no_deal(stage, light):
    quiet = run_on(stage, replace(light, measures={}))
    assert quiet.summary["deal"]["measure"] is None
    assert "no contract" in quiet.summary["deal"]["reason"]
    assert quiet.summary["deal"]["surplus_eur"] == 0


def test_a_village_has_fewer_lamps_at_the_same_price(results, stage):
    here = undertaking_of(results.tables["contracts"], stage.book, 2025, 4e5)
    there = in_a_village(here, stage.book, 2025)
    assert there.capex_eur / there.items == pytest.approx(here.capex_eur / here.items)
    assert there.transaction_own_eur <= 0.05 * there.capex_eur + 1e-6


def test_there_is_a_sentence_in_every_language(results, stage, light):
    undertaking = undertaking_of(results.tables["contracts"], stage.book, 2025, 4e5)
    told = sentence_of(*deal_of(undertaking, light, stage.book, 2025))
    assert set(told) == {"nl", "fr", "de", "en"} and len(set(told.values())) == 4
    assert all("{" not in text for text in told.values())


@pytest.mark.parametrize(("lang", "word"), [("en", "EUR 12,300"), ("nl", "12.300 euro"), ("de", "12.300 Euro")])
def test_amounts_are_told_to_three_digits(lang, word):
    assert euros(12_345.0, lang) == word
