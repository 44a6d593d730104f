"""What each measure does, what it costs, and who invests.

Place in the flow: part of a report.
"""

from __future__ import annotations

from typing import Any

from scenarios.report.blocks import Block, Bullets, Column, Paragraph, Section, Sheet, Table
from scenarios.report.given import Given


def measures(given: Given) -> Section:
    """One row a measure, and the settings of each in words."""
    w = given.words
    if not given.summary["measures"]:
        return Section(w("measures.title"), (Paragraph(w("measures.none")),))
    columns = (
        Column(w("measures.measure"), 1.9), Column(w("measures.who_invests"), 2.1), Column(w("measures.uptake"), 2, True),
        Column(w("measures.invested"), 1.5, True), Column(w("measures.saved"), 1.5, True),
        Column(w("measures.payback"), 1.6, True), Column(w("measures.co2_saved"), 1.3, True),
    )  # fmt: skip
    rows = tuple(_row(given, each) for each in given.summary["measures"])
    blocks: list[Block] = [Paragraph(w("measures.intro")), Table(w("measures.table"), columns, rows, note=_note(given))]
    blocks += [
        Paragraph(w("measures.settings")),
        Bullets(tuple(_settings(given, each) for each in given.summary["measures"])),
    ]
    return Section(w("measures.title"), tuple(blocks))


def _row(given: Given, each: dict[str, Any]) -> tuple[str, ...]:
    w, kind = given.words, _kind(each)
    unit = w.name("uptake", kind) if w.knows("uptake", kind) else w("measures.pieces")
    return (
        w.measure(kind), w.listed([w.form(form) for form in forms_of(given, each["id"])]),
        f"{w.number(each['uptake'])} {unit}", w.thousands(each["capex_eur"]), w.thousands(each["first_year_saving_eur"]),
        w.number(each["simple_payback_yr"], 1), w.number(each["co2_saved_t"]),
    )  # fmt: skip


def _kind(each: dict[str, Any]) -> str:
    return each.get("measure") or each["id"]


def forms_of(given: Given, name: str) -> list[str]:
    """Forms of contract by which a measure is paid, as the scenario sets them."""
    measure = given.scenario.measures.get(name)
    found = [value for field, value in measure.model_dump().items() if field.endswith("paid_by")] if measure else []
    return list(dict.fromkeys(filter(None, found)))


def _note(given: Given) -> str:
    counted = any(each["co2_saved_t"] is not None for each in given.summary["measures"])
    return given.words("measures.note" if counted else "measures.note_uncounted")


def _settings(given: Given, each: dict[str, Any]) -> str:
    """When a measure works, and what of its energy is left."""
    w, measure = given.words, given.scenario.measures.get(each["id"])
    before, after = each["energy_before_mwh"], each["energy_after_mwh"]
    begins = getattr(measure, "begins", given.first_year)
    ends = getattr(measure, "ends", None) or given.last_year
    text = w("measures.runs", measure=w.measure(_kind(each)), begins=begins, ends=ends)
    if before > 0:
        text += " " + w(
            "measures.energy",
            before=w.number(before),
            after=w.number(after),
            change=w.percent(after / before - 1.0, 0, True),
        )
    return text


def measures_sheet(given: Given) -> Sheet:
    """Measures with their raw numbers."""
    w = given.words
    columns = (
        w("measures.measure"), w("measures.who_invests"), w("sheet.uptake"), w("sheet.invested"), w("sheet.before"),
        w("sheet.after"), w("sheet.saving"), w("sheet.payback"), w("sheet.co2_saved"),
    )  # fmt: skip
    rows = tuple(
        (w.measure(_kind(m)), w.listed([w.form(form) for form in forms_of(given, m["id"])]), m["uptake"], m["capex_eur"],
         m["energy_before_mwh"], m["energy_after_mwh"], m["first_year_saving_eur"], m["simple_payback_yr"], m["co2_saved_t"])
        for m in given.summary["measures"]
    )  # fmt: skip
    return Sheet(w("sheet.measures"), columns, rows)
