"""The deal of a run once more, to move its prices."""

from __future__ import annotations

import numpy as np
import pytest

from scenarios import deal_table, load_scenario, measures_to_deal, open_stage, run_on


@pytest.fixture(scope="module")
def ran():
    scenario, _ = load_scenario("led_by_grid_operator")
    stage = open_stage(scenario)
    return scenario, stage.book, run_on(stage, scenario, lighting_forms=False)


def test_it_is_the_deal_that_the_run_tells(ran):
    scenario, book, results = ran
    table, told = deal_table(results, scenario, book), results.summary["deal"]
    assert list(table.deal.roles) == told["roles"]
    assert table.gains("nucleolus").tolist() == list(told["splits"]["nucleolus"].values())
    assert table.gains("today").tolist() == list(told["today"].values())
    assert table.told == {name: told[name] for name in told if name not in ("winners", "losers")}


def test_no_price_is_moved_when_the_price_is_that_of_the_terms(ran):
    scenario, book, results = ran
    table = deal_table(results, scenario, book)
    for term in results.summary["deal"]["terms"]:
        assert np.allclose(table.moved("today", term["party"], term["now"]), table.gains("today"))
        low, high = table.quiet_prices("nucleolus", term["party"])
        assert low <= term["wanted"] + 1e-9 and term["wanted"] <= high + 1e-9
    left = table.departure(table.gains("today"))
    assert set(table.names(left.mask)) == set(results.summary["deal"]["leavers_today"])


def test_without_contracts_there_is_no_table(ran):
    scenario, book, results = ran
    empty = {name: column[:0] for name, column in results.tables["contracts"].items()}
    bare = type(results)(results.scenario, results.city, results.seed, results.years, {"contracts": empty})
    bare.summary = results.summary
    assert deal_table(bare, scenario, book) is None
    assert measures_to_deal(bare, book) == []


def test_every_measure_that_partners_can_carry_has_its_own_deal():
    scenario, _ = load_scenario("full_plan")
    stage = open_stage(scenario)
    results = run_on(stage, scenario, lighting_forms=False)
    measures = measures_to_deal(results, stage.book)
    deals = [deal_table(results, scenario, stage.book, measure).told for measure in measures]
    assert measures[0] == results.summary["deal"]["measure"] and "led_street_lighting" in measures
    assert [deal["measure"] for deal in deals] == measures
    others = [deal["capex_eur"] for deal in deals[1:]]
    assert others == sorted(others, reverse=True)
