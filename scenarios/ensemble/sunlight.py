"""The sun on roofs for any member of an ensemble, without reckoning a year by the hour for each.

Place in the flow: a small tool of `member`. The yield is proportional to the performance ratio and read off in straight
lines between five tilts, each reckoned once for a place and kept on disk: within 0.1 % of the hourly sum.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from scenarios.climate import sunshine_of
from sim.city.sunshine import Sunshine
from sim.parameter import Book

YEAR = 2025
"""The year whose numbers `sunshine_of` takes."""
PITCHED, FLAT, RATIO = "solar.roof_tilt_deg", "solar.flat_roof_tilt_deg", "solar.performance_ratio"
TILTS = tuple(np.linspace(0.0, 1.0, 5).tolist())
"""Where in their spreads the tilts lie that are reckoned."""


class Sunlight:
    """Yields of roofs for books that differ in tilts and performance ratio only.

    Args:
        latitude, longitude: of the city [degree]
        books: bent by the scenario, with the tilts of the sample from the lowest to the highest, at least one
    """

    def __init__(self, latitude: float, longitude: float, books: Sequence[Book]):
        self.ratio = books[0].at(RATIO, YEAR)
        ladder = [sunshine_of(latitude, longitude, book.with_values(_ratio(self.ratio))) for book in books]
        self.first, order = ladder[0], np.argsort([book.at(PITCHED, YEAR) for book in books], kind="stable")
        self.tilts = {name: np.array([books[place].at(name, YEAR) for place in order]) for name in (PITCHED, FLAT)}
        self.pitched = np.array([ladder[place].pitched_kwh_per_kwp for place in order])
        self.flat = np.array([ladder[place].flat_kwh_per_kwp for place in order])

    def of(self, book: Book) -> Sunshine:
        """What panels yield with the tilts and performance ratio of a book."""
        factor = book.at(RATIO, YEAR) / self.ratio
        tilt = book.at(PITCHED, YEAR)
        pitched = tuple(factor * _between(tilt, self.tilts[PITCHED], column) for column in self.pitched.T)
        flat = factor * _between(book.at(FLAT, YEAR), self.tilts[FLAT], self.flat)
        return replace(self.first, pitched_kwh_per_kwp=pitched, flat_kwh_per_kwp=flat)


def _between(tilt: float, tilts: np.ndarray, yields: np.ndarray) -> float:
    """A yield read off in straight lines; where a scenario fixed the tilt all steps of the ladder are one."""
    return float(yields[0]) if tilts[0] == tilts[-1] else float(np.interp(tilt, tilts, yields))


def _ratio(value: float) -> dict[str, dict[int, float]]:
    return {RATIO: {1900: value}}
