"""The region gives grants and sets rules."""

import pytest

from sim.actors.decisions import GrantRequest


def test_the_region_gives_to_households_and_to_the_city_and_gets_only_its_loans_back(lived):
    ledger = lived.market.payments.ledger
    entries, region = ledger.entries, ledger.party("region")
    given = entries[entries["payer"] == region]
    assert {ledger.accounts[account] for account in given["account"]} <= {"grant", "loan paid out"}
    names = {ledger.parties[payee] for payee in given["payee"]}
    assert "city_hall" in names and any(name.startswith("households:") for name in names)
    back = {ledger.accounts[account] for account in entries[entries["payee"] == region]["account"]}
    assert back <= {"interest", "repayment"}  # of its loans to associations of owners


def test_projects_get_a_share_until_the_envelope_of_the_year_is_empty(model, book):
    region, heads = model.actors_by_name["region"], model.city.facts.inhabitants
    envelope = heads * book.at("actors.region_envelope_eur_per_inhabitant", 2025)
    asked = GrantRequest("study", 30_000.0)
    first = region.answer_grant(asked)
    assert first.granted and first.amount_eur == 15_000
    assert region.answer_grant(asked) == first  # an answer changes nothing
    region.commit(envelope - 5_000)
    assert region.answer_grant(asked).amount_eur == pytest.approx(5_000)
    region.commit(5_000)
    assert not region.answer_grant(asked).granted
    model.year += 1
    assert region.answer_grant(asked) == first


def test_a_scenario_bends_all_grants_to_projects(town):
    asked = GrantRequest("heat", 10_000.0)
    plain, double, none = (
        town.model(actors={"region": {"grant_factor": factor}}).actors_by_name["region"].answer_grant(asked)
        for factor in (1.0, 2.0, 0.0)
    )
    assert double.amount_eur == 2 * plain.amount_eur > 0 == none.amount_eur


def test_a_city_without_a_region_gets_no_grants(town):
    region = town.model(actors={"region": {"present": 0}}).actors_by_name["region"]
    assert region.answer_grant(GrantRequest("study", 1e4)).reason == "no region in this city"
