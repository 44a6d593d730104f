"""Who pays, who earns, and whether everybody is better off than without.

Place in the flow: geodata -> sim -> scenarios -> [dashboard].
"""

from __future__ import annotations

from typing import Any

import dash_mantine_components as dmc
from dash import Dash, Input, Output, State, html

from dashboard.address import View, language_of
from dashboard.charts import CHARTS
from dashboard.charts.money_flows import flows_between
from dashboard.headlines import EVEN_EUR, gains
from dashboard.pages.base import Page, card, chart_card, heading, measure_title, plain_table, scenario_picker
from dashboard.runs import Runs
from dashboard.texts import N_, money, number, signed, t, word
from sim.results import Results


def layout(view: View) -> Any:
    """Winners and losers, ways to buy light, flows of a year, contracts."""
    lang, results = view.lang, view.runs.run(view.scenario)
    lead = t(lang, "Every euro has a payer and a receiver. Nothing is drawn by hand: all of it is asked of the ledger.")
    parts = [
        heading(t(lang, "Money"), lead, scenario_picker(view)),
        html.P(who_wins(lang, results), className="plain-answer"),
        html.Div([_gains(lang, results), _lighting(lang, results)], className="charts"),
        _flows(lang, view, results),
        _contracts(lang, view, results),
    ]
    return html.Div(parts, className="money")


def who_wins(lang: str, results: Results) -> str:
    """One sentence: who gains most, who loses."""
    rows = gains(results)
    if not rows:
        return t(lang, "In this scenario no party takes a decision that could be compared.")
    winners = [row for row in rows if row["gain_eur"] > EVEN_EUR]
    losers = [row for row in rows if row["gain_eur"] < -EVEN_EUR]
    best = _named(lang, winners[:2])
    if winners and not losers:
        return t(lang, "Everybody wins or breaks even; most of all {names}.", names=best)
    if winners:
        return t(
            lang,
            "{winners} gain most; {losers} lose most against their best alternative.",
            winners=best,
            losers=_named(lang, losers[:-4:-1]),
        )
    return t(lang, "Nobody gains against the best alternative.")


def _named(lang: str, rows: list[dict[str, Any]]) -> str:
    return ", ".join(
        f"{word(lang, 'actor', row['id'])} ({signed(money(lang, row['gain_eur']), row['gain_eur'])})" for row in rows
    )


def _gains(lang: str, results: Results) -> Any:
    height = max(240, 34 * len(gains(results)) + 40)
    drawing = chart_card(lang, CHARTS["who_gains"], "gains-chart", CHARTS["who_gains"](results, lang), height)
    head = [t(lang, "Party"), t(lang, "With the plan"), t(lang, "Best alternative"), t(lang, "Difference")]
    rows = [
        [
            word(lang, "actor", row["id"]),
            money(lang, row["npv_eur"]),
            money(lang, row.get("npv_alternative_eur") or 0.0),
            signed(money(lang, row["gain_eur"]), row["gain_eur"]),
        ]
        for row in gains(results)
    ]
    drawing.children.append(html.Details([html.Summary(t(lang, "As a table")), plain_table(head, rows)]))
    return drawing


def _lighting(lang: str, results: Results) -> Any:
    forms = results.summary.get("lighting_forms")
    chart = CHARTS["lighting_forms"]
    if not forms:
        empty = html.P(
            t(lang, "This scenario does not touch the street lamps, so there is nothing to compare."), className="empty"
        )
        return card(empty, title=t(lang, chart.title), help=t(lang, chart.help))
    drawing = chart_card(lang, chart, "lighting-chart", chart(results, lang), 260)
    head = [t(lang, "Form"), t(lang, "Net present value"), t(lang, "Fee per lamp and year"), t(lang, "All LED in")]
    rows = [
        [
            word(lang, "contract", form["form"]),
            money(lang, form["npv_city_eur"]),
            money(lang, form["fee_eur_per_lamp"]) if form.get("fee_eur_per_lamp") else "–",
            str(form["led_complete_year"]) if form.get("led_complete_year") else t(lang, "later"),
        ]
        for form in forms
    ]
    drawing.children.append(plain_table(head, rows))
    return drawing


def _flows(lang: str, view: View, results: Results) -> Any:
    first, last = int(results.years[0]), int(results.years[-1])
    year = view.year or min(last, first + 4)
    chart = CHARTS["money_flows"]
    pick = dmc.Slider(
        id="flow-year", min=first, max=last, step=1, value=year, updatemode="mouseup", size="sm", thumbSize=18,
        marks=[{"value": each, "label": str(each)} for each in (first, last)], labelAlwaysOn=False,
        thumbLabel=t(lang, "Year"), className="flow-year",
    )  # fmt: skip
    drawing = chart_card(lang, chart, "flow-chart", chart(results, lang, year), 460, "wide")
    drawing.children.insert(
        2, html.Div([html.Span(str(year), id="flow-shown", className="figure"), pick], className="flow-head")
    )
    drawing.children.append(html.Div(_flow_table(lang, results, year), id="flow-table"))
    return drawing


def _flow_table(lang: str, results: Results, year: int) -> Any:
    head = [t(lang, "Payer"), t(lang, "Receiver"), t(lang, "Amount")]
    rows = [
        [word(lang, "actor", payer), word(lang, "actor", payee), money(lang, amount)]
        for payer, payee, amount in flows_between(results, year)
    ]
    return html.Details([html.Summary(t(lang, "As a table")), plain_table(head, rows)])


def _contracts(lang: str, view: View, results: Results) -> Any:
    head = [
        t(lang, "Contract"), t(lang, "Measure"), t(lang, "Client"), t(lang, "Provider"), t(lang, "Years"),
        t(lang, "Signed"), t(lang, "Pieces"), t(lang, "Investment"), t(lang, "Yearly fee"),
    ]  # fmt: skip
    rows = [
        [
            word(lang, "contract", form),
            measure_title(lang, view.runs, measure),
            word(lang, "actor", client),
            word(lang, "actor", provider),
            f"{begins}–{ends}",
            number(lang, signed_count),
            number(lang, items),
            money(lang, capex_eur),
            money(lang, fee_eur) if fee_eur else "–",
        ]
        for (form, measure, client, provider), (signed_count, begins, ends, items, capex_eur, fee_eur) in alike(results)
    ]
    help_line = t(lang, "Contracts of one kind between the same parties are one line; all parties are simulated.")
    shown = plain_table(head, rows) if rows else html.P(t(lang, "No contract was signed."), className="empty")
    return card(shown, title=t(lang, "Contracts"), help=help_line, className="wide")


def alike(results: Results) -> list[tuple[tuple[str, ...], tuple[float, ...]]]:
    """Contracts of one form for one measure between the same parties, the largest investment first.

    Returns:
        (form, measure, client, provider) and (how many, first year, last year, pieces, investment, yearly fee)
    """
    table = results.tables["contracts"]
    groups: dict[tuple[str, ...], list[int]] = {}
    for row in range(len(table["id"])):
        key = tuple(str(table[name][row]) for name in ("form", "measure", "client", "provider"))
        groups.setdefault(key, []).append(row)
    found = [
        (
            key,
            (
                len(rows), int(table["begins"][rows].min()), int(table["ends"][rows].max()), float(table["items"][rows].sum()),
                float(table["capex_eur"][rows].sum()), float(table["yearly_fee_eur"][rows].sum()),
            ),
        )
        for key, rows in groups.items()
    ]  # fmt: skip
    return sorted(found, key=lambda entry: -entry[1][4])


def register(app: Dash, runs: Runs) -> None:
    """The flows follow their year."""

    @app.callback(
        Output("flow-chart", "figure"),
        Output("flow-shown", "children"),
        Output("flow-table", "children"),
        Input("flow-year", "value"),
        State("scenario-pick", "value"),
        State("address", "pathname"),
        prevent_initial_call=True,
    )
    def _flow(year: int, scenario: str, pathname: str) -> tuple[Any, str, Any]:
        lang, results = language_of(pathname), runs.run(scenario)
        return CHARTS["money_flows"](results, lang, int(year)), str(int(year)), _flow_table(lang, results, int(year))


PAGE = Page("money", N_("Money"), 4, layout, register)
