"""Rows that are records: actions, targets, notes to cells, and inventories in long form (one number a row).

Place in the flow: scenarios reads an inventory; called by `reading`.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from scenarios.inventory.found import Found, cell_in, number_of
from scenarios.inventory.numbers import NoNumber, unit_in
from scenarios.inventory.reading_tables import DIMENSION, IN_TABLE, OUR_UNIT
from scenarios.inventory.spots import Spot
from scenarios.inventory.tables import Table, cell_at, year_of, years_in
from scenarios.problems import one_of, shown
from sim.inventory.covenant import CARRIERS
from sim.inventory.inventory import Action, Cell, Place, Pledge
from sim.inventory.template import ACTION_STATES, KINDS, ROWS, columns_of

WORDS = ("title", "area", "instrument", "body", "stakeholders", "finance_source")
YEARS = ("begin", "end")
AMOUNTS = ("investment_eur", "running_eur", "staff_eur", "saved_mwh", "renewable_mwh", "co2_t")
UNIT_OF_AMOUNT = {"saved_mwh": "energy", "renewable_mwh": "energy", "co2_t": "mass"}


def read_actions(table: Table, found: Found, spots: list[Spot]) -> list[Action]:
    """Every action of a table; a row without a title is none."""
    actions = []
    for number in table.rows:
        values: dict[str, Any] = {}
        for column, word in table.columns.items():
            spot = Spot(table.sheet.name, number + 1, column + 1)
            value = _field(word, cell_at(table.sheet, number, column), found, spot, table.heading(column))
            if value is not None:
                values.setdefault(word, value)
        if values.get("title"):
            actions.append(Action(**{each.name: values[each.name] for each in fields(Action) if each.name in values}))
            spots.append(Spot(table.sheet.name, number + 1, min(table.columns) + 1))
        elif values:
            found.complain(Spot(table.sheet.name, number + 1, min(table.columns) + 1), "actions", "an action without a title",
                           "a title", rule="action")  # fmt: skip
    return actions


def _field(word: str, raw: Any, found: Found, spot: Spot, heading: str) -> Any:
    """A field of an action in its own kind; None when it is empty or cannot be read, which is told."""
    if raw is None:
        return None
    text = " ".join((f"{raw:.17g}" if isinstance(raw, float) else str(raw)).split())
    if word in WORDS:
        return text
    if word in YEARS:
        years = years_in(text)
        return years[0] if years else _wrong(found, spot, word, raw, "a year, such as 2026")
    if word in AMOUNTS:
        return _amount(word, raw, found, spot, heading)
    if word == "sector":
        known = found.labels.word(text, "row", "group")
        if known:
            return known
        return _wrong(
            found, spot, word, raw, f"a sector, {one_of(ROWS['A'][:4])}", found.labels.near(text, "row", "group")
        )
    choices = ACTION_STATES if word == "state" else ("yes", "no")
    choice = found.labels.word("yes" if raw is True else "no" if raw is False else text, "choice")
    if choice not in choices:
        return _wrong(found, spot, word, raw, one_of(choices), found.labels.near(text, "choice"))
    return choice if word == "state" else choice == "yes"


def _amount(word: str, raw: Any, found: Found, spot: Spot, heading: str) -> float | None:
    try:
        value = number_of(raw, found.mark)
    except NoNumber as wrong:
        return _wrong(found, spot, word, raw, wrong.wanted)
    unit = unit_in(heading, UNIT_OF_AMOUNT[word]) if word in UNIT_OF_AMOUNT else None
    return value / unit.per_own if unit is not None and unit.per_own != 1.0 else value


def _wrong(found: Found, spot: Spot, word: str, raw: Any, wanted: str, near: str = "") -> None:
    found.complain(spot, f"actions.{word}", shown(raw), wanted, near, rule="action")


def read_targets(table: Table, found: Found, spots: list[Spot]) -> list[Pledge]:
    """Every pledge of a table."""
    pledges = []
    for number in table.rows:
        cells = {word: cell_at(table.sheet, number, column) for column, word in table.columns.items()}
        column = {word: column for column, word in table.columns.items()}
        spot = Spot(table.sheet.name, number + 1, column["pledged_share"] + 1)
        years = years_in(f"{cells['year']:g}" if isinstance(cells["year"], float) else str(cells["year"]))
        share = _share(cells["pledged_share"], found, spot)
        kind = found.labels.word(str(cells.get("kind") or "absolute"), "choice")
        if not years:
            found.complain(
                Spot(spot.sheet, spot.row, column["year"] + 1),
                "targets.year",
                shown(cells["year"]),
                "a year",
                rule="target",
            )
        elif kind not in ("absolute", "per_head"):
            found.complain(Spot(spot.sheet, spot.row, column["kind"] + 1), "targets.kind", shown(cells["kind"]),
                           "absolute or per_head", found.labels.near(str(cells["kind"]), "choice"), rule="target")  # fmt: skip
        elif share is not None:
            pledges.append(Pledge(years[0], kind, share))
            spots.append(spot)
    return pledges


def read_pledges(
    rows: list[tuple[int | None, Any, Spot]], target_year: int | None, found: Found, spots: list[Spot]
) -> list[Pledge]:
    """Targets that stand on one line each; absolute, as the line says no kind."""
    pledges = []
    for year, raw, spot in rows:
        share, year = _share(raw, found, spot), year or target_year
        if year is None:
            found.complain(
                spot, "targets.year", "a target of no year", "its year, as in 'Reduction target 2030'", rule="target"
            )
        elif share is not None:
            pledges.append(Pledge(year, "absolute", share))
            spots.append(spot)
    return pledges


def _share(raw: Any, found: Found, spot: Spot) -> float | None:
    """A share from 0 to 1; `40 %` says itself what it is, a bare 40 is a percentage for a share."""
    text = str(raw).strip()
    try:
        share = number_of(text[:-1], found.mark) / 100 if text.endswith("%") else number_of(raw, found.mark)
    except NoNumber as wrong:
        found.complain(spot, "targets.pledged_share", shown(raw), wrong.wanted, rule="target")
        return None
    if 1 < abs(share) <= 100:
        found.complain(spot, "targets.pledged_share", f"{share:g}, a percentage", "a share from 0 to 1", f"{abs(share) / 100:g}",
                       rule="percent_for_share")  # fmt: skip
        return None
    if not -1 <= share <= 1:
        found.complain(spot, "targets.pledged_share", f"{share:g}", "a share from 0 to 1", rule="target")
        return None
    return abs(share)


def read_long(table: Table, found: Found) -> None:
    """One cell a row: its number or notation key, or only the notes to a number that stands in another table."""
    for number in table.rows:
        cells = {word: cell_at(table.sheet, number, column) for column, word in reversed(table.columns.items())}
        spot = Spot(table.sheet.name, number + 1, min(table.columns) + 1)
        place = _place(cells, table, found, spot)
        if place is None:
            continue
        if "value" in cells or "notation" in cells:
            _long_value(place, cells, table, found, number)
        if place in found.cells:
            notes = {name: _text(cells.get(name)) for name in ("source", "quality") if cells.get(name) is not None}
            found.cells[place] = replace(found.cells[place], **notes)


def _long_value(place: Place, cells: dict[str, Any], table: Table, found: Found, number: int) -> None:
    columns = {word: column for column, word in table.columns.items()}
    word = "notation" if _text(cells.get("notation")) else "value"
    spot = Spot(table.sheet.name, number + 1, columns.get(word, 0) + 1)
    cell = cell_in(cells.get(word), found, spot, f"{place.table}.{place.row}.{place.carrier} {place.year}")
    if cell is None:
        return
    said, dimension = _text(cells.get("unit")), DIMENSION[place.kind]
    unit = unit_in(f"[{said}]", dimension)
    if said and cell.value is not None and unit is None:
        spot = Spot(table.sheet.name, number + 1, columns["unit"] + 1)
        found.complain(spot, "unit", shown(said), f"a unit, such as {OUR_UNIT[dimension]}", rule="unit")
        return
    unit = unit or unit_in(table.heading(columns["value"]) if "value" in columns else "", dimension)
    if cell.value is not None and unit is not None and unit.per_own != 1.0:
        cell = Cell(cell.value / unit.per_own)
    found.put(place, cell, spot)


def _place(cells: dict[str, Any], table: Table, found: Found, spot: Spot) -> Place | None:
    """The place that a row in long form means; a label that nobody knows is told when the row holds something."""
    letter = found.labels.word(_text(cells.get("table")), "table") if cells.get("table") else "A"
    row_text, carrier_text = _text(cells.get("row")), _text(cells.get("carrier"))
    if not row_text:
        return None
    row = found.labels.word(row_text, "row")
    row = IN_TABLE.get((letter, row), row)
    carrier = found.labels.word(carrier_text, "carrier") if carrier_text else ""
    for word, text, kind in ((row, row_text, "row"), (carrier or not carrier_text, carrier_text, "carrier")):
        if not word:
            wanted = f"a {kind} of the template, such as {one_of(list(found.labels.written[kind])[:5])}"
            found.complain(spot, "label", shown(text), wanted, found.labels.near(text, kind), rule="label")
            return None
    year_text = _text(cells.get("year"))
    if year_text and not years_in(year_text):
        spot = Spot(spot.sheet, spot.row, next(place for place, word in table.columns.items() if word == "year") + 1)
        found.complain(spot, "year", shown(year_text), "a year, such as 2011", rule="year")
        return None
    year = (years_in(year_text) or [year_of(table) or found.year])[0]
    kind = _text(cells.get("kind")) or KINDS.get(letter, KINDS["A"])[0]
    letter = next(
        (each for each, rows in ROWS.items() if row in rows and (letter not in ROWS or row not in ROWS[letter])), letter
    )
    if year is None or letter not in KINDS or kind not in KINDS[letter] or (carrier and carrier not in CARRIERS):
        found.complain(
            spot,
            "place",
            f"{letter} {row} {carrier} {kind} {year or 'of no year'}",
            "a cell of the template",
            rule="place",
        )
        return None
    if carrier not in columns_of(letter, kind, row):
        found.complain(
            spot,
            "place",
            f"{row} with {carrier or 'no carrier'} in table {letter}",
            "a cell of the template",
            rule="place",
        )
        return None
    return Place(kind, letter, row, carrier, year)


def _text(raw: Any) -> str:
    return "" if raw is None else " ".join((f"{raw:.17g}" if isinstance(raw, float) else str(raw)).split())
