"""The table of transfers: its money is the ledger's, and knowledge goes without payment."""

import numpy as np
import pytest

from sim.ecosystem.transfers import KIND
from sim.ecosystem.value_map import money_of
from sim.outcome import results_of
from sim.results import Results
from sim.value_flows import READINGS, Entries, of_the_university, transfers_of


@pytest.fixture(scope="module")
def results(lived):
    return results_of(lived)


@pytest.mark.laws
def test_the_money_of_the_transfers_is_that_of_the_ledger(results):
    transfers, ledger = transfers_of(results, 10.0), results.tables["ledger"]
    assert money_of(transfers) == pytest.approx(ledger["amount_eur"].sum(), rel=1e-12)
    table = results.tables["transfers"]
    money = table["kind"] == "money"
    assert np.isnan(table["eur"][~money]).all()
    for party in ("city_hall", "bank", "contractors"):
        for side, column in (("payer", "giver"), ("payee", "taker")):
            paid = ledger["amount_eur"][ledger[side] == party].sum()
            assert table["eur"][money & (table[column] == party)].sum() == pytest.approx(paid), (party, side)


def test_a_ledger_comes_back_from_its_table(results, lived):
    found, ledger = Entries.of_table(results.tables["ledger"]), lived.market.payments.ledger
    assert np.array_equal(found.entries["amount_eur"], ledger.entries["amount_eur"])
    there = [found.parties[at] for at in found.entries["payer"][:50]]
    assert there == [ledger.parties[at] for at in ledger.entries["payer"][:50]]


def test_the_university_gives_findings_and_reads_what_contracts_measure(results):
    notes = of_the_university(results)
    assert any(note[1:4] == ("university", "city_hall", "know_how") for note in notes)
    measured = {note[0] for note in notes if note[4] == READINGS}
    contracts = results.tables["contracts"]
    service = np.char.endswith(contracts["form"], "private_lighting_service")
    assert measured and min(measured) >= contracts["begins"][service | (contracts["form"] != "")].min()
    assert (results.tables["transfers"]["kind"] == "know_how").any()


def test_without_a_university_nothing_is_noted(town):
    results = town.results(last_year=2026, actors={"university": {"present": 0.0}})
    assert of_the_university(results) == []


def test_avoided_emissions_go_to_society_where_they_are_known(results):
    transfers = transfers_of(results, 10.0, {"residential": {2026: 12.0}})
    rows = transfers.rows[transfers.rows["kind"] == KIND["co2"]]
    assert rows["quantity"].tolist() == [12.0] and transfers.parties[rows["taker"][0]] == "society"


def test_results_without_their_tables_in_a_circle_are_let_go(town):
    import gc
    import weakref

    gc.disable()
    try:
        results: Results = town.results(last_year=2025)
        results.tables["transfers"]
        gone = weakref.ref(results.tables)
        del results
        assert gone() is None
    finally:
        gc.enable()
