"""Two to four scenarios side by side: the same city with the same luck, so what differs is what was decided.

Place in the flow: geodata -> sim -> scenarios -> [dashboard].
"""

from __future__ import annotations

from typing import Any

import dash_mantine_components as dmc
from dash import Dash, Input, Output, State, dcc, html, no_update

from dashboard.address import View, read_address
from dashboard.bands import RUNS
from dashboard.charts import CHARTS
from dashboard.charts.cost_and_tonnes import saved_and_spent
from dashboard.charts.public_cost import COST
from dashboard.headlines import lamp_kwh, signed_pledges, standing
from dashboard.pages.base import Page, card, chart_card, city_picker, heading, legend, plain_table, trouble_card
from dashboard.pages.origin import origin_line
from dashboard.pages.sureness import ASK_EVERY_MS
from dashboard.runs import BASELINE, Impossible, Runs
from dashboard.texts import N_, local, money, number, percent, signed, t
from dashboard.theme import Figure
from sim.results import Results

MOST = 4


def layout(view: View) -> Any:
    """The choice and what it shows."""
    scenarios = view.runs.scenarios()
    options = [{"value": name, "label": local(view.lang, each.title)} for name, each in scenarios.items()]
    pick = dmc.MultiSelect(
        id="compared", data=options, value=first_choice(view.runs, view.scenario), maxValues=MOST, clearable=False,
        label=t(view.lang, "Scenarios, two to four; the first is what the others are measured against"), className="compared",
    )  # fmt: skip
    lead = t(view.lang, "Same city, same people, same luck: what differs is what was decided.")
    return html.Div(
        [heading(t(view.lang, "Compare"), lead, pick, city_picker(view)), dcc.Store(id="compare-search", data=view.search),
         html.Div(id="comparison", className="comparison")], className="compare"
    )  # fmt: skip


def first_choice(runs: Runs, scenario: str) -> list[str]:
    """The scenario in view, what its author compares it with, and the baseline in front."""
    known = runs.scenarios()
    wanted = [BASELINE, scenario, *getattr(runs.scenario(scenario), "compare_with", ())]
    chosen = [name for name in dict.fromkeys(wanted) if name in known][:MOST]
    return chosen if len(chosen) > 1 else list(known)[:2]


def comparison(view: View, names: list[str]) -> list[Any]:
    """Charts and table of the scenarios named, all in the city of the view, or each where its author put it.

    Raises:
        Impossible: one of them cannot be run
    """
    lang, found = view.lang, results_of(view, names)
    figure, told, is_final = emissions(view, names)
    charts = html.Div(
        [
            chart_card(lang, CHARTS["compare_emissions"], "compare-emissions", figure, 340,
                       origin=html.Div([html.P(told, id="compare-told", className="sure-told"),
                                        origin_line(view, "compare_emissions", named=_titles(found))])),
            chart_card(lang, CHARTS["cost_and_tonnes"], "compare-cost", CHARTS["cost_and_tonnes"](found, lang), 340,
                       origin=origin_line(view, "cost_and_tonnes", named=_titles(found))),
        ],
        className="charts",
    )  # fmt: skip
    head, rows = numbers_table(lang, found)
    ask = dcc.Interval(id="compare-ask", interval=ASK_EVERY_MS, disabled=is_final)
    return [charts, card(plain_table(head, rows), title=t(lang, "In numbers")), ask]


def results_of(view: View, names: list[str]) -> list[tuple[str, Results]]:
    """Title and results of each scenario, one run of the same seed each."""
    chosen = [view.runs.scenario(name, view.city) for name in names]
    return [(local(view.lang, each.title), view.runs.run(each, alternatives=False)) for each in chosen]


def emissions(view: View, names: list[str]) -> tuple[Figure, str, bool]:
    """The lines with the bands that are there, how far the others are, and whether that is the last word."""
    states = [view.runs.band(view.runs.scenario(name, view.city)) for name in names]
    bands = [state.bands for state in states]
    figure = CHARTS["compare_emissions"](results_of(view, names), view.lang, bands)
    is_final = all(state.is_final for state in states)
    if all(bands):
        return figure, t(view.lang, "Median, with half and nine in ten of {runs} runs around it.", runs=RUNS), True
    if is_final:
        return figure, t(view.lang, "A single run of each."), True
    far = t(view.lang, "{done} of {of} runs", done=sum(s.done for s in states), of=sum(s.of for s in states))
    single = t(view.lang, "Lines without a band are single runs.")
    return figure, f"{single} {t(view.lang, 'The bands are on their way: {far}.', far=far)}", False


def _titles(found: list[tuple[str, Results]]) -> str:
    return ", ".join(title for title, _ in found)


def numbers_table(lang: str, found: list[tuple[str, Results]]) -> tuple[list[str], list[list[Any]]]:
    """Head and rows: each quantity for each scenario, with its difference to the first."""
    reference = found[0][1]
    columns = [_numbers(lang, results, reference) for _, results in found]
    last = int(reference.years[-1])
    titles = {
        "cut": t(lang, "Emissions in {year} against the base year", year=last),
        "emissions": t(lang, "Emissions in {year}", year=last),
        "total": t(lang, "Emissions of all years"),
        "pledge": t(lang, "Distance to the first pledge"),
        "lamps": t(lang, "Electricity of the lamps in {year}", year=last),
        "cost": t(lang, "Public money of all years"),
    }
    rows = [
        [title, *(_with_difference(column[key], place) for place, column in enumerate(columns))]
        for key, title in titles.items()
    ]
    return [t(lang, "Quantity"), *(title for title, _ in found)], rows


def _numbers(lang: str, results: Results, reference: Results) -> dict[str, tuple[str, str]]:
    """Each quantity as text, and its difference to the reference as text."""
    stands, other = standing(results), standing(reference)
    emitted_t, saved_spent = results.emissions_by_year(), saved_and_spent(results, reference)
    first = int(results.years[0])
    due = [pledge.year - first for pledge in signed_pledges(results) if first <= pledge.year <= int(results.years[-1])]
    lamps_mwh = float(lamp_kwh(results)[-1] - lamp_kwh(reference)[-1]) / 1000
    cut = stands[-1].cut_share - other[-1].cut_share
    now_t = float(emitted_t[-1] - reference.emissions_by_year()[-1])
    found = {
        "cut": (signed(percent(lang, -stands[-1].cut_share, 1), -stands[-1].cut_share), _difference(number(lang, -100 * cut, 1), -100 * cut, t(lang, "points"))),
        "emissions": (f"{number(lang, emitted_t[-1])} t", _difference(number(lang, now_t), now_t, "t")),
        "total": (f"{number(lang, emitted_t.sum())} t", _difference(number(lang, -saved_spent[0]), -saved_spent[0], "t")),
        "pledge": ("–", ""),
        "lamps": (f"{number(lang, lamp_kwh(results)[-1] / 1000)} MWh", _difference(number(lang, lamps_mwh), lamps_mwh, "MWh")),
        "cost": (money(lang, float(results.yearly(COST).sum())), _difference(money(lang, saved_spent[1]), saved_spent[1], "")),
    }  # fmt: skip
    if due:
        gap, gap_then = stands[due[0]].gap_points, other[due[0]].gap_points if due[0] < len(other) else 0.0
        found["pledge"] = (
            f"{signed(number(lang, gap, 1), gap)} {t(lang, 'points')}",
            _difference(number(lang, gap - gap_then, 1), gap - gap_then, t(lang, "points")),
        )
    return found


def _difference(text: str, value: float, unit: str) -> str:
    return f"{signed(text, value)} {unit}".strip()


def _with_difference(pair: tuple[str, str], place: int) -> Any:
    if place == 0:
        return pair[0]
    return [pair[0], html.Span(pair[1], className="difference")]


def register(app: Dash, runs: Runs) -> None:
    """A new choice draws anew."""

    @app.callback(Output("comparison", "children"), Input("compared", "value"), State("compare-search", "data"),
                  State("address", "pathname"))  # fmt: skip
    def _compare(names: list[str], search: str, pathname: str) -> Any:
        view = read_address(pathname, search, ["compare"], runs)
        lang = view.lang
        known = [name for name in names or [] if name in runs.scenarios()][:MOST]
        if len(known) < 2:
            return html.P(t(lang, "Choose at least two scenarios."), className="empty")
        try:
            return comparison(view, known)
        except Impossible as problem:
            return trouble_card(lang, str(problem))

    @app.callback(
        Output("compare-emissions", "figure"),
        Output("compare-emissions-legend", "children"),
        Output("compare-told", "children"),
        Output("compare-ask", "disabled"),
        Input("compare-ask", "n_intervals"),
        State("compared", "value"),
        State("compare-search", "data"),
        State("address", "pathname"),
        prevent_initial_call=True,
    )
    def _bands(_: int, names: list[str], search: str, pathname: str) -> tuple[Any, ...]:
        """Bands are laid around the lines as they come."""
        view = read_address(pathname, search, ["compare"], runs)
        known = [name for name in names or [] if name in runs.scenarios()][:MOST]
        try:
            figure, told, is_final = emissions(view, known)
        except Impossible:
            return no_update, no_update, no_update, True
        return figure, legend(figure), told, is_final


PAGE = Page("compare", N_("Compare"), 3, layout, register)
