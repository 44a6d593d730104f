"""What a report consists of, as plain values that know nothing of paper, screen or spreadsheet.

Place in the flow: scenarios runs -> [report]: parts fill these, `pdf`, `html` and `xlsx` set them. Texts are texts: no
renderer may read markup into them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Protocol


class Drawing(Protocol):
    """A chart that can be drawn in the colours and letters of paper or screen."""

    def svg(self, style: Any, label: str) -> str:
        """The picture as SVG."""


@dataclass(frozen=True)
class Paragraph:
    """Some sentences."""

    text: str


@dataclass(frozen=True)
class Answer:
    """The sentence that the report is about, set apart."""

    text: str


@dataclass(frozen=True)
class KeyFigures:
    """A few numbers in large letters, each with what it is."""

    figures: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Bullets:
    """Short points."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Column:
    """A column of a table."""

    title: str
    share: float = 1.0
    """Of the width, against the others."""
    number: bool = False
    """Whether it stands to the right."""


@dataclass(frozen=True)
class Table:
    """Rows of texts under a title."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    with_sum: bool = False
    """Whether the last row adds the others up."""
    note: str = ""


@dataclass(frozen=True)
class Figure:
    """A chart, what it shows in words, and its numbers."""

    title: str
    alt: str
    drawing: Drawing
    numbers: Table | None = None
    """The same as a table, for who cannot see the picture."""


Block = Paragraph | Answer | KeyFigures | Bullets | Table | Figure


@dataclass(frozen=True)
class Section:
    """A heading and what stands under it."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Sheet:
    """A sheet of the workbook: raw values, units in the headings."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    """Numbers as numbers, None for nothing."""


@dataclass(frozen=True)
class Report:
    """The whole of it."""

    lang: str
    title: str
    question: str
    origin: tuple[tuple[str, str], ...]
    """City, years, seed, version and the like, as they stand under the title."""
    sections: tuple[Section, ...]
    sheets: tuple[Sheet, ...] = ()
    covenant: dict[str, list[list[Any]]] = field(default_factory=dict)
    """Sheets of the Covenant template by title."""
    labels: dict[str, str] = field(default_factory=dict)
    """Words that renderers need: contents, page, numbers of the chart, ..."""
    credits: tuple[str, ...] = ()
