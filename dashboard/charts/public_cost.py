"""What the plan costs the city itself.

Place in the flow: geodata -> sim -> scenarios -> [dashboard].
"""

from __future__ import annotations

from typing import Any

import numpy as np

from dashboard.charts.base import FEEDS_MONEY, chart, over_years, rounded
from dashboard.texts import t
from dashboard.theme import ACCENT, BASELINE, Figure
from sim.results import Results

COST = "public_cost_eur"


@chart(
    "What it costs the city",
    help="Money of the city hall in each year, real euros of the book's price year.",
    feeds=FEEDS_MONEY,
)
def public_cost(results: Results, lang: str, baseline: Results | None = None) -> Figure:
    """Bars of yearly public cost, the baseline as a grey line."""
    traces: list[dict[str, Any]] = [
        {
            "type": "bar", "name": t(lang, "This plan"), "x": results.years.tolist(),
            "y": rounded(results.yearly(COST), 0), "marker": {"color": ACCENT}, "hovertemplate": "€ %{y:,.0f}",
        }
    ]  # fmt: skip
    if baseline is not None and baseline is not results:
        traces.append(
            {
                "type": "scatter", "mode": "lines", "name": t(lang, "Without new measures"),
                "x": baseline.years.tolist(), "y": rounded(baseline.yearly(COST), 0),
                "line": {"color": BASELINE, "width": 2}, "hovertemplate": "€ %{y:,.0f}",
            }
        )  # fmt: skip
    reach = np.concatenate([trace["y"] for trace in traces])
    widest = "−0.00M"
    return over_years(
        traces, lang, t(lang, "euros a year"), results.years, reach, widest, bargap=0.35, yaxis={"tickformat": "~s"}
    )
