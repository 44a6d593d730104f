"""The levers of a fit: which numbers of the book may move, and how far.

Place in the flow: scenarios fits a city to an inventory: [levers] -> fitting -> overlay.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from scenarios.bending import bend, part_of, whose
from scenarios.problems import Problem, Unusable
from scenarios.reading import read_yaml
from sim.parameter import Book
from sim.scenario import Change

FILE = Path(__file__).with_name("levers.yaml")
DIGITS = 4
"""Decimals of a factor as it is written down and used."""


@dataclass(frozen=True)
class Lever:
    """Numbers of the book that move together, by one factor."""

    name: str
    title: str
    bends: tuple[str, ...]
    """Dotted names, single words of a table allowed."""
    low: float
    """Least factor."""
    high: float
    value: float | None
    """The number itself in the year of the fit; None for a table."""
    unit: str

    def factor(self, position: float) -> float:
        """The factor at a position from -1 (least) over 0 (as in the book) to 1 (most).

        >>> Lever("a", "", (), 0.5, 3.0, None, "").factor(-0.5), Lever("a", "", (), 0.5, 3.0, None, "").factor(0.5)
        (0.75, 2.0)
        """
        span = self.high - 1.0 if position >= 0 else 1.0 - self.low
        return round(1.0 + position * span, DIGITS)


def read_levers(book: Book, year: int) -> list[Lever]:
    """Every lever with the limits that the book's spreads set.

    Raises:
        Unusable: a lever names a number that the book does not have, or that has no spread
    """
    reading = read_yaml(FILE)
    if reading.value is None or reading.problems:
        raise Unusable(reading.problems)
    return [_lever(name, about["title"], tuple(about["bends"]), book, year) for name, about in reading.value.items()]


def _lever(name: str, title: str, bends: tuple[str, ...], book: Book, year: int) -> Lever:
    limits = [_limits(bent, book, year) for bent in bends]
    low, high = max(limit[0] for limit in limits), min(limit[1] for limit in limits)
    parameter, words = whose(book, bends[0])
    part = part_of(parameter, words) if parameter is not None else None
    value = part.at(year) if part is not None else None
    single = len(bends) == 1 and isinstance(value, float)
    return Lever(
        name, title, bends, low, high, value if single else None, parameter.unit if parameter is not None else ""
    )


def _limits(name: str, book: Book, year: int) -> tuple[float, float]:
    """Least and most factor: a single number has its spread in its own unit, a series or a table as a factor."""
    parameter, words = whose(book, name)
    part = part_of(parameter, words) if parameter is not None else None
    if parameter is None or part is None or not isinstance(part.spread, tuple):
        raise Unusable([Problem(FILE.name, None, name, "no number with a spread", "a number of the book that has one")])
    low, high = part.spread
    only = next(iter(part.values.values()))
    is_single = len(part.values) == 1 and isinstance(only, float) and (not words or isinstance(parameter.spread, dict))
    return (low / only, high / only) if is_single and only else (low, high)


def changes_of(levers: Sequence[Lever], factors: Mapping[str, float], because: str) -> dict[str, Change]:
    """The levers that moved, as the changes of a scenario."""
    return {
        bent: Change("multiply", factors[lever.name], because)
        for lever in levers if factors[lever.name] != 1.0 for bent in lever.bends
    }  # fmt: skip


def bent_book(book: Book, levers: Sequence[Lever], positions: np.ndarray) -> Book:
    """The book with each lever at its position, shape (levers,)."""
    factors = {lever.name: lever.factor(float(at)) for lever, at in zip(levers, positions, strict=True)}
    return bend(book, changes_of(levers, factors, "a trial"))[0]
