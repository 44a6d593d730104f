"""The inventory as rows of a table."""

import numpy as np
import pytest

from sim.inventory.covenant import CARRIER, CARRIERS, SECTOR, SECTORS
from sim.inventory.rows import inventory_rows
from sim.results import TABLES


def test_one_use_of_gas_is_a_row_of_energy_and_a_row_of_emissions():
    energy = np.zeros((len(SECTORS), len(CARRIERS)))
    energy[SECTOR["residential"], CARRIER["natural_gas"]] = 100.0
    table = inventory_rows(2030, energy, energy * 0.202)
    assert set(table) == set(TABLES["inventory"])
    assert table["table"].tolist() == ["A", "B"] and table["unit"].tolist() == ["MWh", "t"]
    assert table["row"].tolist() == ["residential"] * 2 and table["carrier"].tolist() == ["natural_gas"] * 2
    assert table["value"] == pytest.approx([100.0, 20.2]) and table["year"].tolist() == [2030, 2030]


def test_what_nobody_uses_has_no_row():
    nothing = np.zeros((len(SECTORS), len(CARRIERS)))
    assert len(inventory_rows(2030, nothing, nothing)["value"]) == 0
