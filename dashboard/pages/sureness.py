"""The card that says how sure a curve is: a single run at first, the band of many runs as soon as it is there.

Place in the flow: geodata -> sim -> scenarios -> [dashboard]. Shown on the pages City and Try it. The band is made beside
the visitors (`dashboard.bands`); this card asks how far it is, and stops asking when it is there.
"""

from __future__ import annotations

from typing import Any

import dash_mantine_components as dmc
from dash import Dash, Input, Output, State, dcc, html, no_update

from dashboard.address import View, read_address, with_set
from dashboard.bands import BandState
from dashboard.charts import CHARTS
from dashboard.pages.base import card, legend
from dashboard.pages.origin import origin_line
from dashboard.runs import Impossible, Runs
from dashboard.texts import N_, percent, signed, t
from dashboard.theme import Figure, graph

ASK_EVERY_MS = 1500
SHOWN = {"emissions_band": N_("Emissions"), "energy_band": N_("Energy"), "cost_band": N_("Public money")}
"""What the card can show, by chart."""
FIRST = "emissions_band"
PAGES = ["city", "try"]


def sure_card(view: View, height: int = 280, className: str = "") -> Any:
    """Chart, choice of quantity, what the band says, and where it comes from."""
    figure, told, origin, state = sureness(view, FIRST)
    choice = dmc.SegmentedControl(
        id="sure-what", value=FIRST, size="xs",
        data=[{"value": name, "label": t(view.lang, title)} for name, title in SHOWN.items()],
    )  # fmt: skip
    parts = [
        html.P(t(view.lang, CHARTS[FIRST].help), id="sure-help", className="card-help"),
        choice,
        graph("sure-chart", figure, height),
        html.Ul(legend(figure), id="sure-legend", className="chart-legend"),
        html.P(told, id="sure-told", className="sure-told", **{"aria-live": "polite"}),
        html.Div(origin, id="sure-origin"),
        dcc.Store(id="sure-asked", data=view.search),
        dcc.Interval(id="sure-ask", interval=ASK_EVERY_MS, disabled=state.is_final),
    ]
    return card(parts, title=t(view.lang, "How sure is this?"), className=f"sure {className}")


def sureness(view: View, shown: str) -> tuple[Figure, list[Any], Any, BandState]:
    """Figure, text and origin for the plan in view, and the state of its band.

    Raises:
        Impossible: the plan cannot be run
    """
    results, state = view.runs.run(view.plan, alternatives=False), view.runs.band(view.plan)
    figure = CHARTS[shown](results, view.lang, state.bands)
    return figure, told_of(view.lang, state), origin_line(view, shown, state), state


def told_of(lang: str, state: BandState) -> list[Any]:
    """How far the band is, or in how many runs the signed pledges (the first of each year) are met."""
    if state.bands is None:
        single = t(lang, "A single run.")
        if state.is_final:
            return [single]
        far = t(lang, "{done} of {of} runs", done=state.done, of=state.of)
        return [single, " ", t(lang, "The band is on its way: {far}.", far=far)]
    signed_first = {pledge["year"]: pledge for pledge in reversed(state.pledges) if pledge["met"] is not None}
    said = [_pledge(lang, pledge) for _, pledge in sorted(signed_first.items())]
    refused = state.of - state.bands.runs
    if refused:
        said.append(t(lang, "{count} runs are left out: their numbers do not go together.", count=refused))
    return [html.Span(sentence) for sentence in said]


def _pledge(lang: str, pledge: dict[str, Any]) -> str:
    return t(
        lang, "In {met} of {runs} runs the pledge of {share} for {year} is met.", met=pledge["met"], runs=pledge["runs"],
        share=signed(percent(lang, -pledge["pledged_share"]), -1), year=pledge["year"],
    )  # fmt: skip


def follow_plan(app: Dash, runs: Runs) -> None:
    """The card follows the plan, the choice and the clock; told once for all pages."""

    @app.callback(
        Output("sure-asked", "data"), Input("try-weigh", "data"), State("sure-asked", "data"), prevent_initial_call=True
    )
    def _settled(asked: dict[str, Any] | None, before: str) -> Any:
        """On the page Try it: the plan the form describes, once the visitor's hand rests."""
        if not asked:
            return no_update
        search = with_set(asked["search"], asked["set"])
        return no_update if search == before else search

    @app.callback(
        Output("sure-chart", "figure"),
        Output("sure-legend", "children"),
        Output("sure-told", "children"),
        Output("sure-origin", "children"),
        Output("sure-help", "children"),
        Output("sure-ask", "disabled"),
        Input("sure-asked", "data"),
        Input("sure-what", "value"),
        Input("sure-ask", "n_intervals"),
        State("address", "pathname"),
        prevent_initial_call=True,
    )
    def _follow(search: str, shown: str, _: int, pathname: str) -> tuple[Any, ...]:
        view = read_address(pathname, search, PAGES, runs)
        shown = shown if shown in SHOWN else FIRST
        try:
            figure, told, origin, state = sureness(view, shown)
        except Impossible:
            return *[no_update] * 5, True
        return figure, legend(figure), told, origin, t(view.lang, CHARTS[shown].help), state.is_final
