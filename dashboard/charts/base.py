"""What makes a function a chart: a title, a line of help, and a name in the list.

Place in the flow: geodata -> sim -> scenarios -> [dashboard]. A chart takes results and gives a figure as a plain dict;
it holds no callback, so a test draws it without a browser.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

import numpy as np

from dashboard.texts import money, signed
from dashboard.theme import INK, Figure, dress

FEEDS_ENERGY = (
    "heat", "heating", "household_electricity", "lighting", "night", "mobility", "travel", "retrofit", "solar",
    "solar_market", "tertiary", "weather", "people", "behaviour", "assembly", "city", "prices", "finance", "contracts",
    "works", "yard", "collective", "district_heat", "greening", "procurement", "performance", "actors", "project_mode",
    "projects", "hourly_electricity", "hourly_heat",
)  # fmt: skip
FEEDS_EMISSIONS = ("emission_factors", *FEEDS_ENERGY)
FEEDS_MONEY = FEEDS_ENERGY
"""Topics of the book whose numbers enter a figure at once, or move the decisions behind it. Money decides what is done,
what is done decides what is used and paid: the two lists are one. The last two count where the grid's limit binds."""


@dataclass(frozen=True)
class Chart:
    """A way to draw results."""

    id: str
    title: str
    """English sentence, key of the catalogues."""
    help: str
    draw: Callable[..., Figure]
    feeds: tuple[str, ...] = ()
    """Topics of the book that go into it; empty: all that the model reads."""

    def __call__(self, *arguments: Any, **options: Any) -> Figure:
        return self.draw(*arguments, **options)


def chart(title: str, help: str, feeds: tuple[str, ...] = ()) -> Callable[[Callable[..., Figure]], Chart]:
    """Turn a function of results into a chart of the gallery."""

    def make(draw: Callable[..., Figure]) -> Chart:
        return Chart(draw.__name__, title, help, draw, feeds)

    return make


LETTER_PX = 7.7
"""Width of a digit of 12 px in the widest letters of the theme."""
HEADROOM_SHARE = 0.06
"""Air above the highest point."""
NAME_LETTERS = 22
"""Longer names of bars are told in lines: on a phone they would leave the bars no room."""


def over_years(
    traces: list[dict[str, Any]], lang: str, unit: str, years: np.ndarray, reach: np.ndarray, widest: str | None = None,
    **layout: Any,
) -> Figure:  # fmt: skip
    """A figure by year with its frame reckoned here.

    A browser that has to find out how wide the labels are draws twice, which takes half as long again: curves that
    follow a slider cannot spare that.

    Args:
        traces: plotly traces
        lang: language of the screen
        unit: what the upright axis counts
        years: simulated years
        reach: amounts among which the highest and the lowest drawn are
        widest: widest label of the upright axis; None: the highest amount in full
        layout: as for `dress`

    >>> over_years([], "en", "", np.array([2025, 2040]), np.array([0.0, 1000.0]))["layout"]["yaxis"]["range"]
    [0.0, 1060.0]
    """
    low, high = min(0.0, float(np.min(reach))), max(0.0, float(np.max(reach)))
    air = HEADROOM_SHARE * (high - low) or 1.0
    span = [low - air if low < 0 else 0.0, high + air]
    label = widest or max((f"{end:,.0f}" for end in span), key=len)
    beside = 0.6 if any(trace["type"] == "bar" or len(years) == 1 for trace in traces) else 0.0
    house = {"margin": {"l": round(12 + LETTER_PX * len(label)), "r": 18, "t": 26, "b": 26}, **layout}
    house["xaxis"] = {"range": [int(years[0]) - beside, int(years[-1]) + beside], "automargin": False}
    house["yaxis"] = {"range": span, "automargin": False, **layout.get("yaxis", {})}
    return dress(traces, lang, unit, **house)


def amount_bars(names: list[str], amounts_eur: list[float], colours: list[str], lang: str) -> Figure:
    """Lying bars of euros with their amounts right of them; those of negative bars stand right of the zero line.

    Args:
        names: of the bars, the lowest first
        amounts_eur: lengths [EUR]
        colours: of the bars
        lang: language of the screen
    """
    told = [signed(money(lang, amount), amount) for amount in amounts_eur]
    names = ["<br>".join(wrap(name, NAME_LETTERS, break_long_words=False)) for name in names]
    bars = {
        "type": "bar", "orientation": "h", "y": names, "x": rounded(amounts_eur, 0), "marker": {"color": colours},
        "hoverinfo": "skip", "showlegend": False,
    }  # fmt: skip
    words = {
        "type": "scatter", "mode": "text", "y": names, "x": [max(0.0, amount) for amount in rounded(amounts_eur, 0)],
        "text": [f" {text}" for text in told], "textposition": "middle right", "textfont": {"color": INK},
        "cliponaxis": False, "hoverinfo": "skip", "showlegend": False,
    }  # fmt: skip
    low, high = min([0.0, *amounts_eur]), max([0.0, *amounts_eur])
    room = 0.7 * (high - low) or 1.0  # for the amounts written beside the bars
    axis = {"range": [1.03 * low, high + room], "showticklabels": False, "ticks": "", "zeroline": True}
    side = {"showgrid": False, "ticksuffix": "  ", "type": "category"}
    return dress([bars, words], lang, xaxis=axis, yaxis=side, bargap=0.4, hovermode="closest")


def rounded(values: np.ndarray, digits: int = 1) -> list[float]:
    """Values as they are sent: more figures than the screen shows only cost time."""
    return np.round(np.asarray(values, dtype=np.float64), digits).tolist()


def biggest_first(series: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The series that are not zero all along, the biggest sum first."""
    alive = {name: values for name, values in series.items() if np.any(values)}
    return dict(sorted(alive.items(), key=lambda item: -float(np.abs(item[1]).sum())))
