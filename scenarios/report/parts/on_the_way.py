"""What happened on the way: projects that stopped and why, tenders without award, broken promises.

Place in the flow: part of a report.
"""

from __future__ import annotations

import re
from collections import Counter

from scenarios.export.plain_text import headed
from scenarios.report.blocks import Block, Bullets, Column, Paragraph, Section, Sheet, Table
from scenarios.report.given import Given
from sim.works.pipeline import STAGES

STOPPED = "stopped"
MOST_REASONS = 12
WAITS_FOR_GRID = "gave up waiting for the grid"
KINDS = ("penalty", "shortfall", "dispute", "bonus")
PATTERNS = (
    (re.compile(r"cover ratio [\d.]+ below"), "cover ratio too low"),
    (re.compile(r"ticket of .+ below"), "too small for a bank"),
    (re.compile(r"\d years, longer than"), "the loan would run too long"),
    (re.compile(r"on one borrower, above"), "the borrower would owe too much"),
    (re.compile(r"reputation [\d.]+ below"), "the bank does not trust the borrower enough"),
    (re.compile(r"no price suits both"), "no price suits both"),
    (re.compile(r"no loans to"), "no loans to such borrowers"),
    (re.compile(r"nobody could take lot"), "nobody could take a lot"),
    (re.compile(r"no .+ in this city$"), "a party is missing in this city"),
    (re.compile(r".+ is bankrupt"), "a party went bankrupt"),
)
"""Reasons with names or numbers in them, and what they come to."""


def on_the_way(given: Given) -> Section:
    """Projects, tenders, promises."""
    w, pipeline = given.words, given.summary.get("pipeline")
    blocks: list[Block] = []
    if pipeline:
        blocks.append(Paragraph(_pipeline(given)))
        if pipeline["stopped"]:
            blocks += [_by_stage(given), _by_reason(given)]
    else:
        blocks.append(Paragraph(w("way.decided")))
    points = _points(given)
    return Section(w("way.title"), (*blocks, *((Bullets(points),) if points else (Paragraph(w("way.smooth")),))))


def reason_of(text: str) -> str:
    """The reason without its names and numbers.

    >>> reason_of("cover ratio 1.05 below 1.20"), reason_of("no fit bid came in")
    ('cover ratio too low', 'no fit bid came in')
    """
    return next((code for pattern, code in PATTERNS if pattern.search(text)), text)


def _pipeline(given: Given) -> str:
    w, it = given.words, given.summary["pipeline"]
    text = w(
        "way.pipeline", ideas=w.number(it["ideas"]), reached=w.number(it["reached_operation"]),
        stopped=w.number(it["stopped"]), running=w.number(it["running"]),
    )  # fmt: skip
    months = it["months_to_operation"]
    return text + (" " + w("way.months", months=w.number(months)) if months else "")


def _by_stage(given: Given) -> Table:
    w, stopped = given.words, given.summary["pipeline"]["stopped_by_stage"]
    columns = Column(w("way.stage"), 3), Column(w("way.projects_stopped"), 1.4, True)
    rows = tuple((w.name("stage", stage), w.number(stopped[stage])) for stage in STAGES if stopped.get(stage))
    total = (w("column.total"), w.number(sum(stopped.values())))
    return Table(w("way.by_stage"), columns, (*rows, total), with_sum=True)


def _by_reason(given: Given) -> Table:
    w, found = given.words, Counter()
    for stage, outcome, actor, reason in given.rows("projects", "stage", "outcome", "actor", "reason"):
        if outcome == STOPPED:
            code = reason_of(reason)
            known = w.knows("reason", code)
            found[stage, actor, code if known else "other"] += 1
    ranked = sorted(found.items(), key=lambda each: (-each[1], STAGES.index(each[0][0]), each[0]))
    columns = (
        Column(w("way.reason"), 3.2), Column(w("way.stage"), 1.5), Column(w("way.who"), 1.8),
        Column(w("way.projects"), 0.9, True),
    )  # fmt: skip
    rows = tuple(
        (headed(w.name("reason", reason)), w.name("stage", stage), actor_of(given, actor), w.number(count))
        for (stage, actor, reason), count in ranked[:MOST_REASONS]
    )
    left = sum(count for _, count in ranked[MOST_REASONS:])
    note = w("way.more_reasons", count=w.number(left)) if left else ""
    return Table(w("way.reasons"), columns, rows, note=note)


def actor_of(given: Given, actor: str) -> str:
    """A party, or a desk of the town hall."""
    return given.words.name("desk", actor) if given.words.knows("desk", actor) else given.words.actor(actor)


def _points(given: Given) -> tuple[str, ...]:
    w, points = given.words, []
    failed = Counter(reason_of(why) for status, why in given.rows("tenders", "status", "reason") if status == "failed")
    if failed:
        why = w.listed([w.name("reason", code if w.knows("reason", code) else "other") for code in sorted(failed)])
        points.append(w("way.failed_tenders", count=w.number(sum(failed.values())), why=why))
    money, count = Counter(), Counter()
    for kind, amount in given.rows("performance", "kind", "money_eur"):
        money[kind] += abs(amount)
        count[kind] += 1
    for kind in KINDS:
        if count[kind]:
            points.append(w(f"way.{kind}", count=w.number(count[kind]), amount=w.euros(money[kind])))
    broken = sum(state == "broken" for (state,) in given.rows("contracts", "state"))
    if broken:
        points.append(w("way.broken", count=w.number(broken)))
    waits = sum(kind == WAITS_FOR_GRID for (kind,) in given.rows("events", "kind"))
    if waits:
        points.append(w("way.grid", count=w.number(waits)))
    return tuple(points)


def projects_sheet(given: Given) -> Sheet | None:
    """Every project that stopped."""
    w = given.words
    columns = (
        w("sheet.number"), w("measures.measure"), w("paying.form"), w("way.stage"), w("way.who"), w("way.reason"),
        w("sheet.stopped_in"), w("sheet.size"),
    )  # fmt: skip
    names = ("project", "measure", "form", "stage", "actor", "reason", "day", "size_eur", "outcome")
    rows = []
    for number, measure, form, stage, actor, reason, day, size, outcome in given.rows("projects", *names):
        if outcome != STOPPED:
            continue
        known, code = given.scenario.measures.get(measure), reason_of(reason)
        title = w.measure(known.name if known else measure)
        why = w.name("reason", code if w.knows("reason", code) else "other")
        rows.append(
            (
                number,
                title,
                w.form(form),
                w.name("stage", stage),
                actor_of(given, actor),
                why,
                given.first_year + day // 365,
                size,
            )
        )
    return Sheet(w("sheet.projects"), columns, tuple(rows)) if rows else None
