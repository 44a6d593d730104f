"""`stadslab city new --nis CODE --stock FILE`: makes a city, or says what is wrong and leaves nothing behind."""

import json
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

import stadslab
from scenarios.folders import own_cities_folder
from tests.scenarios.municipality.tables import (
    COUNTED,
    OLD_HAMLET,
    TYPES,
    changed,
    stock_rows,
    write_population,
    write_stock,
)


@pytest.fixture
def workshop(tmp_path, monkeypatch):
    monkeypatch.setenv("STADSLAB_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    write_stock(tmp_path)
    return tmp_path


def new(*options):
    return CliRunner().invoke(stadslab.app, ["city", "new", *options])


def test_a_hamlet_is_made_described_and_run(workshop):
    write_population(workshop, {OLD_HAMLET: 210})
    made = new("--nis", OLD_HAMLET, "--stock", "stock.csv", "--population", "people_2024.csv", "--json")
    assert made.exit_code == 0, made.stderr
    about = json.loads(made.stdout)
    assert (about["name"], about["inhabitants"], about["counts"]["buildings"]) == ("oudegem", 210, 93)
    by_year = [list(row.values()) for row in about["buildings_by_type_and_year"].values()]
    assert by_year[1:] == [COUNTED[OLD_HAMLET][kind] for kind in TYPES[1:]]
    assert sum(sum(row.values()) for row in about["buildings_by_type_and_period"].values()) == 93
    assert about["origin"]["facts.inhabitants"]["marked"] == "statistic"
    assert about["origin"]["recipe.lamps"]["marked"] == "default"
    written = yaml.safe_load((own_cities_folder() / "oudegem" / "city.yaml").read_text(encoding="utf-8"))
    assert (
        written["origin"] == about["origin"] and written["recipe"]["stock"]["buildings"]["terraced"]["before_1900"] >= 4
    )
    shown = CliRunner().invoke(stadslab.app, ["city", "info", "oudegem"])
    assert "Where each field comes from" in shown.stdout and "nearest in its mix" in shown.stdout.replace("\n", " ")
    Path("short.yaml").write_text(
        "title: Short\nquestion: Does it run?\ncity: oudegem\nyears: {from: 2025, to: 2026}\n"
    )
    run = CliRunner().invoke(stadslab.app, ["run", "short.yaml", "--json"])
    assert run.exit_code == 0 and json.loads(run.stdout)["checks"]["ok"], run.stderr


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--nis", OLD_HAMLET), "the table of the building stock"),
        (("--stock", "stock.csv"), "--nis CODE beside it"),
        (("--nis", "99", "--stock", "stock.csv"), "did you mean  99001 (Oudegem)"),
        (("--nis", OLD_HAMLET, "--stock", "stock.csv", "--scale", "2"), "up to 1"),
        (("--nis", OLD_HAMLET, "--stock", "stock.csv", "--inhabitants", "3000"), "--population FILE, or --scale"),
        (("--nis", OLD_HAMLET, "--stock", "stock.csv", "--archetype", "port_cty"), "did you mean  port_city"),
        (("--nis", OLD_HAMLET, "--stock", "stock.csv", "--population", "none.csv"), "No such file"),
        (("--nis", OLD_HAMLET, "--stock", "bad.csv"), "bad.csv:3  MS_VALUE"),
        ((), "--nis CODE --stock FILE"),
    ],
)
def test_bad_input_ends_in_words_and_leaves_nothing(workshop, options, words):
    write_stock(workshop, changed(stock_rows(), OLD_HAMLET, "T1", "R1", "many")).rename("bad.csv")
    write_stock(workshop)
    outcome = new(*options)
    assert outcome.exit_code == 2 and words in outcome.stderr and "Traceback" not in outcome.stderr
    assert not own_cities_folder().exists()


def test_a_name_that_is_taken_is_kept(workshop):
    asked = ("--nis", OLD_HAMLET, "--stock", "stock.csv")
    assert new(*asked).exit_code == 0
    assert new(*asked).exit_code == 2 and new(*asked, "--replace", "--scale", "0.5").exit_code == 0
