"""Gas of the average home of each municipality, by the physics from the stock, against what the meters say.

Place in the flow: stock table -> [average homes of `sim`] -> `stadslab validate`, docs/my-municipality.md.
Nothing here is fitted to metered gas. What a municipality's stock says: how many homes of each type and period there
are, and how large they are (bathrooms per home of a type, against the mean of all municipalities of the table).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from geodata import BUILDING_TYPES, PERIODS, share_by_period
from scenarios.municipality.areas import sum_of_parts
from scenarios.municipality.size import relative_size
from scenarios.municipality.stock_table import DWELLINGS, StockTable
from scenarios.municipality.table import open_table
from sim.city.average_homes import AverageHomes, share_built_before_insulation
from sim.parameter import Book

GAS, USED, CONNECTED = "natural_gas", "metered_residential", "access_points_residential"
COLUMNS = ("nis_or_key", "year", "quantity", "carrier", "value")
FLOOR_LIKE = {"shop_house": "terraced", "other": "apartments"}
"""Types whose homes have the floor of another: a shop house is a terraced house and a shop."""


@dataclass(frozen=True)
class Agreement:
    """How well predicted and metered gas per access point agree over municipalities."""

    codes: tuple[str, ...]
    metered_kwh: np.ndarray
    predicted_kwh: np.ndarray
    """With the common scale."""
    scale: float

    @property
    def correlation(self) -> float:
        """Pearson's, over municipalities."""
        return float(np.corrcoef(self.metered_kwh, self.predicted_kwh)[0, 1])

    @property
    def median_abs_error(self) -> float:
        """Median of |predicted / metered - 1|."""
        return float(np.median(np.abs(self.predicted_kwh / self.metered_kwh - 1)))


def homes_by_period(table: StockTable, year: int) -> np.ndarray:
    """Homes by type and period that stood in a year, shape (municipalities, types, periods).

    Dwellings are counted by type only and follow the buildings of their type; classes that lie in two periods, or had
    not ended by the year, count by their years.
    """
    buildings, share = np.nan_to_num(table.by_year()), share_by_period(table.year - 1, year)
    all_built = np.maximum(buildings.sum(axis=2, keepdims=True), 1.0)
    return np.nan_to_num(table.of(DWELLINGS))[:, :, None] * (buildings @ share) / all_built


def gas_per_home_kwh(table: StockTable, book: Book, year: int, survey_year: int) -> np.ndarray:
    """Gas of the average home of each municipality if all heated with gas, gross calorific value [kWh/yr].

    Args:
        table: the stock
        book: all parameters
        year: year of the use
        survey_year: year of the survey of insulation

    Returns:
        shape (municipalities,); NaN where the table has no homes
    """
    homes = homes_by_period(table, year)
    average = AverageHomes(book, year, survey_year, share_built_before_insulation(homes.sum(axis=(0, 1))))
    size = relative_size(table, book)
    floor, persons = book.at("stock.floor_area_m2", year), book.at("city.persons_per_household", year)
    used = np.zeros(len(table.codes))
    for kind, name in enumerate(BUILDING_TYPES):
        floor_m2 = floor[FLOOR_LIKE.get(name, name)] * size[:, kind]
        for period in range(len(PERIODS)):
            used += homes[:, kind, period] * average.gas_kwh(kind, period, floor_m2, persons)
    number = homes.sum(axis=(1, 2))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(number > 0, used / number / book.at("heat.gas_net_over_gross", year), np.nan)


def read_metered(path: Path, year: int) -> dict[str, dict[str, float]]:
    """Residential gas [kWh] and access points of one year, each by code of the municipality.

    Raises:
        scenarios.problems.Unusable: the table cannot be read
    """
    table, found = open_table(path, COLUMNS), {USED: {}, CONNECTED: {}}
    for line, (code, when, quantity, carrier, cell) in table.rows():
        if when != str(year) or carrier != GAS or quantity not in found or not code.isdecimal():
            continue
        try:
            value = float(cell) if cell else float("nan")
        except ValueError:
            table.wrong(line, "value", repr(cell), "a number")
            continue
        if value > 0:  # nothing metered, or nobody connected, says nothing about homes
            found[quantity][code.zfill(5)] = value
    table.done()
    return found


def agreement(
    table: StockTable, predicted_kwh: np.ndarray, metered: Mapping[str, Mapping[str, float]], merged: Mapping[str, str]
) -> Agreement:
    """Set predictions beside the meters of every municipality that both tables know.

    Municipalities that merged since the metering are added up; one of which only a part was metered is left out. The
    one common scale is the median of metered over predicted.
    """
    codes, real, model = [], [], []
    both = {code: 1.0 for code in metered[USED].keys() & metered[CONNECTED].keys()}
    for row, code in enumerate(table.codes):
        covered = sum_of_parts(both, code, merged)
        if covered is None or not np.isfinite(predicted_kwh[row]):
            continue
        used, connected = (sum(metered[what][part] for part in covered[1]) for what in (USED, CONNECTED))
        codes.append(code)
        real.append(used / connected)
        model.append(predicted_kwh[row])
    metered_kwh, raw = np.array(real), np.array(model)
    scale = float(np.median(metered_kwh / raw)) if len(raw) else float("nan")
    return Agreement(tuple(codes), metered_kwh, raw * scale, scale)
