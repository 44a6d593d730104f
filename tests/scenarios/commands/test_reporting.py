"""`stadslab report`."""

import json

import pytest
from typer.testing import CliRunner

from stadslab import app


def report(*words):
    told = CliRunner().invoke(app, ["report", *map(str, words), "--json"])
    return told.exit_code, json.loads(told.stdout)


def test_a_report_is_written_in_every_form(town_file, tmp_path):
    plan = tmp_path / "plan.yaml"
    plan.write_text("title: A plan\nextends: lighting_as_a_service\nyears: {from: 2025, to: 2030}\n")
    code, told = report(plan, "--city", town_file, "--seed", 3, "--lang", "de", "--out", tmp_path / "out")
    assert code == 0 and told["lang"] == "de" and told["seed"] == 3
    assert [each["format"] for each in told["files"]] == ["pdf", "xlsx", "html"]
    assert (tmp_path / "out" / "plan-small_town-3-report-de.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("words", "found", "near"),
    [
        (["--format", "pdf,htm"], "'htm'", "html"),
        (["--format", ","], "','", ""),
        (["--lang", "nll"], "'nll'", "nl"),
        (["--ensemble", "nowhere", "--format", "html"], "no results of Stadslab", ""),
    ],
)
def test_bad_options_are_told_with_two(words, found, near, tmp_path):
    code, told = report("business_as_usual", "--out", tmp_path / "out", *words)
    assert code == 2 and not (tmp_path / "out").exists()
    assert told["problems"][0]["found"] == found and told["problems"][0]["suggestion"] == near


def test_a_place_that_is_a_file_is_told_before_anything_runs(tmp_path):
    (tmp_path / "file").write_text("x")
    code, told = report("business_as_usual", "--out", tmp_path / "file" / "out")
    assert code == 2 and told["problems"][0]["wanted"] == "a folder that can be written to"
