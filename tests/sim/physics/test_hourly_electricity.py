"""Shapes of everything that draws or gives electricity in a place."""

import numpy as np
import pytest

from scenarios.book import read_book
from scenarios.hours import day_tables
from scenarios.weather import belgian_year
from sim.physics.archetypes import SHAPE
from sim.physics.hourly_electricity import HEAT_CLASSES, LOAD, LOADS, SOLAR, heat_shapes, hourly_electricity
from sim.physics.sun import HOURS

BOOK = read_book()
PLACE = 50.8, 4.36


@pytest.fixture(scope="module")
def hours():
    return hourly_electricity(belgian_year(BOOK, 2025), *PLACE, day_tables(), BOOK, 2025)


def by_day(hours, name):
    return hours.load_shapes[LOAD[name]].reshape(365, 24)


def test_every_shape_is_a_year_that_adds_up_to_one(hours):
    assert hours.load_shapes.shape == (len(LOADS), HOURS) and hours.solar_shapes.shape == (len(SOLAR), HOURS)
    for shapes in (hours.load_shapes, hours.solar_shapes):
        assert shapes.sum(axis=1, dtype=np.float64) == pytest.approx(np.ones(len(shapes)), abs=1e-4)
        assert shapes.min() >= 0


def test_homes_peak_in_winter_evenings_and_businesses_on_workdays(hours):
    homes, business = by_day(hours, "appliances"), by_day(hours, "business")
    assert 17 <= homes[:31].mean(axis=0).argmax() <= 20
    assert homes[:31].sum() > homes[181:212].sum()
    workdays, sundays = business[[5, 6, 7]].sum(), business[[4, 11, 18]].sum()
    assert workdays > 1.5 * sundays


def test_lamps_burn_at_night_and_longest_in_december(hours):
    lamps = by_day(hours, "lamps")
    assert np.all(lamps[:, 12] == 0) and np.all(lamps[:, 0] > 0)
    assert lamps[350].sum() > 1.6 * lamps[170].sum()
    assert (hours.load_shapes[LOAD["lamps"]] > 0).sum() == pytest.approx(4090, rel=0.02)


def test_a_heat_pump_draws_a_larger_share_in_the_cold_than_resistance_does(hours):
    cold = np.argsort(belgian_year(BOOK, 2025).temperature_c)[:200]
    for number in range(HEAT_CLASSES):
        pump, electric = (
            hours.load_shapes[LOAD[f"rooms_{kind}_{number}"], cold].sum() for kind in ("pump", "electric")
        )
        assert pump > electric > 0


def test_panels_to_the_east_work_in_the_morning(hours):
    day = {name: hours.solar_shapes[n].reshape(365, 24).mean(axis=0) for n, name in enumerate(SOLAR)}
    assert day["east"].argmax() < day["south"].argmax() < day["west"].argmax()
    assert day["flat"][12] == pytest.approx(day["flat"][11], rel=0.2)


def test_the_class_of_an_archetype_meets_its_peak_within_a_tenth():
    from tests.speed.plain_heat import Case

    heat = np.maximum(Case.usual().by_kernel().power_w, 0)
    shapes, classes = heat_shapes(heat)
    own = heat.max(axis=1) / heat.sum(axis=1, dtype=np.float64)
    together = shapes[classes].max(axis=1)
    assert np.bincount(classes).tolist() == [60] * HEAT_CLASSES
    for one in range(HEAT_CLASSES):
        mine = classes == one
        assert together[mine].mean() == pytest.approx(own[mine].mean(), rel=0.10)


def test_better_envelopes_lie_behind_lower_limits(hours):
    assert hours.heat_class.shape == SHAPE
    assert np.all(np.diff(hours.mean_u_limits, axis=2) <= 0)
