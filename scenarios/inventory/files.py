"""Saves an inventory as Excel, CSV or JSON, whole or not at all.

Place in the flow: inventory -> writing -> [files]. A number keeps every bit: all three forms write
the shortest text that reads back the same.
"""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

from scenarios.inventory.json_form import as_json
from scenarios.inventory.labels import read_labels
from scenarios.inventory.sheets import TEXT_MARKS
from scenarios.inventory.writing import Rows, SheetWriter
from scenarios.whole_files import write_whole
from sim.inventory.inventory import Inventory

WIDTH_OF_LABELS, WIDTH_OF_NUMBERS = 46, 14
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


def save_inventory(inventory: Inventory, path: Path, language: str = "en") -> Path:
    """Write an inventory in the form that the ending of its path says.

    Raises:
        Unusable: the place cannot be written to
    """
    form = path.suffix.lower().lstrip(".")
    content = as_json(inventory).encode() if form == "json" else _sheets_as_bytes(inventory, form, language)
    return write_whole(path, content)


def _sheets_as_bytes(inventory: Inventory, form: str, language: str) -> bytes:
    writer = SheetWriter(inventory, read_labels(), language)
    sheets = writer.sheets()
    if form == "csv":
        mark: Rows = [[writer.labels.label("fact", "decimal_mark", language), "."]]
        return _csv([*mark, *(row for rows in sheets.values() for row in (*rows, []))])
    return _excel(sheets)


def _csv(rows: Rows) -> bytes:
    """All sheets under one another in UTF-8, with the mark by which Excel knows it."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows([_guarded(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _guarded(cell: Any) -> Any:
    """A text that a spreadsheet would take for a formula gets an apostrophe."""
    if isinstance(cell, str) and cell.startswith(TEXT_MARKS):
        return "'" + cell
    return cell


def _excel(sheets: dict[str, Rows]) -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    add_sheets(book, sheets)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def add_sheets(book: Any, sheets: dict[str, Rows]) -> None:
    """Put the sheets of an inventory into a workbook of openpyxl, behind those it has."""
    import openpyxl
    from openpyxl.styles import Alignment, Font

    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        sheet.column_dimensions["A"].width = WIDTH_OF_LABELS
        for number, row in enumerate(rows, start=1):
            for place, value in enumerate(row, start=1):
                fill_cell(sheet.cell(number, place), value)
            if row and all(isinstance(value, str) for value in row):
                for cell in sheet[number]:
                    cell.font = Font(bold=True)
                    cell.alignment = Alignment(wrap_text=len(row) > 1, vertical="top")
        for place in range(2, sheet.max_column + 1):
            sheet.column_dimensions[openpyxl.utils.get_column_letter(place)].width = WIDTH_OF_NUMBERS


def fill_cell(cell: Any, value: Any) -> None:
    """A value in its cell; a text stays one, even when it begins like a formula."""
    if isinstance(value, str):
        cell.value = _FORBIDDEN.sub(" ", value)
        cell.data_type = "s"
    elif isinstance(value, float):
        cell.value = repr(value)  # as a float it would be cut to 16 digits
        cell.data_type = "n"
        cell.number_format = "#,##0.0" if abs(value) >= 1 else "General"
    else:
        cell.value = value
