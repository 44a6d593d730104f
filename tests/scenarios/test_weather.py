"""The typical Belgian year against the weather file of Uccle."""

import numpy as np
import pytest

from scenarios.weather import belgian_year, read_epw
from sim.physics.weather import degree_days, monthly
from tests.sim.physics.books import SHARED, physics_book

UCCLE = next(iter(sorted((SHARED / "data" / "weather").glob("*Uccle*.epw"))), None)
there = pytest.mark.skipif(UCCLE is None, reason="the weather file of Uccle is not on this machine")
BASE = physics_book().at("weather.degree_day_base_c", 2025)


@pytest.fixture(scope="module")
def typical():
    return belgian_year(physics_book())


@pytest.fixture(scope="module")
def uccle():
    return read_epw(UCCLE)


def test_the_belgian_year_has_the_published_sun(typical):
    days = np.array([30, 31])
    assert typical.ghi_w_m2.sum() / 1000 == pytest.approx(1051, abs=1)
    assert monthly(typical.ghi_w_m2)[[5, 11]] / days == pytest.approx([5270, 545], rel=0.01)


def test_the_belgian_year_has_the_published_mean_temperature(typical):
    assert typical.temperature_c.mean() == pytest.approx(11.0, abs=0.05)


@there
def test_a_weather_file_is_read_whole(uccle):
    assert uccle.temperature_c.shape == (8760,)
    assert uccle.utc_offset_h == 1
    assert uccle.sun_offset_h == 0.5  # this file gives the sun at the end of the hour
    assert uccle.temperature_c[0] == pytest.approx(7.1)


@there
def test_the_typical_year_is_like_the_weather_file_of_uccle(typical, uccle):
    warmth = monthly(typical.temperature_c, np.mean) - monthly(uccle.temperature_c, np.mean)
    assert np.abs(warmth).max() < 1.5
    assert degree_days(typical, BASE) == pytest.approx(degree_days(uccle, BASE), rel=0.08)
    # the file holds the sunnier years since 2007, the normals begin in 1991: 5.6 % apart
    assert typical.ghi_w_m2.sum() == pytest.approx(uccle.ghi_w_m2.sum(), rel=0.06)


def test_a_weather_file_that_is_not_there_says_so(tmp_path):
    with pytest.raises(OSError):
        read_epw(tmp_path / "nowhere.epw")


@there
def test_a_weather_file_that_misses_hours_is_refused(tmp_path):
    short = tmp_path / "short.epw"
    short.write_text("".join(UCCLE.read_text(encoding="utf-8").splitlines(keepends=True)[:-24]), encoding="utf-8")
    with pytest.raises(ValueError, match="wanted 8760"):
        read_epw(short)


@pytest.mark.parametrize("found", ["99.9", "nan", "warm"])
def test_an_hour_that_was_not_measured_is_told_with_its_line(tmp_path, found):
    place = "LOCATION,Nowhere,-,BEL,TMY3,000000,50.8,4.4,1.0,50.0"
    hour = "2020,1,1,{hour},0,A,{warm},5,80,101000,0,0,300,0,0,0,0,0,0,0,180,3" + ",0" * 13
    hours = [hour.format(hour=1 + number % 24, warm=found if number == 77 else 8) for number in range(8760)]
    path = tmp_path / "gap.epw"
    path.write_text("\n".join([place, *["NOTHING"] * 7, *hours]) + "\n")
    with pytest.raises(ValueError, match=r"gap.epw:86 .*99.9|gap.epw:86 .*nan|temp_air: .*warm"):
        read_epw(path)
