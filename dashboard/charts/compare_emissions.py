"""Emissions of several scenarios in one picture.

Place in the flow: geodata -> sim -> scenarios -> [dashboard].
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dashboard.charts.bands import emission_edges_t, plan_traces
from dashboard.charts.base import FEEDS_EMISSIONS, chart
from dashboard.charts.emissions_path import path_traces
from dashboard.texts import t
from dashboard.theme import Figure, dress
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
        band = bands[place] if place < len(bands) else None
        edges_t = emission_edges_t(results, band) if band else None
        traces += plan_traces(title, place, results.years, results.emissions_by_year(), lang, edges_t, len(runs))
    path = path_traces(runs[0][1], lang) if runs else []
    return dress(traces + path, lang, t(lang, "tonnes CO₂ a year"), yaxis={"tickformat": ",d"})
