"""Where in a file something stands, and what is wrong there.

Place in the flow: a small tool of `scenarios.inventory`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from scenarios.problems import Problem


class Spot(NamedTuple):
    """A cell of a file, counted from 1."""

    sheet: str
    row: int
    column: int

    @property
    def letter(self) -> str:
        """The column as spreadsheets name it.

        >>> Spot("A", 7, 28).letter
        'AB'
        """
        letters, left = "", self.column
        while left > 0:
            left, place = divmod(left - 1, 26)
            letters = chr(ord("A") + place) + letters
        return letters


@dataclass(frozen=True)
class CellProblem(Problem):
    """One thing to mend in an inventory, with sheet, row and column."""

    sheet: str = ""
    row: int | None = None
    column: str = ""
    rule: str = ""
    """Name of the check that found it."""

    def __str__(self) -> str:
        cell = f"{self.column}{self.row}" if self.row else ""
        place = ", ".join(part for part in (self.file, f"sheet {self.sheet!r}" if self.sheet else "", cell) if part)
        mark = "  (warning)" if self.severity == "warning" else ""
        lines = [f"{place}  {self.key}".rstrip() + mark, f"    found  {self.found}", f"    wanted {self.wanted}"]
        return "\n".join([*lines, f"    did you mean  {self.suggestion} ?"] if self.suggestion else lines)


def problem_at(
    file: str, spot: Spot | None, key: str, found: str, wanted: str, suggestion: str = "", severity: str = "error",
    rule: str = "",
) -> CellProblem:  # fmt: skip
    """A problem at a spot, or with the file as a whole when the spot is not known."""
    sheet, row, column = (spot.sheet, spot.row, spot.letter) if spot else ("", None, "")
    return CellProblem(file, row, key, found, wanted, suggestion, severity, sheet, row, column, rule)
