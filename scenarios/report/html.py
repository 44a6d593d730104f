"""A report as one HTML file: no script, nothing fetched, light and dark, fit for print.

Place in the flow: [report]: content -> [html]. Every text is escaped here, in one place.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path

from scenarios.report.blocks import Answer, Block, Bullets, Figure, KeyFigures, Paragraph, Report, Section, Table
from scenarios.report.charts import SCREEN

STYLE = Path(__file__).with_name("report.css")
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""The file may fetch nothing and run nothing, whatever stands in it."""


def as_html(report: Report) -> bytes:
    """The report as an HTML file, UTF-8."""
    return "\n".join(_page(report)).encode()


def _page(report: Report) -> Iterator[str]:
    labels = report.labels
    yield f'<!DOCTYPE html>\n<html lang="{escape(report.lang)}">\n<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="color-scheme" content="light dark">'
    yield f"<title>{escape(report.title)}</title>\n<style>\n{STYLE.read_text(encoding='utf-8')}</style>\n</head>\n<body>"
    yield f'<a class="skip" href="#content">{escape(labels["skip"])}</a>'
    yield f'<header>\n<p class="kind">{escape(labels["paper_title"])}</p>\n<h1>{escape(report.title)}</h1>'
    if report.question:
        yield f'<p class="question">{escape(report.question)}</p>'
    yield (
        "<dl>"
        + "".join(f"<div><dt>{escape(what)}</dt><dd>{escape(it)}</dd></div>" for what, it in report.origin)
        + "</dl>"
    )
    yield f'<nav aria-label="{escape(labels["contents"])}"><ol>'
    yield from (f'<li><a href="#s{n}">{escape(each.title)}</a></li>' for n, each in enumerate(report.sections, 1))
    yield '</ol></nav>\n</header>\n<main id="content">'
    for number, section in enumerate(report.sections, 1):
        yield from _section(number, section, labels)
    yield "</main>\n<footer>"
    yield from (f"<p>{escape(text)}</p>" for text in (labels["simulated"], *report.credits, labels["by"]))
    yield "</footer>\n</body>\n</html>\n"


def _section(number: int, section: Section, labels: dict[str, str]) -> Iterator[str]:
    yield f'<section id="s{number}" aria-labelledby="h{number}">\n<h2 id="h{number}">{escape(section.title)}</h2>'
    for it in section.blocks:
        yield from _block(it, labels)
    yield "</section>"


def _block(it: Block, labels: dict[str, str]) -> Iterator[str]:
    if isinstance(it, Paragraph):
        yield f"<p>{escape(it.text)}</p>"
    elif isinstance(it, Answer):
        yield f'<p class="answer">{escape(it.text)}</p>'
    elif isinstance(it, KeyFigures):
        yield '<ul class="figures">'
        yield from (
            f"<li><strong>{escape(number)}</strong> <span>{escape(what)}</span></li>" for number, what in it.figures
        )
        yield "</ul>"
    elif isinstance(it, Bullets):
        yield "<ul>" + "".join(f"<li>{escape(item)}</li>" for item in it.items) + "</ul>"
    elif isinstance(it, Figure):
        yield f"<figure>\n<figcaption>{escape(it.title)}</figcaption>\n"
        yield f'<div class="wide" role="region" tabindex="0" aria-label="{escape(it.title)}">'
        yield f"{it.drawing.svg(SCREEN, it.alt)}\n</div>\n</figure>"
        if it.numbers is not None:
            yield f"<details><summary>{escape(labels['numbers'])}: {escape(it.title)}</summary>"
            yield from _table(it.numbers)
            yield "</details>"
    else:
        yield from _table(it)


def _table(it: Table) -> Iterator[str]:
    whole = sum(column.share for column in it.columns)
    sides = [' class="n"' if column.number else "" for column in it.columns]
    yield f'<div class="wide" role="region" tabindex="0" aria-label="{escape(it.title)}">\n<table>'
    yield f"<caption>{escape(it.title)}</caption>\n<colgroup>"
    yield "".join(f'<col style="width:{100 * column.share / whole:.1f}%">' for column in it.columns)
    yield "</colgroup>\n<thead><tr>"
    yield "".join(f'<th scope="col"{side}>{escape(c.title)}</th>' for c, side in zip(it.columns, sides, strict=True))
    yield "</tr></thead>\n<tbody>"
    for place, row in enumerate(it.rows):
        total = ' class="sum"' if it.with_sum and place == len(it.rows) - 1 else ""
        cells = "".join(f"<td{side}>{escape(cell)}</td>" for cell, side in zip(row[1:], sides[1:], strict=True))
        yield f'<tr{total}><th scope="row"{sides[0]}>{escape(row[0])}</th>{cells}</tr>'
    yield "</tbody>\n</table>\n</div>"
    if it.note:
        yield f'<p class="note">{escape(it.note)}</p>'
