"""How far a city is with the counters of the Flemish local energy and climate pact.

Place in the flow: a small tool. Counts in, a verdict per counter out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sim.parameter import Book

UNIT = {
    "trees": "trees", "rain_m3": "m3", "facade_garden_m": "m", "nature_plots": "plots of 10 m2",
    "charge_points": "charge points", "collective_renovations": "dwellings",
}  # fmt: skip
"""What each counter is counted in."""
PER_THOUSAND = 1000.0


@dataclass(frozen=True)
class Counter:
    """One counter of the pact."""

    name: str
    unit: str
    reached: float
    asked: float

    @property
    def share(self) -> float:
        """Reached over asked."""
        return self.reached / self.asked if self.asked else 0.0


def pact_counters(
    reached: Mapping[str, float], inhabitants: float, dwellings: float, book: Book, year: int
) -> list[Counter]:
    """Every counter of the pact; what is not named in `reached` counts as nought.

    Args:
        reached: by name of UNIT, made since the pact began
        inhabitants, dwellings: of the city; renovations are asked per dwelling, all else per inhabitant
        book: `greening.local_pact`
        year: calendar year
    """
    asked = book.at("greening.local_pact", year)
    heads = {name: dwellings if name == "collective_renovations" else inhabitants for name in UNIT}
    return [
        Counter(name, unit, float(reached.get(name, 0.0)), asked[name] * heads[name] / PER_THOUSAND)
        for name, unit in UNIT.items()
    ]
