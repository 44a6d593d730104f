"""How the command line speaks: one JSON object for machines, or tables for people; progress always to the side.

Place in the flow: a small tool of `scenarios.commands`.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from scenarios.problems import Problem

OK, FOUND_A_PROBLEM, BAD_INPUT = 0, 1, 2
"""Exit codes."""
WIDTH_WITHOUT_TERMINAL = 160


class Voice:
    """Speaks to whoever called: with `--json` standard output carries one object and nothing else.

    Args:
        as_json: whether `--json` was given
    """

    def __init__(self, as_json: bool):
        self.as_json = as_json
        self.side = _console(sys.stderr)

    def progress(self, words: str) -> None:
        """What is being done, on standard error."""
        self.side.print(Text(f"... {words}", style="dim"))

    def answer(self, content: Mapping[str, Any] | Sequence[Any], *shown: Any) -> None:
        """The answer: as JSON, or as the tables and lines that people read."""
        if self.as_json:
            sys.stdout.write(json.dumps(plain(content), indent=1) + "\n")
            sys.stdout.flush()
            return
        screen = _console(sys.stdout)
        for thing in shown:
            screen.print(Text(thing) if isinstance(thing, str) else thing)


def _console(stream: Any) -> Console:
    """Rich on a stream; without a terminal it gets room enough not to break words."""
    return Console(file=stream, highlight=False, width=None if stream.isatty() else WIDTH_WITHOUT_TERMINAL)


def say_problems(problems: Iterable[Problem], as_json: bool) -> None:
    """Problems in the author's words on standard error; with `--json` also as the object on standard output."""
    problems = list(problems)
    for problem in problems:
        sys.stderr.write(f"{problem}\n")
    if as_json:
        Voice(True).answer({"ok": False, "problems": [problem.as_dict() for problem in problems]})


def plain(value: Any) -> Any:
    """A value as JSON knows it: numbers of numpy become plain ones, a number that is none becomes null.

    >>> plain({"a": np.float32(0.5), "b": (np.int64(2), float("nan"))})
    {'a': 0.5, 'b': [2, None]}
    """
    if isinstance(value, Mapping):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, np.ndarray | list | tuple | set | range):
        return [plain(part) for part in value]
    if isinstance(value, np.generic):
        return plain(value.item())
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)


def table(title: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Group:
    """A title and a table under it; columns of numbers stand to the right."""
    rows = [list(row) for row in rows]
    drawn = Table()
    for place, column in enumerate(columns):
        is_number = any(isinstance(row[place], int | float) or _looks_numeric(row[place]) for row in rows)
        drawn.add_column(column, justify="right" if is_number else "left")
    for row in rows:
        drawn.add_row(*(Text("" if cell is None else str(cell)) for cell in row))
    return Group(Text(title, style="bold"), drawn)


def _looks_numeric(cell: Any) -> bool:
    return isinstance(cell, str) and cell.lstrip("+-")[:1].isdigit()


def amount(value: Any, digits: int = 0, unit: str = "", signed: bool = False) -> str:
    """A number for people, with thousands apart; a dash when there is none.

    >>> amount(12345.6), amount(0.25, 2, "kWh"), amount(None), amount(30, signed=True)
    ('12 346', '0.25 kWh', '-', '+30')
    """
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return "-"
    text = f"{value:{'+' if signed else ''},.{digits}f}".replace(",", " ")
    return f"{text} {unit}".rstrip()


def percent(value: Any, signed: bool = False) -> str:
    """A share as per cent.

    >>> percent(0.405), percent(None)
    ('40.5 %', '-')
    """
    return amount(None if value is None else 100 * value, 1, "%", signed)
