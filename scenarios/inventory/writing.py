"""An inventory as sheets: general facts, a sheet of tables for each year, strategy, actions, notes.

Place in the flow: inventory -> [writing] -> files. The sheets are read back by their labels like those of anybody.
The layout follows the template by its content; it was not checked against the current official workbook.
"""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from scenarios.inventory.labels import Labels
from sim.inventory.covenant import CARRIERS, SECTORS
from sim.inventory.inventory import Action, Cell, Inventory, Place, rows_of_group
from sim.inventory.template import FACTOR_ROWS, GROUPS, NOT_ENERGY, ROWS, STRATEGY

Rows = list[list[Any]]
UNIT_IN_TITLE = {"A": "[MWh]", "F": "[t/MWh]"}
UNIT_OF_GAS = {"co2": "[t CO2]", "co2e": "[t CO2e]"}
NO_CELL = Cell()


class SheetWriter:
    """Writes one inventory in one language.

    Args:
        inventory: what is written
        labels: of the tree
        language: one of `labels.LANGUAGES`
    """

    def __init__(self, inventory: Inventory, labels: Labels, language: str):
        self.inventory, self.labels, self.language = inventory, labels, language

    def sheets(self) -> dict[str, Rows]:
        """Rows of cells by the name of their sheet; None, text, float or int."""
        sheets = {self._title("general"): self._general()}
        for year in self.inventory.years:
            sheets[str(year)] = [
                row for letter in "ABCDF" if (rows := self._table(letter, year)) for row in (*rows, [])
            ]
        sheets[self._title("strategy")] = self._strategy()
        sheets[self._title("actions")] = self._actions()
        sheets[self._title("notes")] = self._notes()
        return {name: rows for name, rows in sheets.items() if rows}

    def _label(self, vocabulary: str, word: str) -> str:
        return self.labels.label(vocabulary, word, self.language)

    def _title(self, word: str) -> str:
        return self._label("table", word)

    def _general(self) -> Rows:
        inventory = self.inventory
        rows: Rows = [
            [self._label("fact", "municipality"), inventory.municipality or None],
            [self._label("fact", "baseline_year"), inventory.baseline_year],
            [self._label("fact", "monitoring_year"), *inventory.monitoring_years],
            [self._label("fact", "approach"), self._label("choice", inventory.approach)],
            [self._label("fact", "gas"), self._label("choice", inventory.gas)],
            *([self._label("fact", "inhabitants"), year, heads] for year, heads in inventory.inhabitants.items()),
        ]
        rows = [row for row in rows if any(cell is not None for cell in row[1:])]
        if inventory.pledges:
            rows += [
                [],
                [self._title("targets")],
                [self._label("target", word) for word in ("year", "kind", "pledged_share")],
            ]
            rows += [[each.year, self._label("choice", each.kind), each.pledged_share] for each in inventory.pledges]
        return rows

    def _table(self, letter: str, year: int) -> Rows:
        """A table of one year with its title; nothing when it has no cell."""
        if not any(place.table == letter and place.year == year for place in self.inventory.cells):
            return []
        title = f"{letter}. {self._title(letter)} {self._unit(letter)}, {year}".replace(" ,", ",")
        table = self._local(letter, year) if letter in "CD" else self._by_carrier(letter, year)
        return [[title], *table]

    def _unit(self, letter: str) -> str:
        return UNIT_OF_GAS[self.inventory.gas] if letter == "B" else UNIT_IN_TITLE.get(letter, "")

    def _by_carrier(self, letter: str, year: int) -> Rows:
        kind = {"A": "energy_mwh", "B": "co2_t", "F": "factor_t_mwh"}[letter]
        header = [self._title("sector"), *(self._label("carrier", carrier) for carrier in CARRIERS)]
        if letter == "F":
            rows = [
                [self._label("row", row), *(self._cell(kind, "F", row, carrier, year) for carrier in CARRIERS)]
                for row in FACTOR_ROWS
            ]
            return [header, *rows]
        header += [self._label("column", "not_energy")] if letter == "B" else []
        rows: Rows = [[*header, self._label("group", "all")]]
        for group in GROUPS:
            rows += [self._sector(kind, letter, row, year) for row in GROUPS[group]]
            rows.append(self._sum(group, letter, year))
        rows += [self._sector(kind, letter, row, year) for row in NOT_ENERGY] if letter == "B" else []
        return [*rows, self._sum("all", letter, year)]

    def _sector(self, kind: str, letter: str, row: str, year: int) -> list[Any]:
        cells = [self._cell(kind, letter, row, carrier, year) if row in SECTORS else None for carrier in CARRIERS]
        cells += [self._cell(kind, letter, row, "", year)] if letter == "B" else []
        return [self._label("row", row), *cells, self.inventory.total(letter, year, (row,))]

    def _sum(self, group: str, letter: str, year: int) -> list[Any]:
        rows = rows_of_group(group, letter)
        cells: list[Any] = [self.inventory.total(letter, year, rows, carrier) for carrier in CARRIERS]
        cells += [self.inventory.total(letter, year, rows, "")] if letter == "B" else []
        return [self._label("group", group), *cells, self.inventory.total(letter, year, rows)]

    def _local(self, letter: str, year: int) -> Rows:
        """Table C or D: production, inputs by carrier, emissions."""
        fuels = CARRIERS[1:]
        header = [self._title("source"), f"{self._label('column', 'production')} [MWh]",
                  *(f"{self._label('carrier', fuel)} [MWh]" for fuel in fuels),
                  f"{self._label('column', 'emissions')} {UNIT_OF_GAS[self.inventory.gas]}"]  # fmt: skip
        rows = [
            [self._label("row", row), self._cell("production_mwh", letter, row, "", year),
             *(self._cell("input_mwh", letter, row, fuel, year) for fuel in fuels),
             self._cell("co2_t", letter, row, "", year)]
            for row in ROWS[letter]
        ]  # fmt: skip
        return [header, *rows]

    def _cell(self, kind: str, letter: str, row: str, carrier: str, year: int) -> Any:
        cell = self.inventory.cells.get(Place(kind, letter, row, carrier, year), NO_CELL)
        return cell.notation or cell.value

    def _strategy(self) -> Rows:
        answers = self.inventory.strategy
        rows: Rows = [[self._label("strategy", word), answers[word]] for word in STRATEGY if answers.get(word)]
        return [[self._title("strategy")], *rows] if rows else []

    def _actions(self) -> Rows:
        names = [each.name for each in fields(Action)]
        rows: Rows = [
            [self._action_field(name, getattr(action, name)) for name in names] for action in self.inventory.actions
        ]
        return [[self._title("actions")], [self._label("action", name) for name in names], *rows] if rows else []

    def _action_field(self, name: str, value: Any) -> Any:
        if name == "key_action":
            return self._label("choice", "yes" if value else "no")
        if name == "state" and value:
            return self._label("choice", value)
        if name == "sector" and value:
            return self._label("row" if value in ROWS["B"] else "group", value)
        return value if value != "" else None

    def _notes(self) -> Rows:
        """Source and quality of the cells that have one."""
        header = [
            self._label("note", word) for word in ("table", "row", "carrier", "kind", "year", "source", "quality")
        ]
        rows: Rows = [
            [place.table, self._label("row", place.row), self._label("carrier", place.carrier) if place.carrier else None,
             place.kind, place.year, cell.source or None, cell.quality or None]
            for place, cell in self.inventory.cells.items() if cell.source or cell.quality
        ]  # fmt: skip
        return [[self._title("notes")], header, *rows] if rows else []
