"""Who gains what: on the terms of today, and under each way to share what the partners are worth together.

Place in the flow: geodata -> sim -> scenarios -> [dashboard].
"""

from __future__ import annotations

import math
from textwrap import wrap

from dashboard.charts.base import NAME_LETTERS, chart, rounded
from dashboard.deals import Told, deal_in, who_counts
from dashboard.texts import money, signed, t, word
from dashboard.theme import BAD, SERIES, Figure, dress
from sim.results import Results

FEEDS_DEAL = ("deal", "contracts", "finance", "lighting", "assembly", "prices")
MARKS = {"today": ("diamond", BAD), "shapley": ("triangle-up", SERIES[2]), "nash": ("x", SERIES[1])}
"""Sign and colour of each way beside the recommended one: told apart by their form too."""
SIGNS = {"diamond": "◆", "triangle-up": "▲", "x": "✖"}
"""The same signs as letters, for the legend."""


@chart(
    "Who gains what",
    help="Against doing it alone, over the whole term, in today's euros. The bar is the split we recommend; signs show the others.",
    feeds=FEEDS_DEAL,
)
def deal_split(results: Results, lang: str, deal: Told | None = None) -> Figure:
    """A bar per role for the recommended split, with a sign for today's terms and for each other split.

    Args:
        results: of a run
        lang: language of the screen
        deal: of another measure than the largest
    """
    deal = deal or deal_in(results)
    roles = who_counts(deal)[::-1] if deal else []
    names = ["<br>".join(wrap(word(lang, "actor", role), NAME_LETTERS, break_long_words=False)) for role in roles]
    ways = (
        {"today": deal["today"], **deal["splits"]}
        if deal
        else {"today": {}, "nucleolus": {}, "shapley": {}, "nash": {}}
    )
    traces = [_bars(lang, names, [ways["nucleolus"][role] for role in roles])]
    for way, (sign, colour) in MARKS.items():
        amounts = [ways[way][role] for role in roles]
        traces.append(
            {
                "type": "scatter", "mode": "markers", "name": word(lang, "split", way), "y": names, "x": rounded(amounts, 0),
                "marker": {"symbol": sign, "size": 13 if way == "today" else 10, "color": colour, "line": {"color": "#ffffff", "width": 1}},
                "customdata": [signed(money(lang, amount), amount) for amount in amounts], "cliponaxis": False,
                "hovertemplate": "%{fullData.name}: %{customdata}<extra></extra>",
            }
        )  # fmt: skip
    at = euro_ticks([amount for way in ways.values() for role, amount in way.items() if role in roles])
    axis = {
        "showgrid": True, "zeroline": True, "zerolinewidth": 2, "tickangle": 0, "tickvals": at, "ticktext": [money(lang, each) for each in at],
    }  # fmt: skip
    side = {"showgrid": False, "ticksuffix": "  ", "type": "category"}
    return dress(traces, lang, xaxis=axis, yaxis=side, bargap=0.5, hovermode="closest")


def euro_ticks(amounts: list[float]) -> list[float]:
    """Round amounts to write at an axis, two to four of them, zero among them.

    >>> euro_ticks([-700_000.0, 240_000.0])
    [-500000.0, 0.0]
    >>> euro_ticks([90.0])
    [0.0, 50.0]
    """
    low, high = min([0.0, *amounts]), max([0.0, *amounts])
    rough = (high - low) / 3 or 1.0
    size = 10.0 ** math.floor(math.log10(rough))
    step = size * next(each for each in (1, 2, 2.5, 5, 10) if each * size >= 0.9 * rough)
    return [step * place for place in range(math.ceil(low / step), math.floor(high / step) + 1)]


def _bars(lang: str, names: list[str], amounts: list[float]) -> dict:
    told = [signed(money(lang, amount), amount) for amount in amounts]
    return {
        "type": "bar", "orientation": "h", "name": t(lang, "Recommended: nobody has a reason to leave"), "y": names,
        "x": rounded(amounts, 0), "marker": {"color": SERIES[0]}, "customdata": told,
        "hovertemplate": "%{fullData.name}: %{customdata}<extra></extra>",
    }  # fmt: skip
