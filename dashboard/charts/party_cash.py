"""What comes in and what goes out at one party, year by year.

Place in the flow: geodata -> sim -> scenarios -> [dashboard].
"""

from __future__ import annotations

import numpy as np

from dashboard.charts.base import FEEDS_MONEY, chart, over_years, rounded
from dashboard.ecosystem import CLIENT, cash_by_year
from dashboard.texts import t
from dashboard.theme import BAD, GOOD, Figure
from sim.results import Results

MILLIONS_FROM_EUR = 2e6
LEFT = "#d1a11f"
"""Seen on both bars, by day and by night."""


@chart("Cash by year", help="What comes in stands above the line, what goes out below it.", feeds=FEEDS_MONEY)
def party_cash(results: Results, lang: str, party: str = CLIENT) -> Figure:
    """Bars up and down, and what is left as a line."""
    earned, paid = cash_by_year(results, party)
    most = max(float(np.max(earned, initial=0.0)), float(np.max(paid, initial=0.0)))
    millions = most >= MILLIONS_FROM_EUR
    scale = 1e6 if millions else 1e3
    unit = t(lang, "million euros a year") if millions else t(lang, "thousand euros a year")
    years = [int(year) for year in results.years]
    bars = [
        {"type": "bar", "x": years, "y": rounded(values / scale, 3), "name": name, "marker": {"color": colour}}
        for values, name, colour in ((earned, t(lang, "comes in"), GOOD), (-paid, t(lang, "goes out"), BAD))
    ]
    left = {
        "type": "scatter", "mode": "lines", "x": years, "y": rounded((earned - paid) / scale, 3), "name": t(lang, "left over"),
        "line": {"color": LEFT, "width": 2.5},
    }  # fmt: skip
    reach = np.array([*(earned / scale), *(-paid / scale)])
    return over_years(
        [*bars, left], lang, unit, results.years, reach, "−1,234" if most else None, barmode="relative", bargap=0.25
    )
