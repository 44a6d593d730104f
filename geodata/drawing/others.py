"""Everything that is no home: halls, port sheds, schools, church, farms, and the workshops behind the houses.

Place in the flow: [geodata] -> sim -> scenarios -> dashboard.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from geodata.citymap import USES
from geodata.drawing.boxes import boxes_in, clear_among, clear_of, rectangles
from geodata.drawing.streets import Streets
from geodata.drawing.zones import CAMPUS, CIVIC, ESTATE, HALL, HARBOUR, OPEN, PAIR, PARK, ROW, Land
from geodata.norms import StockNorms

USE = {name: i for i, name in enumerate(USES)}


@dataclass
class Boxes:
    """Free-standing buildings."""

    shape: np.ndarray
    use: np.ndarray
    block: np.ndarray
    """row of the piece of land; -1 in the fields"""
    storeys: np.ndarray

    def __len__(self) -> int:
        return len(self.shape)

    def take(self, rows: np.ndarray) -> Boxes:
        """Only these rows."""
        return Boxes(self.shape[rows], self.use[rows], self.block[rows], self.storeys[rows])


def together(parts: list[Boxes]) -> Boxes:
    """One table of boxes."""
    return Boxes(*(np.concatenate([getattr(p, k) for p in parts]) for k in ("shape", "use", "block", "storeys")))


LAYOUT = {HALL: ("hall_large", "hall_middle", "hall_small"), HARBOUR: ("port_shed",), CAMPUS: ("campus", "park"),
          CIVIC: ("civic", "park"), PARK: ("park",), ESTATE: ("estate",)}  # fmt: skip
"""Grids of buildings on each kind of land, from large to small: what one leaves free the next may fill. Sizes stand in
`free_standing_m`."""
APART_M = 7.0
"""Least distance between free-standing buildings: a lane for the fire brigade and some light (drawing style) [m]."""
LEAST_PART = 0.72
"""A building that sticks out of its block is tried once more at this part of both sides (drawing style)."""
MARGIN_M = {HALL: 6.0, HARBOUR: 6.0, CAMPUS: 7.0, CIVIC: 4.0, PARK: 7.0, ESTATE: 5.0}
"""Green or kerb between the street edge and a free-standing building (drawing style) [m]."""
ACROSS = {HALL: 0.12, HARBOUR: 0.0, CAMPUS: 0.35, CIVIC: 0.1, PARK: 0.3, ESTATE: 0.35}
"""Share of the buildings that stand across the block (drawing style)."""


def free_standing(land: Land, blocks: np.ndarray, form: int, norms: StockNorms, luck) -> Boxes:
    """Ground plans on land that has its own layout; their use is settled later, but for homes on an estate."""
    rows = np.flatnonzero((land.form == form) & (shapely.area(blocks) > 900))
    grids, parts = LAYOUT[form], []
    first = luck.integers(0, len(grids), len(rows)) if form == HALL else np.zeros(len(rows), int)
    taken = np.array([], dtype=object)
    for k, name in enumerate(grids):
        size, mine = norms.free_standing_m[name], rows[first <= k]
        across = ACROSS[form]
        owner, shapes = boxes_in(
            blocks[mine],
            size["cell"],
            (size["length"], size["width"]),
            MARGIN_M[form],
            across,
            luck,
            1.0 if form == ESTATE else LEAST_PART,
        )
        free = clear_of(shapes, taken, APART_M)
        free[free] &= clear_among(shapes[free], APART_M)
        owner, shapes = owner[free], shapes[free]
        parts.append(Boxes(shapes, np.full(len(shapes), USE["home"]), mine[owner], np.zeros(len(shapes), int)))
        taken = np.concatenate([taken, shapes])
    found = together(parts)
    if form == ESTATE:
        found.shape = _towers(found.shape, luck)
    return found


TOWER_SHARE = 0.34
"""Part of an estate's slabs that become towers, for a skyline (drawing style)."""
TOWER_M = (17.0, 22.0)
"""Side of a tower: four flats around a stair [m]."""


def _towers(shapes: np.ndarray, luck) -> np.ndarray:
    """Every third slab of an estate shrinks to a tower of about 20 by 20 m."""
    if not len(shapes):
        return shapes
    tower = luck.random(len(shapes)) < TOWER_SHARE
    middle = shapely.get_coordinates(shapely.centroid(shapes))
    corner = shapely.get_coordinates(shapes).reshape(-1, 5, 2)
    axis = corner[:, 1] - corner[:, 0]
    axis /= np.linalg.norm(axis, axis=1)[:, None]
    square = rectangles(middle, axis, *luck.uniform(*TOWER_M, (2, len(shapes))))
    return np.where(tower, square, shapes)


def church_on(square: shapely.Polygon) -> shapely.Polygon:
    """A cross-shaped church with its choir to the east, in the middle of its square."""
    x, y = square.centroid.x, square.centroid.y
    size = float(np.clip(np.sqrt(square.area) / 75, 0.5, 1.2))
    nave = np.array([(-25, -7), (6, -7), (6, -14), (15, -14), (15, -7), (22, -6), (26, 0), (22, 6), (15, 7), (15, 14),
                     (6, 14), (6, 7), (-25, 7)])  # fmt: skip
    return shapely.Polygon(nave * size + (x, y))


YARDS = (
    (17.0, (24, 17), ((14, 21), (8, 13)), "industry"), (17.0, (15, 10), ((7, 12), (5, 7.5)), "shed"),
    (14.0, (11, 8), ((5, 8), (3.2, 5)), "shed"), (6.0, (9, 7), ((4.5, 6), (3, 4)), "shed"),
)  # fmt: skip
"""Rounds in which yards fill up: distance to the front, cell, length and width [m], and use: a few workshops, then
garages and garden houses, ever smaller (drawing style)."""
INHABITANTS_PER_WORKSHOP = 450
"""About one joiner or garage behind the houses of each neighbourhood (drawing style)."""


def yard_buildings(land: Land, blocks: np.ndarray, standing: np.ndarray, wanted: int, workshops: int, luck) -> Boxes:
    """Workshops and sheds behind the fronts, at most as many as wanted, spread over all blocks.

    Args:
        land: pieces
        blocks: carved blocks
        standing: what stands there already
        wanted: how many are asked for
        workshops: how many of them are workshops, at most
        luck: numpy random generator
    """
    rows = np.flatnonzero(np.isin(land.form, (ROW, PAIR, OPEN)) & (shapely.area(blocks) > 1200))
    parts, taken = [], standing
    for margin, cell, size, use in YARDS:
        owner, shapes = boxes_in(blocks[rows], cell, size, margin, 0.15, luck)
        free = clear_of(shapes, taken, 1.2)
        free[free] &= clear_among(shapes[free], 0.8)
        limit = wanted - sum(len(p) for p in parts)
        limit = min(limit, workshops) if use == "industry" else limit
        chosen = np.sort(luck.permutation(np.flatnonzero(free))[:limit])
        n = len(chosen)
        parts.append(Boxes(shapes[chosen], np.full(n, USE[use]), rows[owner[chosen]], np.ones(n, int)))
        taken = np.concatenate([taken, shapes[chosen]])
        if sum(len(p) for p in parts) >= wanted:
            break
    return together(parts)


def farms(streets: Streets, barriers: np.ndarray, number: int, luck) -> tuple[Boxes, np.ndarray, np.ndarray]:
    """Farmsteads a little off the country roads: a house to the road, stable and barn around a yard.

    Returns:
        stables and barns; farmhouses; the compass direction the houses face [deg]
    """
    rows = np.flatnonzero(~streets.built & (shapely.length(streets.line) > 60))
    rows = luck.permutation(rows)[: 3 * number]
    middle = shapely.line_interpolate_point(streets.line[rows], 0.5, normalized=True)
    ends = shapely.get_coordinates(shapely.get_point(streets.line[rows], -1))
    at = shapely.get_coordinates(middle)
    along = ends - at
    along /= np.maximum(np.linalg.norm(along, axis=1), 1e-9)[:, None]
    out = np.column_stack([-along[:, 1], along[:, 0]]) * luck.choice([-1.0, 1.0], len(rows))[:, None]
    yard = at + out * luck.uniform(38, 60, len(rows))[:, None]
    n = len(rows)
    house = rectangles(yard - out * 16, along, luck.uniform(14, 20, n), luck.uniform(8, 10, n))
    stable = rectangles(yard + out * 4 + along * 27, out, luck.uniform(34, 52, n), luck.uniform(13, 19, n))
    barn = rectangles(yard + out * 24 - along * 12, along, luck.uniform(22, 34, n), luck.uniform(11, 15, n))
    hull = shapely.convex_hull(shapely.union_all(np.stack([house, stable, barn]), axis=0))
    good = clear_of(hull, barriers, 6.0)
    good &= clear_of(hull, streets.line, 8.0)
    good[good] &= clear_among(hull[good], 10.0)
    good = np.flatnonzero(good)[:number]
    shapes = np.concatenate([stable[good], barn[good]])
    use = np.repeat([USE["farm"], USE["shed"]], len(good))
    facing = np.degrees(np.arctan2(-out[good, 0], -out[good, 1])) % 360
    return Boxes(shapes, use, np.full(len(shapes), -1), np.ones(len(shapes), int)), house[good], facing
