"""Choose a scenario, move what the city may decide, see the curves follow.

Place in the flow: geodata -> sim -> scenarios -> [dashboard]. The form draws itself from the measures' settings.
"""

from __future__ import annotations

import logging
from typing import Any
from urllib.parse import urlencode

import dash_mantine_components as dmc
from dash import ALL, MATCH, ClientsideFunction, Dash, Input, Output, State, dcc, html, no_update

from dashboard.address import View, read_address
from dashboard.charts import CHARTS
from dashboard.forms import control, read_value
from dashboard.headlines import EVEN_EUR, gains, signed_pledges, standing
from dashboard.pages.base import Page, chart_card, city_picker, heading, legend, names_in, trouble_card
from dashboard.pages.cards import fill_cards, scenario_cards
from dashboard.pages.origin import origin_line
from dashboard.pages.sureness import sure_card
from dashboard.runs import Impossible, Runs
from dashboard.texts import N_, local, number, percent, signed, t, word
from dashboard.variant import measure_names, settings_for, variant_of

DRAWN = ("emissions_path", "energy_by_carrier", "public_cost")
log = logging.getLogger("stadslab.showroom")


def layout(view: View) -> Any:
    """Scenario cards, the form on the left, what comes of it on the right."""
    lead = t(view.lang, "Move a slider and let go: the whole city is simulated anew, every household and lamp of it.")
    asked = t(view.lang, "the plan in the form")
    origins = {name: origin_line(view, name, named=asked) for name in (*DRAWN, "who_gains")}
    charts = [
        chart_card(view.lang, CHARTS[name], {"type": "try-chart", "name": name}, height=280, origin=origins[name])
        for name in DRAWN
    ]
    charts.insert(1, sure_card(view))
    charts.append(chart_card(view.lang, CHARTS["who_gains"], "try-gains", None, 560, "spans", origins["who_gains"]))
    gauges = html.Div(_waiting(2), id="try-verdict", className="gauges", **{"aria-live": "polite"})
    verdict = html.Div([gauges, html.Div(_bones(), id="try-parties", className="verdict-card")], className="verdicts")
    outcome = html.Div(
        [html.Div(id="try-trouble"), html.Div(charts, className="charts")], className="outcome", id="outcome"
    )
    return html.Div(
        [
            dcc.Store(id="try-search", data=view.search),
            *(dcc.Store(id=f"try-{name}") for name in ("form", "ask", "said", "weigh", "weighed")),
            heading(t(view.lang, "Try it"), lead, city_picker(view)),
            *scenario_cards(view),
            html.Div([html.Div(form(view), className="form", id="form"), verdict, outcome], className="try"),
        ]
    )


def _waiting(count: int) -> list[Any]:
    return [html.Div(_bones(), className="verdict-card") for _ in range(count)]


def _bones() -> list[Any]:
    """The outline of a card whose numbers are on their way."""
    return [dmc.Skeleton(height=height, width=width, mt=6) for height, width in ((12, "60%"), (28, "45%"), (10, "85%"))]


def form(view: View) -> list[Any]:
    """Everything that may be moved: the measures, then what happens to the city."""
    panels = [_measure_panel(view, name) for name in measure_names(view.runs, view.base)]
    moved = [*view.variant.taken, *view.variant.settings]
    parts = [
        html.H2(t(view.lang, "What the city decides")),
        dmc.Accordion(
            panels, multiple=True, value=moved or list(view.base.measures)[:1], variant="default",
            chevronPosition="right", transitionDuration=0,  # so that a closed panel costs the browser nothing
        ),
    ]  # fmt: skip
    if view.runs.contexts():
        parts += [html.H2(t(view.lang, "What happens to it")), html.Div(_contexts(view), className="contexts")]
    return parts


def _measure_panel(view: View, name: str) -> Any:
    taken, base = name in view.plan.measures, view.base.measures.get(name)
    kind = type(base) if base is not None else view.runs.measures[name]
    title = local(view.lang, getattr(kind, "title", None) or word(view.lang, "measure", name))
    switch = dmc.Switch(
        id={"type": "taken", "measure": name}, checked=taken, size="sm", label=t(view.lang, "part of the plan")
    )
    present = view.variant.settings.get(name, {})
    controls = [
        control(view.lang, name, setting, present.get(field))
        for field, setting in settings_for(view.runs, view.base, name).items()
    ]
    sign = html.Span(className="in-plan" if taken else "not-in-plan")
    return dmc.AccordionItem(
        [
            dmc.AccordionControl(html.Span([sign, title], className="measure-title")),
            dmc.AccordionPanel([switch, *controls]),
        ],
        value=name,
    )


def _contexts(view: View) -> list[Any]:
    found = []
    for name, aspect in view.runs.contexts().items():
        options = [{"value": key, "label": local(view.lang, each.title)} for key, each in aspect.variants.items()]
        chosen = view.plan.context.get(name, next(iter(aspect.variants)))
        found.append(
            dmc.Select(
                id={"type": "context", "aspect": name}, data=options, value=chosen, allowDeselect=False, size="sm",
                label=local(view.lang, aspect.title),
            )
        )  # fmt: skip
    return found


def asked_scenario(runs: Runs, plan: Any, values: list[dict], taken: list[dict], context: list[dict]) -> Any:
    """The scenario the form describes.

    Args:
        runs: the library
        plan: scenario the form was drawn from, or its name
        values, taken, context: what Dash knows of the controls: `id` and `value` of each

    Raises:
        Impossible: a value is outside its limits
    """
    scenario = runs.scenario(plan)
    known = measure_names(runs, scenario)
    off = frozenset(item["id"]["measure"] for item in taken if not item.get("value"))
    settings: dict[str, dict[str, Any]] = {key: {} for key in known if key not in off}
    for item in values:
        key, field = item["id"]["measure"], item["id"]["field"]
        if key in settings and item.get("value") not in (None, ""):
            settings[key][field] = item["value"]
    for key, changed in settings.items():
        sorts = settings_for(runs, scenario, key)
        settings[key] = {field: read_value(sorts[field], value) for field, value in changed.items() if field in sorts}
    chosen = {item["id"]["aspect"]: item["value"] for item in context if item.get("value")}
    usual = {key: scenario.context.get(key, next(iter(aspect.variants))) for key, aspect in runs.contexts().items()}
    return runs.changed(
        scenario, settings, off, {key: value for key, value in chosen.items() if usual.get(key) != value}
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
    fill_cards(app, runs)
    ours = "stadslab"
    app.clientside_callback(
        ClientsideFunction(ours, "ask"),
        Output("try-form", "data"),  # a callback without one is not called when a page is drawn
        Input({"type": "setting", "measure": ALL, "field": ALL}, "value"),
        Input({"type": "taken", "measure": ALL}, "checked"),
        Input({"type": "context", "aspect": ALL}, "value"),
    )
    for answer, what in (("said", "answered"), ("weighed", "weighed")):
        app.clientside_callback(
            ClientsideFunction(ours, what), Input(f"try-{answer}", "data"), prevent_initial_call=True
        )
    matched = {"measure": MATCH, "field": MATCH}
    app.clientside_callback(
        ClientsideFunction(ours, "shown"),
        Output({"type": "shown", **matched}, "children"),
        Input({"type": "setting", **matched}, "value"),
        State({"type": "setting", **matched}, "data"),
    )
    app.clientside_callback(
        ClientsideFunction(ours, "back"),
        Output({"type": "setting", **matched}, "value"),
        Input({"type": "back", **matched}, "n_clicks"),
        State({"type": "back", **matched}, "value"),
        prevent_initial_call=True,
    )


def _follow_the_form(app: Dash, runs: Runs) -> None:
    @app.callback(
        Output({"type": "try-chart", "name": ALL}, "figure"),
        Output({"type": "chart-legend", "of": ALL}, "children"),
        Output("try-verdict", "children"),
        Output("try-trouble", "children"),
        Output("try-said", "data"),
        Input("try-ask", "data"),
        State("try-said", "data"),
        State("try-search", "data"),
        State("address", "pathname"),
        prevent_initial_call=True,
    )
    def _follow(asked: dict[str, Any], before: dict[str, Any] | None, search: str, pathname: str) -> tuple[Any, ...]:
        view = read_address(pathname, search, ["try"], runs)
        nothing, names = [no_update] * len(DRAWN), (before or {}).get("names")
        said = {"turn": asked["turn"], "search": search, "set": None, "names": names}
        try:
            plan = asked_scenario(runs, view.base, *asked["form"])
            figures, cards = outcome(view.lang, runs, plan)
        except Impossible as problem:
            trouble = trouble_card(view.lang, str(problem), t(view.lang, "This plan cannot be carried out"))
            return nothing, nothing, no_update, trouble, said
        except Exception:
            log.exception("run of %s failed", view.scenario)
            return nothing, nothing, no_update, trouble_card(view.lang), said
        said |= {"set": variant_of(runs, view.base, plan).text, "names": [names_in(figure) for figure in figures]}
        legends = [legend(figure) for figure in figures] if said["names"] != names else nothing
        return figures, legends, cards, None, said


def _weigh_alternatives(app: Dash, runs: Runs) -> None:
    @app.callback(
        Output("try-gains", "figure"),
        Output("try-parties", "children"),
        Output("try-weighed", "data"),
        Input("try-weigh", "data"),
        State("address", "pathname"),
        running=[(Output("try-parties", "className"), "verdict-card busy", "verdict-card")],
        prevent_initial_call=True,
    )
    def _weigh(asked: dict[str, Any], pathname: str) -> tuple[Any, ...]:
        """Best alternatives may take further runs, so they follow when the curves are there."""
        search = f"{asked['search']}&{urlencode({'set': asked['set']})}"
        view = read_address(pathname, search, ["try"], runs)
        try:
            results = runs.run(view.plan, lighting_forms=False, patient=True)
        except Impossible:
            return no_update, no_update, asked["turn"]
        return CHARTS["who_gains"](results, view.lang), parties(view.lang, results), asked["turn"]


PAGE = Page("try", N_("Try it"), 2, layout, register)
