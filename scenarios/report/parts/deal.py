"""The deal: what partners are worth together, how it is shared, on which terms, and which lever decides.

Place in the flow: part of a report.
"""

from __future__ import annotations

from typing import Any

from scenarios.report.blocks import Block, Column, Figure, Paragraph, Section, Sheet, Table
from scenarios.report.charts import Bars
from scenarios.report.given import Given


def deal(given: Given) -> Section | None:
    """The deal of the run; None when nobody could carry something together."""
    w, found = given.words, given.summary.get("deal")
    if not found or not found.get("measure"):
        return None
    measure = given.scenario.measures.get(found["measure"])
    values = {
        "measure": w.measure(measure.name if measure else found["measure"]), "form": w.form(found["form"]),
        "items": f"{w.number(found['items'])} {w.name('item', found['domain'])}", "capex": w.euros(found["capex_eur"]),
        "client": w.actor(found["client"]),
    }  # fmt: skip
    blocks: list[Block] = [Paragraph(w("deal.intro", **values)), Paragraph(w.local(found["sentence"]))]
    blocks.append(_levers(given, found))
    if found["pays"]:
        blocks.append(_splits(given, found))
        if found["terms"]:
            blocks.append(_terms(given, found))
    return Section(w("deal.title"), tuple(blocks))


def _levers(given: Given, found: dict[str, Any]) -> Figure:
    w = given.words
    bars = [(w.name("lever", lever), amount / 1e3) for lever, amount in found["levers"].items()]
    decides = w.name("lever", found["deciding_lever"])
    drawing = Bars(bars, lambda value: w.number(value, signed=True))
    columns = Column(w("deal.lever"), 2), Column(w("deal.part"), 1, True)
    numbers = Table(w("deal.levers"), columns, tuple((name, w.number(amount, 1, True)) for name, amount in bars))
    return Figure(w("deal.levers"), w("deal.levers_alt", lever=decides), drawing, numbers)


def _splits(given: Given, found: dict[str, Any]) -> Table:
    w, splits = given.words, found["splits"]
    columns = (
        Column(w("column.party"), 2),
        Column(w("deal.today"), 1, True),
        *(Column(w.name("split", s), 1, True) for s in splits),
    )
    rows = []
    for role in found["roles"]:
        amounts = [found["today"][role], *(split[role] for split in splits.values())]
        if any(abs(amount) >= 1.0 for amount in amounts):
            rows.append((w.actor(role), *(w.thousands(amount, True) for amount in amounts)))
    note = w("deal.splits_note")
    if found["leavers_today"]:
        note += " " + w("deal.leavers", names=w.listed([w.actor(role) for role in found["leavers_today"]]))
    return Table(w("deal.splits"), columns, tuple(rows), note=note)


def _terms(given: Given, found: dict[str, Any]) -> Table:
    w = given.words
    columns = (
        Column(w("column.party"), 1.8), Column(w("deal.term"), 1.8), Column(w("column.unit"), 2.2),
        Column(w("deal.now"), 1, True), Column(w("deal.wanted"), 1, True),
    )  # fmt: skip
    rows = tuple(
        (w.actor(t["party"]), w.name("term", t["name"]), w.name("term_unit", t["unit"]), _price(given, t, "now"),
         _price(given, t, "wanted"))
        for t in found["terms"]
    )  # fmt: skip
    return Table(w("deal.terms"), columns, rows, note=w("deal.terms_note"))


def _price(given: Given, term: dict[str, Any], when: str) -> str:
    """A price of a term; a share as per cent."""
    return given.words.percent(term[when], 2) if term["unit"].startswith("share") else given.words.figure(term[when])


def deal_sheet(given: Given) -> Sheet | None:
    """Gains of each role today and in each split, and worth alone."""
    w, found = given.words, given.summary.get("deal")
    if not found or not found.get("measure"):
        return None
    splits = found["splits"]
    columns = (
        w("column.party"), f"{w('deal.alone')} [EUR]", f"{w('deal.today')} [EUR]",
        *(f"{w.name('split', split)} [EUR]" for split in splits), w("deal.term"), w("column.unit"),
        w("deal.now"), w("deal.wanted"),
    )  # fmt: skip
    terms = {term["party"]: term for term in found["terms"]}
    rows = []
    for role in found["roles"]:
        term = terms.get(role)
        told = (
            (w.name("term", term["name"]), w.name("term_unit", term["unit"]), term["now"], term["wanted"])
            if term
            else (None,) * 4
        )
        gains = found["worth_alone_eur"][role], found["today"][role], *(split[role] for split in splits.values())
        rows.append((w.actor(role), *gains, *told))
    return Sheet(w("sheet.deal"), columns, tuple(rows))
