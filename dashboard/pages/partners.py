"""The ecosystem: who gives what to whom, year by year, and each party told in full.

Place in the flow: geodata -> sim -> scenarios -> [dashboard].
"""

from __future__ import annotations

from typing import Any

import dash_mantine_components as dmc
from dash import Dash, Input, Output, State, dcc, html, no_update

from dashboard.address import View, read_address
from dashboard.charts import CHARTS
from dashboard.charts.ecosystem import KIND_LOOKS, SORT_COLOURS
from dashboard.ecosystem import CLIENT, KINDS, SHOWN_FIRST, flows_of, has_value_map, one_sided, parties_of
from dashboard.pages.base import Page, card, chart_card, city_picker, heading, plain_table, scenario_picker
from dashboard.pages.fit import fit_card, follow_tender
from dashboard.pages.origin import origin_line
from dashboard.pages.party import party_told
from dashboard.runs import Runs
from dashboard.texts import N_, catalogue, in_sentence, money, t, word
from dashboard.theme import Figure, graph
from sim.results import Results

SHOWN_ONE_SIDED = 12
"""More than these do not help; the largest come first."""
SHOWN_OBJECTS = 3
AVOIDED = "avoided emissions, "
"""Head of what avoided emissions of a sector are called in the value map."""


def layout(view: View) -> Any:
    """The network and a party beside it, the money as a diagram, who gives without taking."""
    lang, results = view.lang, view.runs.run(view.plan, lighting_forms=False)
    lead = t(lang, "Nobody does it alone. See who gives what to whom, and what each party wants, has and needs.")
    years = [int(year) for year in results.years]
    year = view.year if view.year in years else years[min(4, len(years) - 1)]
    parts = [
        heading(t(lang, "Partners"), lead, scenario_picker(view), city_picker(view)),
        dcc.Store(id="partners-search", data=view.search),
        html.Div([_network(view, results, year), _party(view, results)], className="partners-split"),
        _money(view, results, year),
        fit_card(view, results),
        _one_sided(lang, results),
    ]
    return html.Div(parts, className="partners")


def _kinds_in(results: Results) -> list[str]:
    """Kinds of flow that occur in the run."""
    found = {flow.kind for flow in flows_of(results)}
    return [kind for kind in KINDS if kind in found]


def _network(view: View, results: Results, year: int) -> Any:
    lang, chart, kinds = view.lang, CHARTS["ecosystem"], _kinds_in(results)
    first, last = int(results.years[0]), int(results.years[-1])
    shown = [kind for kind in kinds if kind in SHOWN_FIRST]
    chips = dmc.ChipGroup(
        id="partners-kinds", multiple=True, value=shown,
        children=[dmc.Chip([_swatch(kind), word(lang, "kind", kind)], value=kind, size="md", variant="outline") for kind in kinds],
    )  # fmt: skip
    pick = dmc.Slider(
        id="partners-year", min=first, max=last, step=1, value=year, updatemode="mouseup", size="md", thumbSize=26, label=None,
        marks=[{"value": each, "label": str(each)} for each in (first, last)], thumbLabel=t(lang, "Year"), className="partners-year",
    )  # fmt: skip
    tools = html.Div([html.Span(str(year), id="partners-shown", className="figure"), pick], className="flow-head")
    note = (
        []
        if has_value_map(results)
        else [html.P(t(lang, "This run has written down money only."), className="card-help")]
    )
    sorts = html.Ul(
        [html.Li([html.Span(style={"background": colour}, className="round-sign"), word(lang, "sort", sort)], className="signed") for sort, colour in SORT_COLOURS.items()],
        className="chart-legend",
    )  # fmt: skip
    parts = [
        tools,
        html.Div(chips, className="kind-chips", role="group", **{"aria-label": t(lang, "What is given")}),
        *note,
        graph("partners-net", chart(results, lang, year, shown, CLIENT), 620),
        html.Div(_jump(lang, CLIENT), id="partners-jump", className="jump"),
        sorts,
        html.Div(_flow_table(lang, results, year, shown), id="partners-table"),
        origin_line(view, chart.id),
    ]
    return card(parts, title=t(lang, chart.title), help=t(lang, chart.help), className="network")


def _jump(lang: str, party: str) -> Any:
    """On a narrow screen the card of a party lies below the network."""
    return html.A(
        t(lang, "More about {party}", party=in_sentence(lang, word(lang, "actor", party))), href="#partners-told"
    )


def _swatch(kind: str) -> Any:
    colour, stroke = KIND_LOOKS[kind]
    style = {"solid": "solid", "dash": "dashed", "dot": "dotted"}[stroke]
    return html.Span(className="stroke-sign", style={"borderTop": f"3px {style} {colour}"}, **{"aria-hidden": "true"})


def _flow_table(lang: str, results: Results, year: int, kinds: list[str]) -> Any:
    """The arrows as a table."""
    head = [t(lang, "From"), t(lang, "To"), t(lang, "Kind"), t(lang, "What"), t(lang, "Amount")]
    rows = [
        [
            word(lang, "actor", flow.giver), word(lang, "actor", flow.taker), word(lang, "kind", flow.kind),
            _objects(lang, flow.objects), money(lang, flow.eur) if flow.eur else "–",
        ]
        for flow in flows_of(results, year)
        if flow.kind in kinds
    ]  # fmt: skip
    return html.Details([html.Summary(t(lang, "As a table")), plain_table(head, rows)], className="text-4")


def _objects(lang: str, objects: tuple[str, ...]) -> str:
    """What is given, the largest first; avoided emissions in one breath.

    >>> _objects("en", ("avoided emissions, residential", "avoided emissions, tertiary"))
    'avoided emissions: homes, services'
    """
    sectors = [
        in_sentence(lang, word(lang, "sector", each.partition(", ")[2])) for each in objects if each.startswith(AVOIDED)
    ]
    told = [in_sentence(lang, thing(lang, each)) for each in objects if not each.startswith(AVOIDED)]
    if sectors:
        some = ", ".join(sectors[:SHOWN_OBJECTS])
        told.append(in_sentence(lang, t(lang, "Avoided emissions: {sector}", sector=some)))
    cut = len(told) > SHOWN_OBJECTS or len(sectors) > SHOWN_OBJECTS
    return ", ".join(told[:SHOWN_OBJECTS]) + (" …" if cut else "")


def thing(lang: str, name: str) -> str:
    """What people call a thing given: its own word, or that of the account it is paid under.

    >>> thing("nl", "waste heat")
    'Restwarmte'
    """
    known = catalogue(lang).pgettext("object", name)
    return known if known != name else word(lang, "account", name)


def _party(view: View, results: Results) -> Any:
    lang = view.lang
    options = [{"value": name, "label": word(lang, "actor", name)} for name in parties_of(results)]
    pick = dmc.Select(
        id="partners-who", data=options, value=CLIENT, allowDeselect=False, size="md", label=t(lang, "Party"),
        comboboxProps={"withinPortal": True}, className="party-pick",
    )  # fmt: skip
    told = html.Div(party_told(view, results, CLIENT), id="partners-told", **{"aria-live": "polite"})
    return card([pick, told], className="party")


def _money(view: View, results: Results, year: int) -> Any:
    lang, chart = view.lang, CHARTS["money_flows"]
    drawing = chart_card(
        lang, chart, "partners-money", chart(results, lang, year), 460, "wide", origin_line(view, chart.id)
    )
    drawing.children[0] = html.H2([t(lang, chart.title), " · ", html.Span(str(year), id="partners-money-year")])
    return drawing


def _one_sided(lang: str, results: Results) -> Any:
    """Who gives without taking, in a sentence and a table."""
    title = t(lang, "Who gives without taking")
    if not has_value_map(results):
        told = t(lang, "This run has written down money only, so what is given in return for it is not known.")
        return card(html.P(told, className="empty"), title=title, className="wide")
    found, nothing_back = one_sided(results)
    lines: list[Any] = []
    if nothing_back:
        names = ", ".join(word(lang, "actor", name) for name in nothing_back)
        lines.append(html.P(t(lang, "To these nothing comes at all: {names}.", names=names), className="card-answer"))
    if not found:
        lines.append(
            html.P(
                t(lang, "Nobody: for all that is given something comes back, from the taker or from society."),
                className="card-answer",
            )
        )
        return card(lines, title=title, className="wide")
    head = [t(lang, "From"), t(lang, "To"), t(lang, "What"), t(lang, "Amount"), t(lang, "Years")]
    rows = [
        [
            word(lang, "actor", each.giver), word(lang, "actor", each.taker), _objects(lang, each.objects),
            money(lang, each.eur) if each.eur else "–",
            str(each.first_year) if each.first_year == each.last_year else f"{each.first_year}–{each.last_year}",
        ]
        for each in found[:SHOWN_ONE_SIDED]
    ]  # fmt: skip
    if len(found) > SHOWN_ONE_SIDED:
        lines.append(
            html.P(t(lang, "The {some} largest of {all}.", some=SHOWN_ONE_SIDED, all=len(found)), className="card-help")
        )
    help_line = t(
        lang,
        "Pairs between which things go one way only, over all years. What a public body pays is answered when society gets something for it.",
    )
    return card(
        [*lines, html.Div(plain_table(head, rows), className="text-3")], title=title, help=help_line, className="wide"
    )


def register(app: Dash, runs: Runs) -> None:
    """A click chooses a party; the network follows year, kinds and party; the card follows the party."""
    where = State("partners-search", "data"), State("address", "pathname")

    @app.callback(Output("partners-who", "value"), Input("partners-net", "clickData"), prevent_initial_call=True)
    def _click(clicked: dict[str, Any] | None) -> Any:
        party = clicked["points"][0].get("customdata") if clicked and clicked.get("points") else None
        return party if isinstance(party, str) else no_update

    @app.callback(
        Output("partners-net", "figure"), Output("partners-table", "children"), Output("partners-shown", "children"),
        Output("partners-jump", "children"),
        Input("partners-year", "value"), Input("partners-kinds", "value"), Input("partners-who", "value"), *where,
        prevent_initial_call=True,
    )  # fmt: skip
    def _follow(year: int, kinds: list[str], party: str, search: str, pathname: str) -> tuple[Figure, Any, str, Any]:
        view = read_address(pathname, search, ["partners"], runs)
        results = runs.run(view.plan, lighting_forms=False)
        figure = CHARTS["ecosystem"](results, view.lang, int(year), kinds or [], party)
        table = _flow_table(view.lang, results, int(year), kinds or [])
        return figure, table, str(int(year)), _jump(view.lang, party)

    @app.callback(
        Output("partners-money", "figure"), Output("partners-money-year", "children"),
        Input("partners-year", "value"), *where, prevent_initial_call=True,
    )  # fmt: skip
    def _ribbons(year: int, search: str, pathname: str) -> tuple[Figure, str]:
        view = read_address(pathname, search, ["partners"], runs)
        return CHARTS["money_flows"](runs.run(view.plan, lighting_forms=False), view.lang, int(year)), str(int(year))

    @app.callback(
        Output("partners-told", "children"), Input("partners-who", "value"), *where, prevent_initial_call=True
    )
    def _tell(party: str, search: str, pathname: str) -> list[Any]:
        view = read_address(pathname, search, ["partners"], runs)
        return party_told(view, runs.run(view.plan, lighting_forms=False), party)

    follow_tender(app, runs)


PAGE = Page("partners", N_("Partners"), 6, layout, register)
