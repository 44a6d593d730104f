"""From the tables of a file to the cells of an inventory, with the spot of each and everything that is wrong.

Place in the flow: scenarios reads an inventory: sheets -> tables -> [inventory]. Called by `reading`.
"""

from __future__ import annotations

from scenarios.inventory.found import Found, Total, cell_in, key_of
from scenarios.inventory.labels import IGNORE
from scenarios.inventory.numbers import Unit, says_gross, unit_in
from scenarios.inventory.spots import Spot
from scenarios.inventory.tables import MATRIX, SIDEWAYS, Table, cell_at, is_number, letter_of, year_of
from scenarios.problems import one_of, shown
from sim.inventory.covenant import CARRIERS
from sim.inventory.inventory import Cell, Place
from sim.inventory.template import (
    FACTOR_ROWS,
    GREEN_PURCHASES,
    GROUPS,
    LOCAL_ELECTRICITY,
    LOCAL_HEAT,
    NOT_ENERGY,
    NOTATION,
    ROWS,
    columns_of,
)

DIMENSION = {
    "energy_mwh": "energy",
    "production_mwh": "energy",
    "input_mwh": "energy",
    "co2_t": "mass",
    "factor_t_mwh": "factor",
}
OUR_UNIT = {"energy": "MWh", "mass": "t", "factor": "t/MWh"}
IN_TABLE = {
    ("D", "combined_heat_power"): "heat_from_chp",
    ("D", "other"): "other_heat",
    ("C", "other"): "other_electricity",
}
"""Rows whose label means another thing in tables C and D."""


def read_matrix(table: Table, found: Found) -> None:
    """A table with carriers on one side and rows of the template on the other."""
    _Matrix(table, found).read()


class _Matrix:
    """One such table while it is read."""

    def __init__(self, table: Table, found: Found):
        self.table, self.found, self.sheet = table, found, table.sheet
        self.first = min(table.columns)
        self.vocabulary = ("row", "group") if table.kind == MATRIX else ("carrier", "column", "group")
        self.letter = ""
        self.year = 0
        self.units: dict[tuple[int, str], Unit | None] = {}
        self.unitless: set[str] = set()
        self.groups: dict[str, list[Total]] = {}

    def read(self) -> None:
        rows = [(number, *self._label(number)) for number in self.table.rows]
        rows = [row for row in rows if row[1]]
        if not any(self._has_values(number) for number, _, _ in rows):
            return
        self.letter = self._letter([word for _, word, _ in rows])
        year = year_of(self.table) or self.found.year
        if year is None:
            wanted = "the year in the title of the table or the name of the sheet, such as 2011"
            self.found.complain(
                self._spot(self.table.header, self.first), "year", "a table without a year", wanted, rule="year"
            )
            return
        self.year = self.found.year = year
        for column, text in self.table.unknown.items():
            self._unknown_column(column, text)
        for number, word, text in rows:
            self._row(number, word, text)
        self._whole_groups()

    def _label(self, number: int) -> tuple[str, str]:
        """Word (`?` when nobody knows it) and text of a row's label."""
        texts = [
            cell for cell in self.sheet.rows[number][: self.first] if isinstance(cell, str) and not is_number(cell)
        ]
        words = [(word, text) for text in texts if (word := self.found.labels.word(text, *self.vocabulary))]
        if words:
            return words[-1]
        if texts and self._has_values(number) and not self.found.labels.word(texts[0], "fact", "strategy"):
            return "?", texts[-1]
        return "", ""

    def _has_values(self, number: int) -> bool:
        cells = (cell_at(self.sheet, number, column) for column in range(self.first, len(self.sheet.rows[number])))
        return any(is_number(cell) or cell in NOTATION for cell in cells)

    def _letter(self, words: list[str]) -> str:
        said = letter_of(self.table, self.found.labels)
        if said in ("C", "D"):
            return said
        if self.table.kind == MATRIX:
            for letter, rows in (("C", (*LOCAL_ELECTRICITY, GREEN_PURCHASES)), ("D", LOCAL_HEAT)):
                if words and sum(word in rows for word in words) > len(words) / 2:
                    return letter
        return said if said in ("A", "B") else "B" if set(words) & set(NOT_ENERGY) else "A"

    def _row(self, number: int, word: str, text: str) -> None:
        if word == IGNORE:
            return
        word = IN_TABLE.get((self.letter, word), word)
        if word == "?":
            self._unknown_row(number, text)
            return
        if self.table.kind == MATRIX and word in NOT_ENERGY:
            self._not_energy(number, word)
            return
        if self.table.kind == MATRIX and word == GREEN_PURCHASES and "production" not in self.table.columns.values():
            self._first_number(number, Place("production_mwh", "C", word, "", self.year))
            return
        for column, other in self.table.columns.items():
            row, carrier = (word, other) if self.table.kind == MATRIX else (other, word)
            if IGNORE not in (row, carrier):
                self._cell(number, column, IN_TABLE.get((self.letter, row), row), carrier)

    def _not_energy(self, number: int, row: str) -> None:
        """Emissions from no carrier stand in their own column, else in the total, else wherever there is a number."""
        for word in ("not_energy", "all"):
            columns = [column for column, other in self.table.columns.items() if other == word]
            if columns:
                break
        else:
            columns = [column for column in self.table.columns if cell_at(self.sheet, number, column) is not None]
        for column in columns[:1]:
            self._put(number, column, Place("co2_t", "B", row, "", self.year))

    def _first_number(self, number: int, place: Place) -> None:
        """A row of one number, wherever it stands."""
        columns = [column for column in sorted(self.table.columns) if cell_at(self.sheet, number, column) is not None]
        for column in columns[:1]:
            self._put(number, column, place)

    def _cell(self, number: int, column: int, row: str, carrier: str) -> None:
        if row in FACTOR_ROWS:
            if carrier in CARRIERS and (row == "emission_factor" or carrier == "electricity"):
                self._put(number, column, Place("factor_t_mwh", "F", row, carrier, self.year))
            return
        if row in NOT_ENERGY:
            if carrier in ("all", "not_energy"):
                self._put(number, column, Place("co2_t", "B", row, "", self.year))
            return
        if carrier == "not_energy":
            return
        letter = next((letter for letter in "CD" if row in ROWS[letter]), self.letter)
        kind = {"A": "energy_mwh", "B": "co2_t"}.get(letter) or {
            "production": "production_mwh",
            "emissions": "co2_t",
        }.get(carrier, "input_mwh")
        if carrier == "all" or row in (*GROUPS, "all"):
            self._total(number, column, kind, letter, row, carrier)
            return
        own = "" if carrier in ("production", "emissions") else carrier
        self._put(number, column, Place(kind, letter, row, own, self.year))

    def _total(self, number: int, column: int, kind: str, letter: str, row: str, carrier: str) -> None:
        spot = self._spot(number, column)
        value = self._value(number, column, kind, f"{letter}.{row}.{carrier} {self.year}")
        if value is not None and value.value is not None:
            if carrier not in (*CARRIERS, "all"):
                return
            total = Total(kind, letter, row, carrier, self.year, value.value, spot)
            self.found.totals.append(total)
            self.groups.setdefault(row, []).append(total)

    def _put(self, number: int, column: int, place: Place) -> None:
        cell = self._value(number, column, place.kind, key_of(place))
        if cell is None:
            return
        spot = self._spot(number, column)
        if place.carrier not in columns_of(place.table, place.kind, place.row):
            if cell.value:
                self.found.complain(
                    spot, key_of(place), f"{cell.value:g}", "nothing: the template has no such cell", rule="place"
                )
        else:
            self.found.put(place, cell, spot)
            if says_gross(self.table.heading(column)):
                self.found.gross.setdefault((place.carrier, place.year), spot)

    def _value(self, number: int, column: int, kind: str, key: str) -> Cell | None:
        raw = cell_at(self.sheet, number, column)
        spot = self._spot(number, column)
        if (number, column) in self.sheet.formulas:
            self.found.complain(
                spot, key, "a formula without its value", "the file saved once by a spreadsheet", rule="formula"
            )
            return None
        cell = cell_in(raw, self.found, spot, key)
        if cell is None or cell.value is None:
            return cell
        before = " ".join(text for text in self.sheet.rows[number][: self.first] if isinstance(text, str))
        unit = unit_in(before, DIMENSION[kind]) or self._unit(column, DIMENSION[kind])
        return Cell(cell.value / unit.per_own) if unit is not None and unit.per_own != 1.0 else cell

    def _unit(self, column: int, dimension: str) -> Unit | None:
        """The unit over the column, else of the table, else of the sheet; ours when nobody says one."""
        if (column, dimension) not in self.units:
            texts = (self.table.heading(column), self.table.corner(), *self.table.context())
            unit = next((unit for text in texts if (unit := unit_in(text, dimension))), None)
            self.units[column, dimension] = unit
            if unit is None and dimension not in self.unitless:
                self.unitless.add(dimension)
                ours = OUR_UNIT[dimension]
                self.found.complain(
                    self._spot(self.table.header, column), "unit", "no unit in the header or title",
                    f"the unit in brackets; read as {ours}", f"[{ours}]", severity="warning", rule="unit",
                )  # fmt: skip
        return self.units[column, dimension]

    def _unknown_row(self, number: int, text: str) -> None:
        near = self.found.labels.near(text, *self.vocabulary)
        known = "row" if self.table.kind == MATRIX else "carrier"
        wanted = f"a {known} of the template, such as {one_of(list(self.found.labels.written[known])[:5])}"
        column = next(place for place, cell in enumerate(self.sheet.rows[number]) if cell == text)
        self.found.complain(self._spot(number, column), "label", shown(text), wanted, near, rule="label")

    def _unknown_column(self, column: int, text: str) -> None:
        """A column that nobody knows is a problem when it holds numbers that would be lost."""
        kinds = ("carrier", "column") if self.table.kind == MATRIX else ("row",)
        if self.found.labels.word(text, "row", "note") in (IGNORE, "emission_factor", "unit", "source", "quality"):
            return
        rows = [number for number in self.table.rows if is_number(cell_at(self.sheet, number, column))]
        if rows:
            wanted = f"a {kinds[0]} of the template, such as {one_of(list(self.found.labels.written[kinds[0]])[:5])}"
            near = self.found.labels.near(text, *kinds)
            self.found.complain(self._spot(self.table.header, column), "label", shown(text), wanted, near, rule="label")

    def _whole_groups(self) -> None:
        """A subtotal without any of its rows cannot be kept: the template has no cell for it."""
        letters = {"A", "B"}
        for group, totals in self.groups.items():
            if group not in GROUPS or self.table.kind == SIDEWAYS:
                continue
            lonely = [total for total in totals if total.value and total.table in letters and not any(
                place.row in GROUPS[group] and place.year == self.year and place.table == total.table
                for place in self.found.cells)]  # fmt: skip
            if lonely:
                wanted = f"its rows apart: {', '.join(GROUPS[group])}; or a label of your own: --alias LABEL={GROUPS[group][-1]}"
                self.found.complain(
                    lonely[0].spot, group, "only the subtotal", wanted, GROUPS[group][-1], rule="subtotal"
                )

    def _spot(self, row: int, column: int) -> Spot:
        return Spot(self.sheet.name, row + 1, column + 1)
