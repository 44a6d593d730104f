"""Excel and CSV files as plain sheets of cells, bounded before anything is unpacked.

Place in the flow: scenarios reads an inventory: file -> [sheets] -> tables -> inventory.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scenarios.problems import Problem, Unusable, cut, shown_path

LARGEST_FILE_BYTES = 20_000_000
LARGEST_UNPACKED_BYTES = 200_000_000
MOST_CELLS = 2_000_000
TEXT_MARKS = ("'", "=", "+", "-", "@", "\t")
"""A text that begins so gets an apostrophe in a CSV file, or a spreadsheet takes it for a formula."""


@dataclass
class Sheet:
    """Rows of cells: None, text, float or bool; `formulas` are places (row, column) that hold one without its value."""

    name: str
    rows: list[list[Any]]
    formulas: set[tuple[int, int]] = field(default_factory=set)
    delimiter: str = ""
    """Of a CSV file."""


def read_sheets(path: Path) -> list[Sheet]:
    """Every sheet of an Excel or CSV file.

    Raises:
        Unusable: no such file, too large, or not of that form
    """
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE_BYTES:
            raise _bad(path, f"a file of {size / 1e6:,.0f} MB", f"at most {LARGEST_FILE_BYTES // 1_000_000} MB")
        return _csv(path) if path.suffix.lower() == ".csv" else _excel(path)
    except OSError as trouble:
        raise _bad(path, cut(trouble.strerror or str(trouble)), "an Excel (.xlsx), CSV or JSON file") from None


def _csv(path: Path) -> list[Sheet]:
    content = path.read_bytes()
    in_two_bytes = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))  # "Unicode text" of a spreadsheet
    try:
        text = content.decode("utf-16" if in_two_bytes else "utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    delimiter = _delimiter(text)
    csv.field_size_limit(1_000_000)
    try:
        rows = [[_text(cell) for cell in row] for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)]
    except csv.Error as trouble:
        raise _bad(path, cut(str(trouble)), "a table of values with commas, semicolons or tabs between") from None
    _bounded(path, sum(map(len, rows)))
    return [Sheet(path.stem, rows, delimiter=delimiter)]


def _delimiter(text: str) -> str:
    """A semicolon or tab when most lines that are not empty have one outside quotes, else a comma."""
    lines = [line for line in re.sub(r'"[^"]*"', "", text).splitlines() if line.strip()]
    for candidate in (";", "\t"):
        if 2 * sum(candidate in line for line in lines) > len(lines):
            return candidate
    return ","


def _text(cell: str) -> str | None:
    """A cell of a CSV file; the apostrophe that guards a text goes."""
    if cell.startswith("'") and cell[1:].startswith(TEXT_MARKS):
        return cell[1:]
    return cell.strip() or None


def _excel(path: Path) -> list[Sheet]:
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    wanted = "an Excel workbook (.xlsx), a CSV or a JSON file"
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > LARGEST_UNPACKED_BYTES:
                raise _bad(path, "a workbook that unpacks to very much", "a smaller workbook")
        values, formulas = (openpyxl.load_workbook(path, data_only=only) for only in (True, False))
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, TypeError) as trouble:
        raise _bad(path, f"no workbook that can be read ({cut(str(trouble))})", wanted) from None
    sheets = []
    for sheet in values.worksheets:
        _bounded(path, sheet.max_row * sheet.max_column)
        rows = [[_plain(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
        sheets.append(Sheet(sheet.title, rows, _without_value(rows, formulas[sheet.title])))
    return sheets


def _without_value(rows: list[list[Any]], formulas: Any) -> set[tuple[int, int]]:
    """Formulas that no spreadsheet has worked out yet."""
    return {
        (number, place)
        for number, row in enumerate(formulas.iter_rows())
        for place, cell in enumerate(row)
        if cell.data_type == "f" and rows[number][place] is None
    }


def _plain(value: Any) -> Any:
    """Numbers as float, texts stripped, dates and other things as text."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return float(value)
    return str(value).strip() or None


def _bounded(path: Path, cells: int) -> None:
    if cells > MOST_CELLS:
        raise _bad(path, f"{cells:,} cells", f"at most {MOST_CELLS:,}")


def _bad(path: Path, found: str, wanted: str) -> Unusable:
    return Unusable([Problem(shown_path(path), None, "", found, wanted)])
