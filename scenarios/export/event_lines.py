"""What happened in a run, one JSON object a line, ordered by day: an event log that process-mining tools read.

Place in the flow: results folder -> [scenarios.export]. Three sources: transitions of projects, events of the city's
diary, and listings of the market as they open and close.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from scenarios.export.ocds_words import number
from scenarios.export.plain_text import clean, moment
from scenarios.export.run_tables import Row, Run

NOT_YET = -1
PROJECT_COLUMNS = (
    "project",
    "measure",
    "kind",
    "form",
    "domain",
    "district",
    "day",
    "stage",
    "outcome",
    "actor",
    "reason",
)
EVENT_COLUMNS = ("day", "kind", "layer", "asset", "actor", "measure")
LISTING_COLUMNS = (
    "id",
    "kind",
    "party",
    "subject",
    "opened_day",
    "closed_day",
    "size",
    "unit",
    "value_eur",
    "state",
    "reason",
)
SOURCES = ("projects", "events", "listings")
DATE = len("2030-01-31")


def event_lines(run: Run) -> list[str]:
    """The lines, without their ends; on the same day projects come first, then events, then listings.

    Raises:
        Unusable: none of the tables is there, or one lacks a column
    """
    if not any(run.has(name) for name in SOURCES):
        run.demand(*SOURCES)
    for name in SOURCES:
        if not run.has(name):
            run.remark(name, f"no table {name} in these results", "today's version; its events are left out")
    first_year = run.years[0]
    lines = [*_projects(run), *_events(run), *_listings(run)]
    lines.sort(key=lambda line: line["day"])
    dates: dict[int, str] = {}
    told = []
    for line in lines:
        day = line["day"]
        if day not in dates:
            dates[day] = moment(first_year, day)[:DATE]
        told.append(json.dumps({"day": day, "date": dates[day], **line}, ensure_ascii=False, allow_nan=False))
    return told


def _said(row: Row, *columns: str) -> dict[str, Any]:
    """Some columns of a row: words cleaned, empty ones left out."""
    told = ((name, row[name]) for name in columns)
    return {name: clean(value) if isinstance(value, str) else value for name, value in told if value not in ("", None)}


def _projects(run: Run) -> Iterator[Row]:
    for row in run.rows("projects", *PROJECT_COLUMNS):
        about = _said(
            row, "project", "measure", "kind", "form", "domain", "district", "stage", "outcome", "actor", "reason"
        )
        yield {"day": int(row["day"]), "source": "project", **about}


def _events(run: Run) -> Iterator[Row]:
    for row in run.rows("events", *EVENT_COLUMNS):
        about = _said(row, "kind", "layer", "asset", "actor", "measure")
        if about.get("asset") == NOT_YET:
            del about["asset"]
        yield {"day": int(row["day"]), "source": "event", **about}


def _listings(run: Run) -> Iterator[Row]:
    for row in run.rows("listings", *LISTING_COLUMNS):
        about = {"listing": row["id"], **_said(row, "kind", "party", "subject", "unit")}
        about |= {"size": number(row["size"]), "value_eur": number(row["value_eur"], 2)}
        opened, closed = row["opened_day"], row["closed_day"]
        if opened not in (None, NOT_YET):
            yield {"day": int(opened), "source": "listing", "change": "opened", **about}
        if closed not in (None, NOT_YET):
            how = _said(row, "state", "reason")
            yield {"day": int(closed), "source": "listing", "change": "closed", **about, **how}
