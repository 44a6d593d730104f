"""Who fits a tender best, and why: a card of the page Partners.

Place in the flow: geodata -> sim -> scenarios -> [dashboard].
"""

from __future__ import annotations

from typing import Any

import dash_mantine_components as dmc
from dash import Dash, Input, Output, State, html

from dashboard.address import View, read_address
from dashboard.charts.fit_parts import POINTS, fit_parts
from dashboard.fitting import KNOWN_PARTS, Fit, fit_of, tenders_to_compare
from dashboard.pages.base import card, legend, measure_title, plain_table
from dashboard.runs import Runs
from dashboard.texts import in_sentence, money, number, t, word
from dashboard.theme import graph
from sim.results import Results


def fit_card(view: View, results: Results) -> Any:
    """The choice of a tender and its bidders, ranked."""
    lang, tenders = view.lang, tenders_to_compare(results)
    title = t(lang, "Who fits best, and why")
    if not tenders:
        told = t(lang, "In this plan no tender had two bidders or more, so there is nothing to compare.")
        return card(html.P(told, className="empty"), title=title, className="wide")
    options = [{"value": str(each["id"]), "label": _called(view, each)} for each in tenders]
    pick = dmc.Select(
        id="fit-tender", data=options, value=options[0]["value"], allowDeselect=False, size="md", label=t(lang, "Tender"),
        comboboxProps={"withinPortal": True}, className="fit-tender",
    )  # fmt: skip
    told = html.Div(
        fit_told(lang, fit_of(results, view.runs.book_of(view.plan), tenders[0]["id"])), id="fit-told", className="fit"
    )
    help_line = t(
        lang, "Each part of the score is shown. How far firms are, how clean they work and what they own is not written down in a run and does not count here.",
    )  # fmt: skip
    return card([pick, told], title=title, help=help_line, className="wide")


def _called(view: View, tender: dict) -> str:
    return t(
        view.lang, "{measure}, {year}: {amount}, {count} bidders", measure=measure_title(view.lang, view.runs, tender["measure"]),
        year=tender["year"], amount=money(view.lang, tender["estimate_eur"]), count=tender["bids"],
    )  # fmt: skip


def firm_called(lang: str, name: str) -> str:
    """A simulated firm in short: all bidders of a tender are of one trade.

    >>> firm_called("nl", "simulated lighting company 17")
    'Bedrijf 17'
    """
    return t(lang, "Firm {number}", number=name.rpartition(" ")[2])


def fit_told(lang: str, fit: Fit) -> list[Any]:
    """The answer, what would turn it around, the parts as bars and as a table."""
    names = {name: firm_called(lang, name) for name in fit.prices_eur}
    places = fit.ranking.places
    lines = [html.P(line) for line in (*_answer(lang, fit, names), *_left_out(lang, fit, names))]
    if not places:
        return [html.Div(lines, className="fit-words")]
    figure = fit_parts(lang, fit, names)
    head = [t(lang, "Firm"), t(lang, "Asks"), t(lang, "Score"), *(word(lang, "part", part) for part in KNOWN_PARTS)]
    rows = [
        [
            names[each.id] + (f" ({t(lang, 'won')})" if each.id == fit.winner else ""), money(lang, fit.prices_eur[each.id]),
            number(lang, POINTS * each.score, 1), *(number(lang, POINTS * each.contributions[part], 1) for part in KNOWN_PARTS),
        ]
        for each in places
    ]  # fmt: skip
    drawing = [
        graph({"type": "fit-chart", "of": fit.tender}, figure, 60 + 48 * len(places)),
        html.Ul(legend(figure), className="chart-legend"),
        html.Details([html.Summary(t(lang, "As a table")), plain_table(head, rows)]),
    ]
    return [html.Div(lines, className="fit-words"), html.Div(drawing)]


def _answer(lang: str, fit: Fit, names: dict[str, str]) -> list[str]:
    """Who fits best, whether it won, and the smallest change that would turn the first two around."""
    places = fit.ranking.places
    if not places:
        return [t(lang, "Nobody fits.")]
    best = places[0]
    score = number(lang, POINTS * best.score)
    told = [t(lang, "{firm} fits best, with {score} of 100 points.", firm=names[best.id], score=score)]
    if fit.winner == best.id:
        told.append(t(lang, "The tender's own rules, price and quality, chose the same firm."))
    elif fit.winner:
        told.append(t(lang, "The tender's own rules, price and quality, chose {firm}.", firm=names[fit.winner]))
    if fit.flip is None:
        return told
    second, flip = names[fit.flip.below], fit.flip
    if fit.level_price_eur is not None:
        price = money(lang, fit.level_price_eur, 2)
        now = money(lang, fit.prices_eur[flip.below], 2)
        told.append(t(lang, "{firm} would come first below {price}; it asks {now}.", firm=second, price=price, now=now))
    part = in_sentence(lang, word(lang, "part", flip.part))
    values = {"part": part, "now": number(lang, POINTS * flip.now), "then": number(lang, POINTS * flip.then)}
    if flip.what == "weight":
        told.append(
            t(
                lang,
                "Smallest change that turns the two around: {part} weighs {then} per cent instead of {now}.",
                **values,
            )
        )
    else:
        whose = names[flip.above if flip.what == "part of above" else flip.below]
        told.append(
            t(
                lang,
                "Smallest change that turns the two around: {part} of {firm} from {now} to {then} of 100.",
                firm=whose,
                **values,
            )
        )
    return told


def _left_out(lang: str, fit: Fit, names: dict[str, str]) -> list[str]:
    """Bidders that a hard rule keeps out: of what a run writes down that is their size only; and roles nobody fills."""
    told = [
        t(
            lang, "{firm} is left out: it can carry {size} a year, and {asked} is asked.", firm=names[name],
            size=money(lang, fit.sizes_eur[name]), asked=money(lang, fit.size_eur),
        )
        for name in fit.ranking.refused
    ]  # fmt: skip
    if fit.ranking.missing_roles:
        told.append(t(lang, "So nobody is left who can do it."))
    return told


def follow_tender(app: Dash, runs: Runs) -> None:
    """The bidders follow the tender."""

    @app.callback(
        Output("fit-told", "children"), Input("fit-tender", "value"), State("partners-search", "data"),
        State("address", "pathname"), prevent_initial_call=True,
    )  # fmt: skip
    def _fit(tender: str, search: str, pathname: str) -> list[Any]:
        view = read_address(pathname, search, ["partners"], runs)
        results = runs.run(view.plan, lighting_forms=False)
        return fit_told(view.lang, fit_of(results, runs.book_of(view.plan), int(tender)))
