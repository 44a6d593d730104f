"""What a report is made from, and the figures that several of its parts need.

Place in the flow: scenarios runs -> [report]: a run comes in, parts read it from here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from scenarios.report.words import Words
from sim.parameter import Book
from sim.results import Results, Table
from sim.scenario import Scenario

OUTSIDE = "rest_of_world"
"""Party of the ledger that is no party: wages, imports, banks elsewhere."""


@dataclass(frozen=True)
class Given:
    """A run with what surrounds it."""

    results: Results
    scenario: Scenario
    book: Book
    """As the run used it: context and what-ifs in."""
    words: Words
    untouched: Results | None = None
    """The same city without any measure; None when it was not run."""
    bands: dict[str, Any] | None = None
    """Summary of an ensemble of the same plan (`scenarios.ensemble.summary_of`); None when none is at hand."""
    city_title: str = ""

    @property
    def summary(self) -> dict[str, Any]:
        """What `stadslab run --json` says."""
        return self.results.summary

    @property
    def first_year(self) -> int:
        """First year that was lived."""
        return int(self.results.years[0])

    @property
    def last_year(self) -> int:
        """Last year that was lived."""
        return int(self.results.years[-1])

    @cached_property
    def years_told(self) -> list[int]:
        """Years that tables show: base year, first, those of pledges, last."""
        lived = {self.first_year, self.last_year}
        lived |= {each["year"] for each in self.summary["targets"] if each["year"] in self.results.years}
        return sorted({self.summary["baseline"]["year"], *lived})

    def table(self, name: str) -> Table:
        """A table of the run; without rows when the run has none of that name."""
        return self.results.tables[name] if name in self.results.tables else {}

    def rows(self, name: str, *columns: str) -> Iterable[tuple[Any, ...]]:
        """Some columns of a table, row by row, as plain values."""
        table = self.table(name)
        if not table:
            return iter(())
        return zip(*(np.asarray(table[column]).tolist() for column in columns), strict=True)

    def inventory(self, kind: str, by: str) -> dict[int, dict[str, float]]:
        """Energy use or emissions by year told and by `row` or `carrier`."""
        found: dict[int, dict[str, float]] = {year: {} for year in self.years_told}
        for this, table, word, year, value in self.rows("inventory", "kind", "table", by, "year", "value"):
            if this == kind and table in "AB" and year in found and value:
                found[year][word] = found[year].get(word, 0.0) + value
        return found
