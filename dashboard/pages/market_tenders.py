"""Tab of the market: every tender with its bids, the award and its reasons.

Place in the flow: geodata -> sim -> scenarios -> [dashboard].
"""

from __future__ import annotations

from typing import Any

import numpy as np
from dash import html

from dashboard.address import View
from dashboard.charts import CHARTS
from dashboard.charts.bids_against_estimate import chart_height, shown_tenders
from dashboard.market import Tender, by_measure, tenders_of
from dashboard.market_words import against_estimate, capital, tender_told
from dashboard.pages.base import card, chart_card, measure_title, plain_table
from dashboard.pages.market_parts import CityWays, badge, first_ones, fold, form_title
from dashboard.pages.origin import origin_line
from dashboard.projects import projects_of
from dashboard.reasons import firm_name, reason_words
from dashboard.texts import in_sentence, money, month, number, t, word
from sim.results import Results

OPEN_BELOW = 7
"""So few tenders need no groups that open first."""


def tenders_panel(view: View, results: Results) -> Any:
    """The chart of bids, then the tenders by measure."""
    lang, tenders = view.lang, tenders_of(results)
    if not tenders:
        told = t(lang, "Nothing was put out to tender: this plan takes no measures that firms carry out, or buys them without a call.")  # fmt: skip
        return card(html.P(told, className="empty"), title=t(lang, "Tenders"))
    parts = [_bids_chart(view, results)] if shown_tenders(results) else []
    teller = TenderTeller(view, results)
    groups = [_group(teller, measure, own, len(tenders) < OPEN_BELOW) for measure, own in by_measure(tenders).items()]
    help_line = t(lang, "Open a row for its bids, why it ended so, and where the works are.")
    return html.Div([*parts, card(groups, title=t(lang, "All tenders"), help=help_line, className="wide")])


def _bids_chart(view: View, results: Results) -> Any:
    lang, chart = view.lang, CHARTS["bids_against_estimate"]
    drawing = chart_card(
        lang, chart, "bids-chart", chart(results, lang), chart_height(results), "wide", origin_line(view, chart.id)
    )
    head = [t(lang, "Tender"), t(lang, "Called"), t(lang, "Estimate"), t(lang, "Bids"), t(lang, "Award"), t(lang, "Against the estimate")]  # fmt: skip
    rows = [
        [
            measure_title(lang, view.runs, tender.measure), month(lang, int(results.years[0]), tender.opened_day),
            money(lang, tender.estimate_eur, 2), number(lang, len(tender.bids)), _price(lang, tender),
            "–" if tender.has_failed else against_estimate(lang, tender.over_share),
        ]
        for tender in shown_tenders(results)
    ]  # fmt: skip
    drawing.children.append(
        html.Details([html.Summary(t(lang, "As a table")), plain_table(head, rows, words=(1,), stacks=True)])
    )
    return drawing


def _price(lang: str, tender: Tender) -> str:
    return "–" if tender.has_failed else money(lang, tender.price_eur, 2)


def _group(teller: TenderTeller, measure: str, tenders: list[Tender], is_open: bool) -> Any:
    """The tenders of a measure under one heading."""
    lang = teller.lang
    rows = first_ones(lang, tenders, lambda some: [teller.row(tender) for tender in some])
    count = t(lang, "{count} tenders", count=len(tenders)) if len(tenders) > 1 else t(lang, "one tender")
    worth = t(lang, "{amount} reckoned", amount=money(lang, sum(tender.estimate_eur for tender in tenders), 2))
    name = html.Strong(measure_title(lang, teller.view.runs, measure))
    return fold([name, count, worth, group_told(lang, tenders)], rows, is_open, "group")


def group_told(lang: str, tenders: list[Tender]) -> str:
    """How the tenders of a measure went, in a few words: bidders on average, and how many failed."""
    called = [tender.firms for tender in tenders if not tender.is_direct and not tender.has_failed]
    failed = sum(tender.has_failed for tender in tenders)
    told = [t(lang, "{bids} bidders on average", bids=number(lang, float(np.mean(called)), 1))] if called else []
    told += [t(lang, "{count} failed", count=failed)] if failed else []
    return ", ".join(told) or t(lang, "given directly")


class TenderTeller:
    """Tells tenders one by one, each as a row that opens.

    Args:
        view: what is looked at
        results: of the run
    """

    def __init__(self, view: View, results: Results):
        self.view, self.lang, self.first_year = view, view.lang, int(results.years[0])
        self.ways = CityWays(view, results)
        self.projects = {project.id: project for project in projects_of(results)}

    def row(self, tender: Tender) -> Any:
        """The row and what it opens to: a sentence, the bids, the facts, the way to the works."""
        lang = self.lang
        kind = "bad" if tender.has_failed else "plain" if tender.is_direct else "good"
        cells = [
            month(lang, self.first_year, tender.opened_day), form_title(lang, tender.form), self._bidders(tender),
            "–" if tender.has_failed else f"{_price(lang, tender)}, {against_estimate(lang, tender.over_share)}",
            badge(word(lang, "tender status", tender.status), kind),
        ]  # fmt: skip
        facts = facts_of(lang, tender, self.first_year)
        body = [
            html.P(tender_told(lang, tender), className="fold-answer"),
            *([bids_table(lang, tender)] if tender.bids and not tender.is_direct else []),
            html.Dl([part for title, text in facts for part in (html.Dt(title), html.Dd(text))], className="facts"),
            self.ways.told(tender.measure, tender.years) or html.P(self.came_of(tender), className="city-ways"),
        ]
        return fold(cells, body, className="tender")

    def _bidders(self, tender: Tender) -> str:
        if tender.is_direct:
            return t(self.lang, "direct")
        return (
            t(self.lang, "one bid") if len(tender.bids) == 1 else t(self.lang, "{count} bids", count=len(tender.bids))
        )

    def came_of(self, tender: Tender) -> str:
        """Why nothing can be shown on the plan: the tender failed, or its project stopped later."""
        lang, project = self.lang, self.projects.get(tender.project)
        if tender.has_failed:
            return t(lang, "Nothing was built on it.")
        if project is not None and project.has_stopped:
            return t(
                lang, "The project stopped afterwards, at the stage {stage}: {reason}.",
                stage=in_sentence(lang, word(lang, "stage", project.last.stage)), reason=reason_words(lang, project.last.reason),
            )  # fmt: skip
        return t(lang, "No contract followed within the years of this run.")


def bids_table(lang: str, tender: Tender) -> Any:
    """All bids of a tender, the best first."""
    quality = any(bid.quality for bid in tender.bids)
    lots = tender.lots > 1
    head = [t(lang, "Firm"), *([t(lang, "Lot")] if lots else []), t(lang, "Price"), t(lang, "Against the estimate")]
    head += [t(lang, "Quality, of 10"), t(lang, "Price less the worth of quality")] if quality else []
    rows = []
    for bid in tender.bids:
        over = bid.price_eur * tender.lots / tender.estimate_eur - 1.0
        cells = [firm_name(lang, bid.name), *([str(bid.lot + 1)] if lots else []), money(lang, bid.price_eur, 2)]
        cells += [against_estimate(lang, over)]
        cells += [number(lang, bid.quality, 1), money(lang, bid.score_eur, 2)] if quality else []
        rows.append([*cells, _outcome(lang, bid)])
    return plain_table([*head, t(lang, "Outcome")], rows, stacks=True)


def _outcome(lang: str, bid: Any) -> Any:
    if bid.won:
        return badge(t(lang, "won"), "good")
    return badge(t(lang, "abnormally low"), "bad") if bid.abnormally_low else t(lang, "lost")


def facts_of(lang: str, tender: Tender, first_year: int) -> list[tuple[str, str]]:
    """Who asked, how, by which rule, when, and the model's own reason."""
    days = tender.awarded_day - tender.opened_day
    dates = t(
        lang, "{opened} to {awarded}, {days} days", opened=month(lang, first_year, tender.opened_day),
        awarded=month(lang, first_year, tender.awarded_day), days=days,
    )  # fmt: skip
    return [
        (t(lang, "Buyer"), word(lang, "actor", tender.buyer)),
        (t(lang, "Procedure"), word(lang, "procedure", tender.procedure)),
        (t(lang, "What decided"), criteria_told(lang, tender.criteria)),
        (t(lang, "From call to award"), dates),
        (t(lang, "The buyer's estimate"), money(lang, tender.estimate_eur, 2)),
        (t(lang, "Reason"), capital(reason_words(lang, tender.reason))),
    ]


def criteria_told(lang: str, criteria: str) -> str:
    """How bids were ranked: `price, quality 500 EUR/point` in words.

    >>> criteria_told("en", "price, quality 36000 EUR/point")
    'price; a point of quality is worth €36K'
    """
    parts = []
    for part in criteria.split(", "):
        words = part.rsplit(" ", 2)
        if len(words) == 3 and words[2] == "EUR/point":
            name = in_sentence(lang, word(lang, "criterion", words[0]))
            parts.append(t(lang, "a point of {criterion} is worth {amount}", criterion=name, amount=money(lang, float(words[1]))))  # fmt: skip
        else:
            parts.append(in_sentence(lang, word(lang, "criterion", part)))
    return "; ".join(parts)
