"""A line chart with measured points as SVG text: small, the same bytes for the same numbers, no drawing library needed.

Place in the flow: a small tool of the hindcast.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

WIDTH, HEIGHT = 560, 300
LEFT, RIGHT, TOP, BOTTOM = 64, 16, 44, 34
INK, PALE, GRID = "#222222", "#777777", "#dddddd"
COLOURS = ("#0b6e99", "#c2571a", "#4f7d2c")
DOT_PX = 3.5


@dataclass(frozen=True)
class Line:
    """What the model says: date and value, with a band from the lowest to the highest seed."""

    name: str
    points: Sequence[tuple[float, float]]
    band: Sequence[tuple[float, float, float]] = ()
    """Date, low, high."""
    dashed: bool = False
    colour: str = COLOURS[0]


@dataclass(frozen=True)
class Dots:
    """What was observed: date, value, low, high; hollow when it was kept from the fit."""

    name: str
    points: Sequence[tuple[float, float, float, float]]
    filled: bool = True
    colour: str = INK


@dataclass(frozen=True)
class Chart:
    """One picture."""

    title: str
    unit: str
    lines: Sequence[Line]
    dots: Sequence[Dots]
    log: bool = False
    unseen_from: float | None = None
    """From this date on nothing was looked at in fitting: shaded."""
    notes: str = field(default="")

    def svg(self) -> str:
        """The picture as SVG."""
        frame = _Frame.around(self)
        parts = [frame.shade(self.unseen_from), *frame.axes(self)]
        for line in self.lines:
            parts += frame.line(line)
        for dots in self.dots:
            parts += frame.dots(dots)
        parts += [_text(LEFT, 16, self.title, 13, INK, bold=True), *_legend(self)]
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        )
        head += f'font-family="sans-serif" role="img" aria-label="{escape(self.title)}">'
        return "\n".join([head, f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>', *parts, "</svg>", ""])


@dataclass(frozen=True)
class _Frame:
    """Where dates and values lie on the picture."""

    first: float
    last: float
    low: float
    high: float
    log: bool

    @classmethod
    def around(cls, chart: Chart) -> _Frame:
        dates = [p[0] for line in chart.lines for p in line.points] + [p[0] for d in chart.dots for p in d.points]
        values = [v for line in chart.lines for p in line.points for v in p[1:]]
        values += [v for line in chart.lines for b in line.band for v in b[1:]]
        values += [v for dots in chart.dots for p in dots.points for v in p[1:]]
        if chart.log:
            values = [value for value in values if value > 0]
            low, high = 10 ** math.floor(math.log10(min(values))), 10 ** math.ceil(math.log10(max(values)))
        else:
            step = nice_step(max(values) - min(min(values), 0.0))
            low, high = step * math.floor(min(*values, 0.0) / step), step * math.ceil(max(*values, 0.0) / step)
        return cls(math.floor(min(dates)), math.ceil(max(dates)), low, high, chart.log)

    def x(self, date: float) -> float:
        return LEFT + (date - self.first) / (self.last - self.first) * (WIDTH - LEFT - RIGHT)

    def y(self, value: float) -> float:
        if self.log:
            share = math.log(max(value, self.low) / self.low) / math.log(self.high / self.low)
        else:
            share = (value - self.low) / (self.high - self.low)
        return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)

    def shade(self, since: float | None) -> str:
        if since is None or since >= self.last:
            return ""
        left = self.x(since)
        return f'<rect x="{left:.1f}" y="{TOP}" width="{WIDTH - RIGHT - left:.1f}" height="{HEIGHT - TOP - BOTTOM}" fill="#f2efe6"/>'

    def axes(self, chart: Chart) -> list[str]:
        parts = [_text(LEFT, TOP - 8, chart.unit, 10, PALE)]
        for value in self._ticks():
            y = self.y(value)
            parts.append(f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="{GRID}"/>')
            parts.append(_text(LEFT - 6, y + 3.5, f"{value:,.10g}".replace(",", " "), 10, PALE, anchor="end"))
        for year in range(int(self.first), int(self.last) + 1, 2):
            parts.append(_text(self.x(year), HEIGHT - BOTTOM + 16, str(year), 10, PALE, anchor="middle"))
        return parts

    def _ticks(self) -> list[float]:
        if self.log:
            return [10.0**power for power in range(round(math.log10(self.low)), round(math.log10(self.high)) + 1)]
        step = nice_step(self.high - self.low)
        return [self.low + step * number for number in range(round((self.high - self.low) / step) + 1)]

    def line(self, line: Line) -> list[str]:
        path = " ".join(f"{self.x(date):.1f},{self.y(value):.1f}" for date, value in line.points)
        dash = ' stroke-dasharray="5 4"' if line.dashed else ""
        drawn = [f'<polyline points="{path}" fill="none" stroke="{line.colour}" stroke-width="2"{dash}/>']
        if line.band:
            up = [f"{self.x(date):.1f},{self.y(high):.1f}" for date, _, high in line.band]
            down = [f"{self.x(date):.1f},{self.y(low):.1f}" for date, low, _ in reversed(line.band)]
            drawn.insert(0, f'<polygon points="{" ".join(up + down)}" fill="{line.colour}" opacity="0.15"/>')
        return drawn

    def dots(self, dots: Dots) -> list[str]:
        drawn, fill = [], dots.colour if dots.filled else "#ffffff"
        for date, value, low, high in dots.points:
            x = self.x(date)
            drawn.append(
                f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{self.y(low):.1f}" y2="{self.y(high):.1f}" stroke="{dots.colour}"/>'
            )
            drawn.append(
                f'<circle cx="{x:.1f}" cy="{self.y(value):.1f}" r="{DOT_PX}" fill="{fill}" stroke="{dots.colour}"/>'
            )
        return drawn


def nice_step(span: float) -> float:
    """A step of 1, 2 or 5 times a power of ten that cuts a span in five or so.

    >>> nice_step(100.0), nice_step(43.0)
    (20.0, 10.0)
    """
    raw = max(span, 1e-9) / 5.0
    power = 10.0 ** math.floor(math.log10(raw))
    return next(step * power for step in (1.0, 2.0, 5.0, 10.0) if step * power >= raw)


def _legend(chart: Chart) -> list[str]:
    parts, x = [], WIDTH - RIGHT
    for thing in reversed([*chart.lines, *(d for d in chart.dots if d.points)]):
        parts.append(_text(x, TOP - 8, thing.name, 10, thing.colour, anchor="end"))
        x -= 6.0 * len(thing.name) + 26
        if isinstance(thing, Line):
            dash = ' stroke-dasharray="4 3"' if thing.dashed else ""
            parts.append(
                f'<line x1="{x + 4:.0f}" x2="{x + 20:.0f}" y1="{TOP - 12}" y2="{TOP - 12}" stroke="{thing.colour}" stroke-width="2"{dash}/>'
            )
        else:
            fill = thing.colour if thing.filled else "#ffffff"
            parts.append(
                f'<circle cx="{x + 14:.0f}" cy="{TOP - 12}" r="{DOT_PX}" fill="{fill}" stroke="{thing.colour}"/>'
            )
    return parts


def _text(x: float, y: float, words: str, size: int, colour: str, anchor: str = "start", bold: bool = False) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{colour}" text-anchor="{anchor}"{weight}>{escape(words)}</text>'
