"""Charts as SVG text: lines over the years, stacked bars, bars that lie. The same bytes for the same numbers.

Place in the flow: [report]: parts make them, `pdf` and `html` ask for them in their own colours and letters.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap

WIDTH, HEIGHT = 640, 270
RIGHT, BOTTOM, GAP = 14, 26, 10
LEGEND_LINE, LETTERS = 18, 12
LETTER_WIDTH = 0.57
"""Width of a letter over its height, on the safe side."""
MOST_SERIES = 8
NAME_LETTERS = 24
"""Longer names of bars stand on several lines."""
BAR_HEIGHT = 26

Tell = Callable[[float], str]


@dataclass(frozen=True)
class Style:
    """Colours and letters of paper or screen."""

    font: str
    ink: str
    pale: str
    grid: str
    colours: tuple[str, ...]
    good: str
    bad: str


PAPER = Style(
    "Libertinus Serif", "#1d2433", "#5a6272", "#d9dde5",
    ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#8a7f00", "#7a7a7a"), "#0072b2", "#d55e00",
)  # fmt: skip
"""Colours after Okabe and Ito, which colour-blind people tell apart."""
SCREEN = Style(
    "system-ui, sans-serif", "var(--ink)", "var(--pale)", "var(--grid)",
    tuple(f"var(--c{number})" for number in range(MOST_SERIES)), "var(--c0)", "var(--c5)",
)  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One line: year and value; with a band of year, low, high."""

    name: str
    points: Sequence[tuple[float, float]]
    colour: int | None = 0
    """Number in the style; None: pale."""
    dashed: bool = False
    band: Sequence[tuple[float, float, float]] = ()


@dataclass(frozen=True)
class Lines:
    """Lines over the years, with points that are marked and named."""

    unit: str
    lines: Sequence[Line]
    marks: Sequence[tuple[float, float, str]]
    tell: Tell

    def svg(self, style: Style, label: str) -> str:
        """The picture as SVG."""
        page = Page(style, [(line.name, _colour(style, line.colour), line.dashed) for line in self.lines], HEIGHT)
        years = [x for line in self.lines for x, _ in line.points] + [x for x, _, _ in self.marks]
        values = [y for line in self.lines for _, y in line.points] + [y for _, y, _ in self.marks]
        values += [edge for line in self.lines for _, *edges in line.band for edge in edges]
        frame = Frame.around(page, min(years), max(years), values, self.tell)
        parts = frame.axes(self.unit, self.tell)
        for line in self.lines:
            parts += self._line(line, frame, style)
        for x, y, name in self.marks:
            parts.append(f'<circle cx="{frame.x(x):.1f}" cy="{frame.y(y):.1f}" r="4.5" fill="{style.bad}"/>')
            at_the_foot = frame.y(y) > page.height - BOTTOM - 2 * LETTERS
            aside, down = (4, -20) if at_the_foot else (-7, 15)  # beside the falling path, not on it
            parts.append(page.text(frame.x(x) + aside, frame.y(y) + down, name, anchor="end"))
        return page.whole(parts, label)

    def _line(self, line: Line, frame: Frame, style: Style) -> list[str]:
        colour, parts = _colour(style, line.colour), []
        if line.band:
            there = [f"{frame.x(x):.1f},{frame.y(high):.1f}" for x, _, high in line.band]
            back = [f"{frame.x(x):.1f},{frame.y(low):.1f}" for x, low, _ in reversed(line.band)]
            parts.append(f'<polygon points="{" ".join(there + back)}" fill="{colour}" fill-opacity="0.18"/>')
        points = " ".join(f"{frame.x(x):.1f},{frame.y(y):.1f}" for x, y in line.points)
        dash = ' stroke-dasharray="6 4"' if line.dashed else ""
        parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2.2"{dash}/>')
        return parts


@dataclass(frozen=True)
class Stacked:
    """Bars by year, each a stack of series; the first lies at the bottom."""

    unit: str
    years: Sequence[int]
    series: Sequence[tuple[str, Sequence[float]]]
    tell: Tell

    def svg(self, style: Style, label: str) -> str:
        """The picture as SVG."""
        colours = style.colours
        page = Page(style, [(name, colours[place], None) for place, (name, _) in enumerate(self.series)], HEIGHT)
        sums = [sum(values[place] for _, values in self.series) for place in range(len(self.years))]
        frame = Frame.around(page, self.years[0] - 0.6, self.years[-1] + 0.6, [0.0, *sums], self.tell)
        parts = frame.axes(self.unit, self.tell)
        width = 0.72 * (frame.x(1) - frame.x(0))
        for at, year in enumerate(self.years):
            under = 0.0
            for place, (_, values) in enumerate(self.series):
                top = under + values[at]
                y, height = frame.y(top), frame.y(under) - frame.y(top)
                if height >= 0.05:
                    parts.append(
                        f'<rect x="{frame.x(year) - width / 2:.1f}" y="{y:.1f}" width="{width:.1f}" '
                        f'height="{height:.1f}" fill="{colours[place]}"/>'
                    )
                under = top
        return page.whole(parts, label)


@dataclass(frozen=True)
class Bars:
    """Bars that lie, gains to the right and losses to the left, each with its amount."""

    bars: Sequence[tuple[str, float]]
    tell: Tell

    def svg(self, style: Style, label: str) -> str:
        """The picture as SVG."""
        height = BAR_HEIGHT * max(1, len(self.bars)) + 2 * GAP
        page = Page(style, [], height)
        low, high = min(0.0, *(v for _, v in self.bars)), max(0.0, *(v for _, v in self.bars))
        amounts = [self.tell(value) for _, value in self.bars]
        names = [wrap(name, NAME_LETTERS, break_long_words=True)[:2] or [""] for name, _ in self.bars]
        left = GAP + max(_width(line) for lines in names for line in lines) + GAP
        room = max(map(_width, amounts)) + GAP
        scale = (WIDTH - RIGHT - left - 2 * room) / ((high - low) or 1.0)
        zero, parts = left + room - low * scale, []
        for place, (_, value) in enumerate(self.bars):
            y = GAP + BAR_HEIGHT * place
            begins, wide = (zero, value * scale) if value >= 0 else (zero + value * scale, -value * scale)
            colour = style.good if value >= 0 else style.bad
            for number, line in enumerate(names[place]):
                down = y + 17 + 12 * number - 6 * (len(names[place]) - 1)
                parts.append(page.text(left - GAP, down, line, anchor="end"))
            parts.append(
                f'<rect x="{begins:.1f}" y="{y + 5}" width="{max(wide, 0.6):.1f}" height="{BAR_HEIGHT - 10}" '
                f'fill="{colour}"/>'
            )
            side = (begins + wide + 5, "start") if value >= 0 else (begins - 5, "end")
            parts.append(page.text(side[0], y + 17, amounts[place], anchor=side[1], pale=True))
        parts.append(page.rule(zero, GAP, zero, height - GAP, style.pale))
        return page.whole(parts, label)


class Page:
    """The sheet a chart is drawn on, with its legend on top.

    Args:
        style: colours and letters
        legend: name, colour and (None for a block) whether the line is dashed
        height: [px]
    """

    def __init__(self, style: Style, legend: Sequence[tuple[str, str, bool | None]], height: float):
        self.style, self.height, self._legend = style, height, []
        x, row = 4.0, 0
        for name, colour, dashed in legend:
            wide = 30 + _width(name)
            if x > 4.0 and x + wide > WIDTH:
                x, row = 4.0, row + 1
            self._legend.append(self._key(x, 10 + LEGEND_LINE * row, name, colour, dashed))
            x += wide + GAP
        self.top = LEGEND_LINE * (row + 1) + 24.0

    def _key(self, x: float, y: float, name: str, colour: str, dashed: bool | None) -> str:
        if dashed is None:
            key = f'<rect x="{x:.1f}" y="{y - 6}" width="14" height="10" fill="{colour}"/>'
        else:
            dash = ' stroke-dasharray="5 3"' if dashed else ""
            key = f'<line x1="{x:.1f}" y1="{y - 1}" x2="{x + 18:.1f}" y2="{y - 1}" stroke="{colour}" stroke-width="2.4"{dash}/>'
        return key + self.text(x + 23, y + 3, name)

    def text(self, x: float, y: float, words: str, anchor: str = "start", pale: bool = False) -> str:
        """Words at a place."""
        colour = self.style.pale if pale else self.style.ink
        side = "" if anchor == "start" else f' text-anchor="{anchor}"'
        return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{LETTERS}" fill="{colour}"{side}>{escape(words)}</text>'

    def rule(self, x1: float, y1: float, x2: float, y2: float, colour: str) -> str:
        """A thin line."""
        return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}"/>'

    def whole(self, parts: Sequence[str], label: str) -> str:
        """The picture with everything on it; the label is read to who cannot see it."""
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {self.height:g}" role="img" '
            f'aria-label="{escape(label)}" font-family="{self.style.font}">'
        )
        return "\n".join([head, *self._legend, *parts, "</svg>"])


@dataclass(frozen=True)
class Frame:
    """Where years and values lie on the page."""

    page: Page
    first: float
    last: float
    low: float
    high: float
    step: float
    left: float

    @classmethod
    def around(cls, page: Page, first: float, last: float, values: Sequence[float], tell: Tell) -> Frame:
        """A frame with round numbers that holds all values and zero."""
        low, high = min(0.0, *values), max(0.0, *values)
        step = nice_step(high - low)
        low = step * math.floor(low / step)
        high = max(step * math.ceil(high / step), low + step)
        widest = max(_width(tell(low + step * n)) for n in range(round((high - low) / step) + 1))
        return cls(page, first, max(last, first + 1), low, high, step, widest + 12)

    def x(self, year: float) -> float:
        """Pixels from the left."""
        return self.left + (year - self.first) / (self.last - self.first) * (WIDTH - RIGHT - self.left)

    def y(self, value: float) -> float:
        """Pixels from the top."""
        floor = self.page.height - BOTTOM
        return floor - (value - self.low) / (self.high - self.low) * (floor - self.page.top)

    def axes(self, unit: str, tell: Tell) -> list[str]:
        """Grid, amounts, years and the unit."""
        page, parts = self.page, [self.page.text(4, self.page.top - 9, unit, pale=True)]
        for number in range(round((self.high - self.low) / self.step) + 1):
            value = self.low + self.step * number
            parts.append(page.rule(self.left, self.y(value), WIDTH - RIGHT, self.y(value), page.style.grid))
            parts.append(page.text(self.left - 6, self.y(value) + 4, tell(value), anchor="end", pale=True))
        every = 1 if self.last - self.first <= 12 else 5
        for year in range(math.ceil(self.first), math.floor(self.last) + 1):
            if year % every == 0:
                parts.append(page.text(self.x(year), page.height - 8, str(year), anchor="middle", pale=True))
        return parts


def nice_step(span: float, wanted: int = 5) -> float:
    """A round step between grid lines.

    >>> nice_step(118_000), nice_step(0.9), nice_step(0)
    (50000.0, 0.2, 1.0)
    """
    if span <= 0 or not math.isfinite(span):
        return 1.0
    rough = span / wanted
    power = 10.0 ** math.floor(math.log10(rough))
    return next(float(f"{step * power:.6g}") for step in (1, 2, 5, 10) if step * power >= rough * 0.999)


def stacks(series: dict[str, Sequence[float]], other: str) -> list[tuple[str, Sequence[float]]]:
    """The biggest series first, those beyond MOST_SERIES together as one.

    >>> stacks({"a": [1.0], "b": [3.0], "c": [0.0]}, "rest")
    [('b', [3.0]), ('a', [1.0])]
    """
    ranked = sorted(((name, list(v)) for name, v in series.items() if any(v)), key=lambda each: -sum(each[1]))
    if len(ranked) <= MOST_SERIES:
        return ranked
    rest = [values for _, values in ranked[MOST_SERIES - 1 :]]
    return [*ranked[: MOST_SERIES - 1], (other, [sum(year) for year in zip(*rest, strict=True)])]


def _colour(style: Style, place: int | None) -> str:
    return style.pale if place is None else style.colours[place]


def _width(words: str) -> float:
    """How much room words take, about [px]."""
    return LETTER_WIDTH * LETTERS * len(words)
