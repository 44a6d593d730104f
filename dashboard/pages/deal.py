"""The deal: who gains what, on which terms all win, who would leave, and why a service differs from buying.

Place in the flow: geodata -> sim -> scenarios -> [dashboard].
"""

from __future__ import annotations

from typing import Any

import dash_mantine_components as dmc
from dash import Dash, Input, Output, State, dcc, html

from dashboard.address import View, read_address
from dashboard.charts import CHARTS
from dashboard.charts.deal_split import MARKS, SIGNS
from dashboard.deals import (
    SPLITS,
    Told,
    amount_told,
    fee_signed_eur,
    gap_told,
    listed,
    no_deal,
    place_title,
    who_counts,
)
from dashboard.pages.base import (
    Page,
    card,
    chart_card,
    city_picker,
    heading,
    measure_title,
    plain_table,
    scenario_picker,
)
from dashboard.pages.haggle import follow, haggle_card
from dashboard.pages.origin import origin_line
from dashboard.runs import Runs
from dashboard.texts import N_, in_sentence, local, money, number, signed, t, word
from dashboard.theme import SERIES, graph
from sim.results import Results


def layout(view: View) -> Any:
    """The answer first, then shares, terms, the slider and the reasons."""
    lang, results = view.lang, view.runs.run(view.plan, lighting_forms=False)
    lead = t(lang, "What partners win together, how to share it so that all win, and at which prices.")
    head = heading(t(lang, "The deal"), lead, scenario_picker(view), city_picker(view))
    measures = view.runs.deal_measures(view.plan)
    if not measures:
        return html.Div([head, html.P(no_deal(lang, results), className="plain-answer")], className="deal")
    body = html.Div(deal_told(view, measures[0]), id="deal-told")
    return html.Div(
        [head, dcc.Store(id="deal-search", data=view.search), _programme(view, measures), body], className="deal"
    )


def _programme(view: View, measures: list[str]) -> Any:
    """The choice of a measure, hidden where there is one only."""
    options = [{"value": measure, "label": measure_title(view.lang, view.runs, measure)} for measure in measures]
    pick = dmc.Select(
        id="deal-measure", data=options, value=measures[0], allowDeselect=False, size="md",
        label=t(view.lang, "Which part of the plan"), comboboxProps={"withinPortal": True}, className="deal-measure",
    )  # fmt: skip
    return html.Div(pick, hidden=len(measures) < 2)


def deal_told(view: View, measure: str) -> list[Any]:
    """All of the deal of one measure."""
    lang, results, table = (
        view.lang,
        view.runs.run(view.plan, lighting_forms=False),
        view.runs.deal_table(view.plan, measure),
    )
    deal = table.told
    beside = html.Div([_terms(lang, results, deal), _players(lang, deal)])
    return [
        html.P(local(lang, deal["sentence"]), className="plain-answer"),
        *_warnings(lang, deal),
        _undertaking(view, deal),
        html.Div([_split(view, results, deal), beside], className="charts deal-top"),
        haggle_card(view, results, table),
        _gaps(view, results, deal),
    ]


def _warnings(lang: str, deal: Told) -> list[Any]:
    """Plain words when there is no deal in which all win."""
    if not deal["pays"]:
        title = t(lang, "No partnership pays here")
        told = t(
            lang, "No group of these partners can make more of it than {client} alone. Whoever signs all the same pays for it.",
            client=in_sentence(lang, word(lang, "actor", deal["client"])),
        )  # fmt: skip
        if deal["best_way"] == "nothing":
            told = t(
                lang,
                "At today's prices it costs more than it saves, whoever does it. What it brings beside money is not in this sum.",
            )
    elif deal["core_empty"]:
        title = t(lang, "No split keeps everybody at the table")
        told = t(
            lang, "Whatever the split, some group does better on its own, by {amount} at least. The recommended split keeps that as small as it can be.",
            amount=money(lang, deal["largest_excess_eur"]),
        )  # fmt: skip
    else:
        return []
    return [html.Div([html.Strong(title), html.P(told)], className="trouble")]


def _undertaking(view: View, deal: Told) -> Any:
    """What it is about, in five facts."""
    lang = view.lang
    facts = [
        (t(lang, "Measure"), measure_title(lang, view.runs, deal["measure"])),
        (t(lang, "Contract today"), word(lang, "contract", deal["form"])),
        (t(lang, "Investment"), money(lang, deal["capex_eur"])),
        (t(lang, "Pieces"), number(lang, deal["items"])),
        (t(lang, "Term"), t(lang, "{years} years", years=deal["term_years"])),
        (t(lang, "Won together"), money(lang, deal["surplus_eur"])),
    ]
    return html.Dl([html.Div([html.Dt(name), html.Dd(value)]) for name, value in facts], className="deal-facts")


def _split(view: View, results: Results, deal: Told) -> Any:
    lang, chart = view.lang, CHARTS["deal_split"]
    height = 130 + 46 * len(who_counts(deal))
    drawing = chart_card(
        lang, chart, "deal-split", chart(results, lang, deal), height, "deal-split", origin_line(view, chart.id)
    )
    drawing.children[-2] = _legend(lang)
    ways = ("today", *SPLITS)
    head = [t(lang, "Party"), *(word(lang, "split", way) for way in ways)]
    shares = {"today": deal["today"], **deal["splits"]}
    rows = [[word(lang, "actor", role), *(_gain(lang, shares[way][role]) for way in ways)] for role in deal["roles"]]
    explained = html.Ul([html.Li(t(lang, line)) for line in SPLIT_WORDS], className="explained")
    drawing.children.append(html.Details([html.Summary(t(lang, "As a table")), plain_table(head, rows), explained]))
    return drawing


def _legend(lang: str) -> Any:
    """The bar and each sign with its form, for whoever sees no colours."""
    bar = html.Li(t(lang, "Recommended: nobody has a reason to leave"), className="patch", style={"--key": SERIES[0]})
    signs = [
        html.Li(
            [html.Span(SIGNS[sign], style={"color": colour}, className="sign"), word(lang, "split", way)],
            className="signed",
        )
        for way, (sign, colour) in MARKS.items()
    ]
    return html.Ul([bar, *signs], className="chart-legend")


SPLIT_WORDS = (
    N_("Recommended (nucleolus): the group with least reason to stay gets as much as it can."),
    N_("Shapley: everybody gets what it adds on average."),
    N_("Nash: whatever is won is shared in equal parts."),
)


def _gain(lang: str, amount_eur: float) -> str:
    return signed(money(lang, amount_eur), round(amount_eur))


def _terms(lang: str, results: Results, deal: Told) -> Any:
    """Prices as they are and as the recommended split wants them."""
    title = t(lang, "The terms that make all win")
    if not deal["pays"]:
        return card(
            html.P(t(lang, "There are none: together there is nothing to share."), className="empty"), title=title
        )
    fee_eur = fee_signed_eur(results, deal)
    head = [t(lang, "Price"), t(lang, "now"), t(lang, "wanted"), t(lang, "Change")]
    rows = [_term(lang, term, fee_eur) for term in deal["terms"]]
    lines: list[Any] = [plain_table(head, rows)]
    for term in deal["terms"]:
        if abs(term["residual_eur"]) > 1.0:
            told = t(
                lang, "{amount} short for {party}: this price may not go further, by law or by its own rules.",
                party=in_sentence(lang, word(lang, "actor", term["party"])), amount=money(lang, term["residual_eur"]),
            )  # fmt: skip
            lines.append(html.P(told, className="card-answer"))
    help_line = t(lang, "Each partner has one price; the client pays or receives the other end of it.")
    return card(lines, title=title, help=help_line, className="terms")


def _term(lang: str, term: Told, fee_eur: float | None) -> list[Any]:
    unit, shift = term["unit"], (fee_eur or 0.0) if term["name"] == "fee" else 0.0
    name = word(lang, "price", "fee under contract" if shift else term["name"])
    told = html.Span(
        [
            name,
            html.Span(
                f"{word(lang, 'actor', term['party'])}, {word(lang, 'price unit', unit)}", className="difference"
            ),
        ]
    )
    now, wanted = term["now"] + shift, term["wanted"] + shift
    change = signed(amount_told(lang, unit, wanted - now), wanted - now)
    return [told, amount_told(lang, unit, now), amount_told(lang, unit, wanted), change]


def _players(lang: str, deal: Told) -> Any:
    """Who makes the whole larger, who only sits there, and how it would be carried."""
    can_play = deal["can_play"]
    others = [role for role in deal["roles"] if role not in can_play and role != deal["client"]]
    lines = []
    if can_play:
        told = t(lang, "Without one of these there is less to share: {names}.", names=listed(lang, can_play))
        lines.append(html.P(told))
    if others:
        told = t(lang, "At today's prices these add nothing here: {names}.", names=listed(lang, others))
        lines.append(html.P(told))
    if deal["best_way"] != "nothing":
        way = in_sentence(lang, word(lang, "way", deal["best_way"]))
        lines.append(html.P(t(lang, "All together would best carry it like this: {way}.", way=way)))
    leavers = deal["leavers_today"]
    if len(leavers) == 1:
        told = t(lang, "On today's terms better off alone: {names}.", names=listed(lang, leavers))
    elif leavers:
        told = t(lang, "On today's terms these would do better among themselves: {names}.", names=listed(lang, leavers))
    else:
        told = t(lang, "On today's terms nobody does better by leaving.")
    return card([*lines, html.P(told)], title=t(lang, "Who can play, who would leave"), className="players")


def _gaps(view: View, results: Results, deal: Told) -> Any:
    """The reasons for this city, the operator's form and a village, side by side; then all as one table."""
    lang, chart, gaps = view.lang, CHARTS["deal_gap"], deal["gaps"]
    cities = view.runs.cities()
    titles = [place_title(lang, cities, gap) for gap in gaps]
    drawn = [
        html.Div(
            [
                html.H3(title),
                html.P(gap_told(lang, gap), className="card-answer"),
                _gap_graph(chart(results, lang, place, deal), place),
            ],
            className="gap",
        )
        for place, (gap, title) in enumerate(zip(gaps, titles, strict=True))
    ]
    levers = list(gaps[0]["levers"])
    rows: list[list[Any]] = [[t(lang, "Bought, worth to the client"), *(_gain(lang, gap["own_eur"]) for gap in gaps)]]
    rows += [[word(lang, "lever", lever), *(_gain(lang, gap["levers"][lever]) for gap in gaps)] for lever in levers]
    rows += [[t(lang, "Together"), *(_gain(lang, gap["gap_eur"]) for gap in gaps)]]
    rows += [[t(lang, "As a service, worth to the client"), *(_gain(lang, gap["service_eur"]) for gap in gaps)]]
    table = html.Details([html.Summary(t(lang, "As a table")), plain_table([t(lang, "Reason"), *titles], rows)])
    meanings = html.Dl(
        [part for lever in levers for part in (html.Dt(word(lang, "lever", lever)), html.Dd(word(lang, "lever told", lever)))],
        className="meanings",
    )  # fmt: skip
    explained = html.Details([html.Summary(t(lang, "What the reasons mean")), meanings])
    parts = [html.Div(drawn, className="gaps"), table, explained, origin_line(view, chart.id)]
    help_line = (
        f"{t(lang, chart.help)} {t(lang, 'Each drawing has its own scale.')}" if len(gaps) > 1 else t(lang, chart.help)
    )
    return card(parts, title=t(lang, chart.title), help=help_line, className="wide")


def _gap_graph(figure: Any, place: int) -> Any:
    return graph(f"deal-gap-{place}", figure, 280)


def register(app: Dash, runs: Runs) -> None:
    """Another part of the plan is another deal; the slider and what follows it."""

    @app.callback(
        Output("deal-told", "children"), Input("deal-measure", "value"), State("deal-search", "data"),
        State("address", "pathname"), prevent_initial_call=True,
    )  # fmt: skip
    def _another(measure: str, search: str, pathname: str) -> list[Any]:
        return deal_told(read_address(pathname, search, ["deal"], runs), measure)

    follow(app, runs)


PAGE = Page("deal", N_("Deal"), 7, layout, register)
