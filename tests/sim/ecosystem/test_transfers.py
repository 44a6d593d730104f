"""Transfers in words, as JSON and as a network."""

import json

import numpy as np
import pytest

from sim.ecosystem.transfers import TRANSFER, Transfers, Words
from sim.ecosystem.value_map import value_map
from sim.ledger import Ledger


@pytest.fixture
def two_bills():
    ledger = Ledger()
    for year, amount in ((2025, 100.0), (2026, 50.0)):
        ledger.pay(year, ledger.party("city_hall"), ledger.party("suppliers"), "energy", amount)
    return value_map(ledger)


def test_a_name_keeps_its_place():
    words = Words(["a"])
    assert [words.index(name) for name in ("b", "a", "b")] == [1, 0, 1]


def test_the_table_has_the_columns_of_the_results(two_bills):
    table = two_bills.table()
    assert list(table) == ["year", "giver", "taker", "kind", "object", "quantity", "unit", "eur", "contract"]
    assert table["kind"].tolist().count("money") == 2 and table["giver"][0] == "city_hall"


def test_what_is_not_known_is_none_in_json(two_bills):
    records = two_bills.as_records()
    assert json.loads(json.dumps(records, allow_nan=False)) == records
    energy = [row for row in records if row["kind"] == "energy"]
    assert energy[0]["quantity"] is None and energy[0]["eur"] is None and energy[0]["giver"] == "suppliers"


def test_the_network_adds_up_years(two_bills):
    drawn = {(row["giver"], row["kind"]): row["eur"] for row in two_bills.network()}
    assert drawn == {("city_hall", "money"): 150.0, ("suppliers", "energy"): None}
    assert two_bills.network(2026)[0]["eur"] == 50.0 and two_bills.network(2030) == []


def test_nothing_is_a_map_too():
    empty = Transfers(np.zeros(0, dtype=TRANSFER), [], [], [])
    assert len(empty) == 0 and empty.as_records() == [] and empty.network() == [] and len(empty.of_kind("co2")) == 0
