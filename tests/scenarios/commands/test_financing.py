"""`stadslab bank-file`: on the screen, as JSON, in a file."""

import json

import pytest
from typer.testing import CliRunner

import stadslab


@pytest.fixture
def ask(town_file, maps_home, monkeypatch):
    monkeypatch.setenv("STADSLAB_HOME", str(maps_home))
    return lambda *options: CliRunner().invoke(stadslab.app, ["bank-file", *options, "--city", str(town_file)])


def test_the_screen_shows_cash_risks_and_villages(ask):
    told = ask("lighting_as_a_service", "--villages", "4")
    assert told.exit_code == 0, told.stderr
    for words in ("What is asked", "Cash by year", "Risks", "Papers still missing", "4 together"):
        assert words in told.stdout


def test_json_and_the_file_say_the_same(ask, tmp_path):
    out = tmp_path / "deep" / "file.json"
    told = ask("lighting_as_a_service", "--json", "--out", str(out))
    assert told.exit_code == 0, told.stderr
    content = json.loads(told.stdout)
    assert content.pop("out") == str(out) and json.loads(out.read_text()) == content


def test_a_scenario_without_contracts_is_refused_in_words(ask):
    told = ask("business_as_usual")
    assert told.exit_code == 2 and "no contract was signed" in told.stderr
