"""Limits, and the command that makes the report again."""

import shlex

from scenarios.report.parts.limits import LIMITS, command, limits, origin_sheet


def test_every_limit_is_told(made):
    assert len(limits(made.given("fr")).blocks[1].items) == len(LIMITS)


def test_the_command_repeats_the_run(made):
    words = shlex.split(command(made.given("nl")))
    assert words[:3] == ["stadslab", "report", "full_plan_from_idea"] and words[-2:] == ["--lang", "nl"]


def test_the_papers_name_seed_and_fingerprints(made):
    told = dict(row for row in origin_sheet(made.given()).rows if row[0])
    assert told["Seed"] == str(made.results.seed) and told["Laws of the model"].startswith("money")
