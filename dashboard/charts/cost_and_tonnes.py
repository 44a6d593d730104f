"""Public money against tonnes, one point a scenario.

Place in the flow: geodata -> sim -> scenarios -> [dashboard].
"""

from __future__ import annotations

import numpy as np

from dashboard.charts.base import chart
from dashboard.charts.public_cost import COST
from dashboard.texts import money, number, t
from dashboard.theme import SERIES, Figure, dress
from sim.results import Results


def saved_and_spent(results: Results, reference: Results) -> tuple[float, float]:
    """Tonnes emitted less and public euros spent more than the reference, over the years both have."""
    shared = min(len(results.years), len(reference.years))
    saved_t = float(np.sum(reference.emissions_by_year()[:shared] - results.emissions_by_year()[:shared]))
    spent_eur = float(np.sum(results.yearly(COST)[:shared] - reference.yearly(COST)[:shared]))
    return saved_t, spent_eur


@chart(
    "Public money and tonnes", help="Further right saves more, further down costs the city less than the first plan."
)
def cost_and_tonnes(runs: list[tuple[str, Results]], lang: str) -> Figure:
    """Tonnes saved and public euros spent, both against the first scenario."""
    traces = []
    for place, (title, results) in enumerate(runs):
        saved_t, spent_eur = saved_and_spent(results, runs[0][1])
        traces.append(
            {
                "type": "scatter", "mode": "markers", "name": title, "x": [round(saved_t)], "y": [round(spent_eur)],
                "marker": {"size": 16, "color": SERIES[place % len(SERIES)], "line": {"width": 2, "color": "#fff"}},
                "hovertemplate": f"{number(lang, saved_t)} t<br>{money(lang, spent_eur)}",
            }
        )  # fmt: skip
    horizontal = {
        "title": {"text": t(lang, "tonnes CO₂ saved over all years"), "font": {"size": 11.5}},
        "tickformat": ",d",
        "zeroline": True,
    }
    vertical = {"tickformat": "~s", "rangemode": "normal", "zeroline": True}
    unit = t(lang, "public euros more")
    return dress(traces, lang, unit, hovermode="closest", xaxis=horizontal, yaxis=vertical)
