"""What a run leaves behind has the columns it promises."""

import numpy as np
import pytest

from sim.ledger import Ledger
from sim.outcome import results_of
from sim.results import LABELS, TABLES, Tables, ledger_table


@pytest.fixture(scope="module")
def results(lived):
    return results_of(lived)


def test_every_table_has_exactly_its_columns_all_equally_long(results):
    assert set(results.tables) == set(TABLES)
    for name, table in results.tables.items():
        assert set(table) == set(TABLES[name]), name
        assert len({len(column) for column in table.values()}) == 1, name


def test_a_run_without_measures_has_the_same_columns_with_empty_tables(town):
    results = town.results(last_year=2025)
    for name, table in results.tables.items():
        assert set(table) == set(TABLES[name]), name
    assert len(results.tables["contracts"]["id"]) == 0


def test_yearly_numbers_come_back_by_year(results):
    share = results.yearly("led_share")
    assert share.shape == results.years.shape
    assert np.all(np.diff(share) >= 0) and 0 < share[0] < share[-1] <= 1
    assert results.yearly("there is no such number").tolist() == [0.0] * len(results.years)


def test_totals_by_sector_and_carrier_add_up(results):
    total = results.emissions_by_year()
    assert sum(results.emissions_by_sector().values()) == pytest.approx(total)
    by_carrier = results.energy_by_carrier()
    table = results.tables["inventory"]
    simulated = (table["table"] == "A") & (table["year"] >= results.years[0])
    assert sum(series.sum() for series in by_carrier.values()) == pytest.approx(table["value"][simulated].sum())


def test_the_base_year_stands_in_the_inventory_but_not_in_the_series(results, town):
    assert town.facts.base_year in results.tables["inventory"]["year"]
    assert len(results.emissions_by_year()) == len(results.years)


def test_the_ledger_is_written_with_names():
    ledger = Ledger()
    ledger.pay(2030, ledger.party("city_hall"), ledger.party("bank"), "interest", 5.0)
    table = ledger_table(ledger.entries, ledger.parties, ledger.accounts)
    assert (table["payer"][0], table["payee"][0], table["account"][0]) == ("city_hall", "bank", "interest")
    assert len(ledger_table(Ledger().entries, [], [])["year"]) == 0


def same(one, other):
    """Equal columns; what is not known in one is not known in the other."""
    return np.array_equal(one, other, equal_nan=one.dtype.kind == "f")


def test_what_was_written_out_late_is_what_the_run_had_noted(town):
    early, late = town.model(last_year=2027), town.model(last_year=2027)
    for model in (early, late):
        model.run()
    written = {name: dict(table) for name, table in results_of(early).tables.items()}
    results = results_of(late)
    late.step()  # the city lives on, the results stay
    for name, table in written.items():
        for column, values in table.items():
            assert same(results.tables[name][column], values), (name, column)


def test_a_table_is_written_once():
    written = []
    tables = Tables({"yearly": lambda: written.append(1) or {"year": np.array([2025])}})
    assert len(tables) == 1 and not written
    assert tables["yearly"] is tables["yearly"]
    assert written == [1]


def test_a_table_may_be_written_anew_when_more_is_known():
    tables = Tables({"transfers": lambda: {"year": np.array([2025])}})
    assert tables["transfers"]["year"].tolist() == [2025]
    tables.add("transfers", lambda: {"year": np.array([2025, 2026])})
    assert tables["transfers"]["year"].tolist() == [2025, 2026] and len(tables) == 1


def test_labels_go_from_a_plus_to_f():
    assert LABELS[0] == "A+" and LABELS[-1] == "F" and len(LABELS) == 7
