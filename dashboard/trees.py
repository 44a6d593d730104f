"""Where trees are drawn: in parks and forests, along the edge of squares and along the wider streets. For the eye only.

Place in the flow: geodata -> sim -> scenarios -> [dashboard]. The map knows green areas and streets but no single tree;
no result depends on these. The same map always gets the same trees.
"""

from __future__ import annotations

import numpy as np
import shapely

from geodata import LAND_KINDS, STREET_KINDS, CityMap

MOST_TREES = 9000
SPACING_M = {"park": 17.0, "forest": 30.0, "square": 15.0}
"""Mean distance between two trees [m]."""
BESIDE_STREET_M = {"main": (7.5, 24.0), "square": (6.0, 20.0), "quay": (5.0, 22.0)}
"""How far from the middle of the street a row stands, and how far apart its trees are [m]."""
CLEAR_OF_WALLS_M = 3.0


def trees_of(city: CityMap) -> np.ndarray:
    """Places of the trees [m], shape (n, 2); none inside a building, at most `MOST_TREES`."""
    luck = np.random.default_rng(len(city.buildings) + 7 * len(city.streets))
    places = [_in_areas(city, name, spacing, luck) for name, spacing in SPACING_M.items()]
    places += [_along(city, name, *rows) for name, rows in BESIDE_STREET_M.items()]
    trees = np.concatenate([each for each in places if len(each)] or [np.zeros((0, 2))])
    trees = trees[_free(city, trees)]
    return trees if len(trees) <= MOST_TREES else trees[np.sort(luck.permutation(len(trees))[:MOST_TREES])]


def _in_areas(city: CityMap, name: str, spacing_m: float, luck: np.random.Generator) -> np.ndarray:
    """A shaken grid over each area of a kind, cut to its outline."""
    found = []
    for area in city.land.geometry[city.land.kind == LAND_KINDS.index(name)]:
        west, south, east, north = area.bounds
        across, up = np.meshgrid(np.arange(west, east, spacing_m), np.arange(south, north, spacing_m))
        grid = np.column_stack([across.ravel(), up.ravel()]) + luck.uniform(0, spacing_m, (across.size, 2))
        found.append(grid[shapely.contains_xy(area, grid)])
    return np.concatenate(found) if found else np.zeros((0, 2))


def _along(city: CityMap, name: str, beside_m: float, apart_m: float) -> np.ndarray:
    """A row on both sides of every street of a kind."""
    found = []
    for line in city.streets.geometry[city.streets.kind == STREET_KINDS.index(name)]:
        for side in (beside_m, -beside_m):
            row = shapely.offset_curve(line, side)
            steps = np.arange(apart_m / 2, row.length, apart_m)
            found.append(shapely.get_coordinates(shapely.line_interpolate_point(row, steps)))
    return np.concatenate(found) if found else np.zeros((0, 2))


def _free(city: CityMap, trees: np.ndarray) -> np.ndarray:
    """Which trees stand clear of buildings, water and rails."""
    closed = np.isin(city.land.kind, [LAND_KINDS.index(name) for name in ("water", "dock", "rail")])
    walls = shapely.STRtree(np.concatenate([city.buildings.geometry, city.land.geometry[closed]]))
    crowded = walls.query(shapely.points(trees), predicate="dwithin", distance=CLEAR_OF_WALLS_M)[0]
    free = np.ones(len(trees), dtype=bool)
    free[crowded] = False
    return free
