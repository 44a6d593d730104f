"""An export is whole or not there, and replaces only an export."""

import json
from pathlib import Path

import pytest

from scenarios.export import folder as exports
from scenarios.export.folder import ABOUT, refuse_unwritable, write_folder
from scenarios.problems import Unusable

FILES = {"a.json": b"{}\n"}


def test_files_and_a_page_about_them_are_written(tmp_path):
    place = write_folder(tmp_path / "deep" / "out", FILES, {"city": "x"})
    assert sorted(path.name for path in place.iterdir()) == ["a.json", ABOUT]
    about = json.loads((place / ABOUT).read_text())
    assert about["city"] == "x" and about["files"]["a.json"]["bytes"] == 3
    assert [path.name for path in place.parent.iterdir()] == ["out"]


def test_an_earlier_export_is_replaced_as_a_whole(tmp_path):
    write_folder(tmp_path / "out", FILES, {})
    write_folder(tmp_path / "out", {"b.json": b"1"}, {})
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [ABOUT, "b.json"]


def test_what_is_not_an_export_is_left_alone(tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.doc").write_text("mine")
    for attempt in (lambda: write_folder(tmp_path / "out", FILES, {}), lambda: refuse_unwritable(tmp_path / "out")):
        with pytest.raises(Unusable, match="other things"):
            attempt()
    assert (tmp_path / "out" / "thesis.doc").read_text() == "mine"


def test_an_export_with_something_of_the_user_in_it_is_left_alone(tmp_path):
    place = write_folder(tmp_path / "out", FILES, {})
    (place / "notes.txt").write_text("mine")
    with pytest.raises(Unusable, match=r"notes\.txt"):
        write_folder(tmp_path / "out", FILES, {})


def test_a_file_in_the_way_is_told(tmp_path):
    (tmp_path / "out").write_text("x")
    with pytest.raises(Unusable, match="a file of that name"):
        write_folder(tmp_path / "out", FILES, {})


def test_a_disk_that_fails_leaves_the_old_export(tmp_path, monkeypatch):
    place = write_folder(tmp_path / "out", FILES, {})

    def full(self, content):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(Unusable, match="No space left"):
        write_folder(place, {"b.json": b"1"}, {})
    monkeypatch.undo()
    assert (place / "a.json").read_bytes() == b"{}\n"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_page_about_something_else_makes_no_export(tmp_path):
    (tmp_path / ABOUT).write_text("[]")
    assert exports._files_of(tmp_path) is None
