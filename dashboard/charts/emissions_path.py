"""Emissions of the city by sector, against the path it signed.

Place in the flow: geodata -> sim -> scenarios -> [dashboard].
"""

from __future__ import annotations

from typing import Any

import numpy as np

from dashboard.charts.base import FEEDS_EMISSIONS, biggest_first, chart, over_years, rounded
from dashboard.headlines import signed_pledges, target_path
from dashboard.texts import percent, t, word
from dashboard.theme import BAD, BASELINE, SECTOR_COLOURS, Figure, colour_of
from sim.results import Results


def path_traces(results: Results, lang: str) -> list[dict[str, Any]]:
    """The signed path as a dashed line within the simulated years, the pledges as marks on it."""
    years, levels_t = target_path(results)
    first, last = int(results.years[0]), int(results.years[-1])
    inside = np.arange(first, min(last, int(years[-1])) + 1)
    line = {
        "type": "scatter", "mode": "lines", "name": t(lang, "Pledged path"), "x": inside.tolist(),
        "y": rounded(np.interp(inside, years, levels_t), 0), "line": {"color": BAD, "width": 2, "dash": "6px,4px"},
        "hovertemplate": "%{y:,.0f} t",
    }  # fmt: skip
    marks = [pledge for pledge in signed_pledges(results) if first <= pledge.year <= last]
    points = {
        "type": "scatter", "mode": "markers+text", "x": [mark.year for mark in marks],
        "y": rounded([mark.level_t for mark in marks], 0), "text": [f"−{percent(lang, mark.share)}" for mark in marks],
        "textposition": ["top left" if mark.year == last else "top right" for mark in marks], "textfont": {"color": BAD}, "marker": {"color": BAD, "size": 9, "symbol": "diamond"},
        "showlegend": False, "hoverinfo": "skip", "cliponaxis": False,
    }  # fmt: skip
    return [line, points]


def baseline_trace(baseline: Results, lang: str) -> dict[str, Any]:
    """The run without new decisions as a grey line."""
    return {
        "type": "scatter", "mode": "lines", "name": t(lang, "Without new measures"), "x": baseline.years.tolist(),
        "y": rounded(baseline.emissions_by_year(), 0), "line": {"color": BASELINE, "width": 2},
        "hovertemplate": "%{y:,.0f} t",
    }  # fmt: skip


@chart(
    "Emissions against the pledge",
    help="How each year's inventory stands to the path the city signed.",
    feeds=FEEDS_EMISSIONS,
)
def emissions_path(results: Results, lang: str, baseline: Results | None = None) -> Figure:
    """Stacked sectors, the path, and the baseline when it is another run."""
    by_sector = biggest_first(results.emissions_by_sector())
    traces = [
        {
            "type": "scatter", "mode": "lines", "stackgroup": "sectors", "name": word(lang, "sector", sector),
            "x": results.years.tolist(), "y": rounded(values, 0), "line": {"width": 0.5, "color": colour},
            "fillcolor": colour, "hovertemplate": "%{y:,.0f} t",
        }
        for (sector, values), colour in zip(
            by_sector.items(), colour_of(list(by_sector), SECTOR_COLOURS), strict=True
        )
    ]  # fmt: skip
    if baseline is not None and baseline is not results:
        traces.append(baseline_trace(baseline, lang))
    path = path_traces(results, lang)
    reach = np.concatenate([results.emissions_by_year(), *(trace["y"] for trace in traces + path)])
    unit = t(lang, "tonnes CO₂ a year")
    return over_years(traces + path, lang, unit, results.years, reach, yaxis={"tickformat": ",d"})
