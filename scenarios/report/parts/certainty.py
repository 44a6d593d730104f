"""How sure the numbers are: the bands of an ensemble, or that this is one run.

Place in the flow: part of a report.
"""

from __future__ import annotations

from typing import Any

from scenarios.report.blocks import Block, Bullets, Column, Paragraph, Section, Table
from scenarios.report.given import Given

EDGES = ("median", "low_50", "high_50", "low_90", "high_90")


def certainty(given: Given) -> Section:
    """Bands and how often the pledges are kept; without an ensemble how to get them."""
    w, bands = given.words, given.bands
    if bands is None:
        return Section(
            w("certainty.title"),
            (Paragraph(w("certainty.one_run", seed=given.results.seed, name=given.words.local(given.scenario.name))),),
        )
    intro = w("certainty.intro", runs=w.number(bands["in_band"]))
    if refused := bands["runs"] - bands["in_band"]:
        intro += " " + w("certainty.refused", count=w.number(refused))
    blocks: list[Block] = [Paragraph(intro), _bands(given, bands["bands"])]
    kept = tuple(_kept(given, pledge) for pledge in bands["pledges"] if pledge["met"] is not None)
    return Section(w("certainty.title"), (*blocks, *((Bullets(kept),) if kept else ())))


def _bands(given: Given, bands: list[dict[str, Any]]) -> Table:
    w = given.words
    columns = (
        Column(w("certainty.quantity"), 2.6), Column(w("column.year"), 0.7), Column(w("certainty.median"), 1, True),
        Column(w("certainty.half"), 1.9, True), Column(w("certainty.nine"), 1.9, True),
    )  # fmt: skip
    rows = []
    for band in bands:
        middle, *edges = (_told(given, band["quantity"], band[edge]) for edge in EDGES)
        spans = (w("certainty.span", low=low, high=high) for low, high in (edges[:2], edges[2:]))
        rows.append((w.name("headline", band["quantity"]), str(band["year"]), middle, *spans))
    return Table(w("certainty.table"), columns, tuple(rows))


def _told(given: Given, quantity: str, value: float) -> str:
    w = given.words
    if quantity.endswith("_share"):
        return w.percent(value)
    return w.thousands(value) if quantity.endswith("_eur") else w.number(value)


def _kept(given: Given, pledge: dict[str, Any]) -> str:
    w = given.words
    pledged = w.percent(-pledge["pledged_share"], 0, signed=True)
    return w(
        "certainty.kept",
        pledged=pledged,
        year=pledge["year"],
        met=w.number(pledge["met"]),
        runs=w.number(pledge["runs"]),
    )
