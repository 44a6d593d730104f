"""Bends the numbers of the book for one scenario: its context first, its what-ifs after.

Place in the flow: scenarios reads -> [checks] -> runs. Pure: a book in, another book out.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from scenarios.problems import near_word, shown
from sim.parameter import Book, Parameter
from sim.scenario import Change

STARTING = 1900
"""Before every year of the book."""


@dataclass(frozen=True)
class Trouble:
    """Why a change cannot be made, or looks odd."""

    parameter: str
    found: str
    wanted: str
    suggestion: str = ""
    is_odd_only: bool = False


def bend(book: Book, changes: dict[str, Change]) -> tuple[Book, list[Trouble]]:
    """The book with the changes that can be made, and what is wrong with the others.

    A change may name one word of a table, like `heating.carrier_shares.oil`; the other words keep what they had.
    """
    troubles: list[Trouble] = []
    for name, change in changes.items():
        parameter, words = whose(book, name)
        if parameter is None:
            near = near_word(name, book.parameters)
            troubles.append(Trouble(name, f"the unknown parameter {shown(name)}", "a parameter of the book", near))
            continue
        part = part_of(parameter, words)
        if part is None:
            wanted = "a word of the table, such as " + ", ".join(_words_of(parameter)[:4])
            troubles.append(
                Trouble(name, f"no word {shown('.'.join(words))}", wanted, near_word(words[-1], _words_of(parameter)))
            )
            continue
        wrong = list(_trouble(part, change, bool(words) and not isinstance(parameter.spread, dict)))
        troubles.extend(wrong)
        if all(trouble.is_odd_only for trouble in wrong):
            book = book.with_values({parameter.name: _put_back(parameter, words, bent_values(part, change))})
    return book, troubles


def whose(book: Book, name: str) -> tuple[Parameter | None, list[str]]:
    """The parameter that a dotted name means, and the words of its table that follow; None when there is none."""
    topic, *words = name.split(".")
    parameter = ".".join([topic, *words[:1]])
    return (book[parameter], words[1:]) if parameter in book else (None, [])


def part_of(parameter: Parameter, words: list[str]) -> Parameter | None:
    """What stands under words of a table, as a parameter of its own; None when a year's table lacks them."""
    values: dict[int, Any] = {}
    for year, value in parameter.values.items():
        for word in words:
            value = value.get(word) if isinstance(value, dict) else None
        if value is None:
            return None
        values[year] = value
    spread: Any = parameter.spread
    for word in words if isinstance(spread, dict) else ():
        spread = spread.get(word) if isinstance(spread, dict) else spread
    return (
        replace(parameter, name=".".join([parameter.name, *words]), values=values, spread=spread)
        if words
        else parameter
    )


def _words_of(parameter: Parameter) -> list[str]:
    value = next(iter(parameter.values.values()))
    return [str(word) for word in value] if isinstance(value, dict) else []


def _put_back(parameter: Parameter, words: list[str], values: dict[int, Any]) -> dict[int, Any]:
    """The values of a whole parameter with a changed part in its place."""
    if not words:
        return values
    part = replace(parameter, values=values)
    return {year: _with_part(parameter.at(year), words, part.at(year)) for year in sorted({*values, *parameter.values})}


def _with_part(table: Any, words: list[str], part: Any) -> Any:
    return {**table, words[0]: _with_part(table[words[0]], words[1:], part)} if words else part


def bent_values(parameter: Parameter, change: Change) -> dict[int, Any]:
    """Values by year after the change; years before it keep what they had.

    >>> from sim.parameter import Parameter
    >>> price = Parameter("p.q", "price", "EUR", {2020: 1.0, 2030: 2.0}, "measured", {})
    >>> bent_values(price, Change("multiply", 3.0, "why not", from_year=2025))
    {2020: 1.0, 2025: 3.0, 2030: 6.0}
    >>> bent_values(price, Change("set", {2028: 5.0}, "why not"))
    {2020: 1.0, 2028: 5.0}
    """
    if isinstance(change.amount, dict):
        return {
            **_until(parameter, min(change.amount)),
            **{year: float(n) for year, n in sorted(change.amount.items())},
        }
    if change.from_year is None:
        start, later = STARTING, parameter.values
    else:
        start = change.from_year
        later = {start: parameter.at(start)} | {year: part for year, part in parameter.values.items() if year > start}
    changed = {year: _changed(part, change.how, change.amount) for year, part in sorted(later.items())}
    if change.how == "set":
        changed = dict(list(changed.items())[:1])
    return {**_until(parameter, start), **changed}


def _until(parameter: Parameter, start: int) -> dict[int, Any]:
    """Values of the years before a change, held up to its eve."""
    if start == STARTING:
        return {}
    earlier = {year: part for year, part in sorted(parameter.values.items()) if year < start}
    if parameter.interpolate or not earlier:
        earlier[start - 1] = parameter.at(start - 1)
    return earlier


def _changed(value: Any, how: str, amount: float) -> Any:
    """A number, or every number of a table, multiplied, raised or replaced."""
    if isinstance(value, dict):
        return {word: _changed(part, how, amount) for word, part in value.items()}
    if isinstance(value, tuple):
        return tuple(_changed(part, how, amount) for part in value)
    return float(value * amount if how == "multiply" else value + amount if how == "add" else amount)


def _numbers(value: Any) -> Iterator[float]:
    """All numbers of a value, however deep."""
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else None
    if parts is None:
        yield value
    else:
        for part in parts:
            yield from _numbers(part)


def _trouble(parameter: Parameter, change: Change, is_part: bool = False) -> Iterator[Trouble]:
    """What stands in the way of a change, or makes it odd; the part of a table has the table's spread."""
    if not parameter.in_use:
        wanted = "a parameter the model reads: this one is kept for later and changes nothing yet"
        yield Trouble(parameter.name, "a number not in use", wanted, is_odd_only=True)
    is_table = any(not isinstance(value, float) for value in parameter.values.values())
    if change.how == "set" and is_table:
        yield Trouble(parameter.name, "set", "multiply or add: this parameter is a table of several numbers")
        return
    before = [number for value in parameter.values.values() for number in _numbers(value)]
    after = [number for value in bent_values(parameter, change).values() for number in _numbers(value)]
    if not all(map(math.isfinite, after)):
        yield Trouble(parameter.name, shown(change.amount), "a change after which the number is finite")
    elif min(before) >= 0 > min(after):
        yield Trouble(parameter.name, f"{min(after):g} after the change", "a number that is not negative")
    else:
        yield from _outside_spread(parameter, change, is_part)


def _outside_spread(parameter: Parameter, change: Change, is_part: bool) -> Iterator[Trouble]:
    """A number bent beyond what its papers hold possible; a series or table has its spread as a factor."""
    if not isinstance(parameter.spread, tuple):
        return
    low, high = parameter.spread
    is_single = len(parameter.values) == 1 and isinstance(next(iter(parameter.values.values())), float) and not is_part
    for reached in _reached(parameter, change, is_single):
        if not low * (1 - 1e-9) <= reached <= high * (1 + 1e-9) and reached != 1:
            found = f"{reached:g} after the change" if is_single else f"{reached:g} times what it was"
            wanted = f"from {low:g} to {high:g} {parameter.unit if is_single else 'times'}, the spread of the parameter"
            yield Trouble(parameter.name, found, wanted.replace("  ", " "), is_odd_only=True)
            return


def _reached(parameter: Parameter, change: Change, is_single: bool) -> Iterator[float]:
    """New numbers of a single value, or how many times the old numbers a series comes to."""
    for year, value in bent_values(parameter, change).items():
        for new, old in zip(_numbers(value), _numbers(parameter.at(year)), strict=True):
            if new != old and (is_single or old != 0):
                yield new if is_single else new / old
