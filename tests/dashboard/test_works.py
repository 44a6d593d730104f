"""Lamps and buildings that a measure touched."""

from __future__ import annotations

import numpy as np
import pytest

from dashboard.works import districts_of, touched
from sim.results import Results
from tests.dashboard.market_sample import LED, ROOFS
from tests.dashboard.sample import MARKET_TOWN, sample_city


@pytest.fixture(scope="module")
def results(runs):
    return runs.run(runs.scenario("whole_plan", MARKET_TOWN))


def test_lamps_are_known_by_the_year_of_their_swap(results):
    assert touched(results, sample_city(), LED) == {"lamps": {2026: [0, 1, 2, 3], 2027: [4, 5]}, "buildings": {}}


def test_a_public_roof_is_found_by_what_changed_on_the_map_that_day(results):
    city = sample_city()
    city.buildings.dwellings[7] = 0
    rows = {"layer": "buildings", "asset": 7, "day": 1200, "trait": "solar_kwp", "value": 20.0}
    home = {**rows, "asset": 8}
    assets = {name: np.array([rows[name], home[name]]) for name in rows}
    found = touched(Results("", "", 1, results.years, {**results.tables, "assets": assets}), city, ROOFS)
    assert found == {"lamps": {}, "buildings": {2028: [7]}}


def test_where_most_was_done_comes_first():
    city = sample_city()
    east = np.flatnonzero(city.buildings.district == 1)[:3].tolist()
    west = np.flatnonzero(city.buildings.district == 0)[:2].tolist()
    assert districts_of(city, {"buildings": {2030: west + east}}, 2030) == [1, 0]
    assert districts_of(city, {"buildings": {2030: west}}, 2031) == []


def test_a_run_without_events_rings_nothing(results):
    assert touched(Results("", "", 1, results.years, {}), sample_city(), LED) == {"lamps": {}, "buildings": {}}
