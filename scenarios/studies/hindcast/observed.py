"""What was observed from 2010 to 2024: a small table, one row per figure, each with its source and confidence.

Place in the flow: scenarios -> [studies]. The front of the hindcast: everything the model is held against comes from here.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from scenarios.problems import Problem, Unusable, near_word, one_of, shown, shown_path

TABLE = Path(__file__).parent / "observed.csv"
COLUMNS = (
    "id", "check", "quantity", "date", "value", "low", "high", "unit", "region", "confidence", "use", "scale",
    "tolerance", "source", "note",
)  # fmt: skip
WORDS = {
    "confidence": ("high", "medium", "low"),
    "use": ("fit", "kept", "unseen"),
    "scale": ("linear", "log"),
    "check": (
        "led_path", "lighting_energy", "lighting_payback", "gas_and_electricity", "epc", "covenant", "pv", "bev",
        "heat_pumps",
    ),
}  # fmt: skip
FIRST_DATE, LAST_DATE = 2005.0, 2026.0
TWO_SIGMA = 4.0
"""Low to high is taken as four standard deviations."""


@dataclass(frozen=True)
class Observation:
    """One figure of the past."""

    id: str
    check: str
    quantity: str
    """Name of a series of `living`."""
    date: float
    """Moment as a year with a fraction; for what happens in a year, its middle."""
    value: float
    low: float
    high: float
    unit: str
    region: str
    confidence: str
    use: str
    """`fit`: the parameters are fitted on it; `kept`: held for judging; `unseen`: of the last two years, held for judging."""
    scale: str
    """`log`: errors are factors; `linear`: errors are differences."""
    tolerance: float
    """Standard deviation of what the model may be off by its own simplifications, in the unit or in the logarithm."""
    source: str
    note: str

    @property
    def sigma(self) -> float:
        """Standard deviation of the observation itself, on its scale."""
        return (self.scaled(self.high) - self.scaled(self.low)) / TWO_SIGMA

    def scaled(self, value: float) -> float:
        """A value on the scale on which errors are judged."""
        return math.log(value) if self.scale == "log" else value


def read_observed(path: Path | str = TABLE) -> list[Observation]:
    """The table of observations.

    Raises:
        Unusable: with every broken row: file, line, column, what was found and what is wanted
    """
    path = Path(path)
    problems: list[Problem] = []
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as trouble:
        found = getattr(trouble, "strerror", None) or str(trouble)
        raise Unusable(
            [Problem(shown_path(path), None, "", found, "a table of observations (CSV, UTF-8)")]
        ) from trouble
    missing = [name for name in COLUMNS if not rows or name not in rows[0]]
    if missing:
        found = f"no column {', '.join(missing)}" if rows else "an empty table"
        raise Unusable([Problem(shown_path(path), 1, "", found, f"the columns {', '.join(COLUMNS)}")])
    read, known = [], {}
    for line, row in enumerate(rows, start=2):
        wrong = list(_wrong(row, known, line))
        problems += [Problem(shown_path(path), line, *complaint) for complaint in wrong]
        known.setdefault(row["id"], line)
        if not wrong:
            read.append(_observation(row))
    if problems:
        raise Unusable(problems)
    return read


def _observation(row: dict[str, str]) -> Observation:
    numbers = {name: float(row[name]) for name in ("date", "value", "low", "high", "tolerance")}
    return Observation(**{name: numbers.get(name, row[name]) for name in COLUMNS})


def _wrong(row: dict[str, str], known: dict[str, int], line: int) -> Iterator[tuple[str, str, str, str]]:
    """What is wrong with a row: column, found, wanted, near word."""
    if None in row or None in row.values():
        yield "", "another number of cells than columns", f"{len(COLUMNS)} cells, texts with a comma in quotes", ""
        return
    if row["id"] in known:
        yield "id", f"{shown(row['id'])} a second time (first on line {known[row['id']]})", "a name of its own", ""
    for name in ("id", "quantity", "unit", "source"):
        if not row[name].strip():
            yield name, "nothing", "a word" if name != "source" else "where the figure was found", ""
    for name, words in WORDS.items():
        if row[name] not in words:
            yield name, shown(row[name]), one_of(words), near_word(row[name], words)
    numbers = {name: _number(row[name]) for name in ("date", "value", "low", "high", "tolerance")}
    lacking = [name for name, number in numbers.items() if number is None]
    for name in lacking:
        yield name, shown(row[name]), "a number, with a point for the decimals", ""
    if not lacking:
        yield from _out_of_range(row, numbers)


def _out_of_range(row: dict[str, str], n: dict[str, float]) -> Iterator[tuple[str, str, str, str]]:
    if not FIRST_DATE <= n["date"] <= LAST_DATE:
        yield "date", row["date"], f"a year from {FIRST_DATE:.0f} to {LAST_DATE:.0f}, like 2018.4 for May 2018", ""
    if not n["low"] <= n["value"] <= n["high"]:
        yield "value", row["value"], f"a value from low ({row['low']}) to high ({row['high']})", ""
    if row["scale"] == "log" and n["low"] <= 0:
        yield "low", row["low"], "more than 0 on a logarithmic scale", ""
    if n["tolerance"] <= 0:
        yield "tolerance", row["tolerance"], "more than 0", ""


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None
