"""What a case gives: its inputs, read by name and checked in words.

Place in the flow: between the line of a case file and the function of the model that answers it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sim.finance import NoSolution


class BadCase(Exception):
    """The case itself cannot be used; the text says what is wrong with it."""


class NotKnown(Exception):
    """The model has no answer for this kind of question."""


@dataclass(frozen=True)
class Given:
    """The inputs of one case. A number may be written as a number or as text; later names are other spellings."""

    inputs: Mapping[str, Any]
    folder: Path
    """Where the case file stands; paths in inputs are relative to it."""

    def number(self, name: str, *spellings: str, default: float | None = None) -> float:
        """A number by name.

        Raises:
            BadCase: it is missing without default, or is no number
            NoSolution: it is infinite or not a number (NaN), which no answer can be found for
        """
        raw = self._find(name, spellings)
        if raw is None:
            if default is None:
                raise BadCase(f"input {name!r} is missing")
            return default
        return _as_number(raw, name)

    def numbers(self, name: str, *spellings: str) -> list[float]:
        """A list of numbers by name.

        Raises:
            BadCase, NoSolution: as `number`
        """
        raw = self._find(name, spellings)
        if raw is None:
            raise BadCase(f"input {name!r} is missing")
        if not isinstance(raw, list):
            raise BadCase(f"input {name!r} must be a list of numbers, found {raw!r}")
        return [_as_number(one, f"{name}[{place}]") for place, one in enumerate(raw)]

    def whole(self, name: str, *spellings: str, default: int | None = None) -> int:
        """A whole number by name; 15.0 is one."""
        found = self.number(name, *spellings, default=default)
        if found != int(found):
            raise BadCase(f"input {name!r} must be a whole number, found {found:g}")
        return int(found)

    def text(self, name: str) -> str:
        """A text by name."""
        raw = self._find(name, ())
        if not isinstance(raw, str):
            raise BadCase(f"input {name!r} must be a text, found {raw!r}")
        return raw

    def clock_hour(self, name: str) -> float:
        """An hour of the clock by name: 23, 23.5 or "23:30"."""
        raw = self._find(name, ())
        if isinstance(raw, str) and ":" in raw:
            hours, _, minutes = raw.partition(":")
            return _as_number(hours, name) + _as_number(minutes, name) / 60
        return self.number(name)

    def at_beginning(self) -> bool:
        """Whether payments fall at the beginning of a period: `when` is begin or 1; the end is usual."""
        raw = self._find("when", ("type", "due", "at_beginning", "pmt_at_beginning"))
        word = str(raw).strip().lower()
        if word in ("begin", "beginning", "start", "b", "1", "1.0", "true"):
            return True
        if raw is None or word in ("end", "e", "finish", "0", "0.0", "false"):
            return False
        raise BadCase(f"input 'when' must be begin or end, found {raw!r}")

    def _find(self, name: str, spellings: tuple[str, ...]) -> Any:
        return next((self.inputs[one] for one in (name, *spellings) if self.inputs.get(one) is not None), None)


Answer = Callable[[Given], Mapping[str, Any]]
"""Answers one kind: values by quantity; raises `NoSolution` to refuse, `BadCase` when inputs are missing."""


def _as_number(raw: Any, name: str) -> float:
    if raw is None:  # how JSON writes a number that is none
        raise NoSolution(f"input {name!r} is not a number")
    if isinstance(raw, bool) or not isinstance(raw, int | float | str):
        raise BadCase(f"input {name!r} must be a number, found {raw!r}")
    try:
        value = float(raw)
    except (ValueError, OverflowError):
        raise BadCase(f"input {name!r} must be a number, found {raw!r}") from None
    if not math.isfinite(value):
        raise NoSolution(f"input {name!r} is not a finite number")
    return value
