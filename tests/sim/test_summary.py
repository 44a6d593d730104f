"""The summary has the keys that machines rely on, and numbers that a person can check."""

import pytest

from sim.outcome import results_of
from sim.summary import actor_values
from tests.sim.worlds import FULL_PLAN

KEYS = {
    "scenario", "city", "seed", "years", "counts", "baseline", "first", "final", "targets", "measures", "actors",
    "counters", "checks",
}  # fmt: skip
"""Of `run --json`, less `seconds` and `out`, which only the runner knows."""
YEAR = {"year", "co2_t", "by_sector", "gas_kwh_per_connection", "electricity_kwh_per_household"}
PARTS = {
    "counts": {"inhabitants", "households", "dwellings", "buildings", "lamps"},
    "baseline": {"year", "co2_t", "by_sector"},
    "first": YEAR,
    "final": YEAR,
    "counters": {"jobs_fte", "trees", "charge_points", "collective_renovations"},
    "checks": {
        "money_residual_eur", "gross_flow_eur", "energy_residual_mwh", "gross_energy_mwh", "stock_residual",
        "emissions_residual_t", "ok",
    },
}  # fmt: skip
ROWS = {
    "targets": {"year", "kind", "pledged_share", "reached_share", "gap_t"},
    "measures": {
        "id", "paid_by", "uptake", "capex_eur", "energy_before_mwh", "energy_after_mwh", "first_year_saving_eur",
        "simple_payback_yr", "co2_saved_t",
    },
    "actors": {"id", "role", "npv_eur", "alternative", "npv_alternative_eur", "cash_in_eur", "cash_out_eur"},
}  # fmt: skip


@pytest.fixture(scope="module")
def summary(lived):
    return results_of(lived).summary


def test_the_summary_has_the_keys_of_the_contract_with_machines(summary):
    assert set(summary) >= KEYS
    for name, keys in PARTS.items():
        assert set(summary[name]) >= keys, name
    for name, keys in ROWS.items():
        assert summary[name], name
        assert all(set(row) >= keys for row in summary[name]), name


def test_counts_are_those_of_the_city_and_its_map(summary, town):
    assert summary["counts"] == {
        "inhabitants": town.facts.inhabitants, "households": town.facts.households,
        "dwellings": int(town.city_map.buildings.dwellings.sum()), "buildings": len(town.city_map.buildings),
        "lamps": len(town.city_map.lamps),
    }  # fmt: skip


def test_sectors_add_up_to_the_whole(summary):
    for name in ("baseline", "first", "final"):
        assert sum(summary[name]["by_sector"].values()) == pytest.approx(summary[name]["co2_t"])


def test_each_measure_is_told_in_the_order_of_the_scenario_with_what_it_touched(summary):
    assert [row["id"] for row in summary["measures"]] == list(FULL_PLAN)
    for row in summary["measures"]:
        assert row["uptake"] > 0 and row["capex_eur"] > 0 and row["co2_saved_t"] is None
        if row["measure"] == "greener_streets":  # the one that saves no energy
            assert row["energy_before_mwh"] == 0 and row["simple_payback_yr"] is None
            continue
        if row["measure"] != "district_heat":  # it changes the carrier; who had dear electric heat warms more rooms
            assert row["energy_after_mwh"] < row["energy_before_mwh"]
        assert row["simple_payback_yr"] == pytest.approx(row["capex_eur"] / row["first_year_saving_eur"])


def test_a_pledge_after_the_last_year_reads_outside_this_run(summary):
    by_year = {row["year"]: row for row in summary["targets"]}
    assert by_year[2030]["reached_share"] is not None and not by_year[2030]["note"]
    assert by_year[2050]["reached_share"] is None and by_year[2050]["gap_t"] is None
    assert by_year[2050]["note"] == "outside this run"


def test_the_gap_to_a_pledge_is_what_is_emitted_too_much(summary):
    pledge = next(row for row in summary["targets"] if row["year"] == 2030)
    allowed = summary["baseline"]["co2_t"] * (1 - pledge["pledged_share"])
    assert pledge["gap_t"] == pytest.approx(summary["final"]["co2_t"] - allowed)
    cut = 1 - summary["final"]["co2_t"] / summary["baseline"]["co2_t"]
    assert pledge["reached_share"] == pytest.approx(cut)


def test_what_all_parties_took_in_is_what_they_paid_out(summary):
    cash_in, cash_out = (sum(row[name] for row in summary["actors"]) for name in ("cash_in_eur", "cash_out_eur"))
    assert cash_in == pytest.approx(cash_out)


def test_by_hand_the_worth_of_the_region_is_its_grants_discounted_from_the_end_of_each_year(town):
    model = town.live(last_year=2027)
    ledger = model.market.payments.ledger
    net = ledger.net_by_party_and_year(2025, 3)[ledger.party("region")]
    rate = town.book.at("finance.social_discount_rate", 2025)
    by_hand = sum(amount / (1 + rate) ** year for year, amount in enumerate(net, start=1))
    region = next(row for row in actor_values(model) if row["id"] == "region")
    assert region["npv_eur"] == pytest.approx(by_hand)


def test_the_first_year_is_the_same_whatever_begins_later(town):
    later = {name: {**settings, "begins": 2026} for name, settings in FULL_PLAN.items()}
    plain, planned = (results_of(town.live(plan, last_year=2026)).summary for plan in ({}, later))
    assert plain["first"] == planned["first"] and plain["baseline"] == planned["baseline"]
