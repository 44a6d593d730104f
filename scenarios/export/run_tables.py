"""A run as the exports read it: rows as plain dictionaries, and words when a table is not there.

Place in the flow: results folder -> [scenarios.export]. Folders of older versions lack tables; that is told, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from scenarios.problems import Problem, Unusable, shown_path
from scenarios.results_folder import SavedResults, digest

Row = dict[str, Any]
HASH_DIGITS = 8


@dataclass
class Run:
    """What a results folder says, with a place for what its exports have to add."""

    saved: SavedResults
    remarks: list[Problem] = field(default_factory=list)
    """What is missing or does not fit together."""
    notes: list[str] = field(default_factory=list)
    """What is as it should be, and still good to know."""

    @property
    def scenario(self) -> str:
        """Name of the scenario."""
        return str(self.saved.manifest["scenario"]["name"])

    @property
    def city(self) -> str:
        """Name of the city."""
        return str(self.saved.manifest["city"]["name"])

    @property
    def seed(self) -> int:
        """Seed of all draws."""
        return int(self.saved.manifest.get("seed", 0))

    @property
    def years(self) -> list[int]:
        """Simulated years, in order.

        Raises:
            Unusable: the manifest does not say
        """
        years = self.saved.manifest.get("summary", {}).get("years") or []
        if not years:
            raise Unusable([self.problem("summary.years", "no years in the manifest", "the summary that `run` writes")])
        return [int(year) for year in years]

    @property
    def number(self) -> str:
        """Short fingerprint of what the run was made from: scenario, book, city and seed."""
        manifest = self.saved.manifest
        parts = (
            manifest["scenario"].get("hash", self.scenario), manifest.get("book_hash", ""),
            manifest["city"].get("hash", self.city), self.seed,
        )  # fmt: skip
        return digest("/".join(map(str, parts)))[:HASH_DIGITS]

    def has(self, table: str) -> bool:
        """Whether a table was written."""
        return table in self.saved.tables

    def rows(self, table: str, *needed: str) -> list[Row]:
        """Rows of a table; none when it was not written.

        Raises:
            Unusable: it lacks a column that is needed
        """
        return self.columns(table, *needed).to_pylist() if self.has(table) else []

    def columns(self, table: str, *needed: str) -> pa.Table:
        """A table that was written.

        Raises:
            Unusable: it lacks a column that is needed
        """
        missing = [name for name in needed if name not in self.saved.tables[table].column_names]
        if missing:
            found = f"no column {', '.join(missing)} in the table {table}"
            raise Unusable([self.problem(table, found, "the columns of today's version: run the scenario again")])
        return self.saved.tables[table]

    def demand(self, *tables: str) -> None:
        """Refuse a run without some tables.

        Raises:
            Unusable: with a line for each that is missing
        """
        wanted = "results of today's version: run the scenario again"
        lacking = [
            self.problem(name, f"no table {name} in these results", wanted) for name in tables if not self.has(name)
        ]
        if lacking:
            raise Unusable(lacking)

    def problem(self, key: str, found: str, wanted: str) -> Problem:
        """A problem of this run."""
        return Problem(shown_path(self.saved.folder), None, key, found, wanted)

    def remark(self, key: str, found: str, wanted: str) -> None:
        """Note something that the reader of an export should know; each is said once."""
        said = Problem(shown_path(self.saved.folder), None, key, found, wanted, severity="warning")
        if said not in self.remarks:
            self.remarks.append(said)


def grouped(rows: Iterable[Mapping[str, Any]], column: str) -> dict[Any, list[Any]]:
    """Rows by the value of a column, each group in the order of the table.

    >>> grouped([{"a": 1, "b": 2}, {"a": 1, "b": 3}], "a")
    {1: [{'a': 1, 'b': 2}, {'a': 1, 'b': 3}]}
    """
    groups: dict[Any, list[Any]] = {}
    for row in rows:
        groups.setdefault(row.get(column), []).append(row)
    return groups
