"""What has been read of an inventory so far, and single cells: a number, a notation key, or a problem.

Place in the flow: a small tool of `scenarios.inventory`; the readers of tables, facts and records fill it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from scenarios.inventory.labels import Labels
from scenarios.inventory.numbers import NoNumber, number_in
from scenarios.inventory.spots import CellProblem, Spot, problem_at
from scenarios.problems import near_word, shown
from sim.inventory.inventory import Cell, Place
from sim.inventory.template import NOTATION


class Total(NamedTuple):
    """A sum that the file states itself."""

    kind: str
    table: str
    row: str
    """A row, or a group of rows."""
    carrier: str
    """A carrier, or `all`."""
    year: int
    value: float
    spot: Spot


@dataclass
class Found:
    """What has been read so far."""

    file: str
    labels: Labels
    mark: str
    cells: dict[Place, Cell] = field(default_factory=dict)
    spots: dict[Place, Spot] = field(default_factory=dict)
    totals: list[Total] = field(default_factory=list)
    gross: dict[tuple[str, int], Spot] = field(default_factory=dict)
    """Carrier and year of columns whose header says gross calorific value."""
    problems: list[CellProblem] = field(default_factory=list)
    year: int | None = None
    """Year of the table read last in this sheet, or of the file."""

    def complain(self, spot: Spot | None, key: str, found: str, wanted: str, suggestion: str = "", **more: str) -> None:
        """Note a problem."""
        self.problems.append(problem_at(self.file, spot, key, found, wanted, suggestion, **more))

    def put(self, place: Place, cell: Cell, spot: Spot) -> None:
        """Keep a cell; the same place twice is a problem unless both say the same."""
        before = self.cells.get(place)
        if before is not None and before != cell:
            wanted = (
                f"one value; {self.spots[place].sheet} {self.spots[place].letter}{self.spots[place].row} has another"
            )
            self.complain(spot, key_of(place), _said(cell), wanted, rule="twice")
            return
        self.cells[place], self.spots[place] = cell, spot


def key_of(place: Place) -> str:
    """A place of the template as messages name it.

    >>> key_of(Place("energy_mwh", "A", "residential", "natural_gas", 2011))
    'A.residential.natural_gas 2011'
    """
    kind = "" if place.kind in ("energy_mwh", "factor_t_mwh") or place.table == "B" else f".{place.kind}"
    return f"{place.table}.{place.row}{kind}{'.' + place.carrier if place.carrier else ''} {place.year}"


def _said(cell: Cell) -> str:
    return cell.notation or f"{cell.value:g}"


def cell_in(raw: Any, found: Found, spot: Spot, key: str) -> Cell | None:
    """A number or a notation key in a cell of a file; None when there is neither, with a problem when something else is."""
    if raw is None or (isinstance(raw, str) and raw.strip() in ("", "-", "–", "/")):
        return None
    if isinstance(raw, str) and raw.strip().upper() in NOTATION:
        return Cell(notation=raw.strip().upper())
    try:
        return Cell(number_of(raw, found.mark))
    except NoNumber as wrong:
        letters = isinstance(raw, str) and raw.replace(".", "").replace("/", "").strip().isalpha()
        near = wrong.suggestion or (
            near_word(str(raw), NOTATION) or ("NO" if len(str(raw)) <= 4 else "") if letters else ""
        )
        rule = "notation" if letters else "number"
        wanted = f"a number or a notation key: {', '.join(NOTATION)}" if letters else wrong.wanted
        found.complain(spot, key, shown(raw), wanted, near, rule=rule)
        return None


def number_of(raw: Any, mark: str) -> float:
    """A typed or written number.

    Raises:
        NoNumber: it is none, or not finite
    """
    if isinstance(raw, bool):
        raise NoNumber("a number")
    value = raw if isinstance(raw, float) else number_in(str(raw), mark)
    if value != value or value in (float("inf"), float("-inf")):
        raise NoNumber("a finite number")
    return value
