"""Counts by evidence, ten numbers of the plan, and what was bent."""

from scenarios.report.blocks import Bullets, Table
from scenarios.report.parts.assumptions import assumptions, assumptions_sheet, chosen


def test_the_book_is_counted_by_evidence(made):
    counts = next(block for block in assumptions(made.given()).blocks if isinstance(block, Table))
    in_use = sum(parameter.in_use for parameter in made.book.parameters.values())
    assert int(counts.rows[-1][-1]) == in_use == len(assumptions_sheet(made.given()).rows)
    assert sum(int(row[-1]) for row in counts.rows[:-1]) == in_use


def test_ten_numbers_of_this_plan_are_told_with_unit_spread_and_badge(made):
    tables = [block for block in assumptions(made.given("nl")).blocks if isinstance(block, Table)]
    assert len(tables[1].rows) == 10 and all(all(row) for row in tables[1].rows)
    assert any(row[-1].startswith("[aanname]") for row in tables[1].rows)
    assert "lighting" in {parameter.name.split(".")[0] for parameter in chosen(made.given())}


def test_bent_numbers_and_context_are_told_with_their_reason(made):
    lists = [block for block in assumptions(made.given()).blocks if isinstance(block, Bullets)]
    assert "From the idea on" in lists[0].items[0]
    assert "times 1.1, because: =cmd" in lists[1].items[0]
