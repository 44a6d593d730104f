"""`stadslab export` on a folder of results."""

import json

import pytest
from typer.testing import CliRunner

from scenarios.results_folder import write_results
from stadslab import app
from tests.scenarios.export.made_up import MANIFEST, results


def saved(tmp_path, **more):
    made = results(**more)
    return write_results(tmp_path / "run", MANIFEST, made.tables)


def export(*words):
    told = CliRunner().invoke(app, ["export", *map(str, words), "--json"])
    return told.exit_code, json.loads(told.stdout)


def test_an_export_lies_beside_its_results(tmp_path):
    code, told = export(saved(tmp_path))
    assert code == 0 and told["problems"] == []
    assert told["out"] == str(tmp_path / "run-export")
    assert [each["format"] for each in told["files"]] == ["ocds", "value_map", "events", "long"]
    package = json.loads((tmp_path / "run-export" / "ocds_release_package.json").read_text(encoding="utf-8"))
    assert len(package["releases"]) == 4


def test_forms_and_place_can_be_chosen_and_chosen_again(tmp_path):
    folder = saved(tmp_path)
    for forms in ("ocds", " Events , long"):
        code, told = export(folder, "--format", forms, "--out", tmp_path / "out")
        assert code == 0 and len(list((tmp_path / "out").iterdir())) == len(told["files"]) + 1


def test_a_real_name_comes_from_a_file(tmp_path):
    (tmp_path / "names.yaml").write_text("city_hall: Stad Voorbeeld\n")
    code, told = export(saved(tmp_path), "--format", "ocds", "--names", tmp_path / "names.yaml")
    assert code == 0 and '"Stad Voorbeeld"' in (tmp_path / "run-export" / "ocds_release_package.json").read_text()


def test_an_old_folder_exits_with_one_and_says_what_is_missing(tmp_path):
    code, told = export(saved(tmp_path, without=("tenders",)))
    assert code == 1 and [problem["key"] for problem in told["problems"]] == ["tenders"]
    assert len(told["files"]) == 3


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["--format", "ocd"], "'ocd'"),
        (["--format", ","], "','"),
        (["--names", "nowhere.yaml"], ""),
    ],
)
def test_bad_options_are_told_with_two(tmp_path, words, found):
    code, told = export(saved(tmp_path), *words)
    assert code == 2 and told["ok"] is False and found in told["problems"][0]["found"]


def test_a_place_with_other_things_is_refused_before_anything_is_read(tmp_path):
    (tmp_path / "mine.txt").write_text("x")
    code, told = export("no_such_scenario", "--out", tmp_path)
    assert code == 2 and "other things" in told["problems"][0]["found"]


def test_an_unknown_scenario_and_a_folder_of_something_else_are_refused(tmp_path):
    assert export("no_such_scenario")[0] == 2
    (tmp_path / "mine.txt").write_text("x")
    assert export(tmp_path)[0] == 2


def test_people_get_a_table(tmp_path):
    told = CliRunner().invoke(app, ["export", str(saved(tmp_path))])
    assert told.exit_code == 0 and "4 releases" in told.stdout and "Written to" in told.stdout
