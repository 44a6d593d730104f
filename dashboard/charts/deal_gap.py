"""Why a service is worth more or less to the client than its own purchase: five reasons that add up.

Place in the flow: geodata -> sim -> scenarios -> [dashboard].
"""

from __future__ import annotations

from textwrap import wrap

from dashboard.charts.base import chart, rounded
from dashboard.charts.deal_split import FEEDS_DEAL
from dashboard.deals import Told, deal_in
from dashboard.texts import money, signed, t, word
from dashboard.theme import ACCENT, BAD, GOOD, INK, Figure, dress
from sim.results import Results

ROOM = 0.85
"""Room beside the bars for their amounts, as a share of what they span."""


NARROW = 12
"""Letters in a line of a name: three drawings stand side by side."""


@chart(
    "Why a service differs from buying",
    help="Each reason begins where the one above it ends; together they are the difference for the client.",
    feeds=FEEDS_DEAL,
)
def deal_gap(results: Results, lang: str, which: int = 0, deal: Told | None = None) -> Figure:
    """Steps from an own purchase to the service, reason by reason, and their sum.

    Args:
        results: of a run
        lang: language of the screen
        which: place in the gaps of the deal: the city's own first
        deal: of another measure than the largest
    """
    deal = deal or deal_in(results)
    gap = deal["gaps"][which] if deal else {"levers": {}, "gap_eur": 0.0}
    levers, total = gap["levers"], gap["gap_eur"]
    starts, at = [], 0.0
    for amount in levers.values():
        starts.append(at)
        at += amount
    names = [*("<br>".join(wrap(word(lang, "lever", lever), NARROW)) for lever in levers), t(lang, "Together")]
    amounts, starts = [*levers.values(), total], [*starts, 0.0]
    colours = [*(GOOD if amount >= 0 else BAD for amount in levers.values()), ACCENT]
    bars = {
        "type": "bar", "orientation": "h", "y": names, "x": rounded(amounts, 0), "base": rounded(starts, 0),
        "marker": {"color": colours}, "hoverinfo": "skip", "showlegend": False, "constraintext": "none",
    }  # fmt: skip
    ends = [max(start, start + amount) for start, amount in zip(starts, amounts, strict=True)]
    words = {
        "type": "scatter", "mode": "text", "y": names, "x": rounded(ends, 0),
        "text": [f" {signed(money(lang, amount), amount)}" for amount in amounts], "textposition": "middle right",
        "textfont": {"color": INK}, "cliponaxis": False, "hoverinfo": "skip", "showlegend": False,
    }  # fmt: skip
    reach = [0.0, *ends, *(min(start, start + amount) for start, amount in zip(starts, amounts, strict=True))]
    low, high = min(reach), max(reach)
    span = high - low or 1.0
    axis = {
        "range": [low - 0.03 * span, high + ROOM * span],
        "showticklabels": False,
        "ticks": "",
        "zeroline": True,
        "zerolinewidth": 2,
    }
    side = {"showgrid": False, "ticksuffix": "  ", "type": "category", "autorange": "reversed"}
    return dress([bars, words], lang, xaxis=axis, yaxis=side, bargap=0.35, hovermode="closest")
