"""Trees of the picture: they stand where the map leaves room."""

from __future__ import annotations

import numpy as np
import shapely

from dashboard.trees import trees_of
from geodata import LAND_KINDS
from tests.dashboard.sample import sample_city


def test_a_park_gets_trees_and_no_tree_stands_in_a_house_or_in_the_water():
    city = sample_city()
    trees = shapely.points(trees_of(city))
    park = city.land.geometry[city.land.kind == LAND_KINDS.index("park")]
    water = city.land.geometry[city.land.kind == LAND_KINDS.index("water")]
    closed = shapely.union_all(np.concatenate([city.buildings.geometry, water]))
    assert shapely.contains(park[0], trees).sum() > 10
    assert not shapely.intersects(closed, trees).any()


def test_the_same_map_always_gets_the_same_trees():
    assert np.array_equal(trees_of(sample_city()), trees_of(sample_city()))
