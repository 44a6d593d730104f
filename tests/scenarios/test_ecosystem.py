"""What a run says of the ecosystem when its alternatives are known."""

import json

import numpy as np
import pytest

from scenarios.ecosystem import needs_told
from scenarios.running import run_scenario


@pytest.fixture(scope="module")
def results(town_file, maps_home):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STADSLAB_HOME", str(maps_home))
        yield run_scenario("lighting_as_a_service", city=str(town_file))


def test_the_summary_says_who_loses_what_passes_and_what_is_needed(results):
    told = results.summary["ecosystem"]
    assert json.loads(json.dumps(told, allow_nan=False)) == told
    assert abs(told["money_residual_eur"]) < 1e-6 * results.tables["ledger"]["amount_eur"].sum()
    actors = {each["id"]: each["npv_eur"] - each["npv_alternative_eur"] for each in results.summary["actors"]}
    assert told["least_gain_eur"] == min(actors.values()) == actors[told["least_gain_party"]]
    assert all(loss < 0 for loss in told["losers"].values()) and told["all_win"] == (not told["losers"])
    assert told["transfers"]["money"] > 0 and told["one_sided"] >= len(told["one_sided_most"])


def test_avoided_emissions_come_into_the_table(results):
    table = results.tables["transfers"]
    co2 = table["kind"] == "co2"
    assert co2.any() and set(table["taker"][co2]) == {"society"} and (table["quantity"][co2] > 0).all()


def test_needs_are_counted_by_what_became_of_them(book):
    table = {
        "kind": np.array(["need", "need", "need", "tender"]),
        "state": np.array(["open", "open", "running", "open"]),
        "opened_day": np.array([364, 729, 364, 0]),
        "subject": np.array(["heat in a", "heat in b", "residential in a", "x"]),
    }
    told = needs_told(table, np.array([2025, 2026]), book)
    assert (told["noticed"], told["open"], told["unmet"], told["answered"]) == (3, 2, 1, 1)
    assert told["by_sector"] == {"heat": 2, "residential": 1}


def test_a_run_that_decides_nothing_has_nothing_to_compare(town_file, maps_home, monkeypatch):
    monkeypatch.setenv("STADSLAB_HOME", str(maps_home))
    assert run_scenario("business_as_usual", city=str(town_file)).summary["ecosystem"] is None
