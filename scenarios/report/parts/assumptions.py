"""What the numbers rest on: the book by evidence, ten numbers that matter for this plan, and what was bent.

Place in the flow: part of a report. The ten are chosen by subject (`weighty.yaml`), not by a study of sensitivity.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import zip_longest
from pathlib import Path
from typing import Any

import yaml

from scenarios.contexts import read_contexts
from scenarios.export.plain_text import clean
from scenarios.report.blocks import Block, Bullets, Column, Paragraph, Section, Sheet, Table
from scenarios.report.given import Given
from scenarios.report.words import catalogue
from sim.parameter import EVIDENCE, Parameter

WEIGHTY = Path(__file__).parents[1] / "weighty.yaml"
HOW_MANY = 10
ASSUMPTION = "assumption"


def assumptions(given: Given) -> Section:
    """Counts by evidence, ten numbers, the context, and numbers bent by the scenario."""
    w = given.words
    counts = Counter(p.evidence for p in given.book.parameters.values() if p.in_use)
    total, assumed = sum(counts.values()), counts[ASSUMPTION]
    intro = w(
        "assumptions.intro", total=w.number(total), assumed=w.number(assumed), share=w.percent(assumed / total, 0)
    )
    blocks: list[Block] = [Paragraph(intro), _counts(given, counts), _ten(given)]
    around = tuple(_context(given))
    if around:
        blocks += [Paragraph(w("assumptions.context")), Bullets(around)]
    bent = tuple(_bent(given))
    if bent:
        blocks += [Paragraph(w("assumptions.bent")), Bullets(bent)]
    return Section(w("assumptions.title"), tuple(blocks))


def _counts(given: Given, counts: Counter) -> Table:
    w = given.words
    columns = (
        Column(w("assumptions.evidence"), 1.2),
        Column(w("assumptions.meaning"), 4),
        Column(w("assumptions.numbers"), 0.8, True),
    )
    rows = [(w.name("evidence", kind), w.name("evidence_means", kind), w.number(counts[kind])) for kind in EVIDENCE]
    rows.append((w("column.total"), "", w.number(sum(counts.values()))))
    return Table(w("assumptions.by_evidence"), columns, tuple(rows), with_sum=True)


@lru_cache
def weighty() -> dict[str, list[str]]:
    """Numbers that weigh, the weightiest first, by measure and for any plan (`any`)."""
    return yaml.safe_load(WEIGHTY.read_text(encoding="utf-8"))


def chosen(given: Given) -> list[Parameter]:
    """The numbers shown: those of any plan and of each measure in turns, as many as there is room for."""
    kinds = [measure.name for measure in given.scenario.measures.values()]
    lists = [weighty()["any"], *(weighty()[kind] for kind in dict.fromkeys(kinds) if kind in weighty())]
    names = dict.fromkeys(name for row in zip_longest(*lists) for name in row if name and name in given.book)
    return sorted((given.book[name] for name in list(names)[:HOW_MANY]), key=lambda each: each.name)


def _ten(given: Given) -> Table:
    w = given.words
    columns = (
        Column(w("assumptions.topic"), 1.3), Column(w("assumptions.number"), 2.7), Column(w("column.unit"), 1.5),
        Column(w("assumptions.value"), 1.1, True), Column(w("assumptions.spread"), 1.4, True),
        Column(w("assumptions.source"), 2.6),
    )  # fmt: skip
    rows = []
    for it in chosen(given):
        topic = w.name("topic", it.name.split(".")[0])
        badge = w.name("evidence", it.evidence)
        source = clean(it.source.get("title", ""), 90)
        source = f"{badge}: {source}" if it.evidence != ASSUMPTION else f"[{badge}] {source}"
        rows.append(
            (topic, label(given, it), unit(given, it), _value(given, it), _spread(given, it), source.rstrip(": "))
        )
    return Table(w("assumptions.ten"), columns, tuple(rows), note=w("assumptions.ten_note", year=given.first_year))


def label(given: Given, it: Parameter) -> str:
    """What a number is called; one that was never translated keeps its English."""
    known = catalogue("numbers")["label"].get(it.name, {})
    return known.get(given.words.lang, it.label)


def unit(given: Given, it: Parameter) -> str:
    """Its unit."""
    known = catalogue("numbers")["unit"].get(it.unit, {})
    return known.get(given.words.lang, it.unit)


def _value(given: Given, it: Parameter) -> str:
    w, values = given.words, list(_numbers_in(it.at(given.first_year)))
    if len(values) == 1:
        return str(int(values[0])) if it.unit == "year" else w.figure(values[0])
    return w("certainty.span", low=w.figure(min(values)), high=w.figure(max(values)))


def _numbers_in(value: Any) -> Iterator[float]:
    """Every number of a value; words among them are left out."""
    if isinstance(value, dict | tuple | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _numbers_in(part)
    elif isinstance(value, int | float):
        yield float(value)


def _spread(given: Given, it: Parameter) -> str:
    w = given.words
    if not it.spread or isinstance(it.spread, dict):
        return w("assumptions.held")
    low, high = it.spread
    if it.unit == "year":
        return w("certainty.span", low=f"{low:.0f}", high=f"{high:.0f}")
    is_factor = len(it.values) > 1 or isinstance(next(iter(it.values.values())), dict)
    key = "assumptions.factor" if is_factor else "certainty.span"
    return w(key, low=w.figure(low), high=w.figure(high))


def _context(given: Given) -> Iterator[str]:
    """What happens to the city in another way than usual."""
    for name, aspect in read_contexts().items():
        variant = given.scenario.context.get(name, aspect.usual)
        if variant != aspect.usual and variant in aspect.variants:
            yield f"{given.words.local(aspect.title)}: {given.words.local(aspect.variants[variant].title)}"


def _bent(given: Given) -> Iterator[str]:
    """Numbers the scenario sets otherwise, with its author's reason."""
    w = given.words
    for name, change in given.scenario.what_if.items():
        amounts = list(change.amount.values()) if isinstance(change.amount, dict) else [change.amount]
        told = w.listed([w.figure(amount) for amount in amounts[:4]])
        number = label(given, given.book[name]) if name in given.book else name
        yield w(
            "assumptions.change",
            number=number,
            how=w.name("change", change.how),
            amount=told,
            because=clean(change.because, 300),
        )


def assumptions_sheet(given: Given) -> Sheet:
    """Every number the model reads, with its papers; labels, sources and notes as they stand in the book."""
    w = given.words
    columns = (
        w("sheet.name"), w("assumptions.number"), w("sheet.value", year=given.first_year), w("sheet.highest"), w("column.unit"),
        w("sheet.low"), w("sheet.high"), w("assumptions.evidence"), w("assumptions.source"),
    )  # fmt: skip
    rows = []
    for name, it in sorted(given.book.parameters.items()):
        if not it.in_use:
            continue
        values = list(_numbers_in(it.at(given.first_year))) or [None]
        low, high = it.spread if isinstance(it.spread, tuple | list) else (None, None)
        highest = max(values) if len(values) > 1 else None
        lowest = min(values) if len(values) > 1 else values[0]
        rows.append(
            (
                name,
                label(given, it),
                lowest,
                highest,
                unit(given, it),
                low,
                high,
                w.name("evidence", it.evidence),
                it.source.get("title", ""),
            )
        )
    return Sheet(w("sheet.assumptions"), columns, tuple(rows))
