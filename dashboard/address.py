"""What an address means: `/<lang>/<page>?scenario=...&year=...&v=1`, every part held against what exists.

Place in the flow: geodata -> sim -> scenarios -> [dashboard]. A part that is unknown falls back, and says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlencode

from dashboard.runs import Runs
from dashboard.texts import LANGUAGES

VERSION = "1"
FIRST_PAGE = "city"


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

    def href(self, page: str | None = None, lang: str | None = None, scenario: str | None = None) -> str:
        """Address of the same view with another page, language or scenario."""
        query: dict[str, Any] = {"scenario": scenario or self.scenario}
        if self.year is not None:
            query["year"] = self.year
        return f"/{lang or self.lang}/{page or self.page}?{urlencode({**query, 'v': VERSION})}"


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
    scenarios = runs.scenarios()
    wanted = query.get("scenario")
    scenario = wanted if wanted in scenarios else runs.default_scenario()
    year = query.get("year", "")
    chosen = runs.scenario(scenario)
    inside = year.isascii() and year.isdigit() and len(year) == 4 and chosen.first_year <= int(year) <= chosen.last_year
    stale = (wanted is not None and wanted != scenario) or query.get("v", VERSION) != VERSION
    return View(
        language_of(pathname), page_of(pathname, pages), scenario, int(year) if inside else None, runs, outdated=stale
    )
