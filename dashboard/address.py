"""What an address means: `/<lang>/<page>?scenario=...&city=...&set=...&year=...&v=1`, held against what exists.

Place in the flow: geodata -> sim -> scenarios -> [dashboard]. A part that is unknown falls back, and says so.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode

from dashboard.charts import CHARTS
from dashboard.runs import Runs
from dashboard.texts import LANGUAGES
from dashboard.variant import Variant, changed_by, read_set
from sim.markets.firms import TRADES

VERSION = "1"
FIRST_PAGE = "city"
PARTS = ("tenders", "contracts", "projects", "board", "sell")
"""Of the page Market, in the order of its tabs."""


@dataclass(frozen=True)
class View:
    """What a visitor looks at."""

    lang: str
    page: str
    scenario: str
    year: int | None
    runs: Runs
    outdated: bool = False
    """The address asked for something that no longer exists."""
    city: str | None = None
    """Where the plan is to play; None: where its author put it."""
    variant: Variant = Variant()
    """What the visitor moved in the plan."""
    about: str | None = None
    """On the page Numbers: the chart whose numbers are shown."""
    works: str | None = None
    """On the page City: the measure whose works are ringed."""
    part: str | None = None
    """On the page Market: the part that is open."""
    trade: str | None = None
    """On the page Market: the trade of the company that looks around."""

    @cached_property
    def base(self) -> Any:
        """The scenario of the library, in the city chosen."""
        return self.runs.scenario(self.scenario, self.city)

    @cached_property
    def plan(self) -> Any:
        """The scenario with everything the visitor moved."""
        return changed_by(self.runs, self.base, self.variant)

    @property
    def search(self) -> str:
        """The query of this view: what the drawing and its stories are asked with."""
        return urlencode(self._query(self.scenario) | {"v": VERSION})

    def href(
        self, page: str | None = None, lang: str | None = None, scenario: str | None = None, about: str | None = None,
        year: int | None = None, works: str | None = None,
    ) -> str:  # fmt: skip
        """Address of the same view with another page, language, scenario or year, about a chart, or with works ringed."""
        query = self._query(scenario or self.scenario)
        if (year or self.year) is not None:
            query["year"] = year or self.year
        if works:
            query["works"] = works
        if about or (self.about and page in (None, self.page)):
            query["about"] = about or self.about
        return f"/{lang or self.lang}/{page or self.page}?{urlencode({**query, 'v': VERSION})}"

    def _query(self, scenario: str) -> dict[str, Any]:
        query: dict[str, Any] = {"scenario": scenario}
        if self.city:
            query["city"] = self.city
        if scenario == self.scenario and self.variant.text:
            query["set"] = self.variant.text
        return query


def with_set(search: str, text: str) -> str:
    """A query whose visitor moved other things; an empty text is the plan as it is.

    >>> with_set("scenario=full_plan&set=heat_pumps%3Aoff&v=1", "rooftop_solar:off")
    'scenario=full_plan&v=1&set=rooftop_solar%3Aoff'
    >>> with_set("set=heat_pumps%3Aoff&v=1", "")
    'v=1'
    """
    query = {key: value for key, value in parse_qsl(search) if key != "set"}
    return urlencode(query | ({"set": text} if text else {}))


def language_of(pathname: str | None) -> str:
    """The language in a path; English when there is none we speak.

    >>> language_of("/nl/money"), language_of("/xx/money")
    ('nl', 'en')
    """
    first = (pathname or "/").strip("/").split("/")[0]
    return first if first in LANGUAGES else "en"


def page_of(pathname: str | None, pages: list[str]) -> str:
    """The page in a path; the city when it is no page."""
    parts = (pathname or "/").strip("/").split("/")
    return parts[1] if len(parts) > 1 and parts[1] in pages else FIRST_PAGE


def read_address(pathname: str | None, search: str | None, pages: list[str], runs: Runs) -> View:
    """The view an address asks for, each value taken only when it is one of those that exist."""
    query = {key: values[0] for key, values in parse_qs((search or "").lstrip("?")).items()}
    scenarios, cities = runs.scenarios(), runs.cities()
    wanted, city = query.get("scenario"), query.get("city")
    scenario = wanted if wanted in scenarios else runs.default_scenario()
    chosen = runs.scenario(scenario)
    there = city if city in cities and city != chosen.city else None
    variant, dropped = Variant(), bool(query.get("set"))
    if wanted in (None, scenario):
        variant, dropped = read_set(runs, runs.scenario(scenario, there), query.get("set", ""))
    year = query.get("year", "")
    inside = year.isascii() and year.isdigit() and len(year) == 4 and chosen.first_year <= int(year) <= chosen.last_year
    stale = (wanted is not None and wanted != scenario) or query.get("v", VERSION) != VERSION
    stale |= dropped or (city is not None and city not in cities)
    return View(
        language_of(pathname), page_of(pathname, pages), scenario, int(year) if inside else None, runs, stale, there, variant,
        about=_one_of(query.get("about"), CHARTS), works=_one_of(query.get("works"), runs.measures),
        part=_one_of(query.get("part"), PARTS), trade=_one_of(query.get("trade"), TRADES),
    )  # fmt: skip


def _one_of(asked: str | None, known: Collection[str]) -> str | None:
    """What is asked for, when it exists."""
    return asked if asked in known else None
