"""Projects that stopped are counted, with reasons in the language of the report."""

import pytest

from scenarios.report.blocks import Table
from scenarios.report.parts.on_the_way import on_the_way, projects_sheet, reason_of


def test_every_project_that_stopped_is_counted_by_stage_and_reason(made):
    stopped = made.results.summary["pipeline"]["stopped"]
    by_stage, by_reason = (block for block in on_the_way(made.given()).blocks if isinstance(block, Table))
    assert int(by_stage.rows[-1][-1]) == stopped
    assert sum(int(row[-1]) for row in by_reason.rows) <= stopped == len(projects_sheet(made.given()).rows)


def test_no_reason_of_the_run_is_left_untranslated(made):
    words = made.given().words
    reasons = [why for outcome, why in made.given().rows("projects", "outcome", "reason") if outcome == "stopped"]
    assert reasons and all(words.knows("reason", reason_of(reason)) for reason in reasons)


@pytest.mark.parametrize(
    ("told", "code"),
    [("ticket of 75,051 EUR below 100,000", "too small for a bank"), ("no esco in this city", "a party is missing in this city"),
     ("25 years, longer than 20", "the loan would run too long")],
)  # fmt: skip
def test_names_and_numbers_are_taken_out_of_a_reason(told, code):
    assert reason_of(told) == code


def test_decided_projects_cannot_stop(quiet):
    assert "decided beforehand" in on_the_way(quiet.given()).blocks[0].text
