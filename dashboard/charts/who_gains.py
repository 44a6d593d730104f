"""Who is better off with the plan than with the best they could do otherwise.

Place in the flow: geodata -> sim -> scenarios -> [dashboard].
"""

from __future__ import annotations

from dashboard.charts.base import chart, rounded
from dashboard.headlines import gains
from dashboard.texts import money, signed, word
from dashboard.theme import BAD, GOOD, INK, Figure, dress
from sim.results import Results


@chart("Who gains, who pays", help="Net present value of each party above its best alternative; red parties lose.")
def who_gains(results: Results, lang: str) -> Figure:
    """One bar an actor, winners on top."""
    rows = gains(results)[::-1]
    amounts = [row["gain_eur"] for row in rows]
    bars = {
        "type": "bar", "orientation": "h", "x": rounded(amounts, 0),
        "y": [word(lang, "actor", row["id"]) for row in rows],
        "marker": {"color": [GOOD if amount >= 0 else BAD for amount in amounts]},
        "text": [signed(money(lang, amount), amount) for amount in amounts], "textposition": "outside",
        "textfont": {"color": INK}, "cliponaxis": False, "hoverinfo": "skip", "showlegend": False,
    }  # fmt: skip
    low, high = min([0.0, *amounts]), max([0.0, *amounts])
    room = 0.6 * (high - low) or 1.0  # for the amounts written beside the bars
    axis = {"range": [low - room, high + room], "showticklabels": False, "ticks": "", "zeroline": True}
    side = {"showgrid": False, "ticksuffix": "  "}
    return dress([bars], lang, xaxis=axis, yaxis=side, bargap=0.35, hovermode="closest")
