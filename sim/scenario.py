"""A question put to the city, as plain values: what the model gets after reading and checking are done.

Place in the flow: a small tool, used everywhere in `sim`. Values in, values out: `scenarios.load_scenario` makes it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Target:
    """What the city promised for a year, against its base year."""

    year: int
    kind: str
    """`absolute` (tonnes of the whole city) or `per_head`."""
    pledged_share: float
    """Share of the base year's emissions to be gone by then [0 to 1]."""
    label: dict[str, str] = field(default_factory=dict)
    """What people read, per language."""


@dataclass(frozen=True)
class Change:
    """One parameter bent for the occasion."""

    how: str
    """`multiply`, `add` or `set`."""
    amount: float | dict[int, float]
    """Factor, difference in the parameter's unit, or new value; a new value may be given by year."""
    because: str
    from_year: int | None = None
    """First year it counts; None: from the beginning."""


@dataclass(frozen=True)
class Scenario:
    """What the city decides (`measures`) apart from what happens to it (`context`, `what_if`)."""

    name: str
    title: dict[str, str]
    """What people read: each of nl, fr, de, en has its text."""
    question: dict[str, str]
    city: str
    """Name of a city, or the path of its file."""
    first_year: int
    last_year: int
    seed: int
    runs: int
    context: dict[str, str] = field(default_factory=dict)
    """Chosen variant by aspect, every aspect named."""
    measures: dict[str, Any] = field(default_factory=dict)
    """Each a `sim.measures.Measure`, by the word the scenario uses for it."""
    what_if: dict[str, Change] = field(default_factory=dict)
    """Changes by dotted name of the parameter."""
    targets: tuple[Target, ...] | None = None
    """None: the targets of the city itself."""
    compare_with: tuple[str, ...] = ()
    actors: dict[str, dict[str, float]] = field(default_factory=dict)
    """Settings of single actors, by actor."""

    @property
    def years(self) -> range:
        """The simulated years, first and last included."""
        return range(self.first_year, self.last_year + 1)
