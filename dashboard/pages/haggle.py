"""Drag one price of the deal and see who leaves: a card of the page Deal.

Place in the flow: geodata -> sim -> scenarios -> [dashboard]. The worth of every group stays on the server with the run;
a move of the slider is a sum over at most 4,096 groups.
"""

from __future__ import annotations

import math
from typing import Any

import dash_mantine_components as dmc
from dash import Dash, Input, Output, State, html

from dashboard.address import View, read_address
from dashboard.charts.deal_moved import deal_moved
from dashboard.deals import (
    EVEN_EUR,
    Told,
    amount_told,
    fee_signed_eur,
    leaving_told,
    price_told,
    who_counts,
)
from dashboard.pages.base import card
from dashboard.runs import Runs
from dashboard.texts import in_sentence, money, signed, t, word
from dashboard.theme import Figure, graph
from sim.results import Results

PROVIDERS = ("lighting_company", "grid_operator", "esco", "cooperative")
STEPS = 100
"""Moves of the slider from end to end, about."""
REACH = 1.3
"""How far the slider goes beyond what is of interest."""
LEAST_SPAN_EUR = 10_000.0
NEAR = 0.16
"""Marks nearer to each other than this share of the slider are told as one."""


def haggle_card(view: View, results: Results, table: Any) -> Any:
    """The card: which price, from which terms on, the slider, and what comes of it."""
    lang, deal = view.lang, table.told
    title, help_line = (
        t(lang, "Drag a price and see who leaves"),
        t(lang, "What one partner gets more, the client has less, and the other way round."),
    )
    if not table.prices:
        return card(html.P(t(lang, "Nobody else sits at this table."), className="empty"), title=title, help=help_line)
    partners = [role for role in deal["roles"][1:] if role in table.prices]
    party = first_party(deal, partners)
    start = "today" if not deal["pays"] or table.quiet_prices("today", party) else "nucleolus"
    told = moved_to(lang, results, table, party, start, None)
    pick = dmc.Select(
        id="haggle-party", data=[{"value": role, "label": _price_of(lang, results, deal, table, role)} for role in partners],
        value=party, allowDeselect=False, label=t(lang, "Which price"), comboboxProps={"withinPortal": True}, size="md",
    )  # fmt: skip
    starts = [
        {"value": "today", "label": t(lang, "today's terms")},
        {"value": "nucleolus", "label": t(lang, "recommended terms")},
    ]
    begin = html.Div(
        [
            html.Span(t(lang, "Everything else as in"), className="control-label", id="haggle-start-label"),
            dmc.SegmentedControl(id="haggle-start", data=starts, value=start, size="md", fullWidth=True),
        ]
    )
    slider = dmc.Slider(
        id="haggle-price", **told["slider"], updatemode="drag", size="lg", thumbSize=30, label=None,
        thumbLabel=t(lang, "Gain of this party in euros"), className="haggle-slider",
    )  # fmt: skip
    moving = html.Div(
        [
            html.Div(told["shown"], id="haggle-shown", className="haggle-shown"),
            slider,
            html.P(told["quiet"], id="haggle-quiet", className="haggle-quiet"),
        ],
        className="haggle-move",
    )
    outcome = [
        html.P(told["sentence"], id="haggle-told", className=told["look"], **{"aria-live": "polite"}),
        graph("haggle-chart", told["figure"], told["height"]),
    ]
    body = [
        html.Div([html.Div([pick, begin, moving], className="haggle-form"), html.Div(outcome, className="haggle-outcome")], className="haggle"),
    ]  # fmt: skip
    return card(body, title=title, help=help_line, className="wide")


def first_party(deal: Told, partners: list[str]) -> str:
    """The partner whose price is of most interest: the provider that has a part in it, or who is to gain most."""
    wanted = deal["splits"]["nucleolus"]
    active = [
        role for role in PROVIDERS if role in partners and (role in deal["partners"] or abs(deal["today"][role]) > 1.0)
    ]
    return active[0] if active else max(partners, key=lambda role: (abs(wanted[role]), abs(deal["today"][role])))


def _price_of(lang: str, results: Results, deal: Told, table: Any, role: str) -> str:
    name = table.prices[role].name
    kind = "fee under contract" if name == "fee" and _shift(results, deal, name) else name
    return f"{word(lang, 'actor', role)}: {word(lang, 'price', kind)}"


def _shift(results: Results, deal: Told, name: str) -> float:
    """What the contracts ask above the deal's own zero, for fees; 0 where there is no fee."""
    return (fee_signed_eur(results, deal) or 0.0) if name == "fee" else 0.0


def moved_to(
    lang: str, results: Results, table: Any, party: str, start: str, gain_eur: float | None
) -> dict[str, Any]:  # fmt: skip
    """All that the card shows for a place of the slider.

    Args:
        lang: language of the screen
        results: of the run
        table: everybody at the table
        party: whose price moves
        start: terms of all other prices, one of `scenarios.dealing.STARTS`
        gain_eur: what the party is to gain; None: as on those terms
    """
    deal, price = table.told, table.prices[party]
    place = deal["roles"].index(party)
    frame = slider_frame(lang, deal, table, party)
    from_eur = float(table.gains(start)[place])
    gain = from_eur if gain_eur is None else float(gain_eur)
    gains = table.moved(start, party, price.at(gain))
    leaving = table.departure(gains)
    leavers = table.names(leaving.mask)
    counted = [role for role, eur in zip(deal["roles"], gains, strict=True) if abs(eur) > EVEN_EUR]
    shown = list(dict.fromkeys([*who_counts(deal), party, *leavers]))
    shift = _shift(results, deal, price.name)
    # the price by which the fee under contract is told stands above the deal's own zero; at today's gain it is the signed one
    base = price.at(float(table.gains("today")[place])) if shift else 0.0
    price_words = price_told(lang, price.unit, price.at(gain) - base + shift)
    gained = t(
        lang,
        "Gain for {party}: {amount}",
        party=in_sentence(lang, word(lang, "actor", party)),
        amount=signed(money(lang, gain), gain),
    )
    quiet = table.quiet_prices(start, party)
    return {
        "slider": {**frame, "value": min(max(gain, frame["min"]), frame["max"])},
        "shown": [html.Span(price_words, className="figure"), html.Span(gained, className="beside")],
        "sentence": leaving_told(lang, deal["roles"], leavers, leaving.extra_eur, counted),
        "look": "haggle-told leaves" if leavers else "haggle-told stays",
        "quiet": quiet_told(lang, price.unit, quiet, shift - base),
        "figure": deal_moved(lang, deal["roles"], list(gains), leavers, shown),
        "height": 60 + 44 * len(shown),
    }


def quiet_told(lang: str, unit: str, quiet: tuple[float, float] | None, above: float) -> str:
    """Between which prices nobody leaves."""
    if quiet is None:
        return t(lang, "With the other prices as they are somebody leaves, whatever this one is.")
    low, high = (amount_told(lang, unit, price + above) for price in quiet)
    if low == high:
        return t(
            lang,
            "Nobody leaves at {price} {unit}; a little more or less, and somebody does.",
            price=low,
            unit=word(lang, "price unit", unit),
        )
    return t(
        lang, "Nobody leaves between {low} and {high} {unit}.", low=low, high=high, unit=word(lang, "price unit", unit)
    )


def slider_frame(lang: str, deal: Told, table: Any, party: str) -> dict[str, Any]:
    """Ends, step and marks of the slider, in euros that the party gains."""
    now, wanted = deal["today"][party], deal["splits"]["nucleolus"][party]
    place = deal["roles"].index(party)
    ends = [0.0, now, wanted]
    for start in ("today", "nucleolus"):
        quiet = table.quiet_prices(start, party)
        if quiet is not None:
            ends += [table.prices[party].gain_eur(price) for price in quiet]
    loss = max(0.0, -float(table.gains("today")[0]))
    span = max(LEAST_SPAN_EUR, max(ends) - min(ends), 0.5 * deal["surplus_eur"], 0.5 * loss)
    step = 10.0 ** max(0, math.floor(math.log10(span / STEPS)) + 1) / 2
    low, high = (min(ends) - 0.3 * span, max(ends) + (REACH - 1) * span) if place else (0.0, span)
    low, high = int(step * math.floor(low / step)), int(step * math.ceil(high / step))
    return {"min": low, "max": high, "step": max(1, int(step)), "marks": _marks(lang, now, wanted, high - low)}


def _marks(lang: str, now: float, wanted: float, span: float) -> list[dict[str, Any]]:
    if abs(now - wanted) < NEAR * span:
        if abs(now - wanted) <= 1.0:
            return [{"value": now, "label": t(lang, "today and recommended")}]
        return [{"value": now, "label": t(lang, "today")}, {"value": wanted}]
    return [{"value": now, "label": t(lang, "today")}, {"value": wanted, "label": t(lang, "recommended")}]


def follow(app: Dash, runs: Runs) -> None:
    """The slider begins anew for another price or other terms; the outcome follows the slider."""

    def told_for(
        pathname: str, search: str, measure: str, party: str, start: str, gain_eur: float | None
    ) -> dict[str, Any]:
        view = read_address(pathname, search, ["deal"], runs)
        results, table = runs.run(view.plan, lighting_forms=False), runs.deal_table(view.plan, measure)
        return moved_to(view.lang, results, table, party, start, gain_eur)

    where = State("deal-measure", "value"), State("deal-search", "data"), State("address", "pathname")

    @app.callback(
        *(Output("haggle-price", name) for name in ("min", "max", "step", "marks", "value")),
        Input("haggle-party", "value"), Input("haggle-start", "value"), *where, prevent_initial_call=True,
    )  # fmt: skip
    def _begin(party: str, start: str, measure: str, search: str, pathname: str) -> tuple[Any, ...]:
        slider = told_for(pathname, search, measure, party, start, None)["slider"]
        return tuple(slider[name] for name in ("min", "max", "step", "marks", "value"))

    @app.callback(
        Output("haggle-shown", "children"), Output("haggle-told", "children"), Output("haggle-told", "className"),
        Output("haggle-quiet", "children"), Output("haggle-chart", "figure"),
        Input("haggle-price", "value"), Input("haggle-party", "value"), Input("haggle-start", "value"), *where,
        prevent_initial_call=True,
    )  # fmt: skip
    def _move(
        gain_eur: float, party: str, start: str, measure: str, search: str, pathname: str
    ) -> tuple[Any, str, str, str, Figure]:  # fmt: skip
        told = told_for(pathname, search, measure, party, start, gain_eur)
        return told["shown"], told["sentence"], told["look"], told["quiet"], told["figure"]
