"""Choose a scenario, move what the city may decide, see the curves follow.

Place in the flow: geodata -> sim -> scenarios -> [dashboard]. The form draws itself from the measures' settings.
"""

from __future__ import annotations

import logging
from typing import Any

import dash_mantine_components as dmc
from dash import ALL, MATCH, ClientsideFunction, Dash, Input, Output, State, ctx, dcc, html, no_update

from dashboard.address import View, language_of
from dashboard.charts import CHARTS
from dashboard.forms import control, read_value, settings_of
from dashboard.headlines import EVEN_EUR, gains, signed_pledges, standing
from dashboard.pages.base import Page, chart_card, heading, trouble_card
from dashboard.runs import Impossible, Runs
from dashboard.texts import N_, local, number, percent, signed, t, word

DRAWN = ("emissions_path", "energy_by_carrier", "public_cost")
log = logging.getLogger("stadslab.showroom")


def layout(view: View) -> Any:
    """Scenario cards, the form on the left, what comes of it on the right."""
    lead = t(view.lang, "Move a slider and let go: the whole city is simulated anew, every household and lamp of it.")
    charts = [chart_card(view.lang, CHARTS[name], {"type": "try-chart", "name": name}, height=320) for name in DRAWN]
    charts.append(chart_card(view.lang, CHARTS["who_gains"], "try-gains", height=320))
    gauges = html.Div(id="try-verdict", className="gauges", **{"aria-live": "polite"})
    verdict = html.Div(
        [gauges, html.Div(t(view.lang, "Loading …"), id="try-parties", className="verdict-card")], className="verdicts"
    )
    outcome = html.Div(
        [html.Div(id="try-trouble"), html.Div(charts, className="charts")], className="outcome", id="outcome"
    )
    return html.Div(
        [
            dcc.Store(id="try-scenario", data=view.scenario),
            dcc.Store(id="try-form"),
            dcc.Store(id="try-asked"),
            heading(t(view.lang, "Try it"), lead),
            scenario_cards(view),
            html.Div([html.Div(form(view), className="form", id="form"), verdict, outcome], className="try"),
        ]
    )


def scenario_cards(view: View) -> Any:
    """One card a scenario: its name and its question; the current one is marked."""
    cards = []
    for name, scenario in view.runs.scenarios().items():
        here = {"aria-current": "true"} if name == view.scenario else {}
        text = [html.Strong(local(view.lang, scenario.title)), html.Span(local(view.lang, scenario.question))]
        cards.append(html.A(text, href=view.href(scenario=name), className="scenario-card picks-view", **here))
    return html.Div(
        cards, className="scenario-cards", tabIndex="0", role="group", **{"aria-label": t(view.lang, "Scenarios")}
    )


def form(view: View) -> list[Any]:
    """Everything that may be moved: the measures, then what happens to the city."""
    scenario = view.runs.scenario(view.scenario)
    panels = [_measure_panel(view, name, scenario) for name in measure_names(view.runs, scenario)]
    active = [name for name in scenario.measures]
    parts = [
        html.H2(t(view.lang, "What the city decides")),
        dmc.Accordion(panels, multiple=True, value=active[:1], variant="default", chevronPosition="right"),
    ]
    contexts = view.runs.contexts()
    if contexts:
        parts += [
            html.H2(t(view.lang, "What happens to it")),
            html.Div(_contexts(view, scenario), className="contexts"),
        ]
    return parts


def measure_names(runs: Runs, scenario: Any) -> list[str]:
    """Measures of the scenario first, then the others it might take."""
    used = {type(measure) for measure in scenario.measures.values()}
    return [*scenario.measures, *(name for name, kind in runs.measures.items() if kind not in used)]


def _measure_panel(view: View, name: str, scenario: Any) -> Any:
    measure = scenario.measures.get(name)
    kind = type(measure) if measure is not None else view.runs.measures[name]
    title = local(view.lang, getattr(kind, "title", None) or word(view.lang, "measure", name))
    settings = settings_of(kind, measure, (scenario.first_year, scenario.last_year))
    switch = dmc.Switch(
        id={"type": "taken", "measure": name}, checked=measure is not None, size="sm", label=t(view.lang, "part of the plan")
    )  # fmt: skip
    sign = html.Span(className="in-plan" if measure is not None else "not-in-plan")
    return dmc.AccordionItem(
        [
            dmc.AccordionControl(html.Span([sign, title], className="measure-title")),
            dmc.AccordionPanel([switch, *[control(view.lang, name, setting) for setting in settings]]),
        ],
        value=name,
    )


def _contexts(view: View, scenario: Any) -> list[Any]:
    found = []
    for name, aspect in view.runs.contexts().items():
        options = [{"value": key, "label": local(view.lang, each.title)} for key, each in aspect.variants.items()]
        chosen = scenario.context.get(name, next(iter(aspect.variants)))
        found.append(
            dmc.Select(
                id={"type": "context", "aspect": name}, data=options, value=chosen, allowDeselect=False, size="sm",
                label=local(view.lang, aspect.title),
            )
        )  # fmt: skip
    return found


def asked_scenario(runs: Runs, name: str, values: list[dict], taken: list[dict], context: list[dict]) -> Any:
    """The scenario the form describes.

    Args:
        runs: the library
        name: scenario the form was drawn from
        values, taken, context: what Dash knows of the controls: `id` and `value` of each

    Raises:
        Impossible: a value is outside its limits
    """
    scenario = runs.scenario(name)
    known = measure_names(runs, scenario)
    off = frozenset(item["id"]["measure"] for item in taken if not item.get("value"))
    settings: dict[str, dict[str, Any]] = {key: {} for key in known if key not in off}
    for item in values:
        key, field = item["id"]["measure"], item["id"]["field"]
        if key in settings and item.get("value") not in (None, ""):
            settings[key][field] = item["value"]
    for key, changed in settings.items():
        measure = scenario.measures.get(key)
        kind = type(measure) if measure is not None else runs.measures[key]
        sorts = {setting.field: setting for setting in settings_of(kind, measure)}
        settings[key] = {field: read_value(sorts[field], value) for field, value in changed.items() if field in sorts}
    chosen = {item["id"]["aspect"]: item["value"] for item in context if item.get("value")}
    return runs.changed(
        name, settings, off, {key: value for key, value in chosen.items() if scenario.context.get(key) != value}
    )


def outcome(lang: str, runs: Runs, scenario: Any) -> tuple[list[dict], list[Any]]:
    """The figures in the order of `DRAWN`, and the verdict cards."""
    results = runs.run(scenario, alternatives=False)
    baseline = runs.baseline_for(scenario)
    figures = [
        CHARTS["emissions_path"](results, lang, baseline),
        CHARTS["energy_by_carrier"](results, lang),
        CHARTS["public_cost"](results, lang, baseline),
    ]
    return figures, verdicts(lang, results)


def verdicts(lang: str, results: Any) -> list[Any]:
    """For each signed pledge a gauge with its gap in points and tonnes."""
    stands, first = standing(results), int(results.years[0])
    return [
        _gauge(lang, pledge, stands[pledge.year - first])
        for pledge in signed_pledges(results)
        if first <= pledge.year <= int(results.years[-1])
    ]


def parties(lang: str, results: Any) -> Any:
    """How many parties are no worse off, and who is."""
    rows = gains(results)
    losers = [row for row in rows if row["gain_eur"] < -EVEN_EUR]
    names = ", ".join(word(lang, "actor", row["id"]) for row in losers)
    told = t(lang, "Worse off than without: {names}.", names=names) if losers else t(lang, "Nobody is worse off.")
    sign = t(lang, "{winners} of {all}", winners=len(rows) - len(losers), all=len(rows))
    head = html.Span(t(lang, "Parties that gain or break even"), className="verdict-title")
    return [head, html.Span(sign, className="figure"), html.Span(told)]


def _gauge(lang: str, pledge: Any, stand: Any) -> Any:
    cut, over = stand.cut_share, stand.gap_t > 0.5
    reach = max(0.0, min(1.0, cut))
    bar = html.Div(
        [
            html.Div(className="bar-cut", style={"width": f"{100 * reach:.1f}%"}),
            html.Div(className="bar-path", style={"left": f"{100 * min(1.0, pledge.share):.1f}%"}),
        ],
        className="gauge",
    )
    points, tonnes = number(lang, abs(stand.gap_points), 1), number(lang, abs(stand.gap_t))
    missing = t(lang, "{points} points and {tonnes} t short", points=points, tonnes=tonnes)
    kept = t(lang, "kept, with {points} points and {tonnes} t to spare", points=points, tonnes=tonnes)
    title = t(lang, "Pledge for {year}: {share}", year=pledge.year, share=signed(percent(lang, -pledge.share), -1))
    return html.Div(
        [
            html.Span(title, className="verdict-title"),
            html.Span(signed(percent(lang, -cut, 1), -cut), className="figure"),
            bar,
            html.Span(missing if over else kept),
        ],
        className="verdict-card over" if over else "verdict-card kept",
    )


def register(app: Dash, runs: Runs) -> None:
    """The curves follow the form; values beside the sliders are written by the browser."""
    _follow_the_form(app, runs)
    _weigh_alternatives(app, runs)
    app.clientside_callback(
        ClientsideFunction("stadslab", "settle"),
        Output("try-asked", "data"),
        Input("try-form", "data"),
        prevent_initial_call=True,
    )
    matched = {"measure": MATCH, "field": MATCH}
    app.clientside_callback(
        ClientsideFunction("stadslab", "shown"),
        Output({"type": "shown", **matched}, "children"),
        Input({"type": "setting", **matched}, "value"),
    )
    app.clientside_callback(
        ClientsideFunction("stadslab", "back"),
        Output({"type": "setting", **matched}, "value"),
        Input({"type": "back", **matched}, "n_clicks"),
        State({"type": "back", **matched}, "value"),
        prevent_initial_call=True,
    )


def _follow_the_form(app: Dash, runs: Runs) -> None:
    @app.callback(
        Output({"type": "try-chart", "name": ALL}, "figure"),
        Output("try-verdict", "children"),
        Output("try-trouble", "children"),
        Output("try-form", "data"),
        Input({"type": "setting", "measure": ALL, "field": ALL}, "value"),
        Input({"type": "taken", "measure": ALL}, "checked"),
        Input({"type": "context", "aspect": ALL}, "value"),
        State("try-scenario", "data"),
        State("address", "pathname"),
    )
    def _follow(values: list, taken: list, context: list, name: str, pathname: str) -> tuple[Any, Any, Any, Any]:
        lang = language_of(pathname)
        try:
            figures, cards = outcome(lang, runs, asked_scenario(runs, name, *ctx.inputs_list))
        except Impossible as problem:
            trouble = trouble_card(lang, str(problem), t(lang, "This plan cannot be carried out"))
            return [no_update] * len(DRAWN), no_update, trouble, no_update
        except Exception:
            log.exception("run of %s failed", name)
            return [no_update] * len(DRAWN), no_update, trouble_card(lang), no_update
        return figures, cards, None, {"name": name, "form": ctx.inputs_list}


def _weigh_alternatives(app: Dash, runs: Runs) -> None:
    @app.callback(
        Output("try-gains", "figure"),
        Output("try-parties", "children"),
        Input("try-asked", "data"),
        State("address", "pathname"),
        running=[(Output("try-parties", "className"), "verdict-card busy", "verdict-card")],
        prevent_initial_call=True,
    )
    def _weigh(asked: dict[str, Any], pathname: str) -> tuple[Any, Any]:
        """Best alternatives take further runs, so they follow when the curves are there."""
        lang = language_of(pathname)
        try:
            results = runs.run(asked_scenario(runs, asked["name"], *asked["form"]))
        except Impossible:
            return no_update, no_update
        return CHARTS["who_gains"](results, lang), parties(lang, results)


PAGE = Page("try", N_("Try it"), 2, layout, register)
