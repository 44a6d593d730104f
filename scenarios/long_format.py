"""Results as one long table that other tools read: model, scenario, region, variable, unit, year, value.

Place in the flow: sim results -> [scenarios] -> anywhere. The shape is that of the IAMC, so pyam and its kin open it.
"""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from scenarios.results_folder import SavedResults

MODEL = "Stadslab"
COLUMNS = ("model", "scenario", "region", "variable", "unit", "year", "value")
TITLES = {"energy_mwh": "Final Energy", "co2_t": "Emissions|CO2", "co2e_t": "Emissions|CO2-equivalent"}
"""What the kinds of the inventory are called outside."""
UNITS = ("kwh", "mwh", "eur", "keur", "meur", "t", "kwp", "kw", "m2", "share", "fte")
"""Endings of a quantity's name that are its unit."""


def long_format(saved: SavedResults) -> pa.Table:
    """The inventory, the yearly figures and the districts of a run, one value a row; rows without a value are left out."""
    scenario, city = saved.manifest["scenario"]["name"], saved.manifest["city"]["name"]
    parts = []
    if "inventory" in saved.tables:
        parts.append(_inventory(saved.tables["inventory"], scenario, city))
    for name in ("yearly", "districts"):
        if name in saved.tables:
            parts.append(_quantities(saved.tables[name], scenario, city))
    if not parts:
        return pa.table({name: [] for name in COLUMNS})
    return pa.concat_tables(parts)


def save_long_format(saved: SavedResults, path: Path) -> None:
    """Write the long table as CSV."""
    pyarrow.csv.write_csv(long_format(saved), path)


def _inventory(table: pa.Table, scenario: str, city: str) -> pa.Table:
    table = table.filter(pc.is_valid(table["value"]))
    if "notation" in table.column_names:
        table = table.filter(pc.equal(table["notation"], ""))
    table = table.filter(pc.is_finite(table["value"]))
    kinds = [TITLES.get(kind, kind) for kind in table["kind"].to_pylist()]
    names = zip(kinds, table["table"].to_pylist(), table["row"].to_pylist(), table["carrier"].to_pylist(), strict=True)
    variables = ["|".join(str(part) for part in name if part) for name in names]
    return _rows(scenario, [city] * len(variables), variables, table["unit"].to_pylist(), table["year"], table["value"])


def _quantities(table: pa.Table, scenario: str, city: str) -> pa.Table:
    table = table.filter(pc.is_finite(table["value"]))
    quantities = table["quantity"].to_pylist()
    districts = table["district"].to_pylist() if "district" in table.column_names else [""] * len(quantities)
    regions = [f"{city}|{district}" if district else city for district in districts]
    return _rows(scenario, regions, quantities, list(map(unit_in, quantities)), table["year"], table["value"])


def unit_in(quantity: str) -> str:
    """The unit that a quantity wears at the end of its name.

    >>> unit_in("energy_residential_mwh"), unit_in("heat_pumps")
    ('MWh', '')
    """
    shown = {"mwh": "MWh", "kwh": "kWh", "eur": "EUR", "keur": "kEUR", "meur": "MEUR", "kwp": "kWp", "kw": "kW"}
    last = quantity.rsplit("_", 1)[-1]
    return shown.get(last, last) if last in UNITS else ""


def _rows(
    scenario: str,
    regions: list[str],
    variables: list[str],
    units: list[str],
    years: pa.ChunkedArray,
    values: pa.ChunkedArray,
) -> pa.Table:
    size = len(variables)
    columns = [pa.array([word] * size, pa.string()) for word in (MODEL, scenario)]
    columns += [pa.array(words, pa.string()) for words in (regions, variables, units)]
    columns += [years.cast(pa.int32()).combine_chunks(), values.cast(pa.float64()).combine_chunks()]
    return pa.table(dict(zip(COLUMNS, columns, strict=True)))
