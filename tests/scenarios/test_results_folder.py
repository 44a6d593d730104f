"""A results folder is whole or not there, replaces only its own kind, and reads back as it was written."""

import json
import os
import signal
import subprocess
import sys
import time

import numpy as np
import pyarrow as pa
import pytest

from scenarios.problems import Unusable
from scenarios.results_folder import make_manifest, read_results, write_results
from sim.scenario import Scenario

TABLES = {
    "yearly": {"year": np.array([2025, 2026]), "quantity": np.array(["a_mwh", "b"]), "value": np.array([1.5, 2.0])}
}
MANIFEST = {"scenario": {"name": "test"}, "city": {"name": "ideal_city"}, "seed": 1}


def files_in(folder):
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_what_is_written_reads_back(tmp_path):
    write_results(tmp_path / "run", MANIFEST, TABLES)
    saved = read_results(tmp_path / "run")
    assert saved.manifest["seed"] == 1
    assert saved.tables["yearly"].to_pydict() == {"year": [2025, 2026], "quantity": ["a_mwh", "b"], "value": [1.5, 2.0]}


def test_the_same_results_give_the_same_bytes(tmp_path):
    from_arrow = {"yearly": pa.table(TABLES["yearly"]).replace_schema_metadata({"pandas": "noise", "when": "now"})}
    write_results(tmp_path / "one", MANIFEST, TABLES)
    write_results(tmp_path / "two", dict(reversed(MANIFEST.items())), from_arrow)
    assert files_in(tmp_path / "one") == files_in(tmp_path / "two")


def test_a_second_run_replaces_the_first_whole(tmp_path):
    write_results(tmp_path / "run", MANIFEST, {**TABLES, "events": {"year": [2025]}})
    write_results(tmp_path / "run", {**MANIFEST, "seed": 2}, TABLES)
    assert sorted(files_in(tmp_path / "run")) == ["manifest.json", "yearly.parquet"]
    assert read_results(tmp_path / "run").manifest["seed"] == 2
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


@pytest.mark.parametrize(
    "present",
    [{"notes.txt": "mine"}, {"manifest.json": "{}"}, {"manifest.json": '{"form": "stadslab results 1", "files": 3}'}],
)
def test_a_folder_of_somebody_else_is_left_alone(tmp_path, present):
    folder = tmp_path / "photos"
    folder.mkdir()
    for name, text in present.items():
        (folder / name).write_text(text)
    before = files_in(folder)
    with pytest.raises(Unusable, match="other things"):
        write_results(folder, MANIFEST, TABLES)
    assert files_in(folder) == before
    assert [path.name for path in tmp_path.iterdir()] == ["photos"]


def test_results_with_a_stranger_s_file_among_them_are_left_alone(tmp_path):
    write_results(tmp_path / "run", MANIFEST, TABLES)
    (tmp_path / "run" / "thesis.docx").write_text("years of work")
    with pytest.raises(Unusable, match="thesis.docx"):
        write_results(tmp_path / "run", MANIFEST, TABLES)
    assert (tmp_path / "run" / "thesis.docx").exists()


def test_a_file_in_the_way_is_told_in_words(tmp_path):
    (tmp_path / "run").write_text("a file")
    with pytest.raises(Unusable, match="a file of that name"):
        write_results(tmp_path / "run", MANIFEST, TABLES)
    with pytest.raises(Unusable, match="written to"):
        write_results(tmp_path / "run" / "deeper", MANIFEST, TABLES)


def test_a_manifest_with_no_number_in_it_leaves_nothing_behind(tmp_path):
    with pytest.raises(ValueError):
        write_results(tmp_path / "run", {**MANIFEST, "seed": float("nan")}, TABLES)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["../escape", "a/b", "", "CON.txt", "a\0b"])
def test_a_table_cannot_be_written_elsewhere(tmp_path, name):
    with pytest.raises(ValueError):
        write_results(tmp_path / "run", MANIFEST, {name: {"a": [1]}})
    assert list(tmp_path.iterdir()) == []


def test_a_table_that_was_changed_is_noticed(tmp_path):
    write_results(tmp_path / "run", MANIFEST, TABLES)
    path = tmp_path / "run" / "yearly.parquet"
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(Unusable, match="missing or was changed"):
        read_results(tmp_path / "run")


@pytest.mark.parametrize("manifest", [None, "", "[1]", "[" * 100_000, '{"form": "x"}'])
def test_a_folder_that_is_no_results_is_refused(tmp_path, manifest):
    if manifest is not None:
        (tmp_path / "manifest.json").write_text(manifest)
    with pytest.raises(Unusable, match="no results"):
        read_results(tmp_path)


def a_dead_process():
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    return child.pid


def test_what_a_killed_run_left_is_cleared_away(tmp_path):
    left = tmp_path / f".run.{a_dead_process()}-0123abcd.part"
    left.mkdir()
    (left / "yearly.parquet").write_bytes(b"half")
    busy = tmp_path / f".run.{os.getppid()}-0123abcd.part"
    busy.mkdir()
    write_results(tmp_path / "run", MANIFEST, TABLES)
    assert not left.exists()
    assert busy.exists()


def test_results_that_stepped_aside_for_a_killed_run_come_back(tmp_path):
    write_results(tmp_path / "run", MANIFEST, TABLES)
    (tmp_path / "run").rename(tmp_path / f".run.{a_dead_process()}-0123abcd.old")
    with pytest.raises(ValueError):
        write_results(tmp_path / "run", {"bad": float("inf")}, TABLES)
    assert read_results(tmp_path / "run").manifest["seed"] == 1


def test_a_run_killed_while_writing_never_shows_half_a_folder(tmp_path):
    script = (
        "import numpy as np, sys\nfrom scenarios.results_folder import write_results\n"
        "tables = {f't{n}': {'value': np.arange(200_000.0)} for n in range(8)}\n"
        "print('begins', flush=True)\n"
        "while True: write_results(sys.argv[1], {'seed': 1}, tables)\n"
    )
    for wait_s in (0.05, 0.2):
        child = subprocess.Popen([sys.executable, "-c", script, tmp_path / "run"], stdout=subprocess.PIPE)
        child.stdout.readline()
        time.sleep(wait_s)
        child.send_signal(signal.SIGKILL)
        child.wait()
        child.stdout.close()
        if (tmp_path / "run").exists():
            assert len(read_results(tmp_path / "run").tables) == 8
    write_results(tmp_path / "run", MANIFEST, TABLES)
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


def test_the_manifest_says_what_a_run_was_made_from():
    scenario = Scenario("test", {"en": "Test"}, {}, "ideal_city", 2025, 2030, 1, 20)
    manifest = make_manifest(scenario, "def", city_hash="abc", seed=7, checks={"ok": True}, summary={"a": 1})
    assert {"scenario", "book_hash", "city", "seed", "versions", "checks", "summary"} <= set(manifest)
    assert manifest["scenario"]["text"].startswith("title: Test")
    assert json.dumps(manifest, allow_nan=False)
