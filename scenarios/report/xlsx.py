"""A report as an Excel workbook: a summary, the Covenant tables, and the raw numbers behind every part.

Place in the flow: [report]: content -> [xlsx]. Numbers are numbers, units stand in the headings, and no text is ever a
formula.
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime
from typing import Any

from scenarios.inventory.files import add_sheets, fill_cell
from scenarios.report.blocks import Answer, KeyFigures, Report, Sheet, Table

WIDEST, NARROWEST = 48, 11
LONGEST_NAME = 31
DAY_ONE = datetime(2000, 1, 1)
"""Date of the file and of everything in it, so that the same report gives the same bytes."""
_DATES = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


def as_xlsx(report: Report) -> bytes:
    """The report as a workbook."""
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    _add(book, summary_sheet(report))
    add_sheets(book, {_name(book, title): rows for title, rows in report.covenant.items()})
    for sheet in report.sheets:
        _add(book, sheet)
    book.properties.title, book.properties.creator = report.title[:255], "Stadslab"
    stream = io.BytesIO()
    book.save(stream)
    return _undated(stream.getvalue())


def summary_sheet(report: Report) -> Sheet:
    """Title, question and answer, and every table of the report one under the other, as people read them."""
    rows: list[tuple[Any, ...]] = [(report.question,), *report.origin, (report.labels["simulated"],)]
    for section in report.sections:
        rows += [(), (section.title,)]
        for it in section.blocks:
            if isinstance(it, Answer):
                rows.append((it.text,))
            elif isinstance(it, KeyFigures):
                rows += [(what, number) for number, what in it.figures]
            elif isinstance(it, Table):
                rows += [(it.title,), tuple(column.title for column in it.columns), *it.rows]
    return Sheet(report.labels["paper_title"], (report.title,), tuple(rows))


def _add(book: Any, sheet: Sheet) -> None:
    """One sheet, its first row fixed and bold."""
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    page = book.create_sheet(_name(book, sheet.title))
    for number, row in enumerate((sheet.columns, *sheet.rows), start=1):
        for place, value in enumerate(row, start=1):
            fill_cell(page.cell(number, place), value)
    for cell in page[1]:
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=len(sheet.columns) > 1, vertical="top")
    page.freeze_panes = "A2"
    for place in range(1, page.max_column + 1):
        texts = [
            len(str(row[place - 1])) for row in sheet.rows if len(row) >= place and isinstance(row[place - 1], str)
        ]
        page.column_dimensions[get_column_letter(place)].width = min(WIDEST, max([NARROWEST, *texts]) + 2)


def _name(book: Any, title: str) -> str:
    """A name that Excel takes, and that no sheet has yet.

    Its own rules: 31 letters, none of []:*?/\\, no apostrophe at the ends.
    """
    plain = re.sub(r"[\[\]:*?/\\]", " ", title).strip(" '")[:LONGEST_NAME] or "-"
    taken, number, name = {each.lower() for each in book.sheetnames}, 2, plain
    while name.lower() in taken:
        name = f"{plain[: LONGEST_NAME - 4]} ({number})"
        number += 1
    return name


def _undated(content: bytes) -> bytes:
    """The same workbook without the time at which it was made."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = _DATES.sub(rb"\g<1>" + DAY_ONE.isoformat().encode() + b"Z", part)
            entry = zipfile.ZipInfo(name, DAY_ONE.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, part)
    return stream.getvalue()
