"""An inventory as JSON: every field by its name, every cell by its place.

Place in the flow: scenarios reads and writes an inventory; also the form in which it is kept under a name.
"""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from pathlib import Path
from typing import Annotated, Any, Literal, get_type_hints

from pydantic import BaseModel, ConfigDict, Field, ValidationError, create_model

from scenarios.complaints import complaints
from scenarios.inventory.found import key_of
from scenarios.inventory.sheets import LARGEST_FILE_BYTES
from scenarios.inventory.spots import CellProblem, problem_at
from scenarios.problems import Problem, Unusable, cut, near_word, one_of, shown, shown_path
from sim.inventory.inventory import Action, Cell, Inventory, Place, Pledge
from sim.inventory.template import ACTION_STATES, KINDS, NOTATION, ROWS, STRATEGY, UNITS, columns_of

FORM = "stadslab covenant inventory 1"
_STRICT = ConfigDict(extra="forbid", allow_inf_nan=False)
Year = Annotated[int, Field(ge=1980, le=2069)]


class CellInFile(BaseModel):
    """A number or a notation key, and where it belongs."""

    model_config = _STRICT

    kind: str
    table: str
    row: str
    carrier: str = ""
    year: Year
    value: float | None = None
    unit: str = ""
    notation: str = ""
    source: str = ""
    quality: str = ""


class PledgeInFile(BaseModel):
    """A promise against the baseline year."""

    model_config = _STRICT

    year: Year
    kind: Literal["absolute", "per_head"] = "absolute"
    pledged_share: float = Field(ge=0, le=100)


_CHECKED = {
    "title": (str, Field(min_length=1)),
    "begin": (Year | None, None),
    "end": (Year | None, None),
    "state": (Literal["", *ACTION_STATES], ""),
}
"""Fields of an action that must be more than of the right kind."""
_KINDS = get_type_hints(Action)
ActionInFile = create_model(
    "ActionInFile", __config__=_STRICT, __doc__="An action of the plan.",
    **{each.name: _CHECKED.get(each.name, (_KINDS[each.name], each.default)) for each in fields(Action)},
)  # fmt: skip


class InventoryFile(BaseModel):
    """The whole file."""

    model_config = _STRICT

    form: Literal["stadslab covenant inventory 1"]
    municipality: str = ""
    approach: Literal["ipcc", "lca"] = "ipcc"
    gas: Literal["co2", "co2e"] = "co2"
    baseline_year: Year | None = None
    monitoring_years: list[Year] = []
    inhabitants: dict[int, Annotated[float, Field(gt=0)]] = {}
    targets: list[PledgeInFile] = []
    strategy: dict[Literal[STRATEGY], str] = {}  # type: ignore[valid-type]
    actions: list[ActionInFile] = []  # type: ignore[valid-type]
    cells: list[CellInFile] = []


def inventory_from_json(path: Path) -> tuple[Inventory, list[CellProblem]]:
    """An inventory from a JSON file, with what is wrong with single cells.

    Raises:
        Unusable: no such file, no JSON, or not of this form
    """
    content = _content(path)
    try:
        file = InventoryFile.model_validate(content)
    except ValidationError as wrong:
        raise Unusable(complaints(wrong, InventoryFile, content, (), lambda keys: (shown_path(path), None))) from None
    problems = [
        problem_at(
            shown_path(path), None, f"targets[{number}].pledged_share", f"{pledge.pledged_share:g}, a percentage",
            "a share from 0 to 1", f"{pledge.pledged_share / 100:g}", rule="percent_for_share",
        )
        for number, pledge in enumerate(file.targets) if pledge.pledged_share > 1
    ]  # fmt: skip
    cells: dict[Place, Cell] = {}
    for number, cell in enumerate(file.cells):
        place = Place(cell.kind, cell.table, cell.row, cell.carrier, cell.year)
        wrong = _wrong_cell(cell, place) or (("a second value", "one value", "") if place in cells else None)
        if wrong:
            found, wanted, near = wrong
            problems.append(
                problem_at(
                    shown_path(path), None, f"cells[{number}] {key_of(place)}", found, wanted, near, rule="place"
                )
            )
            continue
        cells[place] = Cell(cell.value, cell.notation, cell.source, cell.quality)
    return _inventory(file, cells), problems


def _inventory(file: InventoryFile, cells: dict[Place, Cell]) -> Inventory:
    return Inventory(
        file.municipality, file.approach, file.gas, file.baseline_year, tuple(file.monitoring_years), file.inhabitants,
        cells, tuple(Pledge(**pledge.model_dump()) for pledge in file.targets), dict(file.strategy),
        tuple(Action(**action.model_dump()) for action in file.actions),
    )  # fmt: skip


def _content(path: Path) -> Any:
    try:
        if path.stat().st_size > LARGEST_FILE_BYTES:
            raise _bad(path, None, "a larger file", f"at most {LARGEST_FILE_BYTES // 1_000_000} MB")
        return json.loads(path.read_text("utf-8-sig"))
    except OSError as trouble:
        raise _bad(path, None, cut(trouble.strerror or str(trouble)), "a JSON file that exists") from None
    except json.JSONDecodeError as trouble:
        raise _bad(
            path, trouble.lineno, f"no JSON: {cut(trouble.msg)}", "a JSON file as `inventory export` writes it"
        ) from None
    except (UnicodeDecodeError, RecursionError, ValueError):
        raise _bad(path, None, "no JSON in UTF-8", "a JSON file as `inventory export` writes it") from None


def _bad(path: Path, line: int | None, found: str, wanted: str) -> Unusable:
    return Unusable([Problem(shown_path(path), line, "", found, wanted)])


def _wrong_cell(cell: CellInFile, place: Place) -> tuple[str, str, str] | None:
    """Found, wanted and near word of a cell that the template does not have, None when it has it."""
    for word, known in (
        (cell.table, ROWS),
        (cell.kind, KINDS.get(cell.table, ())),
        (cell.row, ROWS.get(cell.table, ())),
    ):
        if word not in known:
            return shown(word), one_of(known), near_word(word, known)
    columns = columns_of(cell.table, cell.kind, cell.row)
    if cell.carrier not in columns:
        return shown(cell.carrier), one_of(columns), near_word(cell.carrier, columns)
    if cell.notation and cell.notation not in NOTATION:
        return f"the notation key {shown(cell.notation)}", one_of(NOTATION), near_word(cell.notation, NOTATION)
    if cell.unit not in ("", UNITS[cell.kind]):
        return f"the unit {shown(cell.unit)}", UNITS[cell.kind], UNITS[cell.kind]
    if (cell.value is None) == (not cell.notation):
        return f"value {shown(cell.value)}, notation {shown(cell.notation)}", "either a value or a notation key", ""
    return None


def general(inventory: Inventory) -> dict[str, Any]:
    """What an inventory says beside its tables and its plan, as JSON."""
    return {
        "municipality": inventory.municipality,
        "approach": inventory.approach,
        "gas": inventory.gas,
        "baseline_year": inventory.baseline_year,
        "monitoring_years": list(inventory.monitoring_years),
        "inhabitants": {str(year): heads for year, heads in inventory.inhabitants.items()},
    }


def as_json(inventory: Inventory) -> str:
    """An inventory as the text of a JSON file."""
    content = {
        "form": FORM,
        **general(inventory),
        "targets": [asdict(pledge) for pledge in inventory.pledges],
        "strategy": dict(inventory.strategy),
        "actions": [asdict(action) for action in inventory.actions],
    }
    cells = [
        json.dumps({**place._asdict(), "unit": UNITS[place.kind], **asdict(cell)}, ensure_ascii=False, allow_nan=False)
        for place, cell in sorted(inventory.cells.items(), key=lambda item: (item[0].year, item[0].table, *item[0]))
    ]
    head = json.dumps(content, indent=1, ensure_ascii=False, allow_nan=False).removesuffix("\n}")
    body = ",\n  ".join(cells)
    return f'{head},\n "cells": [\n  {body}\n ]\n}}\n' if cells else f'{head},\n "cells": []\n}}\n'
