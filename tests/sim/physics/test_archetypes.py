"""Belgian homes by the hour, held against the seasonal method with the same weather and set points."""

import numpy as np
import pytest

from scenarios.book import read_book
from scenarios.weather import belgian_year, read_epw
from sim.physics.archetypes import (
    FRONTS,
    SHAPE,
    STATES,
    archetype_year,
    archetypes,
    season_of,
    seasonal_need_kwh_m2,
    set_points_c,
    sun_on_walls_w_m2,
)
from sim.physics.heat import HeatClimate
from sim.physics.hourly_heat import Sky
from tests.sim.physics.books import SHARED

BOOK, YEAR = read_book(), 2025
UCCLE = SHARED / "data" / "weather" / "BEL_VLG_Uccle.064470_TMYx.2007-2021.epw"
PLACE = 50.8, 4.36
WITHIN = 0.15


class Street:
    """Every archetype in one weather, by both methods."""

    def __init__(self, weather, book=BOOK):
        walls = sun_on_walls_w_m2(weather, *PLACE, book, YEAR)
        limit_c = book.at("hourly_heat.season_limit_c", YEAR)
        self.climate = season_of(weather, walls, HeatClimate.from_book(book, YEAR), limit_c)
        self.homes = archetypes(book, YEAR, self.climate)
        self.year = archetype_year(self.homes, Sky(weather.temperature_c, walls), self.climate, book, YEAR)
        self.hourly = self.year.heating_kwh
        self.seasonal = seasonal_need_kwh_m2(self.homes, self.climate)


@pytest.fixture(scope="module")
def street():
    return Street(belgian_year(BOOK, YEAR))


def test_the_hourly_heat_of_every_archetype_lies_within_15_percent_of_the_seasonal_method(street):
    assert len(street.homes) == np.prod(SHAPE) == 360
    apart = street.hourly / street.seasonal - 1
    assert np.abs(apart).max() < WITHIN
    assert abs(apart.mean()) < 0.05


def test_the_same_holds_in_the_weather_that_uccle_measured():
    if not UCCLE.exists():
        pytest.skip("the weather file is not on this machine")
    street = Street(read_epw(UCCLE))
    assert np.abs(street.hourly / street.seasonal - 1).max() < WITHIN


def test_works_on_the_envelope_save_heat_in_every_type_and_period(street):
    need = street.hourly.reshape(SHAPE)
    assert STATES == ("as_built", "roof_and_windows", "all_improved")
    assert np.all(np.diff(need, axis=2) <= 1e-6)
    old = need[:, 0]
    assert np.all(old[:, 2] < 0.6 * old[:, 0])


def test_a_garden_to_the_south_saves_heat_and_asks_for_cooling(street):
    """Most windows of a row house are at the back: its front to the north is the warm way round."""
    heat, cooling = street.hourly.reshape(SHAPE)[0, 5, 2], street.year.cooling_kwh.reshape(SHAPE)[0, 5, 2]
    north, east = FRONTS.index("north"), FRONTS.index("east")
    assert heat[north] == heat.min()
    assert heat[north] < heat[east]
    assert cooling.max() > 0


def test_windows_keep_their_area_whichever_way_a_home_looks(street):
    assert street.homes.windows_m2.sum(axis=1) == pytest.approx(np.asarray(street.homes.envelope.window_m2))


def test_the_mean_over_the_fronts_is_the_home_with_windows_all_round(street):
    """Averaged over the four ways to stand, the seasonal method must give what it gives for unknown windows."""
    from sim.physics.heat import heat_need_kwh_m2

    all_round = heat_need_kwh_m2(street.homes.envelope, street.climate)
    assert street.seasonal.reshape(SHAPE).mean(axis=3) == pytest.approx(all_round.reshape(SHAPE).mean(axis=3), rel=0.01)


def test_heat_is_asked_for_in_winter_mornings_and_not_in_july(street):
    by_hour = street.year.power_w.clip(0).mean(axis=0).reshape(365, 24)
    assert by_hour[181:212].sum() < 0.01 * by_hour.sum()
    january = by_hour[:31].mean(axis=0)
    assert int(np.argmax(january)) in (6, 7)
    assert january[2] < 0.7 * january.max()


def test_a_night_set_back_keeps_the_mean_set_point():
    day = set_points_c(np.array([17.0, 19.0]), 3.0, 22, 6)
    assert day.mean(axis=1) == pytest.approx([17.0, 19.0])
    assert np.ptp(day, axis=1) == pytest.approx([3.0, 3.0])
