"""A large city is the default one laid out many times over."""

import numpy as np
import pytest

from scenarios.speed import all_rows
from scenarios.speed.size import scaled_city
from tests.speed.mesa_households import a_town


@pytest.fixture(scope="module")
def town():
    """A small part of the ideal city."""
    return a_town(300).city


def test_everything_is_there_as_many_times(town):
    city_map, facts = scaled_city(town.map, town.facts, 3)
    assert city_map.counts() == {
        name: count * (1 if name == "districts" else 3) for name, count in town.map.counts().items()
    }
    assert (facts.households, facts.inhabitants) == (3 * town.facts.households, 3 * town.facts.inhabitants)


def test_copies_stand_apart_and_keep_their_own_streets(town):
    city_map, _ = scaled_city(town.map, town.facts, 4)
    streets, one = city_map.streets, len(town.map.streets)
    middles = np.array([[streets.x_m[k * one : (k + 1) * one].min(), streets.y_m[k * one]] for k in range(4)])
    assert len(np.unique(middles.round(), axis=0)) == 4
    buildings = city_map.buildings
    copy_of_building = np.repeat(np.arange(4), len(town.map.buildings))
    assert np.array_equal(buildings.street // one, copy_of_building)
    assert np.array_equal(buildings.district, np.tile(town.map.buildings.district, 4))


def test_one_copy_is_the_city_itself(town):
    city_map, _ = scaled_city(town.map, town.facts, 1)
    for name in ("streets", "buildings", "lamps"):
        for column, values in town.map.layer(name).columns.items():
            assert np.array_equal(city_map.layer(name).columns[column], values), column


def test_speed_and_size_have_their_rows():
    assert {"mesa_ratio", "full_250k_s", "default_run_s", "growth", "bytes_per_household"} <= set(all_rows())
