"""The same lamps bought in different ways.

Place in the flow: geodata -> sim -> scenarios -> [dashboard].
"""

from __future__ import annotations

from dashboard.charts.base import chart, rounded
from dashboard.texts import money, t, word
from dashboard.theme import BASELINE, GOOD, INK, Figure, dress
from sim.results import Results


@chart("Buying lamps or buying light", help="Net present value for the city of each way to light the same streets.")
def lighting_forms(results: Results, lang: str) -> Figure:
    """One bar for each form of contract that was compared, the best for the city in green."""
    forms = results.summary.get("lighting_forms") or []
    amounts = [form["npv_city_eur"] for form in forms]
    bars = {
        "type": "bar", "x": [word(lang, "contract", form["form"]) for form in forms], "y": rounded(amounts, 0),
        "marker": {"color": [GOOD if form.get("wins") else BASELINE for form in forms]},
        "text": [money(lang, amount) for amount in amounts], "textposition": "outside", "textfont": {"color": INK},
        "cliponaxis": False, "showlegend": False, "hoverinfo": "skip",
    }  # fmt: skip
    return dress([bars], lang, t(lang, "euros today"), bargap=0.5, yaxis={"tickformat": "~s"})
