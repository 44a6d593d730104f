"""One number with its papers, and the book of them all.

Place in the flow: a small tool, used everywhere in `sim`. Values in, values out: `scenarios.book` reads the YAML.
"""

from __future__ import annotations

import difflib
import functools
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

EVIDENCE = ("standard", "measured", "literature", "assumption")


@dataclass(frozen=True)
class Parameter:
    """A number, or a small table of numbers, with unit, spread, evidence and source.

    `values` maps a year to the value that holds from that year until the next one listed. A value is a float, or
    for a table parameter a (nested) dict of floats keyed by words, like `{detached: {before_1946: 0.04}}`.
    """

    name: str
    """Dotted name, `topic.name`, as used in `what_if`."""
    label: str
    unit: str
    values: dict[int, Any]
    evidence: str
    source: dict[str, str]
    spread: tuple[float, float] | None = None
    distribution: str = "uniform"
    interpolate: bool = False
    """Between the listed years go in a straight line (prices, factors); otherwise in steps."""
    note: str = ""
    in_use: bool = True
    """Whether the model reads it; numbers gathered for a later issue stand in the book, but bend nothing yet."""
    where: tuple[str, int] = ("", 0)
    """File and line it was read from."""

    @functools.cached_property
    def _years(self) -> list[int]:
        """Years listed, in order."""
        return sorted(self.values)

    def at(self, year: int) -> Any:
        """The value that holds in a year; before the first year listed the first value holds."""
        if len(self.values) == 1:  # most of the book
            return next(iter(self.values.values()))
        years = self._years
        after = bisect_right(years, year)
        if after == 0:
            return self.values[years[0]]
        if not self.interpolate or after == len(years):
            return self.values[years[after - 1]]
        early, late = years[after - 1], years[after]
        share = (year - early) / (late - early)
        return self.values[early] * (1 - share) + self.values[late] * share


@dataclass(frozen=True)
class Book:
    """All parameters by dotted name, with the changes of one scenario already in."""

    parameters: dict[str, Parameter] = field(default_factory=dict)
    _asked: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)
    """Values already looked up, by name where one holds for all years, else by name and year: a run asks for the same
    few hundred numbers thousands of times."""

    def __getitem__(self, name: str) -> Parameter:
        if name not in self.parameters:
            near = difflib.get_close_matches(name, self.parameters, n=1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            raise KeyError(f"no parameter {name!r} in the book{hint}")
        return self.parameters[name]

    def __contains__(self, name: str) -> bool:
        return name in self.parameters

    def at(self, name: str, year: int) -> Any:
        """Value of a parameter in a year (a float, or a dict for a table parameter)."""
        value = self._asked.get(name)
        if value is None:
            value = self._asked.get((name, year))
        if value is None:
            parameter = self[name]
            value = parameter.at(year)
            self._asked[name if len(parameter.values) == 1 else (name, year)] = value
        return value

    def with_values(self, changes: dict[str, dict[int, Any]]) -> Book:
        """A book in which the named parameters have other values."""
        changed = {name: replace(self[name], values=values) for name, values in changes.items()}
        return Book({**self.parameters, **changed})


def yearly(read: Callable[[Book, int], Any]) -> Callable[[Book, int], Any]:
    """Keep what a function reads out of a book for a year; its arrays are for reading only."""

    @functools.wraps(read)
    def kept(book: Book, year: int) -> Any:
        found = book._asked.get((read, year))
        if found is None:
            found = book._asked[read, year] = read(book, year)
        return found

    return kept
