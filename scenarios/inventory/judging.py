"""Remarks of the reviewer with the cell of the file that each is about.

Place in the flow: reading -> [judging] -> `stadslab inventory check`. The checks themselves are in `sim.inventory.review`.
"""

from __future__ import annotations

from scenarios.book import read_book
from scenarios.inventory.reading import Reading
from scenarios.inventory.spots import CellProblem, Spot, problem_at
from sim.inventory.review import Given, Remark, StatedSum, review
from sim.parameter import Book


def problems_of(reading: Reading, book: Book | None = None) -> list[CellProblem]:
    """Everything that is wrong with a file: what could not be read first, then what a reviewer remarks.

    Args:
        reading: the file as it was read
        book: holds the limits and the usual factors; None: as it stands
    """
    sums = tuple(StatedSum(t.table, t.row, t.carrier, t.year, t.value) for t in reading.totals if t.table in ("A", "B"))
    given = Given(reading.inventory, book or read_book(), sums, reading.gross)
    remarks = review(given) if reading.inventory.cells else []
    return [*reading.problems, *(_placed(remark, reading) for remark in remarks)]


def _placed(remark: Remark, reading: Reading) -> CellProblem:
    return problem_at(
        reading.file, _spot(remark, reading), remark.about, remark.found, remark.wanted, remark.suggestion,
        remark.severity, remark.rule,
    )  # fmt: skip


def _spot(remark: Remark, reading: Reading) -> Spot | None:
    """The cell of a remark; for a row its first cell; for a sum the cell that states it."""
    if remark.place is not None:
        return reading.spots.get(remark.place)
    if remark.number is not None:
        listed = reading.action_spots if remark.rule in ("action", "actions") else reading.pledge_spots
        return listed[remark.number] if remark.number < len(listed) else None
    if remark.rule == "sum":
        return next((t.spot for t in reading.totals if f"{t.table}.{t.row}.{t.carrier} {t.year}" == remark.about), None)
    if remark.rule == "gross_calorific":
        return next(
            (spot for (carrier, year), spot in reading.gross.items() if f"{carrier} {year}" == remark.about), None
        )
    if remark.row is not None:
        table, row, year = remark.row
        spots = [s for p, s in reading.spots.items() if (p.table, p.year) == (table, year) and row in ("", p.row)]
        return min(spots, default=None)
    return reading.fact_spots.get(remark.about)
