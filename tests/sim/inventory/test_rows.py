"""The inventory as rows of a table."""

import numpy as np
import pytest

from sim.inventory.covenant import CARRIER, CARRIERS, SECTOR, SECTORS
from sim.inventory.rows import COMPUTED, YearTotals, inventory_rows, not_computed
from sim.inventory.template import NOTATION, ROWS, UNITS
from sim.results import TABLES

NOTHING = np.zeros((len(SECTORS), len(CARRIERS)))


def a_year(energy_mwh=NOTHING, solar_mwh=0.0):
    factors = np.full(len(CARRIERS), 0.202)
    return YearTotals(2030, energy_mwh, energy_mwh * 0.202, factors, 0.15, solar_mwh)


def of(rows_table, **wanted):
    chosen = np.ones(len(rows_table["value"]), dtype=bool)
    for name, word in wanted.items():
        chosen &= rows_table[name] == word
    return {name: column[chosen].tolist() for name, column in rows_table.items()}


def test_one_use_of_gas_is_a_row_of_energy_and_a_row_of_emissions():
    energy = NOTHING.copy()
    energy[SECTOR["residential"], CARRIER["natural_gas"]] = 100.0
    table = inventory_rows([a_year(energy)])
    assert set(table) == set(TABLES["inventory"])
    rows = of(table, row="residential", carrier="natural_gas")
    assert rows["table"] == ["A", "B"] and rows["unit"] == ["MWh", "t"] and rows["year"] == [2030, 2030]
    assert rows["value"] == pytest.approx([100.0, 20.2])


def test_what_nobody_uses_has_no_number():
    table = inventory_rows([a_year()])
    assert (
        of(table, kind="energy_mwh", notation="")["value"] == [] and of(table, kind="co2_t", notation="")["value"] == []
    )


def test_every_cell_of_the_template_has_a_number_may_have_one_or_says_why_not():
    keys = of(not_computed(), table="A")
    without = set(zip(keys["row"], keys["carrier"], strict=True))
    computed = {(row, carrier) for row, carriers in COMPUTED.items() for carrier in carriers}
    assert without | computed == {(row, carrier) for row in SECTORS for carrier in CARRIERS}
    assert not without & computed
    assert set(keys["notation"]) <= set(NOTATION) and all(keys["quality"])


def test_waste_is_not_estimated_and_street_lamps_burn_no_gas():
    table = not_computed()
    assert of(table, row="waste")["notation"] == ["NE"]
    assert set(of(table, row="public_lighting", carrier="natural_gas")["notation"]) == {"NO"}


def test_the_panels_stand_in_table_c_and_the_factors_beside():
    table = inventory_rows([a_year(solar_mwh=1_200.0)])
    assert of(table, table="C", notation="")["value"] == [1_200.0]
    assert len(of(table, row="emission_factor")["value"]) == len(CARRIERS)
    assert of(table, row="national_electricity")["value"] == [0.15]


def test_rows_kinds_and_units_are_those_of_the_template():
    table = inventory_rows([a_year(NOTHING + 1.0, 5.0)])
    for letter, rows in ROWS.items():
        assert set(of(table, table=letter)["row"]) <= set(rows)
    assert all(UNITS[kind] == unit for kind, unit in zip(table["kind"], table["unit"], strict=True))
