"""Two scenarios with the same luck: the difference is the effect."""

import numpy as np
import pytest

from scenarios.comparing import compare, effects_of, net_public_outlay_eur
from sim.results import Results

YEARS = np.arange(2025, 2032)


def a_run(name, co2_t, energy_mwh, entries=(), seed=1, paid_in=2028):
    """A run with the same emissions and energy in every year, and ledger entries (payer, payee, euros)."""
    inventory = {
        "kind": np.repeat(["co2_t", "energy_mwh"], len(YEARS)), "table": np.repeat(["B", "A"], len(YEARS)),
        "row": np.full(2 * len(YEARS), "residential"), "carrier": np.full(2 * len(YEARS), "natural_gas"),
        "year": np.tile(YEARS, 2), "value": np.repeat([float(co2_t), float(energy_mwh)], len(YEARS)),
    }  # fmt: skip
    payer, payee, amount = zip(*entries, strict=True) if entries else ((), (), ())
    ledger = {
        "year": np.full(len(amount), paid_in), "payer": np.array(payer, dtype=str), "payee": np.array(payee, dtype=str),
        "amount_eur": np.array(amount, dtype=float),
    }  # fmt: skip
    summary = {"targets": [{"year": 2030}, {"year": 2050}]}
    return Results(name, "a_city", seed, YEARS, {"inventory": inventory, "ledger": ledger}, summary)


def test_public_cost_is_what_city_and_region_pay_less_what_they_get():
    entries = [("city_hall", "esco", 100.0), ("region", "city_hall", 40.0), ("households:north", "city_hall", 30.0)]
    assert net_public_outlay_eur(a_run("a", 1, 1, entries), 2025, 2031) == pytest.approx(70.0)


def test_public_cost_counts_until_the_year_that_is_told():
    entries = [("city_hall", "esco", 100.0)]
    early, late = effects_of([a_run("plan", 1, 1, entries, paid_in=2031)], [a_run("base", 1, 1)])
    assert (early["year"], early["public_cost_eur"]) == (2030, 0.0)
    assert (late["year"], late["public_cost_eur"]) == (2031, 100.0)


def test_effects_are_told_for_target_years_within_the_run_and_for_the_last():
    rows = effects_of([a_run("plan", 80, 300, [("city_hall", "esco", 5.0)])], [a_run("base", 100, 400)])
    assert [row["year"] for row in rows] == [2030, 2031]
    assert rows[0] == {
        "scenario": "plan", "versus": "base", "year": 2030, "co2_t": -20.0, "energy_mwh": -100.0, "public_cost_eur": 5.0,
    }  # fmt: skip


def test_several_seeds_give_the_mean_and_the_lowest_and_highest():
    plan, base = [a_run("plan", t, 1) for t in (70, 90)], [a_run("base", t, 1) for t in (100, 100)]
    row = effects_of(plan, base)[0]
    assert row["co2_t"] == -20 and row["spread"]["co2_t"] == [-30, -10]


def test_every_scenario_runs_with_the_same_seeds():
    asked = []

    def run(scenario, seed, alternatives):
        asked.append((scenario, seed, alternatives))
        return a_run(scenario, 10, 10, seed=seed)

    results, effects = compare(["base", "plan", "other"], [7, 8], run)
    assert [pair[:2] for pair in asked] == [(name, seed) for name in ("base", "plan", "other") for seed in (7, 8)]
    assert len(results) == 6 and {row["scenario"] for row in effects} == {"plan", "other"}
