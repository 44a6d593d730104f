"""The stage of the city page: the picture with its tools, the line of years, and what the browser must know to draw.

Place in the flow: geodata -> sim -> scenarios -> [dashboard]. `assets/citystage.js` draws: in 3D (`assets/city3d/`), as a slanted
drawing where 3D is not to be had, or as a plan.
"""

from __future__ import annotations

from typing import Any

import dash_mantine_components as dmc
from dash import html

from dashboard import theme
from dashboard.address import View
from dashboard.headlines import signed_pledges
from dashboard.pages.base import city_picker, measure_title, scenario_picker
from dashboard.texts import N_, catalogue, local, t
from dashboard.theme import LABEL_COLOURS, LABEL_INKS, NO_LABEL
from geodata import CityMap
from sim.results import LABELS, Results

KEYS = "Space ArrowLeft ArrowRight N + - Escape Shift+ArrowLeft Shift+ArrowRight Shift+ArrowUp Shift+ArrowDown"
"""What `assets/showroom.js` listens to: play, years, night, zoom, close the card; with Shift: turn and tilt."""
LAYERS = {"labels": N_("Labels"), "lamps": N_("Lamps"), "sun": N_("Solar panels"), "heat": N_("Heat pumps")}


def source(view: View, works: dict[str, Any]) -> dict[str, Any]:
    """Where the drawing finds its file and its words, and what it rings."""
    words = {"nothing": t(view.lang, "Nothing changes here in these years."),
             "failed": t(view.lang, "The plan of the city could not be fetched. Load the page again."),
             "close": t(view.lang, "Close"), "play": t(view.lang, "Play"), "pause": t(view.lang, "Pause"),
             "changes": t(view.lang, "What changes"), "none": t(view.lang, "Without label"),
             "flat": t(view.lang, "This device cannot show the city in 3D: it is drawn flat, with the same data."),
             "slow": t(view.lang, "3D is too slow on this device: the city is drawn flat, with the same data.")}  # fmt: skip
    look = {"labels": LABEL_COLOURS, "letters": LABELS, "inks": LABEL_INKS, "none": NO_LABEL, "works": works or None}
    return {
        "url": f"/data/city?{view.search}",
        "things": f"/data/thing/{view.lang}",
        "asked": view.search,
        "lang": view.lang,
        "words": words,
        "look": look,
        "solid": theme.SOLID.is_file(),
    }


def works_note(view: View, works: dict[str, Any]) -> list[Any]:
    """What the rings on the plan mean, with a way to drop them; nothing without rings."""
    if not any(works.values()):
        return []
    told = t(
        view.lang,
        "Ringed: what “{measure}” changed in the year shown.",
        measure=measure_title(view.lang, view.runs, view.works or ""),
    )
    drop = html.A(t(view.lang, "Without rings"), href=view.href(), className="opens-works")
    back = html.A(t(view.lang, "Back to the market"), href=view.href("market"), className="keeps-view")
    return [html.Div([html.P(told), drop, back], className="works-note")]


def stage(view: View, city: CityMap, works: dict[str, Any]) -> Any:
    """The picture of the city and everything that floats over it."""
    chosen = view.base
    tools = [
        _tool("plan-in", "+", t(view.lang, "Zoom in")),
        _tool("plan-out", "−", t(view.lang, "Zoom out")),
        _tool("plan-home", "⌂", t(view.lang, "Whole city")),
    ]
    night = dmc.Switch(id="night", label=t(view.lang, "Night"), checked=False, size="sm", className="night")
    layers = dmc.ChipGroup(
        [dmc.Chip(t(view.lang, title), value=name, size="xs", variant="outline") for name, title in LAYERS.items()],
        id="layers", multiple=True, value=list(LAYERS),
    )  # fmt: skip
    picks = [
        scenario_picker(view),
        html.P(local(view.lang, chosen.question), className="question"),
        city_picker(view),
        *works_note(view, works),
    ]
    question = html.Div(picks, className="float ask")
    makers = html.Div(
        " · ".join(credit(view.lang, line) for line in city.attribution),
        className="attribution",
        hidden=not city.attribution,
    )
    drawing = html.Div(
        id="city-plan", tabIndex="0", role="img", **{"aria-label": t(view.lang, "Picture of the city"), "aria-describedby": "headline-summary", "aria-keyshortcuts": KEYS}
    )  # fmt: skip
    kinds = html.Div(
        [_tool("view-solid", "3D", t(view.lang, "Show the city in 3D")), _tool("view-plan", t(view.lang, "Plan"), t(view.lang, "Show the plan"))],
        className="kinds", role="group", **{"aria-label": t(view.lang, "View")},
    )  # fmt: skip
    return html.Div(
        [
            drawing,
            question,
            html.Div([kinds, html.Div(tools, className="zoom"), night], className="float tools-float"),
            html.Div(layers, className="float layers-float"),
            makers,
            html.Div(id="thing", className="float thing", hidden=True, role="dialog", **{"aria-label": t(view.lang, "About this place")}),
            html.Div(t(view.lang, "Drawing the city …"), id="plan-wait", className="plan-wait"),
            html.P(id="view-note", className="view-note", hidden=True, role="status"),
        ],
        className="stage",
        id="stage",
    )  # fmt: skip


def credit(lang: str, line: str) -> str:
    """Who made the map, as it must be shown.

    >>> credit("en", "(c) OpenStreetMap contributors")
    '© OpenStreetMap contributors'
    """
    return catalogue(lang).pgettext("credit", line).replace("(c)", "©")


def _tool(identity: str, sign: str, title: str) -> Any:
    return html.Button(sign, id=identity, title=title, className="round", **{"aria-label": title})


def timeline(view: View, results: Results, year: int) -> Any:
    """Play, speed and the years, with the years of the pledges marked."""
    first, last = int(results.years[0]), int(results.years[-1])
    marked = {pledge.year for pledge in signed_pledges(results) if first <= pledge.year <= last}
    marks = [
        {"value": mark, "label": f"{mark}\n{t(view.lang, 'target')}" if mark in marked else str(mark)}
        for mark in sorted({first, last} | marked)
    ]
    slider = dmc.Slider(
        id="year", min=first, max=last, step=1, value=year, marks=marks, updatemode="drag", size="md", thumbSize=22,
        thumbLabel=t(view.lang, "Year"), className="year-slider",
    )  # fmt: skip
    play = html.Button(
        "▶", id="play", className="play", title=t(view.lang, "Play"), **{"aria-label": t(view.lang, "Play")}
    )
    speed = html.Button(
        "1×", id="speed", className="speed", title=t(view.lang, "How fast the years play"), **{"aria-label": t(view.lang, "How fast the years play")}
    )  # fmt: skip
    return html.Div([play, speed, html.Div(slider, className="year-holder")], className="timeline")
