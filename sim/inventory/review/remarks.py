"""A remark of the reviewer, and what he has before him.

Place in the flow: [inventory]; a small tool of `sim.inventory.review`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from sim.inventory.factors import factors_t_mwh
from sim.inventory.inventory import Inventory, Place
from sim.parameter import Book

ERROR, WARNING = "error", "warning"


@dataclass(frozen=True)
class Remark:
    """One thing to mend or to explain."""

    rule: str
    """Name of the check."""
    about: str
    """What it is about, in words of the template."""
    found: str
    wanted: str
    suggestion: str = ""
    severity: str = WARNING
    """`error` (the inventory cannot be used so) or `warning`."""
    place: Place | None = None
    """The cell, when there is one."""
    row: tuple[str, str, int] | None = None
    """Table, row and year, for a remark about a whole row."""
    number: int | None = None
    """Place in the list of actions or pledges, when it is about one of them."""


class StatedSum(NamedTuple):
    """A sum that the file states itself."""

    table: str
    row: str
    """A row, or a group of rows such as `transport` or `all`."""
    carrier: str
    """A carrier, or `all`."""
    year: int
    value: float


@dataclass(frozen=True)
class Given:
    """An inventory with what it is judged by."""

    inventory: Inventory
    book: Book
    sums: tuple[StatedSum, ...] = ()
    gross: Mapping[tuple[str, int], object] = field(default_factory=dict)
    """Carrier and year of columns whose header says gross calorific value."""

    def limit(self, name: str) -> float:
        """A limit of the reviewer, from `inventory.*` of the book."""
        return float(self.book.at(f"inventory.{name}", self.inventory.baseline_year or 0))

    def net_over_gross(self, year: int) -> float:
        """Net over gross calorific value of natural gas."""
        return float(self.book.at("heat.gas_net_over_gross", year))

    @cached_property
    def usual_factors(self) -> dict[int, dict[str, float]]:
        """The book's factor of every carrier by year, counted as the inventory says it counts [t/MWh]."""
        inventory = self.inventory
        return {year: factors_t_mwh(self.book, year, inventory.approach, inventory.gas) for year in inventory.years}

    def stated_factor(self, carrier: str, year: int) -> float | None:
        """The factor that the inventory itself gives, None when it gives none."""
        cell = self.inventory.cells.get(Place("factor_t_mwh", "F", "emission_factor", carrier, year))
        return cell.value if cell is not None else None


def amount(value: float) -> str:
    """A number in a message.

    >>> amount(12345.678), amount(0.1824), amount(12.0)
    ('12346', '0.1824', '12')
    """
    return f"{value:.0f}" if abs(value) >= 1000 else f"{value:.4g}"
