"""Emissions of several scenarios in one picture.

Place in the flow: geodata -> sim -> scenarios -> [dashboard].
"""

from __future__ import annotations

from dashboard.charts.base import chart, rounded
from dashboard.charts.emissions_path import path_traces
from dashboard.texts import t
from dashboard.theme import SERIES, Figure, dress
from sim.results import Results


@chart("Emissions side by side", help="The same city with the same luck: what differs is what was decided.")
def compare_emissions(runs: list[tuple[str, Results]], lang: str) -> Figure:
    """One line a scenario and the path of the first.

    Args:
        runs: title and results of each scenario
        lang: language of the screen
    """
    traces = [
        {
            "type": "scatter", "mode": "lines", "name": title, "x": results.years.tolist(),
            "y": rounded(results.emissions_by_year(), 0), "line": {"color": SERIES[place % len(SERIES)], "width": 2.5},
            "hovertemplate": "%{y:,.0f} t",
        }
        for place, (title, results) in enumerate(runs)
    ]  # fmt: skip
    path = path_traces(runs[0][1], lang) if runs else []
    return dress(traces + path, lang, t(lang, "tonnes CO₂ a year"), yaxis={"tickformat": ",d"})
