"""Europe pays for the preparation of large programmes."""

import pytest

from sim.actors.decisions import GrantRequest


def test_a_programme_must_be_large_enough_which_small_ones_are_only_together(untouched):
    eu = untouched.actors_by_name["eu"]
    alone = eu.answer_grant(GrantRequest("study", 100_000.0, investment_eur=10e6))
    together = eu.answer_grant(GrantRequest("study", 100_000.0, investment_eur=30e6))
    assert not alone.granted and alone.reason == "leads to 10,000,000 EUR of investment, asked 30,000,000"
    assert together.granted and together.amount_eur == pytest.approx(90_000)


def test_works_themselves_get_nothing(untouched):
    answer = untouched.actors_by_name["eu"].answer_grant(GrantRequest("heat", 1e6, investment_eur=1e8))
    assert answer.reason == "no grants for heat"


def test_a_city_outside_the_programme(town):
    eu = town.model(actors={"eu": {"present": 0}}).actors_by_name["eu"]
    assert eu.answer_grant(GrantRequest("study", 1.0)).reason == "no European programme in this city"
