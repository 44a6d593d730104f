"""The ecosystem as a network: parties as circles, what they give each other as arrows.

Place in the flow: geodata -> sim -> scenarios -> [dashboard].
"""

from __future__ import annotations

from collections.abc import Collection
from textwrap import wrap

import numpy as np

from dashboard.charts.base import FEEDS_MONEY, chart
from dashboard.ecosystem import CLIENT, KINDS, Flow, flows_of, parties_of, places_of
from dashboard.texts import word
from dashboard.theme import INK, Figure, dress
from sim.results import Results

KIND_LOOKS = {
    "money": ("#1f5f7a", "solid"), "service": ("#c9772f", "solid"), "energy": ("#d1a11f", "solid"), "know_how": ("#6c5f8d", "dash"),
    "data": ("#5f8a4f", "dot"), "risk": ("#a1483f", "dash"), "jobs": ("#7f95a3", "solid"), "comfort": ("#b07a8c", "dot"),
    "co2": ("#6b6f6a", "dash"),
}  # fmt: skip
"""Colour and stroke of each kind of flow."""
PUBLIC, FUNDS, PEOPLE, COMPANIES, OUTSIDE = "public", "funds", "people", "companies", "outside"
SORTS = {
    PUBLIC: ("city_hall", "region", "eu", "neighbours", "intermunicipal", "university", "housing_company", "port_authority"),
    FUNDS: ("bank", "cooperative"),
    PEOPLE: ("households", "businesses"),
    COMPANIES: ("suppliers", "grid_operator", "lighting_company", "esco", "contractors", "manufacturer", "facilitator"),
}  # fmt: skip
SORT_COLOURS = {PUBLIC: "#1f5f7a", FUNDS: "#6c5f8d", PEOPLE: "#5f8a4f", COMPANIES: "#c9772f", OUTSIDE: "#9aa3a8"}
THICKEST, THINNEST = 9.0, 1.6
"""Of an arrow [px]: by the square root of its euros; thinnest for what has no price."""
POINTS = 13
BEND, BEND_MORE = 0.10, 0.09
"""How far the first arrow of a pair bends aside, and each further one, as a share of its length."""
FAINT = 0.16
CHOSEN = "#e3b23c"
"""Ring of the chosen party, seen by day and by night."""
NAME_LETTERS = 12
CIRCLE_PX = 34


@chart(
    "Who gives what to whom",
    help="An arrow goes from giver to taker; the more euros, the thicker. Choose a party to bring its arrows forward.",
    feeds=FEEDS_MONEY,
)
def ecosystem(
    results: Results, lang: str, year: int | None = None, kinds: Collection[str] = KINDS, party: str = ""
) -> Figure:  # fmt: skip
    """The network of a year.

    Args:
        results: of a run
        lang: language of the screen
        year: None: all years together
        kinds: kinds of flow that are drawn
        party: whose arrows stand out; empty: all alike
    """
    parties = parties_of(results)
    places = places_of(parties)
    flows = [flow for flow in flows_of(results, year) if flow.kind in kinds]
    most_eur = max((flow.eur for flow in flows), default=0.0) or 1.0
    turn: dict[tuple[str, str], int] = {}
    traces = []
    for flow in sorted(
        flows, key=lambda each: party in (each.giver, each.taker)
    ):  # those that stand out come last, on top
        pair = (flow.giver, flow.taker)
        turn[pair] = turn.get(pair, -1) + 1
        faint = bool(party) and party not in pair
        traces.append(_arrow(flow, places, most_eur, turn[pair], faint))
    traces.append(_circles(lang, parties, places, party))
    frame = {"visible": False, "range": [-1.32, 1.32], "fixedrange": True, "showgrid": False, "zeroline": False}
    return dress(
        traces,
        lang,
        xaxis=frame,
        yaxis={**frame, "range": [-1.3, 1.18]},
        hovermode="closest",
        margin={"l": 0, "r": 0, "t": 4, "b": 0},
    )


def _arrow(flow: Flow, places: dict, most_eur: float, turn: int, faint: bool) -> dict:
    """A line that bends to its right, with its head behind the middle."""
    start, end = np.array(places[flow.giver]), np.array(places[flow.taker])
    along = end - start
    aside = np.array([along[1], -along[0]]) * (BEND + BEND_MORE * turn)
    at = np.linspace(0, 1, POINTS)[:, None]
    curve = (1 - at) ** 2 * start + 2 * at * (1 - at) * (start + along / 2 + aside) + at**2 * end
    colour, stroke = KIND_LOOKS.get(flow.kind, (INK, "solid"))
    width = THINNEST + (THICKEST - THINNEST) * float(np.sqrt(max(0.0, flow.eur) / most_eur))
    head = [0.0] * POINTS
    head[7 if places[flow.taker] == (0.0, 0.0) else 8] = 0.0 if faint else 8 + 1.3 * width
    return {
        "type": "scatter", "mode": "lines+markers", "x": curve[:, 0].round(3).tolist(), "y": curve[:, 1].round(3).tolist(),
        "line": {"color": colour, "width": round(width, 1), "dash": stroke, "shape": "spline"},
        "marker": {"symbol": "arrow", "angleref": "previous", "size": head, "color": colour, "opacity": 1, "line": {"width": 0}},
        "opacity": FAINT if faint else 0.85, "hoverinfo": "skip", "showlegend": False,
    }  # fmt: skip


def sort_of(party: str) -> str:
    """Public body, funds, people, company or outside."""
    return next((sort for sort, names in SORTS.items() if party in names), OUTSIDE)


def _circles(lang: str, parties: list[str], places: dict, chosen: str) -> dict:
    names = ["<br>".join(wrap(word(lang, "actor", name), NAME_LETTERS, break_long_words=False)) for name in parties]
    return {
        "type": "scatter", "mode": "markers+text", "customdata": parties, "x": [places[name][0] for name in parties],
        "y": [places[name][1] for name in parties], "text": [f"<b>{text}</b>" if name == chosen else text for name, text in zip(parties, names, strict=True)],
        "textposition": "bottom center", "textfont": {"size": 12},
        "marker": {
            "size": [CIRCLE_PX + 10 if name == CLIENT else CIRCLE_PX for name in parties], "opacity": 1,
            "color": [SORT_COLOURS[sort_of(name)] for name in parties],
            "line": {"width": [5 if name == chosen else 2 for name in parties], "color": [CHOSEN if name == chosen else "#ffffff" for name in parties]},
        },
        "cliponaxis": False, "hoverinfo": "none", "showlegend": False,
    }  # fmt: skip
