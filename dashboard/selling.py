"""What a company that sells something finds on the market: open needs, their size, the deadline, who may buy.

Place in the flow: geodata -> sim -> scenarios -> [dashboard]. Pure functions of results. What is asked for is told as of
the beginning of a year; what comes later is shown as the run brought it, since here the future is known.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from dashboard.market import DAYS_PER_YEAR, Tender, rows_of, table_of, tenders_of, trade_of
from dashboard.projects import projects_of
from sim.markets.contracts import FORMS
from sim.markets.firms import TRADES
from sim.markets.needs import REMEDIES
from sim.results import Results

BEFORE_THE_CALL = ("idea", "feasibility", "partners")
"""Stages of a project in which a firm may still make itself known."""
MEASURES_OF_TRADE = {
    "lighting": ("led_street_lighting",), "lighting_service": ("led_street_lighting",),
    "building": ("building_retrofit", "collective_retrofit"), "energy_service": ("building_retrofit",),
    "solar": ("rooftop_solar",), "solar_service": ("rooftop_solar",), "charging": ("electric_cars",),
    "green": ("greener_streets",), "heat_network": ("district_heat",), "heat_service": ("district_heat",),
}  # fmt: skip
"""What the firms of a trade can do about a need."""
CLOSED = ("closed", "withdrawn")


@dataclass(frozen=True)
class Buyer:
    """A party that bought from a trade, or asked for it."""

    name: str
    calls: int
    awarded: int
    spent_eur: float


@dataclass(frozen=True)
class Field:
    """The firms of a trade, as a newcomer meets them."""

    firms: int
    bidders_mean: float
    """Firms that bid for a call."""
    win_share: float
    """Awards over bids: the chance of a bid."""
    price_ratio: float
    """Price of the awards over the buyers' estimates; 1 where nothing was awarded."""


def calls_from(results: Results, trade: str, year: int) -> list[Tender]:
    """Tenders of a trade whose award is still to come at the beginning of a year, the next deadline first."""
    day = (year - int(results.years[0])) * DAYS_PER_YEAR
    mine = [tender for tender in tenders_of(results) if tender.trade == trade and not tender.is_direct]
    return sorted((tender for tender in mine if tender.awarded_day >= day), key=lambda tender: tender.awarded_day)


def ideas_in(results: Results, trade: str, year: int) -> list[tuple[Any, str]]:
    """Projects of a trade that have not come to their tender at the end of a year: (project, stage)."""
    day = (year + 1 - int(results.years[0])) * DAYS_PER_YEAR - 1
    mine = [project for project in projects_of(results) if trade_of(project.form, project.domain) == trade]
    stages = [(project, project.stage_on(day)) for project in mine]
    return [(project, stage) for project, stage in stages if stage in BEFORE_THE_CALL]


def needs_in(results: Results, trade: str, year: int) -> list[dict[str, Any]]:
    """Needs on the notice board in a year that the firms of a trade can answer, the largest first."""
    begins = (year - int(results.years[0])) * DAYS_PER_YEAR
    ends = begins + DAYS_PER_YEAR
    open_then = [
        row for row in rows_of(table_of(results, "listings"))
        if row["kind"] == "need" and 0 <= row["opened_day"] < ends and not 0 <= row["closed_day"] < begins
    ]  # fmt: skip
    return sorted((row for row in open_then if answers(trade, row["subject"])), key=lambda row: -row["value_eur"])


def answers(trade: str, subject: str) -> bool:
    """Whether the firms of a trade can do what a listing is about: a sector, domain or measure, perhaps in a district.

    >>> answers("lighting", "public_lighting in harbour"), answers("solar", "public_lighting in harbour")
    (True, False)
    >>> answers("energy_service", "municipal_buildings in harbour"), answers("energy_service", "residential in harbour")
    (True, False)
    """
    about = subject.partition(" in ")[0]
    can = MEASURES_OF_TRADE.get(trade, ())
    if about in REMEDIES:
        remedy = REMEDIES[about]
        if trade in _services():  # who sells a service answers where that service is usual
            return trade in _services(about)
        return any(measure in can for measure in remedy.measures)
    return about == trade or about in can


def _services(sector: str = "") -> set[str]:
    """Trades whose services are usual in a sector, or in any."""
    remedies = [REMEDIES[sector]] if sector else REMEDIES.values()
    forms = {form for remedy in remedies for form in (remedy.own_form, remedy.outside_form)}
    return {FORMS[form].service_trade for form in forms} - {""}


def buyers_of(results: Results, trade: str) -> list[Buyer]:
    """Who asked for a trade during the run, who spends most first."""
    found: dict[str, list[Tender]] = {}
    for tender in tenders_of(results):
        if tender.trade == trade:
            found.setdefault(tender.buyer, []).append(tender)
    buyers = [
        Buyer(name, len(calls), sum(not call.has_failed for call in calls), sum(call.price_eur for call in calls))
        for name, calls in found.items()
    ]
    return sorted(buyers, key=lambda buyer: -buyer.spent_eur)


def field_of(results: Results, trade: str) -> Field:
    """How many firms a trade has, how many bid, how often a bid wins, at which price."""
    firms = table_of(results, "firms")
    count = int(np.count_nonzero((firms["trade"] == trade) & firms["active"])) if firms else 0
    calls = [tender for tender in tenders_of(results) if tender.trade == trade and tender.bids and not tender.is_direct]
    bids, won = sum(len(call.bids) for call in calls), sum(bid.won for call in calls for bid in call.bids)
    given = [call.price_eur / call.estimate_eur for call in calls if not call.has_failed and call.estimate_eur]
    mean = float(np.mean([call.firms for call in calls])) if calls else 0.0
    return Field(count, mean, won / bids if bids else 0.0, float(np.mean(given)) if given else 1.0)


def busiest_trade(results: Results) -> str:
    """The trade that was asked most, in euros; the first of all when none was."""
    worth = dict.fromkeys(TRADES, 0.0)
    for tender in tenders_of(results):
        if tender.trade in worth:
            worth[tender.trade] += tender.estimate_eur
    return max(worth, key=worth.__getitem__)
