"""Reading a table of others by its columns, so that what is wrong is told by line and column.

Place in the flow: a small tool of `scenarios.municipality`. Tables are comma separated text with one header line.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scenarios.problems import Problem, Unusable, cut, near_word, shown

OTHER_SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "bars"}
NOT_COLLECTED = {"", "nan", "na", "null"}
"""How a cell says that nobody counted; a zero says that somebody counted none."""
MOST_PROBLEMS = 20
"""Problems of one table that are listed; a broken column would fill the screen."""


@dataclass
class Table:
    """An open table: rows of wanted columns, and what was found wrong so far."""

    file: str
    lines: Any
    """A reader of the csv module, past the header."""
    header: list[str]
    wanted: Sequence[str]
    problems: list[Problem] = field(default_factory=list)

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Line number and the cells of the wanted columns; a row that is too short is a problem."""
        places = [self.header.index(name) for name in self.wanted]
        last = max(places)
        try:
            for row in self.lines:
                if len(row) > last:
                    yield self.lines.line_num, [row[place].strip() for place in places]
                elif row:
                    found = f"{len(row)} cell{'' if len(row) == 1 else 's'}"
                    self.wrong(self.lines.line_num, "", found, f"{len(self.header)} cells, as in the header")
        except csv.Error as trouble:
            self.wrong(self.lines.line_num, "", cut(str(trouble)), "comma separated text")

    def wrong(self, line: int | None, column: str, found: str, wanted: str, near: str = "") -> None:
        """Note a problem."""
        self.problems.append(Problem(self.file, line, column, found, wanted, near))

    def number(self, line: int, column: str, cell: str) -> float:
        """A count; NaN when it was not collected or is no count (a noted problem)."""
        if cell.lower() in NOT_COLLECTED:
            return math.nan
        try:
            value = float(cell)
        except ValueError:
            value = math.nan
        if math.isfinite(value) and value >= 0 and value == int(value):
            return value
        self.wrong(line, column, shown(cell), "a whole number from 0 on, or nothing where it was not collected")
        return math.nan

    def done(self) -> None:
        """Refuse the table when something was wrong.

        Raises:
            Unusable: with the first problems, and how many more there are
        """
        if self.problems:
            listed, more = self.problems[:MOST_PROBLEMS], len(self.problems) - MOST_PROBLEMS
            if more > 0:
                listed.append(Problem(self.file, None, "", f"{more} more problems", "a table without them"))
            raise Unusable(listed)


def open_table(path: Path, wanted: Sequence[str]) -> Table:
    """A table with the wanted columns among its own, in any order.

    Raises:
        Unusable: it cannot be read, is empty, is separated by something else, or lacks a column
    """
    file = str(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as trouble:
        raise _unusable(file, None, "", f"no UTF-8 text at byte {trouble.start}", "a table saved as UTF-8") from None
    except OSError as trouble:
        raise _unusable(file, None, "", cut(trouble.strerror or str(trouble)), "a table that can be read") from None
    lines = csv.reader(io.StringIO(text, newline=""))
    try:
        header = [name.strip() for name in next(lines)]
    except (StopIteration, csv.Error):
        raise _unusable(file, 1, "", "no header line", f"a header with {', '.join(wanted)}") from None
    missing = [name for name in wanted if name not in header]
    if missing and len(header) == 1:
        for mark, word in OTHER_SEPARATORS.items():
            if mark in header[0]:
                raise _unusable(file, 1, "", f"columns separated by {word}", "columns separated by commas")
    if missing:
        raise Unusable(
            Problem(file, 1, name, f"no such column; there is {cut(', '.join(header))}", "this column",
                    near_word(name, [each for each in header if each not in wanted]))
            for name in missing
        )  # fmt: skip
    return Table(file, lines, header, wanted)


def _unusable(file: str, line: int | None, column: str, found: str, wanted: str) -> Unusable:
    return Unusable([Problem(file, line, column, found, wanted)])
