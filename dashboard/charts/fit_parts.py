"""The score of each bidder, part by part.

Place in the flow: geodata -> sim -> scenarios -> [dashboard]. No chart of the gallery: it follows the choice of a tender.
"""

from __future__ import annotations

from dashboard.charts.base import rounded
from dashboard.fitting import KNOWN_PARTS, Fit
from dashboard.texts import number, word
from dashboard.theme import INK, SERIES, Figure, dress

POINTS = 100.0
"""A full score in points."""


def fit_parts(lang: str, fit: Fit, names: dict[str, str]) -> Figure:
    """A bar per bidder made of the parts of its score, the best on top.

    Args:
        lang: language of the screen
        fit: bidders, ranked
        names: what each bidder is called
    """
    places = fit.ranking.places[::-1]
    called = [names[each.id] for each in places]
    bars = [
        {
            "type": "bar", "orientation": "h", "name": word(lang, "part", part), "y": called, "hoverinfo": "skip",
            "x": rounded([POINTS * each.contributions[part] for each in places], 1), "marker": {"color": SERIES[at]},
        }
        for at, part in enumerate(KNOWN_PARTS)
    ]  # fmt: skip
    sums = [POINTS * each.score for each in places]
    words = {
        "type": "scatter", "mode": "text", "y": called, "x": rounded(sums, 1), "text": [f" {number(lang, each)}" for each in sums],
        "textposition": "middle right", "textfont": {"color": INK}, "cliponaxis": False, "hoverinfo": "skip", "showlegend": False,
    }  # fmt: skip
    axis = {"range": [0, 1.12 * POINTS], "showticklabels": False, "ticks": ""}
    side = {"showgrid": False, "ticksuffix": "  ", "type": "category"}
    return dress(
        [*bars, words],
        lang,
        xaxis=axis,
        yaxis=side,
        barmode="stack",
        bargap=0.45,
        barcornerradius=0,
        hovermode="closest",
    )
