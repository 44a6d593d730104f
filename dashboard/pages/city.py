"""The city in 3D, year by year: labels, lamps, sun and heat pumps, with the headline numbers beside it.

Place in the flow: geodata -> sim -> scenarios -> [dashboard]. The stage is `assets/citystage.js`: it shows the city in 3D
(`assets/city3d/`), as a slanted drawing where 3D is not to be had, or as a plan. All years come once, so moving the year
asks the server for nothing.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from dash import ClientsideFunction, Dash, Input, Output, State, dcc, html

from dashboard.address import View
from dashboard.charts.public_cost import COST
from dashboard.cityfile import state_by_year
from dashboard.headlines import Standing, label_counts, lamp_kwh, standing
from dashboard.pages.base import Page, plain_table
from dashboard.pages.stage import source, stage, timeline
from dashboard.pages.sureness import follow_plan, sure_card
from dashboard.runs import Runs
from dashboard.texts import N_, money, number, percent, signed, t, word
from dashboard.theme import LABEL_COLOURS, LABEL_INKS
from dashboard.works import touched
from geodata import LAMP_TYPES
from sim.results import LABELS, Results

HEADLINES = ("year", "emissions", "cut", "gap", "gap-tonnes", "led", "lamp-energy", "cost", "cost-more", "summary")
"""Texts that follow the year, by the id they fill."""
SURE_HEIGHT = 220
"""Of the chart beside the city [pixels]."""


def layout(view: View) -> Any:
    """The stage with its timeline, the numbers and the legend."""
    results, city = view.runs.run(view.plan, alternatives=False), view.runs.city_of(view.plan)
    counts = label_counts(state_by_year(results, "buildings", "label", len(city.buildings)))
    baseline = view.runs.baseline_for(view.plan)
    data = years_data(view.lang, results, counts, baseline or results)
    first = view.year or int(results.years[0])
    works = touched(results, city, view.works) if view.works else {}
    return html.Div(
        [
            dcc.Store(id="city-years", data=data),
            dcc.Store(id="city-source", data=source(view, works)),
            dcc.Store(id="city-drawn"),
            html.Div([stage(view, city, works), timeline(view, results, first)], className="stage-column"),
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
