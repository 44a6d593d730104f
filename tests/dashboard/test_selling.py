"""What a company finds on the market, by hand."""

from __future__ import annotations

import pytest

from dashboard.selling import MEASURES_OF_TRADE, busiest_trade, buyers_of, calls_from, field_of, ideas_in, needs_in
from sim.markets.firms import TRADES
from sim.measures import MEASURES
from sim.results import Results
from tests.dashboard.market_sample import listings_table
from tests.dashboard.sample import MARKET_TOWN


@pytest.fixture(scope="module")
def results(runs):
    plain = runs.run(runs.scenario("whole_plan", MARKET_TOWN))
    return Results("", "", 1, plain.years, {**plain.tables, "listings": listings_table()}, plain.summary)


def test_calls_that_are_decided_later_come_in_the_order_of_their_deadlines(results):
    assert [call.id for call in calls_from(results, "lighting_service", 2025)] == [0, 1]
    assert [call.id for call in calls_from(results, "lighting_service", 2027)] == [1]
    assert [call.id for call in calls_from(results, "solar", 2025)] == [2]  # a direct award is no call


def test_needs_are_those_that_stand_open_and_that_the_trade_can_answer(results):
    assert [need["id"] for need in needs_in(results, "lighting_service", 2025)] == [0]
    assert [need["id"] for need in needs_in(results, "building", 2025)] == [1]
    assert needs_in(results, "building", 2027) == []  # it was closed


def test_a_project_can_be_heard_of_before_its_tender(results):
    assert [(project.id, stage) for project, stage in ideas_in(results, "lighting_service", 2026)] == [(1, "idea")]
    assert ideas_in(results, "solar", 2026) == []


def test_the_field_counts_firms_in_business_and_how_often_a_bid_wins(results):
    field = field_of(results, "lighting_service")
    assert (field.firms, field.bidders_mean, field.win_share) == (2, 2.0, 0.5)
    assert field.price_ratio == pytest.approx(1.04)


def test_likely_buyers_are_those_that_asked(results):
    (buyer,) = buyers_of(results, "solar")
    assert (buyer.name, buyer.calls, buyer.awarded, buyer.spent_eur) == ("city_hall", 2, 1, 9_000.0)
    assert buyers_of(results, "green") == []


def test_the_trade_asked_most_is_shown_first(runs, results):
    assert busiest_trade(results) == "lighting_service"
    assert busiest_trade(runs.run("business_as_usual")) in TRADES


def test_every_trade_knows_measures_that_exist():
    assert set(MEASURES_OF_TRADE) == set(TRADES)
    assert {name for names in MEASURES_OF_TRADE.values() for name in names} <= set(MEASURES)
