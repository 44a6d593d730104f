"""One long table that other tools read."""

import numpy as np

from scenarios.long_format import COLUMNS, long_format, save_long_format
from scenarios.results_folder import read_results, write_results

TABLES = {
    "inventory": {
        "kind": np.array(["energy_mwh", "co2_t", "co2_t"]),
        "table": np.array(["A", "B", "B"]),
        "row": np.array(["residential", "residential", "industry"]),
        "carrier": np.array(["natural_gas", "natural_gas", ""]),
        "year": np.array([2025, 2025, 2025]),
        "value": np.array([10.0, 2.02, np.nan]),
        "unit": np.array(["MWh", "t", "t"]),
    },
    "districts": {
        "year": np.array([2025]),
        "district": np.array(["harbour"]),
        "quantity": np.array(["energy_residential_mwh"]),
        "value": np.array([4.0]),
    },
    "yearly": {"year": np.array([2025]), "quantity": np.array(["led_share"]), "value": np.array([0.15])},
}


def saved(tmp_path):
    manifest = {"scenario": {"name": "test"}, "city": {"name": "ideal_city"}}
    return read_results(write_results(tmp_path / "run", manifest, TABLES))


def test_every_value_stands_in_a_row_of_its_own(tmp_path):
    rows = [tuple(row.values()) for row in long_format(saved(tmp_path)).to_pylist()]
    assert rows == [
        ("Stadslab", "test", "ideal_city", "Final Energy|A|residential|natural_gas", "MWh", 2025, 10.0),
        ("Stadslab", "test", "ideal_city", "Emissions|CO2|B|residential|natural_gas", "t", 2025, 2.02),
        ("Stadslab", "test", "ideal_city", "led_share", "share", 2025, 0.15),
        ("Stadslab", "test", "ideal_city|harbour", "energy_residential_mwh", "MWh", 2025, 4.0),
    ]


def test_the_long_table_is_saved_as_text(tmp_path):
    save_long_format(saved(tmp_path), tmp_path / "long.csv")
    assert (tmp_path / "long.csv").read_text().splitlines()[0].replace('"', "") == ",".join(COLUMNS)
