"""All forms are made before the first is written."""

import pytest

from scenarios.report import writing
from scenarios.report.writing import FORMATS, file_name, render, save_report


def test_a_form_that_fails_leaves_nothing_behind(report, tmp_path, monkeypatch):
    def fails(report):
        raise RuntimeError("no ink")

    monkeypatch.setitem(writing.FORMATS, "xlsx", fails)
    with pytest.raises(RuntimeError):
        save_report(report, ["html", "xlsx"], tmp_path / "out", "it")
    assert not (tmp_path / "out").exists()


def test_files_are_named_by_their_form(report, tmp_path):
    paths = save_report(report, ["html", "xlsx"], tmp_path / "out", "it")
    assert [path.name for path in paths] == ["it.html", "it.xlsx"] and len(list((tmp_path / "out").iterdir())) == 2
    assert paths[0].read_bytes() == render(report, "html")


def test_names_of_files_hold_no_path_and_no_surprise():
    assert file_name("../../etc/x y", "ideal_city", 1) == "x_y-ideal_city-1"
    assert set(FORMATS) == {"pdf", "xlsx", "html"}
