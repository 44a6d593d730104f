"""Two to four scenarios side by side: the same city with the same luck, so what differs is what was decided.

Place in the flow: geodata -> sim -> scenarios -> [dashboard].
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import dash_mantine_components as dmc
from dash import Dash, Input, Output, State, dcc, html, no_update

from dashboard.address import View, read_address
from dashboard.bands import RUNS, BandState, difference_bands
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
IDS = {"compare_emissions": "compare-emissions", "difference_band": "compare-difference"}
"""Charts whose bands come later, by name."""
WITH_BANDS = tuple(IDS)


def layout(view: View) -> Any:
    """The choice and what it shows."""
    scenarios = view.runs.scenarios()
    options = [{"value": name, "label": local(view.lang, each.title)} for name, each in scenarios.items()]
    pick = dmc.MultiSelect(
        id="compared", data=options, value=first_choice(view.runs, view.scenario), maxValues=MOST, clearable=False,
        label=t(view.lang, "Scenarios, two to four; the first is what the others are measured against"), className="compared",
    )  # fmt: skip
    lead = t(view.lang, "Same city, same people, same luck: what differs is what was decided.")
    waiting = html.P(t(view.lang, "The city is being simulated …"), className="empty")
    return html.Div(
        [heading(t(view.lang, "Compare"), lead, pick, city_picker(view)), dcc.Store(id="compare-search", data=view.search),
         html.Div(waiting, id="comparison", className="comparison")], className="compare"
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
    lang, found, shown = view.lang, results_of(view, names), what_is_known(view, names)
    cost = CHARTS["cost_and_tonnes"]
    origin = origin_line(view, cost.id, named=_titles(found))
    charts = [
        chart_card(lang, CHARTS[name], IDS[name], figure, 340, origin=html.Div(told, id=f"{IDS[name]}-told"))
        for name, figure, told in zip(WITH_BANDS, shown.figures, shown.told, strict=True)
    ]
    charts.append(chart_card(lang, cost, "compare-cost", cost(found, lang), 340, "spans", origin))
    head, rows = numbers_table(lang, found)
    ask = dcc.Interval(id="compare-ask", interval=ASK_EVERY_MS, disabled=shown.is_final)
    return [html.Div(charts, className="charts"), card(plain_table(head, rows), title=t(lang, "In numbers")), ask]


def results_of(view: View, names: list[str]) -> list[tuple[str, Results]]:
    """Title and results of each scenario, one run of the same seed each."""
    chosen = [view.runs.scenario(name, view.city) for name in names]
    return [(local(view.lang, each.title), view.runs.run(each, alternatives=False)) for each in chosen]


@dataclass(frozen=True)
class Known:
    """What can be drawn now, in the order of WITH_BANDS."""

    figures: list[Figure]
    told: list[list[Any]]
    """What stands under each: how far its bands are, and where it comes from."""
    is_final: bool


def what_is_known(view: View, names: list[str]) -> Known:
    """The lines with the bands that are there, how far the others are, and whether that is the last word."""
    states, found = [view.runs.band(view.runs.scenario(name, view.city)) for name in names], results_of(view, names)
    bands = [state.bands for state in states], difference_bands(states)
    whole = states[0] if all(state.bands is not None for state in states) else None
    told = [html.P(_how_far(view.lang, states), className="sure-told")]
    return Known(
        [CHARTS[name](found, view.lang, each) for name, each in zip(WITH_BANDS, bands, strict=True)],
        [[*told, origin_line(view, name, whole, _titles(found))] for name in WITH_BANDS],
        all(state.is_final for state in states),
    )


def _titles(found: list[tuple[str, Results]]) -> str:
    return ", ".join(title for title, _ in found)


def _how_far(lang: str, states: list[BandState]) -> str:
    if all(state.bands is not None for state in states):
        return t(lang, "Median, with half and nine in ten of {runs} runs around it.", runs=RUNS)
    if all(state.is_final for state in states):
        return t(lang, "A single run of each.")
    done, of = sum(state.done for state in states), sum(state.of for state in states)
    far = t(lang, "{done} of {of} runs", done=done, of=of)
    return (
        f"{t(lang, 'Lines without a band are single runs.')} {t(lang, 'The bands are on their way: {far}.', far=far)}"
    )


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
        *(Output(IDS[name], "figure") for name in WITH_BANDS),
        *(Output(f"{IDS[name]}-legend", "children") for name in WITH_BANDS),
        *(Output(f"{IDS[name]}-told", "children") for name in WITH_BANDS),
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
        try:
            shown = what_is_known(view, [name for name in names or [] if name in runs.scenarios()][:MOST])
        except Impossible:
            return *[no_update] * (3 * len(WITH_BANDS)), True
        return *shown.figures, *(legend(figure) for figure in shown.figures), *shown.told, shown.is_final


PAGE = Page("compare", N_("Compare"), 3, layout, register)
