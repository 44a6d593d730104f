"""Emissions of several scenarios in one picture.

Place in the flow: geodata -> sim -> scenarios -> [dashboard].
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dashboard.charts.bands import band_traces, emission_edges_t
from dashboard.charts.base import FEEDS_EMISSIONS, chart, rounded
from dashboard.charts.emissions_path import path_traces
from dashboard.texts import t
from dashboard.theme import SERIES, Figure, dress
from sim.results import Results

if TYPE_CHECKING:
    from scenarios.ensemble import Bands


@chart(
    "Emissions side by side",
    help="The same city with the same luck: what differs is what was decided.",
    feeds=FEEDS_EMISSIONS,
)
def compare_emissions(runs: list[tuple[str, Results]], lang: str, bands: Sequence[Bands | None] = ()) -> Figure:
    """One line a scenario and the path of the first; where a band is there, its median and shadings.

    Args:
        runs: title and results of each scenario
        lang: language of the screen
        bands: of each scenario, None where there is none yet
    """
    traces = []
    for place, (title, results) in enumerate(runs):
        colour, band = SERIES[place % len(SERIES)], bands[place] if place < len(bands) else None
        if band is not None:
            edges = emission_edges_t(results, band)
            traces += band_traces(band.years, edges, title, lang, colour, among=len(runs))
            continue
        traces.append(
            {
                "type": "scatter", "mode": "lines", "name": title, "x": results.years.tolist(),
                "y": rounded(results.emissions_by_year(), 0), "line": {"color": colour, "width": 2.5},
                "hovertemplate": "%{y:,.0f} t",
            }
        )  # fmt: skip
    path = path_traces(runs[0][1], lang) if runs else []
    return dress(traces + path, lang, t(lang, "tonnes CO₂ a year"), yaxis={"tickformat": ",d"})
