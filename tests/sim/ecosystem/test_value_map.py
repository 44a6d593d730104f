"""The value map: money is the ledger, and every return follows from a table."""

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.ecosystem.given_in_return import GIVEN_FOR
from sim.ecosystem.public_value import recorded_quantities
from sim.ecosystem.value_map import Records, money_of, undeclared_accounts, value_map
from sim.ledger import Ledger
from sim.outcome import results_of

CONTRACTS = {
    "id": np.array([4]),
    "form": np.array(["private_lighting_service"]),
    "client": np.array(["city_hall"]),
    "provider": np.array(["lighting_company"]),
    "items": np.array([600.0]),
    "performance_risk": np.array(["lighting_company"]),
    "volume_risk": np.array(["city_hall"]),
}


def a_ledger(*entries):
    ledger = Ledger()
    for year, payer, payee, account, amount, contract in entries:
        ledger.pay(year, ledger.party(payer), ledger.party(payee), account, amount, contract)
    return ledger


def rows_of(transfers, kind):
    return [row for row in transfers.as_records() if row["kind"] == kind]


def test_entries_of_one_pair_account_and_contract_become_one_transfer():
    bill = (2025, "city_hall", "suppliers", "energy", 40.0, -1)
    money = rows_of(value_map(a_ledger(bill, bill, (2026, *bill[1:]))), "money")
    assert [(row["year"], row["eur"], row["object"]) for row in money] == [
        (2025, 80.0, "energy"),
        (2026, 40.0, "energy"),
    ]


def test_a_fee_buys_service_readings_and_a_carried_risk():
    ledger = a_ledger((2026, "city_hall", "lighting_company", "service fee", 48_000.0, 4))
    transfers = value_map(ledger, Records(contracts=CONTRACTS))
    service, data, risk = (rows_of(transfers, kind) for kind in ("service", "data", "risk"))
    assert service[0]["giver"] == "lighting_company" and service[0]["quantity"] == 600.0 and service[0]["contract"] == 4
    assert data[0]["object"] == "lit hours and faults" and data[0]["taker"] == "city_hall"
    assert [(row["object"], row["giver"], row["quantity"]) for row in risk] == [
        ("performance risk carried", "lighting_company", 48_000.0)
    ]  # the volume risk stays with the client and moves nowhere


def test_only_money_has_euros():
    ledger = a_ledger((2026, "city_hall", "lighting_company", "service fee", 48_000.0, 4))
    transfers = value_map(ledger, Records(contracts=CONTRACTS))
    assert all((row["eur"] is None) == (row["kind"] != "money") for row in transfers.as_records())


def test_works_give_jobs_by_turnover():
    ledger = a_ledger((2026, "city_hall", "contractors", "investment", 500_000.0, 1))
    jobs = rows_of(value_map(ledger, Records(jobs_fte_per_meur=18.0)), "jobs")
    assert jobs[0]["quantity"] == 9.0 and jobs[0]["giver"] == "contractors"
    assert rows_of(value_map(ledger), "jobs")[0]["quantity"] is None


def test_known_energy_is_shared_by_euros():
    ledger = a_ledger(
        (2025, "households:harbour", "suppliers", "energy of homes", 300.0, -1),
        (2025, "households:village", "suppliers", "energy of homes", 100.0, -1),
    )
    transfers = value_map(ledger, Records(quantities={("energy of homes", "households"): {2025: 8.0}}))
    assert {row["taker"]: row["quantity"] for row in rows_of(transfers, "energy")} == {
        "households:harbour": 6.0,
        "households:village": 2.0,
    }


def test_who_lives_from_know_how_gives_it():
    ledger = a_ledger((2026, "city_hall", "facilitator", "some new account", 9_000.0, -1))
    assert rows_of(value_map(ledger), "know_how")[0]["giver"] == "facilitator"
    assert undeclared_accounts(ledger) == ["some new account"]


def test_avoided_emissions_go_to_society_and_notes_come_in():
    records = Records(
        avoided_co2_t={"residential": {2026: 3.5, 2027: 0.0}},
        noted=[(2026, "university", "city_hall", "know_how", "study of the harbour")],
    )
    rows = value_map(a_ledger(), records).as_records()
    assert {(row["giver"], row["taker"], row["kind"], row["quantity"]) for row in rows} == {
        ("households", "society", "co2", 3.5),
        ("university", "city_hall", "know_how", None),
    }


names = st.sampled_from(["city_hall", "bank", "contractors", "suppliers", "households:village"])


@given(st.lists(st.tuples(st.integers(2025, 2028), names, names, st.sampled_from(list(GIVEN_FOR)),
                          st.floats(0, 1e7), st.integers(-1, 6)), max_size=40))  # fmt: skip
def test_money_of_the_map_is_the_money_of_the_ledger(entries):
    ledger = a_ledger(*entries)
    transfers = value_map(ledger)
    assert money_of(transfers) == pytest.approx(float(ledger.entries["amount_eur"].sum()), rel=1e-12)
    money = transfers.of_kind("money").rows
    for side, column in (("payer", "giver"), ("payee", "taker")):
        for name in ledger.parties:
            sums = money["eur"][money[column] == ledger.party(name)].sum()
            assert sums == pytest.approx(ledger.sum_of(side, name), rel=1e-9, abs=1e-6)


def test_every_account_of_the_small_town_has_its_return(lived):
    assert undeclared_accounts(lived.market.payments.ledger) == []


def test_the_map_of_the_small_town(lived):
    run = results_of(lived)
    records = Records(contracts=run.tables["contracts"], quantities=recorded_quantities(run))
    transfers = value_map(lived.market.payments.ledger, records)
    energy = transfers.of_kind("energy").table()
    homes = (energy["object"] == "energy of homes") & (energy["year"] == 2027)
    inventory = run.tables["inventory"]
    used = (inventory["row"] == "residential") & (inventory["year"] == 2027) & (inventory["kind"] == "energy_mwh")
    used &= inventory["table"] == "A"
    assert energy["quantity"][homes].sum() == pytest.approx(inventory["value"][used].sum())
    assert transfers.of_kind("comfort").rows["quantity"].sum() > 0


@pytest.mark.whole_city
def test_the_map_of_twenty_thousand_entries_takes_less_than_fifty_milliseconds():
    ledger, luck = Ledger(), np.random.default_rng(1)
    for name in (f"households:{n}" for n in range(12)):
        ledger.party(name)
    for party in ("city_hall", "contractors", "suppliers"):
        ledger.party(party)
    for account in GIVEN_FOR:
        for year in range(2025, 2051):
            ledger.pay(year, luck.integers(0, 12, 25), 13, account, luck.random(25) * 1e4)
    assert len(ledger.entries) > 15_000
    times = []
    for _ in range(3):
        begun = time.perf_counter()
        value_map(ledger)
        times.append(time.perf_counter() - begun)
    assert min(times) < 0.05
