"""What firms asked in each tender, against what the buyer had reckoned.

Place in the flow: geodata -> sim -> scenarios -> [dashboard].
"""

from __future__ import annotations

from typing import Any

from dashboard.charts.base import chart, rounded
from dashboard.market import DAYS_PER_YEAR, Tender, tenders_of
from dashboard.texts import percent_sign, t, word
from dashboard.theme import ACCENT, BAD, BASELINE, INK, MUTED, Figure, dress
from sim.results import Results

SHOWN_TENDERS = 16
"""More rows than these cannot be read; the largest are drawn and the list under the chart has all."""
ROW_PX, AROUND_PX = 30, 74
WIDE = 0.06
"""Air left and right of the outermost bid, as a share of the estimate."""


def shown_tenders(results: Results) -> list[Tender]:
    """The largest tenders that got bids, in the order of their calls."""
    called = [tender for tender in tenders_of(results) if tender.bids and not tender.is_direct]
    largest = sorted(called, key=lambda tender: -tender.estimate_eur)[:SHOWN_TENDERS]
    return sorted(largest, key=lambda tender: (tender.opened_day, tender.id))


def chart_height(results: Results) -> int:
    """Pixels that the rows of the chart need."""
    return max(220, AROUND_PX + ROW_PX * len(shown_tenders(results)))


@chart(
    "Bids against the estimate",
    help="One row a tender, one mark a bid; 100% is what the buyer had reckoned. The largest tenders are drawn.",
    feeds=("procurement", "lighting", "retrofit", "solar", "greening", "district_heat", "collective"),
)
def bids_against_estimate(results: Results, lang: str) -> Figure:
    """Bids as marks along the estimate, the award filled, bids set aside crossed out.

    A tender in lots is drawn by its lots: each bid against the lot's equal part of the estimate.
    """
    rows = shown_tenders(results)
    names = [_name(lang, tender, results) for tender in rows]
    sorts: dict[str, tuple[list[float], list[int]]] = {"won": ([], []), "lost": ([], []), "low": ([], [])}
    for place, tender in enumerate(rows):
        for bid in tender.bids:
            kind = "won" if bid.won else "low" if bid.abnormally_low else "lost"
            sorts[kind][0].append(100.0 * bid.price_eur * tender.lots / tender.estimate_eur)
            sorts[kind][1].append(place)
    looks = {
        "lost": (t(lang, "bid"), {"symbol": "circle-open", "size": 11, "color": MUTED, "line": {"width": 2}}),
        "low": (t(lang, "abnormally low bid"), {"symbol": "x-thin", "size": 10, "color": BAD, "line": {"width": 2.5, "color": BAD}}),
        "won": (t(lang, "award"), {"symbol": "diamond", "size": 14, "color": ACCENT, "line": {"width": 1.5, "color": "#ffffff"}}),
    }  # fmt: skip
    marks = [_marks(sorts[kind], *looks[kind]) for kind in looks if sorts[kind][0]]
    every = [share for shares, _ in sorts.values() for share in shares] or [100.0]
    low, high = min(100.0, *every), max(100.0, *every)
    air = max(WIDE * 100.0, 0.06 * (high - low))
    span = [low - air, high + 1.6 * air]
    across = {
        "range": span,
        "ticksuffix": percent_sign(lang),
        "showgrid": True,
        "side": "top",
        "nticks": 5,
        "ticks": "",
        "zeroline": False,
    }
    down = {
        "tickvals": list(range(len(rows))), "ticktext": names, "range": [len(rows) - 0.4, -0.6], "showgrid": True,
        "ticksuffix": "  ", "rangemode": "normal", "zeroline": False, "ticks": "",
    }  # fmt: skip
    return dress([_estimate(lang, len(rows)), *marks], lang, xaxis=across, yaxis=down, hovermode="closest", margin={"l": 8, "r": 12, "t": 8, "b": 8})  # fmt: skip


def _name(lang: str, tender: Tender, results: Results) -> str:
    """Measure and year of the call, short enough for a phone."""
    year = int(results.years[0]) + tender.opened_day // DAYS_PER_YEAR
    return f"{word(lang, 'domain', tender.domain)} {year}"


def _estimate(lang: str, rows: int) -> dict[str, Any]:
    return {
        "type": "scatter", "mode": "lines", "x": [100, 100], "y": [-0.6, rows - 0.4], "name": t(lang, "the estimate"),
        "line": {"color": BASELINE, "width": 2, "dash": "dash"}, "hoverinfo": "skip",
    }  # fmt: skip


def _marks(points: tuple[list[float], list[int]], name: str, marker: dict[str, Any]) -> dict[str, Any]:
    shares, rows = points
    return {
        "type": "scatter", "mode": "markers", "x": rounded(shares), "y": rows, "name": name, "marker": marker,
        "textfont": {"color": INK}, "hovertemplate": "%{x:.0f}%<extra></extra>", "cliponaxis": False,
    }  # fmt: skip
