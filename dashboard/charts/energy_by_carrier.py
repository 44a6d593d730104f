"""What the city burns and draws from the grid.

Place in the flow: geodata -> sim -> scenarios -> [dashboard].
"""

from __future__ import annotations

import numpy as np

from dashboard.charts.base import FEEDS_ENERGY, biggest_first, chart, over_years, rounded
from dashboard.texts import t, word
from dashboard.theme import CARRIER_COLOURS, Figure, colour_of
from sim.results import Results

MWH_PER_GWH = 1000.0


@chart(
    "Energy by carrier", help="Final energy of all sectors: what meters, tanks and pumps deliver.", feeds=FEEDS_ENERGY
)
def energy_by_carrier(results: Results, lang: str) -> Figure:
    """Stacked carriers by year [GWh]."""
    by_carrier = biggest_first(results.energy_by_carrier())
    traces = [
        {
            "type": "scatter", "mode": "lines", "stackgroup": "carriers", "name": word(lang, "carrier", carrier),
            "x": results.years.tolist(), "y": rounded(values / MWH_PER_GWH, 2), "line": {"width": 0.5, "color": colour},
            "fillcolor": colour, "hovertemplate": "%{y:,.1f} GWh",
        }
        for (carrier, values), colour in zip(
            by_carrier.items(), colour_of(list(by_carrier), CARRIER_COLOURS), strict=True
        )
    ]  # fmt: skip
    reach = np.sum(list(by_carrier.values()), axis=0) / MWH_PER_GWH
    return over_years(traces, lang, t(lang, "GWh a year"), results.years, reach, yaxis={"tickformat": ",.0f"})
