"""Parts that the tabs of the market share: rows that open, the way to the plan of the city, a small badge.

Place in the flow: geodata -> sim -> scenarios -> [dashboard].
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from dash import html

from dashboard.address import View
from dashboard.texts import local, t, word
from dashboard.works import districts_of, touched
from sim.markets.contracts import FORMS
from sim.results import Results

SHOWN_ROWS = 30
"""Longer lists open in two steps."""


def fold(cells: Sequence[Any], body: Any, is_open: bool = False, className: str = "") -> Any:
    """A row that opens: keyboard and screen readers know it without more."""
    head = html.Summary([html.Span(cell, className="fold-cell") for cell in cells])
    parts = body if isinstance(body, list) else [body]
    return html.Details([head, html.Div(parts, className="fold-body")], open=is_open, className=f"fold {className}")


def first_ones(
    lang: str, rows: list[Any], lay_out: Callable[[list[Any]], list[Any]], shown: int = SHOWN_ROWS
) -> list[Any]:
    """Rows laid out, the later ones of a long list under a line that opens.

    Args:
        lang: language of the screen
        rows: what is to be shown
        lay_out: makes parts of the page from some of them
        shown: how many stand there at once
    """
    first, more = rows[:shown], rows[shown:]
    if not more:
        return lay_out(first)
    return [*lay_out(first), html.Details([html.Summary(t(lang, "{count} more", count=len(more))), *lay_out(more)])]


def badge(text: str, kind: str = "") -> Any:
    """A word in a small frame."""
    return html.Span(text, className=f"badge {kind}")


def form_title(lang: str, form: str) -> str:
    """What people call a form of contract."""
    return local(lang, FORMS[form].title) if form in FORMS else word(lang, "contract", form)


class CityWays:
    """Ways from the market to the plan of the city.

    Args:
        view: what is looked at
        results: of the run
    """

    def __init__(self, view: View, results: Results):
        self.view, self.results = view, results
        self.city = view.runs.city_of(view.plan)
        self._touched: dict[str, dict[str, Any]] = {}

    def things(self, measure: str) -> dict[str, Any]:
        """Lamps and buildings that a measure touched, by year."""
        if measure not in self._touched:
            self._touched[measure] = touched(self.results, self.city, measure)
        return self._touched[measure]

    def link(self, measure: str, year: int, text: str = "") -> Any:
        """To the plan in a year, the works of the measure ringed where the map shows them."""
        first, last = int(self.results.years[0]), int(self.results.years[-1])
        year = min(max(year, first), last)
        known = any(year in by_year for by_year in self.things(measure).values())
        href = self.view.href("city", year=year, works=measure if known else None)
        return html.A(text or str(year), href=href, className="opens-works", title=t(self.view.lang, "Show on the plan of the city"))  # fmt: skip

    def told(self, measure: str, years: Sequence[int]) -> Any:
        """A line of links, one a year, with the districts where most was done."""
        lang = self.view.lang
        if not years:
            return None
        where = self.where(measure, years)
        first = t(lang, "On the plan of the city, mostly in {districts}:", districts=where) if where else t(lang, "On the plan of the city:")  # fmt: skip
        return html.P(
            [first, " ", *[html.Span([self.link(measure, year), " "]) for year in years]], className="city-ways"
        )

    def where(self, measure: str, years: Sequence[int]) -> str:
        """The one or two districts where most was done in some years; empty where the map does not know."""
        districts = self.city.districts
        rows: list[int] = []
        for year in years:
            rows += districts_of(self.city, self.things(measure), year)[:1]
        often = sorted(set(rows), key=lambda row: (-rows.count(row), row))[:2]
        titles = [{"en": str(districts.title_en[row]), "nl": str(districts.title_nl[row])} for row in often]
        return ", ".join(local(self.view.lang, title) for title in titles)
