"""An inventory and its plan as plain values: cells, years, pledges, actions.

Place in the flow: [inventory]. A run's inventory and one that somebody brings in have this same form; reading and
writing it is the work of `scenarios.inventory`, judging it that of `sim.inventory.review`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from sim.inventory.template import GROUPS, KINDS, ROWS


class Place(NamedTuple):
    """Where a number stands in the template."""

    kind: str
    """One of `template.UNITS`."""
    table: str
    row: str
    carrier: str
    """Empty where no carrier is meant."""
    year: int


@dataclass(frozen=True)
class Cell:
    """A number, or a notation key that stands for one."""

    value: float | None = None
    """In the unit of its kind; None where a notation key stands."""
    notation: str = ""
    source: str = ""
    quality: str = ""
    """How the value was found, or why there is none."""


@dataclass(frozen=True)
class Pledge:
    """A promise against the baseline year."""

    year: int
    kind: str
    """`absolute` or `per_head`."""
    pledged_share: float
    """Share of the baseline's emissions to be gone by then [0 to 1]."""


@dataclass(frozen=True)
class Action:
    """One action of the plan, as the template asks it."""

    title: str
    area: str = ""
    instrument: str = ""
    sector: str = ""
    """A row of table A or B, or `transport`."""
    body: str = ""
    stakeholders: str = ""
    begin: int | None = None
    end: int | None = None
    investment_eur: float | None = None
    running_eur: float | None = None
    staff_eur: float | None = None
    finance_source: str = ""
    saved_mwh: float | None = None
    """Energy saved [MWh/yr]."""
    renewable_mwh: float | None = None
    """Renewable energy made [MWh/yr]."""
    co2_t: float | None = None
    """Emissions avoided [t/yr]."""
    state: str = ""
    """One of `template.ACTION_STATES`."""
    key_action: bool = False


@dataclass(frozen=True)
class Inventory:
    """Everything the template of one municipality holds."""

    municipality: str = ""
    approach: str = "ipcc"
    """One of `template.APPROACHES`."""
    gas: str = "co2"
    """One of `template.GASES`."""
    baseline_year: int | None = None
    monitoring_years: tuple[int, ...] = ()
    inhabitants: Mapping[int, float] = field(default_factory=dict)
    """By year."""
    cells: Mapping[Place, Cell] = field(default_factory=dict)
    pledges: tuple[Pledge, ...] = ()
    strategy: Mapping[str, str] = field(default_factory=dict)
    """Answers by the words of `template.STRATEGY`."""
    actions: tuple[Action, ...] = ()

    @property
    def years(self) -> tuple[int, ...]:
        """Years that have a cell, in order."""
        return tuple(sorted({place.year for place in self.cells}))

    def value(self, kind: str, table: str, row: str, carrier: str, year: int) -> float:
        """A number of the template, 0 where there is none."""
        cell = self.cells.get(Place(kind, table, row, carrier, year))
        return cell.value if cell is not None and cell.value is not None else 0.0

    def numbers(self, table: str, year: int, kind: str | None = None) -> Iterator[tuple[Place, float]]:
        """Every number of a table in a year."""
        for place, cell in self.cells.items():
            fits = place.table == table and place.year == year and (kind is None or place.kind == kind)
            if fits and cell.value is not None:
                yield place, cell.value

    def total(self, table: str, year: int, rows: tuple[str, ...] | None = None, carrier: str | None = None) -> float:
        """Sum of table A [MWh] or B [t], of some rows or one carrier only.

        >>> cells = {Place("co2_t", "B", "waste", "", 2011): Cell(5.0)}
        >>> Inventory(cells=cells).total("B", 2011)
        5.0
        """
        kind = KINDS[table][0]
        chosen = (
            value
            for place, value in self.numbers(table, year, kind)
            if (rows is None or place.row in rows) and (carrier is None or place.carrier == carrier)
        )
        return float(sum(chosen))


def rows_of_group(group: str, table: str) -> tuple[str, ...]:
    """Rows that a subtotal sums; `all` is the whole table, with the rows that come from no carrier in table B.

    >>> rows_of_group("others", "B")
    ('agriculture', 'other')
    """
    return ROWS[table] if group == "all" else GROUPS[group]
