"""Reads an inventory from Excel, CSV or JSON: tables, facts, targets, strategy and actions, found by their labels.

Place in the flow: [reading] -> `sim.inventory` -> checks, store, fit. Nothing is guessed silently: what could not be
read or matched is a problem with its sheet, row and column.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from scenarios.inventory.found import Found, Total
from scenarios.inventory.json_form import inventory_from_json
from scenarios.inventory.labels import Labels, read_labels
from scenarios.inventory.numbers import decimal_mark
from scenarios.inventory.reading_facts import read_facts
from scenarios.inventory.reading_records import read_actions, read_long, read_pledges, read_targets
from scenarios.inventory.reading_tables import read_matrix
from scenarios.inventory.sheets import Sheet, read_sheets
from scenarios.inventory.spots import CellProblem, Spot
from scenarios.inventory.tables import ACTIONS, LONG, TARGETS, Table, tables_of
from scenarios.problems import Problem, Unusable, is_fatal, near_word, shown_path
from sim.inventory.inventory import Action, Inventory, Place, Pledge

FORMATS = ("xlsx", "csv", "json")
_DELIMITER_OF_POINTS = ","


@dataclass
class Reading:
    """What a file holds, and everything that is wrong with it."""

    file: str
    inventory: Inventory
    problems: list[CellProblem] = field(default_factory=list)
    spots: dict[Place, Spot] = field(default_factory=dict)
    """Where each number stands."""
    totals: list[Total] = field(default_factory=list)
    """Sums that the file states itself."""
    gross: dict[tuple[str, int], Spot] = field(default_factory=dict)
    action_spots: list[Spot] = field(default_factory=list)
    pledge_spots: list[Spot] = field(default_factory=list)
    fact_spots: dict[str, Spot] = field(default_factory=dict)

    @property
    def usable(self) -> bool:
        """Whether it can be kept: no problem is more than a warning."""
        return not is_fatal(self.problems)


def read_inventory(path: Path | str, more_labels: Mapping[str, str] | None = None) -> Reading:
    """Read an inventory, whatever its form.

    Args:
        path: an .xlsx, .csv or .json file
        more_labels: labels confirmed just now, beside those of the tree and of the user

    Raises:
        Unusable: the file cannot be opened, or holds no inventory at all
    """
    path = Path(path)
    form = path.suffix.lower().lstrip(".")
    if form not in FORMATS:
        wanted = f"a file that ends in {', '.join('.' + each for each in FORMATS)}"
        raise Unusable([Problem(shown_path(path), None, "", f"a file ending in {path.suffix or 'nothing'}", wanted,
                                near_word(form, FORMATS))])  # fmt: skip
    if form == "json":
        return Reading(shown_path(path), *inventory_from_json(path))
    return _from_sheets(path, read_sheets(path), read_labels(more_labels))


def _from_sheets(path: Path, sheets: list[Sheet], labels: Labels) -> Reading:
    tables = [(sheet, tables_of(sheet, labels)) for sheet in sheets]
    facts = read_facts(tables, labels, shown_path(path))
    mark = facts.decimal_mark or _mark_of(sheets)
    found = Found(shown_path(path), labels, mark, problems=facts.problems)
    reading = Reading(
        found.file, Inventory(), found.problems, found.spots, found.totals, found.gross, fact_spots=facts.spots
    )
    facts.read_inhabitants(found)
    actions: list[Action] = []
    pledges: list[Pledge] = []
    later: list[Table] = []
    for sheet, of_sheet in tables:
        found.year = facts.sheet_years.get(sheet.name, facts.only_year)
        for table in of_sheet:
            if table.kind == ACTIONS:
                actions += read_actions(table, found, reading.action_spots)
            elif table.kind == TARGETS:
                pledges += read_targets(table, found, reading.pledge_spots)
            elif table.kind == LONG:
                later.append(table)
            else:
                read_matrix(table, found)
    pledges += read_pledges(facts.pledges, facts.target_year, found, reading.pledge_spots)
    for table in later:
        read_long(table, found)
    if not found.cells and not found.problems:
        wanted = "a table with carriers (electricity, natural gas, ...) over its columns and sectors before its rows"
        found.complain(None, "", "no table of the template", wanted, rule="table")
    reading.inventory = replace(
        facts.as_inventory(found), cells=found.cells, pledges=tuple(pledges), actions=tuple(actions)
    )
    return reading


def _mark_of(sheets: list[Sheet]) -> str:
    """The decimal mark that numbers written as text prove, or that the delimiter of a CSV file implies."""
    texts = (cell for sheet in sheets for row in sheet.rows for cell in row if isinstance(cell, str) and len(cell) < 40)
    mark = decimal_mark(texts)
    if mark or not sheets[0].delimiter:
        return mark
    return "." if sheets[0].delimiter == _DELIMITER_OF_POINTS else "," if sheets[0].delimiter == ";" else ""
