"""What an inventory says beside its tables: municipality, years, inhabitants, how emissions are counted, strategy.

Place in the flow: scenarios reads an inventory; called by `reading`. A fact is a label with its value to the right.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from scenarios.inventory.found import Found, number_of
from scenarios.inventory.labels import Labels
from scenarios.inventory.numbers import NoNumber
from scenarios.inventory.sheets import Sheet
from scenarios.inventory.spots import CellProblem, Spot, problem_at
from scenarios.inventory.tables import MATRIX, SIDEWAYS, Table, is_number, years_in
from scenarios.problems import near_word, one_of, shown
from sim.inventory.inventory import Inventory
from sim.inventory.template import APPROACHES, GASES

FIRST_YEAR, LAST_YEAR = 1980, 2069


@dataclass
class Facts:
    """Facts found in all sheets."""

    labels: Labels
    file: str
    values: dict[str, Any] = field(default_factory=dict)
    spots: dict[str, Spot] = field(default_factory=dict)
    heads: list[tuple[int | None, Any, Spot]] = field(default_factory=list)
    """Inhabitants: year when it is said, what stands there, where."""
    pledges: list[tuple[int | None, Any, Spot]] = field(default_factory=list)
    """A target on one line, such as `CO2 reduction target 2030 | 40 %`: year when it is said, what stands there, where."""
    target_year: int | None = None
    inhabitants: dict[int, float] = field(default_factory=dict)
    strategy: dict[str, str] = field(default_factory=dict)
    problems: list[CellProblem] = field(default_factory=list)
    sheet_years: dict[str, int] = field(default_factory=dict)
    """Inventory year that a sheet says for its own tables."""

    @property
    def decimal_mark(self) -> str:
        mark = str(self.values.get("decimal_mark", "")).strip("'\" ")
        return mark if mark in (".", ",") else ""

    @property
    def only_year(self) -> int | None:
        """The year of tables that say none themselves, nor their sheet."""
        said = set(self.sheet_years.values())
        if said or self._years("monitoring_year"):
            return said.pop() if len(said) == 1 else None
        return self._year("baseline_year")

    def as_inventory(self, found: Found) -> Inventory:
        """The facts without the tables; a baseline year that is not said is the first year with a table."""
        years = sorted({place.year for place in found.cells})
        baseline = self._year("baseline_year") or (years[0] if years else None)
        said = self._years("monitoring_year")
        return Inventory(
            municipality=str(self.values.get("municipality", "")),
            approach=self._choice("approach", tuple(APPROACHES)),
            gas=self._choice("gas", tuple(GASES)),
            baseline_year=baseline,
            monitoring_years=tuple(said or [year for year in years if year != baseline]),
            inhabitants=self.inhabitants,
            strategy=self.strategy,
        )

    def _choice(self, fact: str, choices: tuple[str, ...]) -> str:
        """One of two words; the first when the file does not say."""
        if fact not in self.values:
            return choices[0]
        word = self.labels.word(str(self.values[fact]), "choice")
        if word in choices:
            return word
        near = near_word(str(self.values[fact]), choices)
        self._complain(fact, shown(self.values[fact]), one_of(choices), near)
        return choices[0]

    def _year(self, fact: str) -> int | None:
        years = self._years(fact)
        return years[0] if years else None

    def _years(self, fact: str) -> list[int]:
        return years_in(_plain(self.values.get(fact)))

    def read_inhabitants(self, found: Found) -> None:
        """Heads by year; one without a year belongs to the only year of the file."""
        for year, raw, spot in self.heads:
            year = year or self.only_year
            key = f"inhabitants {year or ''}".strip()
            try:
                heads = number_of(raw, found.mark)
            except NoNumber as wrong:
                found.complain(spot, key, shown(raw), wrong.wanted, rule="number")
                continue
            if year is None:
                found.complain(
                    spot, key, f"{heads:g} inhabitants of no year", "the year before the number", rule="year"
                )
            elif heads <= 0:
                found.complain(spot, key, f"{heads:g}", "a number above zero", rule="inhabitants")
            else:
                self.inhabitants[year] = heads

    def _complain(self, fact: str, found: str, wanted: str, near: str = "") -> None:
        if not any(problem.key == fact for problem in self.problems):
            self.problems.append(problem_at(self.file, self.spots.get(fact), fact, found, wanted, near, rule="fact"))


def read_facts(tables: list[tuple[Sheet, list[Table]]], labels: Labels, file: str) -> Facts:
    """Every fact of a file; the first that says something counts. Records such as actions hold none."""
    facts = Facts(labels, file)
    for sheet, of_sheet in tables:
        records = {number for table in of_sheet if table.kind not in (MATRIX, SIDEWAYS) for number in table.rows}
        for number, row in enumerate(sheet.rows):
            if number not in records:
                _fact_in(facts, sheet, number, row)
    for fact in ("baseline_year", "monitoring_year"):
        if fact in facts.values and not facts._years(fact):
            wanted = f"a year from {FIRST_YEAR} to {LAST_YEAR}"
            facts._complain(fact, shown(facts.values[fact]), wanted)
    return facts


def _fact_in(facts: Facts, sheet: Sheet, number: int, row: list[Any]) -> None:
    filled = [(place, cell) for place, cell in enumerate(row) if cell is not None]
    if not filled or not isinstance(filled[0][1], str):
        return
    label = filled[0][1].rstrip(": ")
    word = facts.labels.word(label, "fact") or _without_year(facts.labels, label)
    if not word and len(filled) > 1 and _says_approach(facts.labels, label, filled[1][1]):
        word = "approach"
    spot = Spot(sheet.name, number + 1, (filled[1] if len(filled) > 1 else filled[0])[0] + 1)
    if word == "inhabitants":
        _heads_in(facts, label, filled[1:], spot)
    elif word == "inventory_year":
        years = years_in(" ".join(_plain(cell) for _, cell in filled[1:]))
        if len(years) == 1:
            facts.sheet_years.setdefault(sheet.name, years[0])
    elif word and len(filled) > 1 and word not in facts.values:
        same = [cell for _, cell in filled[1:]]
        facts.values[word] = ", ".join(map(_plain, same)) if word == "monitoring_year" else same[0]
        facts.spots[word] = spot
    elif not word and len(filled) == 2 and _pledge_in(facts, label, filled[1][1], spot):
        return
    elif not word and len(filled) == 2 and (question := facts.labels.word(label, "strategy")):
        facts.strategy.setdefault(question, " ".join(_plain(filled[1][1]).split()))


def _pledge_in(facts: Facts, label: str, raw: Any, spot: Spot) -> bool:
    """`Target year | 2030`, `Reduction target 2030 | 40 %`; whether the line says a target."""
    years = years_in(label)
    word = facts.labels.word(label.replace(str(years[0]), "") if years else label, "target")
    if word == "year" and len(years_in(_plain(raw))) == 1:
        facts.target_year = facts.target_year or years_in(_plain(raw))[0]
    elif word == "pledged_share" and any(mark.isdigit() for mark in _plain(raw)):
        facts.pledges.append((years[0] if years else None, raw, spot))
    return word in ("year", "pledged_share")


def _says_approach(labels: Labels, label: str, value: Any) -> bool:
    """`Emission factors | LCA` among the facts, not the row of factors in a table."""
    is_way = isinstance(value, str) and labels.word(value, "choice") in APPROACHES
    return is_way and labels.word(label, "row") == "emission_factor"


def _without_year(labels: Labels, label: str) -> str:
    years = years_in(label)
    return labels.word(label.replace(str(years[0]), ""), "fact") if len(years) == 1 else ""


def _heads_in(facts: Facts, label: str, cells: list[tuple[int, Any]], spot: Spot) -> None:
    """`Inhabitants | 2011 | 34000`, `Inhabitants 2011 | 34000` or `Inhabitants | 34000`."""
    numbers = [cell for _, cell in cells if is_number(cell)] or [cell for _, cell in cells]
    if not numbers:
        return
    year = (years_in(label) or [None])[0]
    if len(numbers) > 1:
        year = (years_in(_plain(numbers[0])) or [year])[0]
    year = year or facts.sheet_years.get(spot.sheet)
    facts.heads.append((year, numbers[-1], Spot(spot.sheet, spot.row, cells[-1][0] + 1)))


def _plain(value: Any) -> str:
    """A cell as text, whole numbers without a point."""
    return "" if value is None else f"{value:.17g}" if isinstance(value, float) else str(value)
