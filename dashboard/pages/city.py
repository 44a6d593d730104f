"""The city in 3D, year by year: labels, lamps, sun and heat pumps, with the headline numbers beside it.

Place in the flow: geodata -> sim -> scenarios -> [dashboard]. The stage is `assets/citystage.js`: it shows the city in 3D
(`assets/city3d/`), as a slanted drawing where 3D is not to be had, or as a plan. All years come once, so moving the year
asks the server for nothing.
"""

from __future__ import annotations

from typing import Any

import dash_mantine_components as dmc
import numpy as np
from dash import ClientsideFunction, Dash, Input, Output, State, dcc, html

from dashboard import theme
from dashboard.address import View
from dashboard.charts.public_cost import COST
from dashboard.cityfile import state_by_year
from dashboard.headlines import Standing, label_counts, lamp_kwh, signed_pledges, standing
from dashboard.pages.base import Page, city_picker, plain_table, scenario_picker
from dashboard.pages.sureness import follow_plan, sure_card
from dashboard.runs import Runs
from dashboard.texts import N_, catalogue, local, money, number, percent, signed, t, word
from dashboard.theme import LABEL_COLOURS, LABEL_INKS, NO_LABEL
from geodata import LAMP_TYPES, CityMap
from sim.results import LABELS, Results

HEADLINES = ("year", "emissions", "cut", "gap", "gap-tonnes", "led", "lamp-energy", "cost", "cost-more", "summary")
"""Texts that follow the year, by the id they fill."""
SURE_HEIGHT = 220
"""Of the chart beside the city [pixels]."""
LAYERS = {"labels": N_("Labels"), "lamps": N_("Lamps"), "sun": N_("Solar panels"), "heat": N_("Heat pumps")}


def layout(view: View) -> Any:
    """The stage with its timeline, the numbers and the legend."""
    results, city = view.runs.run(view.plan, alternatives=False), view.runs.city_of(view.plan)
    counts = label_counts(state_by_year(results, "buildings", "label", len(city.buildings)))
    baseline = view.runs.baseline_for(view.plan)
    data = years_data(view.lang, results, counts, baseline or results)
    first = view.year or int(results.years[0])
    return html.Div(
        [
            dcc.Store(id="city-years", data=data),
            dcc.Store(id="city-source", data=_source(view)),
            dcc.Store(id="city-drawn"),
            html.Div([_stage(view, city), _timeline(view, results, first)], className="stage-column"),
            _side(view, data, first - int(results.years[0]), counts.shape[1]),
            _twin(view.lang, results, counts),
        ],
        className="city",
    )


def years_data(lang: str, results: Results, counts: np.ndarray, baseline: Results) -> dict[str, Any]:
    """Everything beside the city for every year at once, already in words.

    Args:
        lang: language of the screen
        results: of the run
        counts: buildings by year and label
        baseline: the run without new measures

    Returns:
        `first`, `texts` (list per headline), `counts` (list per year), `cut` and `path` (percent of the base year gone)
    """
    stands, kwh = standing(results), lamp_kwh(results)
    led, cost = results.yearly("led_share"), results.yearly(COST)
    base, more = results.summary["baseline"], np.cumsum(cost - baseline.yearly(COST)[: len(cost)])
    texts: dict[str, list[str]] = {name: [] for name in HEADLINES}
    for offset, (year, now) in enumerate(zip(results.years.tolist(), stands, strict=True)):
        told = _words_of_year(lang, year, now, base["year"])
        told |= {
            "led": percent(lang, led[offset]),
            "lamp-energy": t(lang, "{energy} MWh a year", energy=number(lang, kwh[offset] / 1000)),
            "cost": money(lang, float(cost[: offset + 1].sum())),
            "cost-more": _against_baseline(lang, float(more[offset])),
        }
        told["summary"] = _summary(lang, told)
        for name in HEADLINES:
            texts[name].append(told[name])
    return {
        "first": int(results.years[0]),
        "texts": texts,
        "counts": [[number(lang, count) for count in year] for year in counts.tolist()],
        "widths": (counts / max(1, counts.max()) * 100).round(1).tolist(),
        "cut": [round(100 * now.cut_share, 1) for now in stands],
        "path": [round(100 * (1 - now.path_t / base["co2_t"]), 1) for now in stands],
        "over": [now.gap_t > 0 for now in stands],
    }


def _words_of_year(lang: str, year: int, now: Standing, base_year: int) -> dict[str, str]:
    points, tonnes = number(lang, abs(now.gap_points), 1), number(lang, abs(now.gap_t))
    above = now.gap_t > 0
    return {
        "year": str(year),
        "emissions": t(lang, "{tonnes} t", tonnes=number(lang, now.co2_t)),
        "cut": t(lang, "{share} since {year}", share=signed(percent(lang, -now.cut_share, 1), -now.cut_share), year=base_year),
        "gap": t(lang, "{points} points behind the pledge", points=points)
        if above
        else t(lang, "{points} points ahead of the pledge", points=points),
        "gap-tonnes": t(lang, "{tonnes} t too many", tonnes=tonnes) if above else t(lang, "{tonnes} t to spare", tonnes=tonnes),
    }  # fmt: skip


def _against_baseline(lang: str, more_eur: float) -> str:
    """What the plan has cost the city up to a year, against going on as before."""
    amount = money(lang, abs(more_eur))
    if abs(more_eur) < 1:
        return t(lang, "no difference yet with business as usual")
    if more_eur > 0:
        return t(lang, "{amount} more than with business as usual", amount=amount)
    return t(lang, "{amount} less than with business as usual", amount=amount)


def _summary(lang: str, told: dict[str, str]) -> str:
    """One sentence for those who do not see the drawing."""
    return t(
        lang,
        "{year}: {emissions} of CO₂, {gap}; {led} of the lamps are LED.",
        **{name: told[name] for name in ("year", "emissions", "gap", "led")},
    )


def _source(view: View) -> dict[str, Any]:
    """Where the drawing finds its file and its words."""
    words = {"nothing": t(view.lang, "Nothing changes here in these years."),
             "failed": t(view.lang, "The plan of the city could not be fetched. Load the page again."),
             "close": t(view.lang, "Close"), "play": t(view.lang, "Play"), "pause": t(view.lang, "Pause"),
             "changes": t(view.lang, "What changes"), "none": t(view.lang, "Without label"),
             "flat": t(view.lang, "This device cannot show the city in 3D: it is drawn flat, with the same data."),
             "slow": t(view.lang, "3D is too slow on this device: the city is drawn flat, with the same data.")}  # fmt: skip
    look = {"labels": LABEL_COLOURS, "letters": LABELS, "inks": LABEL_INKS, "none": NO_LABEL}
    return {
        "url": f"/data/city?{view.search}",
        "things": f"/data/thing/{view.lang}",
        "asked": view.search,
        "lang": view.lang,
        "words": words,
        "look": look,
        "solid": theme.SOLID.is_file(),
    }


def _stage(view: View, city: CityMap) -> Any:
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
    picks = [scenario_picker(view), html.P(local(view.lang, chosen.question), className="question"), city_picker(view)]
    question = html.Div(picks, className="float ask")
    source = html.Div(
        " · ".join(credit(view.lang, line) for line in city.attribution),
        className="attribution",
        hidden=not city.attribution,
    )
    drawing = html.Div(
        id="city-plan", tabIndex="0", role="img", **{"aria-label": t(view.lang, "Picture of the city"), "aria-describedby": "headline-summary"}
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
            source,
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


def _timeline(view: View, results: Results, year: int) -> Any:
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


def _side(view: View, data: dict[str, Any], offset: int, labels: int) -> Any:
    lang = view.lang

    def follow(name: str, className: str = "") -> Any:
        return html.Span(data["texts"][name][offset], id=f"headline-{name}", className=className)

    gauge = html.Div(
        [html.Div(id="bar-cut", className="bar-cut"), html.Div(id="bar-path", className="bar-path")],
        className="gauge", **{"aria-hidden": "true"},
    )  # fmt: skip
    numbers = html.Div(
        [
            html.Div([follow("year", "big-year")], className="year-line"),
            html.Div([html.H2(t(lang, "Emissions")), follow("emissions", "figure"), follow("cut", "beside"), gauge,
                      html.P([follow("gap", "verdict"), follow("gap-tonnes")], className="gap-line")],
                     id="gap-box", className="headline"),
            html.Div([html.H2(t(lang, "LED lamps")), follow("led", "figure"), follow("lamp-energy", "beside")],
                     className="headline half"),
            html.Div([html.H2(t(lang, "Net spending of city hall since {year}", year=data["first"])), follow("cost", "figure"), follow("cost-more", "beside")],
                     className="headline half"),
            html.P(follow("summary"), className="sr-only", **{"aria-live": "polite"}),
        ],
        className="numbers",
    )  # fmt: skip
    sure = sure_card(view, SURE_HEIGHT, "plain")
    return html.Aside([numbers, _legend(lang, data, offset, labels), sure], className="side")


def _legend(lang: str, data: dict[str, Any], offset: int, labels: int) -> Any:
    rows = [
        html.Li(
            [
                html.Span(LABELS[label], className="letter", style={"background": LABEL_COLOURS[label], "color": LABEL_INKS[label]}),
                html.Span(html.Span(id=f"legend-bar-{label}", style={"background": LABEL_COLOURS[label]}), className="legend-track"),
                html.Span(data["counts"][offset][label], id=f"legend-count-{label}", className="count"),
            ]
        )
        for label in range(labels)
    ]  # fmt: skip
    lamps = [html.Li([html.Span(className=f"dot {kind}"), title]) for kind, title in (
        ("led", t(lang, "LED lamp")), ("old", t(lang, "sodium or older lamp")),
        ("sun", t(lang, "solar panels")), ("pump", t(lang, "heat pump")))]  # fmt: skip
    head = html.H2(t(lang, "Buildings by energy label"))
    return html.Div([head, html.Ul(rows, className="legend"), html.Ul(lamps, className="dots")], className="legend-box")


def _twin(lang: str, results: Results, counts: np.ndarray) -> Any:
    """The same as a table, for those who read rather than look."""
    head = [t(lang, "Year"), *LABELS, t(lang, "LED lamps")]
    led = results.yearly("led_share")
    rows = [
        [str(year), *(number(lang, count) for count in counts[offset]), percent(lang, led[offset])]
        for offset, year in enumerate(results.years.tolist())
    ]
    lamps = ", ".join(word(lang, "lamp", kind) for kind in LAMP_TYPES)
    note = html.P(t(lang, "Lamps on the map: {kinds}.", kinds=lamps), className="card-help")
    caption = t(lang, "Buildings by energy label at the end of each year")
    return html.Details(
        [html.Summary(t(lang, "The plan as a table")), note, plain_table(head, rows, caption)], className="twin"
    )


def register(app: Dash, runs: Runs) -> None:
    """Year, night and layers run in the browser alone; the band is asked of the server while it is on its way."""
    follow_plan(app, runs)
    ours = "stadslab"
    app.clientside_callback(
        ClientsideFunction(ours, "boot"), Output("city-drawn", "data"), Input("city-source", "data"),
    )  # fmt: skip
    app.clientside_callback(
        ClientsideFunction(ours, "show_year"),
        [Output(f"headline-{name}", "children") for name in HEADLINES]
        + [Output(f"legend-count-{label}", "children") for label in range(len(LABELS))]
        + [Output(f"legend-bar-{label}", "style") for label in range(len(LABELS))]
        + [Output("bar-cut", "style"), Output("bar-path", "style"), Output("gap-box", "className")],
        Input("year", "value"),
        State("city-years", "data"),
        State("city-source", "data"),
    )
    app.clientside_callback(
        ClientsideFunction(ours, "show_look"), Output("stage", "className"), Input("night", "checked"), Input("layers", "value")
    )  # fmt: skip


PAGE = Page("city", N_("City"), 1, layout, register)
