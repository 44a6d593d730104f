"""Yields of roofs are reckoned once for a place and kept."""

from dataclasses import replace

import pytest

from scenarios import Unusable, read_book
from scenarios.climate import book_in, measured_weather, sunshine_of
from scenarios.folders import cache_folder
from scenarios.weather import belgian_year
from sim.parameter import Book

BOOK = read_book()


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("STADSLAB_HOME", str(tmp_path))


def never_again(*_, **__):
    pytest.fail("it was reckoned before")


def test_a_south_roof_yields_most_and_a_north_roof_least(home):
    sun = sunshine_of(51.0, 3.7, BOOK)
    yields = dict(zip(sun.azimuths_deg, sun.pitched_kwh_per_kwp, strict=True))
    assert max(yields, key=yields.get) == 180 and min(yields, key=yields.get) == 0
    assert yields[0] < sun.flat_kwh_per_kwp < yields[180]


def test_what_is_kept_is_the_same_to_the_last_bit(home, monkeypatch):
    first = sunshine_of(51.0, 3.7, BOOK)
    monkeypatch.setattr("scenarios.climate.belgian_year", never_again)
    assert sunshine_of(51.04, 3.66, BOOK) == first


def test_a_bent_number_is_not_answered_from_the_cache(home):
    usual = sunshine_of(51.0, 3.7, BOOK)
    better = BOOK.with_values({"solar.performance_ratio": {2000: 0.8}})
    ratio = 0.8 / BOOK.at("solar.performance_ratio", 2025)
    assert sunshine_of(51.0, 3.7, better).flat_kwh_per_kwp == pytest.approx(usual.flat_kwh_per_kwp * ratio)


def test_a_number_that_has_nothing_to_do_with_it_leaves_the_cache_alone(home, monkeypatch):
    first = sunshine_of(51.0, 3.7, BOOK)
    fewer = Book({name: each for name, each in BOOK.parameters.items() if name.startswith(("solar.", "weather."))})
    monkeypatch.setattr("scenarios.climate.belgian_year", never_again)
    assert sunshine_of(51.0, 3.7, fewer) == first


@pytest.mark.parametrize("damage", ["", "{", '{"pitched_kwh_per_kwp": [1], "flat_kwh_per_kwp": 1}', "[]"])
def test_a_damaged_cache_is_reckoned_anew(home, damage):
    first = sunshine_of(51.0, 3.7, BOOK)
    (file,) = (cache_folder() / "sunshine").iterdir()
    file.write_text(damage, encoding="utf-8")
    assert sunshine_of(51.0, 3.7, BOOK) == first


def test_a_cache_that_cannot_be_written_costs_only_time(home, tmp_path, monkeypatch):
    (tmp_path / "blocked").write_text("a file where a folder should be")
    monkeypatch.setenv("STADSLAB_HOME", str(tmp_path / "blocked"))
    assert sunshine_of(51.0, 3.7, BOOK).flat_kwh_per_kwp > 0


def test_a_file_that_is_no_weather_is_refused_in_words(tmp_path):
    file = tmp_path / "rain.epw"
    file.write_text("it rained all day\n")
    with pytest.raises(Unusable, match="EPW file with 8,760 hours"):
        measured_weather(file)


def test_a_warmer_season_in_the_weather_file_is_a_warmer_season_in_the_book():
    book = read_book()
    usual = belgian_year(book)
    warmer = replace(usual, temperature_c=usual.temperature_c + 2.0)
    cold, warm = (book_in(weather, book).at("heat.outdoor_temperature_c", 2025) for weather in (usual, warmer))
    assert warm == pytest.approx(cold + 2.0)
    assert cold == pytest.approx(book.at("heat.outdoor_temperature_c", 2025), abs=0.3)
