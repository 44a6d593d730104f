"""The stage of the city page, without a browser."""

from __future__ import annotations

import pytest

from dashboard import theme
from dashboard.address import read_address
from dashboard.pages import PAGES
from dashboard.pages.stage import source, stage, timeline
from dashboard.texts import LANGUAGES


def view_in(lang, runs):
    return read_address(f"/{lang}/city", "?scenario=whole_plan", list(PAGES), runs)


@pytest.mark.parametrize("lang", list(LANGUAGES))
def test_the_years_of_the_pledges_are_marked(runs, lang):
    view = view_in(lang, runs)
    drawn = str(timeline(view, runs.run(view.plan), 2025))
    assert "2030\\n" + {"en": "target", "nl": "doel", "fr": "objectif", "de": "Ziel"}[lang] in drawn
    assert "2050" not in drawn  # after the last year


def test_the_browser_is_told_whether_the_3d_library_is_there(runs, monkeypatch, tmp_path):
    view = view_in("en", runs)
    monkeypatch.setattr(theme, "SOLID", tmp_path / "three-city.mjs")
    assert source(view, {})["solid"] is False
    (tmp_path / "three-city.mjs").touch()
    assert source(view, {})["solid"] is True


def test_the_picture_has_a_name_and_its_keys_are_told(runs):
    view = view_in("nl", runs)
    drawn = str(stage(view, runs.city_of(view.plan), {}))
    assert "aria-label='Beeld van de stad'" in drawn and "aria-keyshortcuts" in drawn
