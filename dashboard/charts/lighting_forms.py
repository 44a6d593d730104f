"""The same lamps bought in different ways.

Place in the flow: geodata -> sim -> scenarios -> [dashboard].
"""

from __future__ import annotations

from dashboard.charts.base import chart, rounded
from dashboard.texts import money, signed, word
from dashboard.theme import BASELINE, GOOD, INK, Figure, dress
from sim.results import Results


@chart(
    "Buying lamps or buying light",
    help="What each way to light the same streets brings the city, against leaving the lamps alone (net present value).",
)
def lighting_forms(results: Results, lang: str) -> Figure:
    """One bar for each form of contract that was compared, the best for the city in green.

    Bars show the difference to the same plan with the lamps left alone.
    """
    forms = sorted(results.summary.get("lighting_forms") or [], key=lambda form: form["npv_city_eur"])
    amounts = [form["npv_city_eur"] for form in forms]
    low, high = min([0.0, *amounts]), max([0.0, *amounts])
    room = 0.6 * (high - low) or 1.0  # for the amounts written beside the bars
    bars = {
        "type": "bar", "orientation": "h", "y": [word(lang, "contract", form["form"]) for form in forms],
        "x": rounded(amounts, 0), "marker": {"color": [GOOD if form.get("wins") else BASELINE for form in forms]},
        "text": [signed(money(lang, amount), amount) for amount in amounts], "textposition": "outside",
        "textfont": {"color": INK}, "cliponaxis": False, "showlegend": False, "hoverinfo": "skip",
    }  # fmt: skip
    axis = {"range": [low - room, high + room], "showticklabels": False, "ticks": "", "zeroline": True}
    side = {"showgrid": False, "ticksuffix": "  "}
    return dress([bars], lang, bargap=0.45, xaxis=axis, yaxis=side, hovermode="closest")
