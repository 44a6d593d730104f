"""Finds the tables of a sheet by what their headers say, wherever they stand.

Place in the flow: scenarios reads an inventory: sheets -> [tables] -> inventory. A header row names two carriers or more
(or two rows of the template, when the table lies on its side), or the fields of actions, targets or notes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from scenarios.inventory.labels import Labels, plain_label
from scenarios.inventory.numbers import NoNumber, number_in, unit_in
from scenarios.inventory.sheets import Sheet

MATRIX, SIDEWAYS, ACTIONS, TARGETS, LONG = "matrix", "sideways", "actions", "targets", "long"
HEADER_ROWS = 3
"""A header may take this many rows, merged cells above the lowest."""
CONTEXT_ROWS = 8
_YEAR = re.compile(r"(?<![0-9])(?:19[89]|20[0-6])[0-9](?![0-9])")


@dataclass
class Table:
    """A header row with what its columns mean, and the rows under it."""

    sheet: Sheet
    kind: str
    header: int
    """Row of the header, counted from 0."""
    columns: dict[int, str]
    """Word of every column that was understood."""
    end: int = 0
    """First row that is no longer of the table."""
    unknown: dict[int, str] = field(default_factory=dict)
    """Headers of other columns to the right of the first one understood."""

    @property
    def rows(self) -> range:
        """Rows under the header."""
        return range(self.header + 1, self.end)

    def heading(self, column: int) -> str:
        """The text over a column, those of merged rows above in front, a row of units under the header behind."""
        texts = [
            cell_at(self.sheet, row, column) for row in range(max(0, self.header - HEADER_ROWS + 1), self.header + 1)
        ]
        under = cell_at(self.sheet, self.header + 1, column)
        texts += [under] if isinstance(under, str) and unit_in(f"[{under}]") and not is_number(under) else []
        return " ".join(text for text in texts if isinstance(text, str))

    def context(self) -> Iterator[str]:
        """Texts about the table as a whole, the nearest first: above the header, then the name of the sheet."""
        for number in range(self.header - 1, max(-1, self.header - 1 - CONTEXT_ROWS), -1):
            row = self.sheet.rows[number]
            if sum(is_number(cell) for cell in row) >= HEADER_ROWS:
                break
            if text := " ".join(_shown(cell) for cell in row if cell is not None):
                yield text
        yield self.sheet.name

    def corner(self) -> str:
        """What stands in the header left of its first column."""
        first = min(self.columns)
        return " ".join(cell for cell in self.sheet.rows[self.header][:first] if isinstance(cell, str))


def tables_of(sheet: Sheet, labels: Labels) -> list[Table]:
    """Every table of a sheet, from top to bottom."""
    tables: list[Table] = []
    for number, row in enumerate(sheet.rows):
        last = tables[-1] if tables else None
        if last is not None and last.kind in (ACTIONS, TARGETS, LONG) and last.end == number:
            if any(cell is not None for cell in row):
                last.end = number + 1
                continue
        found = _header_of(row, labels) or _thin_header(sheet, number, labels)
        if found is None:
            if last is not None and last.kind in (MATRIX, SIDEWAYS):
                last.end = number + 1
            continue
        table = Table(sheet, found[0], number, found[1], number + 1)
        _complete(table, labels)
        tables.append(table)
    return tables


def _header_of(row: list[Any], labels: Labels) -> tuple[str, dict[int, str]] | None:
    """Kind and columns of a header row, None for any other row."""
    texts = {place: cell for place, cell in enumerate(row) if isinstance(cell, str) and not is_number(cell)}
    if len(texts) < 2 or any(is_number(cell) for cell in row):
        return None
    for kind, vocabulary, needed, least in (
        (ACTIONS, "action", {"title"}, 3), (LONG, "note", {"row", "carrier"}, 3),
        (TARGETS, "target", {"year", "pledged_share"}, 2),
    ):  # fmt: skip
        words = _words(texts, labels, vocabulary)
        if needed <= set(words.values()) and len(set(words.values())) >= least:
            return kind, words
    words = _words(texts, labels, "carrier", "column", "group")
    carriers = set(_words(texts, labels, "carrier").values())
    if len(set(words.values())) >= 2 and (carriers or "production" in words.values()):
        return MATRIX, {
            place: word for place, word in words.items() if word not in ("buildings", "transport", "others")
        }
    words = _words(texts, labels, "row")
    return (SIDEWAYS, words) if len(set(words.values())) >= 2 else None


def _thin_header(sheet: Sheet, number: int, labels: Labels) -> tuple[str, dict[int, str]] | None:
    """A header in which only one carrier is understood, when a row of the template with a number stands under it."""
    row = sheet.rows[number]
    texts = {place: cell for place, cell in enumerate(row) if isinstance(cell, str)}
    carriers = _words(texts, labels, "carrier")
    if len(carriers) != 1 or len(texts) < 2 or any(is_number(cell) for cell in row):
        return None
    first = min(carriers)
    for under in sheet.rows[number + 1 : number + 1 + HEADER_ROWS]:
        label = next((cell for cell in under[:first] if isinstance(cell, str)), "")
        if labels.word(label, "row") and any(is_number(cell) for cell in under[first:]):
            return MATRIX, carriers
    return None


def _words(texts: dict[int, str], labels: Labels, *vocabularies: str) -> dict[int, str]:
    return {place: word for place, text in texts.items() if (word := labels.word(text, *vocabularies))}


def _complete(table: Table, labels: Labels) -> None:
    """Columns whose label stands higher in a merged header, and those that nobody understands."""
    vocabularies = ("carrier", "column", "group") if table.kind == MATRIX else ("row", "group")
    first, row = min(table.columns), table.sheet.rows[table.header]
    width = max(len(table.sheet.rows[number]) for number in range(table.header, max(0, table.header - 2) - 1, -1))
    if table.kind == MATRIX:
        for place in range(width):
            if place not in table.columns and not isinstance(cell_at(table.sheet, table.header, place), str):
                word = _word_above(table, place, labels, vocabularies)
                if word:
                    table.columns[place] = word
    for place, cell in enumerate(row):
        if place > first and place not in table.columns and isinstance(cell, str):
            table.unknown[place] = cell


def _word_above(table: Table, column: int, labels: Labels, vocabularies: tuple[str, ...]) -> str:
    for number in range(table.header - 1, max(-1, table.header - HEADER_ROWS), -1):
        cell = cell_at(table.sheet, number, column)
        if isinstance(cell, str) and not any(is_number(other) for other in table.sheet.rows[number]):
            return labels.word(cell, *vocabularies)
    return ""


def cell_at(sheet: Sheet, row: int, column: int) -> Any:
    """A cell, None outside the sheet."""
    return sheet.rows[row][column] if 0 <= row < len(sheet.rows) and column < len(sheet.rows[row]) else None


def is_number(cell: Any) -> bool:
    """Whether a cell holds a number, typed or written as text."""
    if isinstance(cell, str):
        try:
            number_in(cell, ".")
        except NoNumber:
            return False
        return True
    return isinstance(cell, float)


def years_in(text: str) -> list[int]:
    """Calendar years a text names, each once.

    >>> years_in("Final energy consumption 2011 [MWh]"), years_in("12011 MWh")
    ([2011], [])
    """
    return list(dict.fromkeys(int(year) for year in _YEAR.findall(text)))


def year_of(table: Table) -> int | None:
    """The year that the corner, the rows above or the sheet's name say; rows that name several say nothing."""
    for text in (table.corner(), *table.context()):
        if len(years := years_in(text)) == 1:
            return years[0]
    return None


def letter_of(table: Table, labels: Labels) -> str:
    """Whether a table is A, B, C, D or F by its title and units; empty when nothing says so."""
    made_here = "production" in table.columns.values()
    units = [unit for place in table.columns if (unit := unit_in(table.heading(place)))]
    texts = [table.corner(), *table.context()]
    if units and not made_here and len({unit.dimension for unit in units}) == 1:
        by_unit = {"energy": "A", "mass": "B", "factor": "F"}[units[0].dimension]
        return next((letter for text in texts if (letter := _titled(text, labels)) in ("C", "D")), by_unit)
    for text in texts:
        if (letter := _titled(text, labels)) and (not made_here or letter in ("C", "D")):
            return letter
        unit = unit_in(text)
        if unit is not None and not made_here:
            return {"energy": "A", "mass": "B", "factor": "F"}[unit.dimension]
    return "C" if made_here else ""


def _titled(text: str, labels: Labels) -> str:
    """The table that a title names, by the longest label in it."""
    plain = f" {plain_label(text)} "
    known = labels.by_vocabulary["table"]
    found = [label for label in known if len(label) > 1 and f" {label} " in plain and known[label] in "ABCDF"]
    return known[max(found, key=len)] if found else ""


def _shown(cell: Any) -> str:
    return f"{cell:g}" if isinstance(cell, float) else str(cell)
