"""A report as PDF, set by typst with the letters it carries; no network, no browser, no letters of the machine.

Place in the flow: [report]: content -> [pdf]. Texts and pictures travel as data into a template that never changes, so
that nothing in a title can be read as markup.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from scenarios.report.blocks import Answer, Block, Bullets, Figure, KeyFigures, Paragraph, Report, Table
from scenarios.report.charts import PAPER

TEMPLATE = Path(__file__).with_name("report.typ")
LONGEST_WORD = 30
"""Letters after which a word may be broken, lest it run over the edge."""
MAY_BREAK = "\u200b"
LONG_TITLE, SHORT_TITLE = 60, 70
"""Letters: longer titles are set smaller; the running head shows no more than that."""
EPOCH = 0
"""Date of the file, so that the same report gives the same bytes [s]."""
STANDARD = "ua-1"
"""PDF/UA: tagged, with language, title and texts for pictures."""


def as_pdf(report: Report) -> bytes:
    """The report as a PDF file."""
    import typst

    with tempfile.TemporaryDirectory() as empty:  # the template may read nothing
        compiler = typst.Compiler(
            root=empty, font_paths=[], ignore_system_fonts=True, sys_inputs={"report": json.dumps(as_data(report))},
            package_path=empty, package_cache_path=empty,
        )  # fmt: skip
        return compiler.compile(TEMPLATE.read_bytes(), format="pdf", timestamp=EPOCH, pdf_standards=[STANDARD])


def as_data(report: Report) -> dict[str, Any]:
    """The report as plain values for the template, long words made breakable."""
    title = report.title
    return {
        "lang": report.lang, "title": breakable(title), "question": breakable(report.question),
        "title_size": 24 if len(title) <= LONG_TITLE else 15,
        "short_title": breakable(title if len(title) <= SHORT_TITLE else title[: SHORT_TITLE - 1] + "…"),
        "origin": [[breakable(each) for each in pair] for pair in report.origin],
        "sections": [
            {"title": breakable(each.title), "blocks": [_block(it) for it in each.blocks]} for each in report.sections
        ],
        "labels": report.labels, "credits": [breakable(credit) for credit in report.credits],
    }  # fmt: skip


def _block(it: Block) -> dict[str, Any]:
    if isinstance(it, Paragraph | Answer):
        return {"kind": type(it).__name__.lower(), "text": breakable(it.text)}
    if isinstance(it, KeyFigures):
        return {"kind": "figures", "figures": [list(pair) for pair in it.figures]}
    if isinstance(it, Bullets):
        return {"kind": "bullets", "items": [breakable(item) for item in it.items]}
    if isinstance(it, Figure):
        return {"kind": "figure", "title": it.title, "alt": it.alt, "svg": it.drawing.svg(PAPER, it.alt)}
    return _table(it)


def _table(it: Table) -> dict[str, Any]:
    columns = [{"title": c.title, "share": c.share, "number": c.number} for c in it.columns]
    rows = [[breakable(cell) for cell in row] for row in it.rows]
    return {
        "kind": "table",
        "title": it.title,
        "columns": columns,
        "rows": rows,
        "with_sum": it.with_sum,
        "note": it.note,
    }


def breakable(text: str) -> str:
    """A text in which a very long word may be broken.

    >>> breakable("x" * 31).count("\\u200b"), breakable("a b")
    (1, 'a b')
    """
    words = text.split(" ")
    return " ".join(
        MAY_BREAK.join(word[at : at + LONGEST_WORD] for at in range(0, len(word), LONGEST_WORD)) for word in words
    )
