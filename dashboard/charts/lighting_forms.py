"""The same lamps bought in different ways.

Place in the flow: geodata -> sim -> scenarios -> [dashboard].
"""

from __future__ import annotations

from dashboard.charts.base import amount_bars, chart
from dashboard.texts import word
from dashboard.theme import BASELINE, GOOD, Figure
from sim.results import Results


@chart(
    "Buying lamps or buying light",
    help="What each way to light the same streets brings the city, against leaving the lamps alone (net present value).",
    feeds=("lighting", "night", "contracts", "finance", "prices", "works", "yard"),
)
def lighting_forms(results: Results, lang: str) -> Figure:
    """One bar for each form of contract that was compared, the best for the city in green.

    Bars show the difference to the same plan with the lamps left alone.
    """
    forms = sorted(results.summary.get("lighting_forms") or [], key=lambda form: form["npv_city_eur"])
    colours = [GOOD if form.get("wins") else BASELINE for form in forms]
    names = [word(lang, "contract", form["form"]) for form in forms]
    return amount_bars(names, [form["npv_city_eur"] for form in forms], colours, lang)
