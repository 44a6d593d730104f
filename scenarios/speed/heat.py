"""Speed of heat by the hour: one home through one year.

Place in the flow: rows of `scenarios.speed`.
"""

from __future__ import annotations

from types import ModuleType

from scenarios.speed.row import Row, reference

PLAIN_LOOP = "plain_heat"
"""The loop of the standard in plain Python, under `tests/speed`."""


def heat_ms() -> float:
    """Hourly heating and cooling of one home in one year, all archetypes of the book in one call [ms]."""
    return float(_plain_loop().milliseconds())


def heat_ratio() -> float:
    """Time of a plain-Python loop over time of the kernel, for the same home and year."""
    return float(_plain_loop().ratio())


def _plain_loop() -> ModuleType:
    return reference(PLAIN_LOOP)


ROWS = (Row("heat_ratio", "times", 300, heat_ratio, over=True), Row("heat_ms", "ms", 1.0, heat_ms))
