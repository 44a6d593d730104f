"""Tab of the market: what a company that sells something finds here.

Place in the flow: geodata -> sim -> scenarios -> [dashboard].
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import dash_mantine_components as dmc
from dash import ClientsideFunction, Dash, Input, Output, State, html

from dashboard.address import View, read_address
from dashboard.market import Tender
from dashboard.market_words import against_estimate
from dashboard.pages.base import card, measure_title, plain_table
from dashboard.pages.market_board import size_words, subject_words
from dashboard.pages.market_parts import badge, form_title
from dashboard.reasons import reason_words, who_said
from dashboard.runs import Runs
from dashboard.selling import busiest_trade, buyers_of, calls_from, field_of, ideas_in, needs_in
from dashboard.texts import money, month, number, percent, t, word
from sim.markets.firms import TRADES
from sim.results import Results

SHOWN_CALLS = 8
"""The next deadlines; later ones are counted."""
SHOWN_NEEDS = 10


def seller_panel(view: View, results: Results) -> Any:
    """Choose a trade and a year; below what is asked for."""
    lang, trade = view.lang, view.trade or busiest_trade(results)
    first, last = int(results.years[0]), int(results.years[-1])
    year = view.year or min(last, first + 1)
    pick = dmc.Select(
        id="sell-trade", data=[{"value": name, "label": word(lang, "trade", name)} for name in TRADES], value=trade,
        allowDeselect=False, label=t(lang, "I sell"), comboboxProps={"withinPortal": True}, className="sell-trade", size="md",
    )  # fmt: skip
    when = dmc.Slider(
        id="sell-year", min=first, max=last, step=1, value=year, updatemode="mouseup", size="sm", thumbSize=22,
        marks=[{"value": each, "label": str(each)} for each in (first, last)], thumbLabel=t(lang, "Year"), className="sell-year",
    )  # fmt: skip
    lead = t(lang, "What a company finds in this city: who needs it, how much, until when, and who buys. The city and its firms are simulated: a guide to where to look, no forecast.")  # fmt: skip
    tools = html.Div([pick, html.Div([html.Span(str(year), id="sell-shown", className="figure"), when], className="flow-head")], className="sell-tools")  # fmt: skip
    found = html.Div(seller_found(view, results, trade, year), id="sell-found")
    return html.Div([card([html.P(lead, className="card-answer"), tools], title=t(lang, "I sell …"), className="wide"), found])  # fmt: skip


def seller_found(view: View, results: Results, trade: str, year: int) -> list[Any]:
    """The answer in a sentence, then calls, needs, ideas, buyers."""
    return [
        html.P(seller_told(view.lang, results, trade, year), className="plain-answer sell-answer"),
        _calls(view, results, trade, year),
        _needs(view, results, trade, year),
        _ideas(view, results, trade, year),
        _buyers(view.lang, results, trade),
    ]


def seller_told(lang: str, results: Results, trade: str, year: int) -> str:
    """How much is coming, and how hard it is to win."""
    calls, field = calls_from(results, trade, year), field_of(results, trade)
    if not calls:
        first = t(lang, "From {year} on nobody in this plan calls for this.", year=year)
    else:
        worth = money(lang, sum(call.estimate_eur for call in calls), 2)
        first = t(lang, "Calls still to be decided from {year} on: {count}, worth {amount}.", year=year, count=len(calls), amount=worth)  # fmt: skip
    if not field.bidders_mean:
        return first
    second = t(
        lang, "{firms} simulated firms are in the trade; {bids} bid for a call on average, one bid in {odds} wins, {price}.",
        firms=field.firms, bids=number(lang, field.bidders_mean, 1), odds=number(lang, 1.0 / field.win_share, 1) if field.win_share else "–",
        price=against_estimate(lang, field.price_ratio - 1.0),
    )  # fmt: skip
    return f"{first} {second}"


def _calls(view: View, results: Results, trade: str, year: int) -> Any:
    """Tenders that are still to be decided, the next deadline first."""
    lang, first_year, calls = view.lang, int(results.years[0]), calls_from(results, trade, year)
    head = [t(lang, "What"), t(lang, "How"), t(lang, "Called"), t(lang, "Decided"), t(lang, "Size"), t(lang, "Buyer"), t(lang, "Bids that came")]  # fmt: skip
    rows = [_call_row(view, call, first_year) for call in calls[:SHOWN_CALLS]]
    more = len(calls) - len(rows)
    note = t(lang, "Decided later: {count} more.", count=more) if more > 0 else ""
    shown = (
        plain_table(head, rows, note, words=(1, 2, 3, 5), stacks=True)
        if rows
        else html.P(t(lang, "None from this year on."), className="empty")
    )
    return card(shown, title=t(lang, "Calls to bid for"), help=t(lang, "Tenders not decided yet at the beginning of the year, the next deadline first."), className="wide")  # fmt: skip


def _call_row(view: View, call: Tender, first_year: int) -> list[Any]:
    lang = view.lang
    return [
        measure_title(lang, view.runs, call.measure), form_title(lang, call.form), month(lang, first_year, call.opened_day),
        month(lang, first_year, call.awarded_day), money(lang, call.estimate_eur, 2), who_said(lang, call.buyer),
        number(lang, len(call.bids)),
    ]  # fmt: skip


def _needs(view: View, results: Results, trade: str, year: int) -> Any:
    """Needs on the notice board."""
    lang, title = view.lang, t(view.lang, "Open needs")
    help_line = t(lang, "Needs on the notice board in this year that this trade can answer, the largest first.")
    if "listings" not in results.tables:
        told = t(lang, "Runs of this version keep no notice board; what is on its way stands below.")
        return card(html.P(told, className="empty"), title=title, help=help_line, className="wide")
    city, first_year, needs = view.runs.city_of(view.plan), int(results.years[0]), needs_in(results, trade, year)
    head = [
        t(lang, "What"),
        t(lang, "Who"),
        t(lang, "Since"),
        t(lang, "Size"),
        t(lang, "Worth"),
        t(lang, "What became of it"),
    ]
    rows = [
        [
            subject_words(view, city, row["subject"]), who_said(lang, row["party"]), month(lang, first_year, row["opened_day"]),
            size_words(lang, row["size"], row["unit"]), money(lang, row["value_eur"]), [badge(word(lang, "listing state", row["state"])), html.Span(reason_words(lang, row["reason"]), className="difference")],
        ]
        for row in needs[:SHOWN_NEEDS]
    ]  # fmt: skip
    shown = (
        plain_table(head, rows, words=(1, 2, 5), stacks=True)
        if rows
        else html.P(t(lang, "None in this year."), className="empty")
    )
    return card(shown, title=title, help=help_line, className="wide")


def _ideas(view: View, results: Results, trade: str, year: int) -> Any:
    """Projects that have not come to their tender yet."""
    lang, first_year = view.lang, int(results.years[0])
    if not results.summary.get("pipeline"):
        told = html.P(t(lang, "In this plan projects were decided beforehand, so there are no ideas to hear of early. The tab Projects says how to change that."), className="empty")  # fmt: skip
    else:
        head = [t(lang, "What"), t(lang, "Stage"), t(lang, "Since"), t(lang, "Size"), t(lang, "How")]
        rows = [
            [
                measure_title(lang, view.runs, project.measure), word(lang, "stage", stage), month(lang, first_year, project.began_day),
                money(lang, project.size_eur, 2), form_title(lang, project.form),
            ]
            for project, stage in ideas_in(results, trade, year)
        ]  # fmt: skip
        told = (
            plain_table(head, rows, words=(1, 2, 4), stacks=True)
            if rows
            else html.P(t(lang, "None in this year."), className="empty")
        )
    return card(told, title=t(lang, "On its way"), help=t(lang, "Projects that have not come to their tender at the end of the year: the time to make yourself known."), className="wide")  # fmt: skip


def _buyers(lang: str, results: Results, trade: str) -> Any:
    """Who asked for this trade during the whole run."""
    head = [t(lang, "Buyer"), t(lang, "Asked"), t(lang, "Bought"), t(lang, "Spent"), t(lang, "Share")]
    buyers = buyers_of(results, trade)
    total = sum(buyer.spent_eur for buyer in buyers)
    rows = [
        [
            who_said(lang, buyer.name), number(lang, buyer.calls), number(lang, buyer.awarded), money(lang, buyer.spent_eur, 2),
            percent(lang, buyer.spent_eur / total) if total else "–",
        ]
        for buyer in buyers
    ]  # fmt: skip
    shown = plain_table(head, rows, stacks=True) if rows else html.P(t(lang, "Nobody bought this in the years of the plan."), className="empty")  # fmt: skip
    return card(shown, title=t(lang, "Likely buyers"), help=t(lang, "Who asked for this trade in the years of the plan, direct awards too."), className="wide")  # fmt: skip


def register(app: Dash, runs: Runs) -> None:
    """What is found follows trade and year; both stand in the address."""
    app.clientside_callback(
        ClientsideFunction("stadslab", "keep_trade"), Output("sell-trade", "data-kept"), Input("sell-trade", "value"),
        prevent_initial_call=True,
    )  # fmt: skip
    app.clientside_callback(
        ClientsideFunction("stadslab", "keep_year"), Output("sell-year", "data-kept"), Input("sell-year", "value"),
        prevent_initial_call=True,
    )  # fmt: skip

    @app.callback(
        Output("sell-found", "children"),
        Output("sell-shown", "children"),
        Input("sell-trade", "value"),
        Input("sell-year", "value"),
        State("market-search", "data"),
        State("address", "pathname"),
        prevent_initial_call=True,
    )
    def _found(trade: str, year: int, search: str, pathname: str) -> tuple[list[Any], str]:
        view = replace(read_address(pathname, search, ["market"], runs), trade=trade)
        results = runs.run(view.plan, alternatives=False)
        return seller_found(view, results, trade, int(year)), str(int(year))
