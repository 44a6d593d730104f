"""The cards of the library's scenarios: name, question and three numbers, which come when their runs are done.

Place in the flow: geodata -> sim -> scenarios -> [dashboard]. Runs are made beside the visitors (`Runs.prepare`); until
one is there its card shows where the numbers will stand.
"""

from __future__ import annotations

from typing import Any

import dash_mantine_components as dmc
import numpy as np
from dash import ALL, Dash, Input, Output, State, dcc, html, no_update

from dashboard.address import View, read_address
from dashboard.charts.public_cost import COST
from dashboard.headlines import signed_pledges, standing
from dashboard.runs import BASELINE, Runs
from dashboard.texts import local, money, percent, signed, t, word
from sim.results import Results

ASK_EVERY_MS = 1500
FORMS_NAMED = 2
"""So many ways to pay are named on a card; the rest are dots."""


def scenario_cards(view: View) -> list[Any]:
    """One card a scenario: its name, its question, its numbers; the current one is marked."""
    numbers = {name: numbers_of(view, name) for name in view.runs.scenarios()}
    cards = [_card(view, name, found) for name, found in numbers.items()]
    row = html.Div(
        cards, className="scenario-cards", tabIndex="0", role="group", **{"aria-label": t(view.lang, "Scenarios")}
    )
    return [row, dcc.Interval(id="cards-ask", interval=ASK_EVERY_MS, disabled=all(numbers.values()))]


def _card(view: View, name: str, numbers: list[Any] | None) -> Any:
    scenario = view.runs.scenario(name)
    here = {"aria-current": "true"} if name == view.scenario else {}
    text = [
        html.Strong(local(view.lang, scenario.title)),
        html.Span(local(view.lang, scenario.question), className="card-question"),
        html.Div(numbers or _bones(), id={"type": "card-numbers", "name": name}, className="card-numbers"),
    ]
    return html.A(text, href=view.href(scenario=name), className="scenario-card picks-view", **here)


def _bones() -> list[Any]:
    return [dmc.Skeleton(height=12, mt=6) for _ in range(3)]


def numbers_of(view: View, name: str) -> list[Any] | None:
    """The three lines of a card; None while the run is not there.

    Args:
        view: language and city
        name: of the scenario
    """
    runs, asked = view.runs, view.runs.scenario(name, view.city)
    usual = runs.scenario(BASELINE, view.city) if BASELINE in runs.scenarios() else asked
    if not (runs.is_known(asked) and runs.is_known(usual)):
        return None
    results = runs.run(asked, alternatives=False)
    return [html.Div([title, html.B(value)]) for title, value in three_numbers(view.lang, results)]


def three_numbers(lang: str, results: Results) -> list[tuple[str, str]]:
    """Emissions in the year of the first pledge, what city hall spends in a year, and who pays how."""
    stands, first = standing(results), int(results.years[0])
    due = [pledge.year for pledge in signed_pledges(results) if first <= pledge.year <= int(results.years[-1])]
    year = due[0] if due else int(results.years[-1])
    cut = stands[year - first].cut_share
    cost_eur = float(np.mean(results.yearly(COST)))
    return [
        (t(lang, "Emissions in {year}", year=year), signed(percent(lang, -cut, 1), -cut)),
        (t(lang, "City spends a year"), money(lang, cost_eur)),
        (t(lang, "Paid by"), paid_by(lang, results)),
    ]


def paid_by(lang: str, results: Results) -> str:
    """The ways the measures are paid, the largest investment first."""
    measures = sorted(results.summary.get("measures", ()), key=lambda each: -(each.get("capex_eur") or 0.0))
    forms = list(dict.fromkeys(word(lang, "contract", each["paid_by"]) for each in measures if each.get("paid_by")))
    if not forms:
        return t(lang, "nothing new")
    return ", ".join(forms[:FORMS_NAMED]) + (" …" if len(forms) > FORMS_NAMED else "")


def fill_cards(app: Dash, runs: Runs) -> None:
    """Numbers appear on the cards as their runs come in."""

    @app.callback(
        Output({"type": "card-numbers", "name": ALL}, "children"),
        Output("cards-ask", "disabled"),
        Input("cards-ask", "n_intervals"),
        State({"type": "card-numbers", "name": ALL}, "id"),
        State("try-search", "data"),
        State("address", "pathname"),
    )
    def _fill(_: int, cards: list[dict[str, str]], search: str, pathname: str) -> tuple[list[Any], bool]:
        view = read_address(pathname, search, ["try"], runs)
        runs.prepare(view.city)
        found = [numbers_of(view, card["name"]) for card in cards]
        return [each or no_update for each in found], all(found)
