"""Statbel's open table of the building stock: buildings and dwellings of every municipality by type and statistic.

Place in the flow: [scenarios.municipality] reads -> a recipe of `geodata`, or the average homes of `sim`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from geodata import BUILDING_TYPES, YEAR_CLASSES, CountedStock
from scenarios.municipality.table import Table, open_table
from scenarios.problems import Problem, Unusable, near_word, one_of, shown
from sim.quota import largest_remainder

COLUMNS = ("CD_YEAR", "CD_REFNIS", "CD_REFNIS_LVL", "CD_STAT_TYPE", "CD_BUILDING_TYPE", "MS_VALUE")
MUNICIPALITY = "5"
LEVELS = ("1", "2", "3", "4", MUNICIPALITY)
BUILDING_CLASSES = ("R1", "R2", "R3", "R4", "R5", "R6")
"""Statbel's building classes, in the order of `geodata.BUILDING_TYPES`."""
ALL, UNKNOWN_YEAR, DWELLINGS, BATHROOMS = "T1", "T3.9", "T8", "T6.2"
BY_YEAR = ("T3.1", "T3.2", "T3.3", "T3.4", "T3.5", "T3.6", "T3.7.1", "T3.7.2", "T3.7.3", "T3.7.4")
"""Statistics of buildings by year of construction, in the order of `geodata.YEAR_CLASSES`."""
READ = (ALL, *BY_YEAR, UNKNOWN_YEAR, DWELLINGS, BATHROOMS)
MUST = (ALL, *BY_YEAR, UNKNOWN_YEAR, DWELLINGS)
"""Statistics without which no city can be made; bathrooms are not collected for R6."""
NEVER = -1
"""Line of a row that is not there."""


@dataclass(frozen=True)
class StockTable:
    """Counts of every municipality in a table.

    `counts` and `lines` have the shape (municipalities, len(READ), 6): what was counted (NaN: not collected or no such
    row) and in which line of the file.
    """

    file: str
    year: int
    codes: tuple[str, ...]
    counts: np.ndarray
    lines: np.ndarray
    levels: dict[str, str]
    """Level of every area of the table, by its code."""

    def of(self, statistic: str) -> np.ndarray:
        """One statistic of all municipalities by building class, shape (municipalities, 6)."""
        return self.counts[:, READ.index(statistic)]

    def by_year(self) -> np.ndarray:
        """Buildings by class and class of year, shape (municipalities, 6, 10); unknown years left out."""
        return np.moveaxis(self.counts[:, 1 : 1 + len(BY_YEAR)], 1, 2)

    def row(self, code: str) -> int:
        """Place of a municipality.

        Raises:
            KeyError: it is not in the table
        """
        try:
            return self.codes.index(code)
        except ValueError:
            raise KeyError(code) from None

    def stock_of(self, code: str) -> tuple[CountedStock, int]:
        """The stock of a municipality as a recipe takes it, and how many buildings had no known year.

        Those are dealt over the classes of their type in proportion, so that each type keeps its number of buildings.

        Raises:
            Unusable: cells are missing, or the classes do not add up to the type
        """
        row = self.row(code)
        self._must_be_whole(code, row)
        table = self.by_year()[row].astype(int)
        unknown = self.of(UNKNOWN_YEAR)[row].astype(int)
        for kind, number in enumerate(unknown):
            weights = table[kind] if table[kind].any() else table.sum(axis=0) + 1
            table[kind] += largest_remainder(weights, int(number))
        homes = self.of(DWELLINGS)[row].astype(int)
        buildings = {t: dict(zip(YEAR_CLASSES, r, strict=True)) for t, r in zip(BUILDING_TYPES, table.tolist(), strict=True)}  # fmt: skip
        stock = CountedStock(buildings=buildings, dwellings=dict(zip(BUILDING_TYPES, homes.tolist(), strict=True)))
        return stock, int(unknown.sum())

    def _must_be_whole(self, code: str, row: int) -> None:
        problems = [
            self._lacks(code, row, statistic, kind)
            for statistic in MUST
            for kind in range(len(BUILDING_CLASSES))
            if np.isnan(self.of(statistic)[row, kind])
        ]
        if problems:
            raise Unusable(problems)
        found = self.by_year()[row].sum(axis=1) + self.of(UNKNOWN_YEAR)[row]
        for kind in np.flatnonzero(found != self.of(ALL)[row]):
            line = int(self.lines[row, READ.index(ALL), kind])
            wanted = f"{found[kind]:.0f}, the sum of {BY_YEAR[0]} to {BY_YEAR[-1]} and {UNKNOWN_YEAR}"
            told = f"{self.of(ALL)[row, kind]:.0f} buildings {BUILDING_CLASSES[kind]} in {code}"
            problems.append(Problem(self.file, line, f"MS_VALUE of {ALL}", told, wanted))
        if problems:
            raise Unusable(problems)
        if not found.sum() or not self.of(DWELLINGS)[row].sum():
            raise Unusable([Problem(self.file, None, code, "no building or no dwelling", "a place where people live")])

    def _lacks(self, code: str, row: int, statistic: str, kind: int) -> Problem:
        line = int(self.lines[row, READ.index(statistic), kind])
        what = f"{statistic} of {BUILDING_CLASSES[kind]} in {code}"
        if line == NEVER:
            return Problem(
                self.file, None, "CD_STAT_TYPE", f"no row with {what}", "one row for each statistic and class"
            )
        return Problem(self.file, line, "MS_VALUE", f"{what}, not collected", "a number: a city cannot do without it")


def read_stock(path: Path) -> StockTable:
    """A stock table, every cell checked. Of several years the newest is read; statistics nobody asks for are skipped.

    Raises:
        Unusable: with what is wrong, by line and column
    """
    table = open_table(path, COLUMNS)
    levels: dict[str, str] = {}
    cells: dict[tuple[int, str, str, str], tuple[int, float]] = {}
    for line, (year, code, level, statistic, building, cell) in table.rows():
        value = table.number(line, "MS_VALUE", cell)
        if not _is_sound(table, line, year, code, level, building):
            continue
        levels[code.zfill(5)] = level
        if level != MUNICIPALITY or statistic not in READ:
            continue
        key = (int(year), code.zfill(5), statistic, building)
        if key in cells:
            found = f"{statistic} of {building} in {code} a second time, after line {cells[key][0]}"
            table.wrong(line, "CD_STAT_TYPE", found, "each count once")
        cells[key] = (line, value)
    if not cells and not table.problems:
        table.wrong(None, "CD_REFNIS_LVL", "no row of a municipality", f"rows of level {MUNICIPALITY}")
    table.done()
    return _arranged(table.file, cells, levels)


def _is_sound(table: Table, line: int, year: str, code: str, level: str, building: str) -> bool:
    """Whether the keys of a row can be used; what cannot is noted."""
    before = len(table.problems)
    if not (year.isdecimal() and 1900 <= int(year) <= 2100):
        table.wrong(line, "CD_YEAR", shown(year), "a year")
    if not (code.isdecimal() and 4 <= len(code) <= 5):
        table.wrong(line, "CD_REFNIS", shown(code), "a NIS code of five digits")
    if level not in LEVELS:
        table.wrong(line, "CD_REFNIS_LVL", shown(level), "1 (country) to 5 (municipality)")
    if building not in BUILDING_CLASSES:
        near = near_word(building, BUILDING_CLASSES)
        table.wrong(line, "CD_BUILDING_TYPE", shown(building), one_of(BUILDING_CLASSES), near)
    return len(table.problems) == before


def _arranged(file: str, cells: dict, levels: dict[str, str]) -> StockTable:
    year = max(key[0] for key in cells)
    codes = tuple(sorted({key[1] for key in cells if key[0] == year}))
    place = {code: row for row, code in enumerate(codes)}
    shape = (len(codes), len(READ), len(BUILDING_CLASSES))
    counts, lines = np.full(shape, np.nan), np.full(shape, NEVER)
    for (when, code, statistic, building), (line, value) in cells.items():
        if when == year:
            at = (place[code], READ.index(statistic), BUILDING_CLASSES.index(building))
            counts[at], lines[at] = value, line
    return StockTable(file, year, codes, counts, lines, levels)
