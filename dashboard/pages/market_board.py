"""Tab of the market: the notice board with needs, tenders, offers, products, services, finance, assets and knowledge.

Place in the flow: geodata -> sim -> scenarios -> [dashboard].
"""

from __future__ import annotations

import re
from typing import Any

from dash import html

from dashboard.address import View
from dashboard.market import DAYS_PER_YEAR, rows_of, table_of
from dashboard.market_words import capital
from dashboard.pages.base import card, measure_title, plain_table
from dashboard.pages.market_parts import badge, first_ones, fold
from dashboard.pages.money import district_name
from dashboard.reasons import reason_words, who_said
from dashboard.texts import catalogue, money, month, number, t, word
from geodata import CityMap
from sim.inventory.covenant import SECTORS
from sim.markets.listings import EVERYBODY, KINDS
from sim.results import Results

KWH_PER_MWH = 1000.0
SHOWN_LISTINGS = 10
"""Of a kind at once: those that are open first, then the newest."""
STATE_LOOKS = {"open": "good", "matched": "good", "tendered": "good", "running": "good", "contracted": "good"}


def board_panel(view: View, results: Results) -> Any:
    """What stands on the board, by kind."""
    lang = view.lang
    told = html.P(t(lang, "On the board parties say what they need and what they have: a street that is dark, a roof that is free, money to lend, know-how to share."), className="card-answer")  # fmt: skip
    if "listings" not in results.tables:
        empty = t(lang, "Runs of this version keep no notice board. What was asked for stands under Tenders, what is on its way under Projects.")  # fmt: skip
        return card([told, html.P(empty, className="empty")], title=t(lang, "Notice board"))
    rows = rows_of(table_of(results, "listings"))
    if not rows:
        return card([told, html.P(t(lang, "Nobody put anything on the board in this plan."), className="empty")], title=t(lang, "Notice board"))  # fmt: skip
    city = view.runs.city_of(view.plan)
    by_kind = {kind: [row for row in rows if row["kind"] == kind] for kind in KINDS}
    folds = [_kind(view, city, int(results.years[0]), kind, own) for kind, own in by_kind.items()]
    return card([told, *folds], title=t(lang, "Notice board"), className="wide")


def _kind(view: View, city: CityMap, first_year: int, kind: str, rows: list[dict[str, Any]]) -> Any:
    """The listings of a kind."""
    lang = view.lang
    standing = sum(row["state"] == "open" for row in rows)
    worth = sum(row["value_eur"] for row in rows)
    cells = [
        html.Strong(word(lang, "listing", kind)), t(lang, "{count} on the board", count=len(rows)),
        t(lang, "{count} still open at the end", count=standing) if rows else "–",
        t(lang, "worth {amount}", amount=money(lang, worth)) if worth else "–",
    ]  # fmt: skip
    if not rows:
        return fold(cells, html.P(t(lang, "Nothing of this kind was put up."), className="empty"), className="group")
    ordered = sorted(rows, key=lambda row: (row["state"] != "open", -row["opened_day"]))
    told = first_ones(lang, ordered, lambda some: [listings_table(view, city, first_year, some)], SHOWN_LISTINGS)
    return fold(cells, told, kind == "need", "group")


def listings_table(view: View, city: CityMap, first_year: int, rows: list[dict[str, Any]]) -> Any:
    """Listings, one a row: what, who, since when, how large, how it stands and why, who may see it."""
    lang = view.lang
    head = [
        t(lang, "What"), t(lang, "Who"), t(lang, "Since"), t(lang, "Until"), t(lang, "Size"), t(lang, "Worth"), t(lang, "State"),
        t(lang, "Why"), t(lang, "Seen by"),
    ]  # fmt: skip
    cells = [
        [
            subject_words(view, city, row["subject"]), who_said(lang, row["party"]), _since(view, first_year, row["opened_day"]),
            _date(lang, first_year, row["closed_day"]), size_words(lang, row["size"], row["unit"]),
            money(lang, row["value_eur"]) if row["value_eur"] else "–",
            badge(word(lang, "listing state", row["state"]), STATE_LOOKS.get(row["state"], "plain")),
            capital(reason_words(lang, row["reason"])), _seen_by(lang, row["visible_to"]),
        ]
        for row in rows
    ]  # fmt: skip
    return plain_table(head, cells, words=(1, 2, 3, 6, 7, 8), stacks=True)


CALL = re.compile(r"([a-z_]+) \(([a-z]+)\)")
"""What the listing of a tender says: its measure and procedure."""


def subject_words(view: View, city: CityMap, subject: str) -> Any:
    """What a listing is about: a thing, the measure of a call, or a sector with its district."""
    lang = view.lang
    known = catalogue(lang).pgettext("subject", subject)
    if known != subject:
        return known
    told, call = reason_words(lang, subject), CALL.fullmatch(subject)
    if told != subject:
        return told
    if call:
        procedure = html.Span(word(lang, "procedure", call[2]), className="difference")
        return [measure_title(lang, view.runs, call[1]), procedure]
    about, _, district = subject.partition(" in ")
    if about in SECTORS:
        name = word(lang, "sector", about)
    else:
        name = measure_title(lang, view.runs, about) if about in view.runs.measures else word(lang, "domain", about)
    return f"{name}, {district_name(lang, city, f'district:{district}')}" if district else name


def size_words(lang: str, size: float, unit: str) -> str:
    """A size with its unit; large energies in MWh.

    >>> size_words("en", 9_167_606.6, "kWh"), size_words("nl", 600.0, "lamps")
    ('9,168\\xa0MWh', '600\\xa0lampen')
    """
    if not size:
        return "–"
    if unit.startswith("kWh") and size >= KWH_PER_MWH:
        size, unit = size / KWH_PER_MWH, unit.replace("kWh", "MWh")
    digits = 1 if unit.startswith("%") or size < 10 and size != round(size) else 0
    return f"{number(lang, size, digits)}\N{NO-BREAK SPACE}{catalogue(lang).pgettext('board unit', unit)}"


def _since(view: View, first_year: int, day: int) -> Any:
    """The month in which it was put up, with the way to the plan of the city in that year."""
    if day < 0:
        return "–"
    href = view.href("city", year=first_year + day // DAYS_PER_YEAR)
    return html.A(month(view.lang, first_year, day), href=href, className="opens-works", title=t(view.lang, "Show on the plan of the city"))  # fmt: skip


def _date(lang: str, first_year: int, day: int) -> str:
    return month(lang, first_year, day) if day >= 0 else "–"


def _seen_by(lang: str, visible_to: str) -> str:
    """Everybody, or the parties that may see it."""
    names = visible_to.split()
    return t(lang, "everybody") if EVERYBODY in names else ", ".join(who_said(lang, name) for name in names)
