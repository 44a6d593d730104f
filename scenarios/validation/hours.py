"""Columns of hours in a case (one number, a day or a whole year), and bounds of numbers.

Place in the flow: a small tool of the answers on heat and sun.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from scenarios.validation.given import BadCase, Given
from sim.finance import NoSolution
from sim.physics import HOURS

LENGTHS = (1, 24, HOURS)


def hours_of(given: Given, name: str, *spellings: str, default: float | None = None) -> np.ndarray:
    """A column of hours by name.

    Args:
        given: the case
        name, spellings: of the input
        default: value when it is missing or null; NaN for "none at any hour"

    Returns:
        shape (1,), (24,) or (8760,); a null inside a list is NaN

    Raises:
        BadCase: it is missing without default, or no column of hours
        NoSolution: a number is infinite
    """
    raw = next((given.inputs[one] for one in (name, *spellings) if given.inputs.get(one) is not None), default)
    if raw is None:
        raise BadCase(f"input {name!r} is missing")
    if not isinstance(raw, list):
        return np.array([raw if raw is default else given.number(name, *spellings)], dtype=np.float64)
    if len(raw) not in LENGTHS:
        raise BadCase(f"input {name!r} has {len(raw)} values, wanted one, 24 or {HOURS}")
    return np.array([_hour(one, f"{name}[{place}]") for place, one in enumerate(raw)])


def _hour(raw: Any, name: str) -> float:
    if raw is None:
        return math.nan
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        raise BadCase(f"input {name!r} must be a number or null, found {raw!r}")
    if not math.isfinite(raw):
        raise NoSolution(f"input {name!r} is not a finite number")
    return float(raw)


def not_below_zero(values: Any, what: str) -> Any:
    """The same values.

    Raises:
        NoSolution: one of them is below zero
    """
    if np.any(np.asarray(values) < 0):
        raise NoSolution(f"{what} cannot be below zero")
    return values


def share_of(given: Given, name: str, default: float) -> float:
    """A share by name.

    Raises:
        NoSolution: it lies outside 0 to 1
    """
    value = given.number(name, default=default)
    if not 0 <= value <= 1:
        raise NoSolution(f"{name} must lie between 0 and 1, found {value:g}")
    return value
