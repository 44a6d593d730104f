"""The inventory as rows of a table, the form in which it is kept and shown.

Place in the flow: [inventory] -> results. Called once a run by `sim.outcome`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from sim.inventory.covenant import CARRIERS, COMPUTED_SECTORS, SECTORS
from sim.inventory.template import LOCAL_ELECTRICITY, LOCAL_HEAT, NOT_ENERGY

_HEATED = ("electricity", "heat_cold", "natural_gas", "heating_oil", "other_biomass")
_PREMISES = ("electricity", "natural_gas", "heating_oil")
_DRIVEN = ("electricity", "diesel", "gasoline", "biofuel")
COMPUTED = {
    "municipal_buildings": _PREMISES,
    "tertiary": _PREMISES,
    "residential": _HEATED,
    "public_lighting": ("electricity",),
    "industry": _PREMISES,
    "municipal_fleet": _DRIVEN,
    "public_transport": _DRIVEN,
    "private_transport": _DRIVEN,
    "agriculture": _PREMISES,
}
"""Carriers that the model lets each row use; every other cell of table A and B carries a notation key."""
ELSEWHERE = {
    "lignite": "counted with coal, which the model does not tell apart",
    "plant_oil": "counted with biofuel",
    "other": "everybody in the model stands in one of the other rows",
}
"""Carriers and rows that are part of another one."""
NOT_THERE = {
    "public_lighting": "street lamps burn electricity only",
    "vehicles": "no vehicle of the model runs on it",
}
WHY_NOT = {
    "waste": "the model has no landfill or incinerator",
    "waste_water": "the model has no sewage works",
    "other_not_energy": "the model has no such source",
    "C": "the model has solar panels only",
    "D": "heat networks buy their heat: their boilers are not in the model",
}


@dataclass(frozen=True)
class YearTotals:
    """One year of the city as a whole, ready to be written down."""

    year: int
    energy_mwh: np.ndarray
    """Shape (sectors, carriers) [MWh]."""
    co2_t: np.ndarray
    """Same shape [t CO2]."""
    factors_t_mwh: np.ndarray
    """Factor of each carrier, shape (carriers,), the electricity's own of the city [t/MWh]."""
    national_t_mwh: float
    """Factor of the grid's electricity [t/MWh]."""
    solar_mwh: float
    """Production of all panels [MWh]."""


def inventory_rows(years: Sequence[YearTotals]) -> dict[str, np.ndarray]:
    """All years as rows: tables A and B without their zeros, C, the factors, and a notation key where nothing is computed.

    Returns:
        columns of the `inventory` table of `sim.results.TABLES`
    """
    when = np.array([each.year for each in years], dtype=np.int16)
    parts = [
        _numbers("energy_mwh", "A", "MWh", when, np.stack([each.energy_mwh for each in years])),
        _numbers("co2_t", "B", "t", when, np.stack([each.co2_t for each in years])),
        _local(when, np.array([each.solar_mwh for each in years])),
        _factors(when, np.array([[*each.factors_t_mwh, each.national_t_mwh] for each in years])),
        _keys(when),
    ]
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def _numbers(kind: str, table: str, unit: str, years: np.ndarray, values: np.ndarray) -> dict[str, np.ndarray]:
    year, sector, carrier = np.nonzero(values)
    places = np.array(SECTORS)[sector], np.array(CARRIERS)[carrier]
    return _part(kind, table, unit, *places, years[year], values[year, sector, carrier])


def _local(years: np.ndarray, solar_mwh: np.ndarray) -> dict[str, np.ndarray]:
    """What panels made, with no emissions of its own: the direct factor counts burning only."""
    made = np.flatnonzero(solar_mwh)
    rows, carriers = np.full(len(made), "solar_power"), np.full(len(made), "")
    return _part("production_mwh", "C", "MWh", rows, carriers, years[made], solar_mwh[made].astype(np.float64))


def _factors(years: np.ndarray, factors: np.ndarray) -> dict[str, np.ndarray]:
    rows = np.tile(np.array(["emission_factor"] * len(CARRIERS) + ["national_electricity"]), len(years))
    carriers = np.tile(np.array([*CARRIERS, "electricity"]), len(years))
    return _part("factor_t_mwh", "F", "t/MWh", rows, carriers, years.repeat(factors.shape[1]), factors.ravel())


def _part(
    kind: str, table: str, unit: str, row: np.ndarray, carrier: np.ndarray, year: np.ndarray, value: np.ndarray
) -> dict[str, np.ndarray]:
    same = {"kind": kind, "table": table, "unit": unit, "notation": "", "source": "computed", "quality": "simulated"}
    words = {name: np.full(len(value), word) for name, word in same.items()}
    return {**words, "row": row, "carrier": carrier, "year": year, "value": value}


def _keys(years: np.ndarray) -> dict[str, np.ndarray]:
    once = not_computed()
    size = len(once["value"])
    return {**{name: np.tile(column, len(years)) for name, column in once.items()}, "year": years.repeat(size)}


@lru_cache(maxsize=1)
def not_computed() -> dict[str, np.ndarray]:
    """Cells that the model leaves empty, with the notation key and, as quality, the reason; the same in every year."""
    cells = [(kind, table, unit, *cell) for kind, table, unit in (("energy_mwh", "A", "MWh"), ("co2_t", "B", "t"))
             for cell in _empty_cells()]  # fmt: skip
    cells += [("co2_t", "B", "t", row, "", "NE", WHY_NOT[row]) for row in NOT_ENERGY]
    for table, rows, key in (("C", LOCAL_ELECTRICITY, "NO"), ("D", LOCAL_HEAT, "NE")):
        cells += [
            ("production_mwh", table, "MWh", row, "", key, WHY_NOT[table]) for row in rows if row != "solar_power"
        ]
    columns = dict(zip(("kind", "table", "unit", "row", "carrier", "notation", "quality"),
                       map(np.array, zip(*cells, strict=True)), strict=True))  # fmt: skip
    size = len(cells)
    return {**columns, "source": np.full(size, "not computed"), "value": np.zeros(size)}


def _empty_cells() -> list[tuple[str, str, str, str]]:
    """Row, carrier, notation key and reason of every cell of table A that the model cannot fill."""
    cells = []
    for row in SECTORS:
        for carrier in CARRIERS:
            if carrier not in COMPUTED.get(row, ()):
                cells.append((row, carrier, *_key(row, carrier)))
    return cells


def _key(row: str, carrier: str) -> tuple[str, str]:
    if row not in COMPUTED_SECTORS:
        return "IE", ELSEWHERE["other"]
    if row == "public_lighting":
        return "NO", NOT_THERE[row]
    if row in ("municipal_fleet", "public_transport", "private_transport"):
        return ("IE", ELSEWHERE[carrier]) if carrier == "plant_oil" else ("NO", NOT_THERE["vehicles"])
    if carrier in ELSEWHERE:
        return "IE", ELSEWHERE[carrier]
    return "NE", "no building of this kind in the model uses it"
