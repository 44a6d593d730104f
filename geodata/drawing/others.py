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
from geodata.drawing.zones import CAMPUS, ESTATE, HALL, HARBOUR, OPEN, PAIR, PARK, ROW, Land

USE = {name: i for i, name in enumerate(USES)}


@dataclass
class Boxes:
    """Free-standing buildings."""

    shape: np.ndarray
    use: np.ndarray
    block: np.ndarray
    """row of the piece of land; -1 in the fields"""

    def __len__(self) -> int:
        return len(self.shape)

    def take(self, rows: np.ndarray) -> Boxes:
        """Only these rows."""
        return Boxes(self.shape[rows], self.use[rows], self.block[rows])


def together(parts: list[Boxes]) -> Boxes:
    """One table of boxes."""
    return Boxes(*(np.concatenate([getattr(p, k) for p in parts]) for k in ("shape", "use", "block")))


LAYOUT = {
    HALL: ((76, 60), ((36, 68), (24, 46)), 6.0, 0.2),
    HARBOUR: ((66, 60), ((38, 56), (18, 27)), 6.0, 0.0),
    CAMPUS: ((66, 48), ((34, 56), (13, 22)), 7.0, 0.35),
    ESTATE: ((56, 42), ((34, 48), (11, 14)), 5.0, 0.35),
}
"""Cell, ranges of length and width, margin [m], share that stands across: the drawing's hand, not a property of the stock."""
MIX = {
    HALL: {"industry": 0.52, "shop": 0.22, "office": 0.18, "shed": 0.08},
    HARBOUR: {"port": 0.68, "industry": 0.20, "shed": 0.12},
    CAMPUS: {"school": 0.52, "hospital": 0.14, "office": 0.14, "sports_hall": 0.10, "care_home": 0.10},
}


def own_layout_boxes(land: Land, blocks: np.ndarray, form: int, luck) -> Boxes:
    """Boxes of the districts that have their own layout."""
    rows = np.flatnonzero((land.form == form) & (shapely.area(blocks) > 900))
    owner, shapes = boxes_in(blocks[rows], *LAYOUT[form], luck)
    free = clear_among(shapes, 5.0)
    owner, shapes = owner[free], shapes[free]
    if form == ESTATE:
        return Boxes(*_towers(shapes, luck), rows[owner])
    names, shares = zip(*MIX[form].items(), strict=True)
    pick = np.searchsorted(np.cumsum(shares)[:-1], luck.random(len(shapes)))
    use = np.array([USE[n] for n in names])[pick]
    if form == CAMPUS and len(shapes):
        use[np.argmax(shapely.area(shapes))] = USE["hospital"]
    return Boxes(shapes, use, rows[owner])


def _towers(shapes: np.ndarray, luck) -> tuple[np.ndarray, np.ndarray]:
    """Every third slab of an estate shrinks to a tower of about 20 by 20 m."""
    if not len(shapes):
        return shapes, np.zeros(0, int)
    tower = luck.random(len(shapes)) < 0.34
    middle = shapely.get_coordinates(shapely.centroid(shapes))
    corner = shapely.get_coordinates(shapes).reshape(-1, 5, 2)
    axis = corner[:, 1] - corner[:, 0]
    axis /= np.linalg.norm(axis, axis=1)[:, None]
    square = rectangles(middle, axis, luck.uniform(18, 23, len(shapes)), luck.uniform(17, 20, len(shapes)))
    return np.where(tower, square, shapes), np.full(len(shapes), USE["home"])


def schools_in_parks(land: Land, blocks: np.ndarray, luck) -> Boxes:
    """A school or care home on every second piece of green."""
    rows = np.flatnonzero((land.form == PARK) & (shapely.area(blocks) > 2500))[::2]
    owner, shapes = boxes_in(blocks[rows], (62, 44), ((30, 44), (12, 17)), 7.0, 0.3, luck)
    use = np.array([USE["school"], USE["school"], USE["care_home"], USE["sports_hall"]])[owner % 4]
    return Boxes(shapes, use, rows[owner])


def church_on(square: shapely.Polygon) -> shapely.Polygon:
    """A cross-shaped church with its choir to the east, in the middle of its square."""
    x, y = square.centroid.x, square.centroid.y
    size = float(np.clip(np.sqrt(square.area) / 75, 0.5, 1.2))
    nave = np.array([(-25, -7), (6, -7), (6, -14), (15, -14), (15, -7), (22, -6), (26, 0), (22, 6), (15, 7), (15, 14),
                     (6, 14), (6, 7), (-25, 7)])  # fmt: skip
    return shapely.Polygon(nave * size + (x, y))


def yard_buildings(land: Land, blocks: np.ndarray, houses: np.ndarray, wanted: int, luck) -> Boxes:
    """Workshops and garages behind the fronts, at most as many as wanted, spread over all blocks.

    Args:
        land: pieces
        blocks: carved blocks
        houses: what stands there already
        wanted: how many are asked for
        luck: numpy random generator
    """
    rows = np.flatnonzero(np.isin(land.form, (ROW, PAIR, OPEN)) & (shapely.area(blocks) > 1200))
    parts, taken = [], houses
    for margin, cell, size in ((17.0, (15, 10), ((7, 12), (5, 7.5))), (14.0, (11, 8), ((5, 8), (3.2, 5))),
                               (6.0, (9, 7), ((4.5, 6), (3, 4)))):  # fmt: skip
        owner, shapes = boxes_in(blocks[rows], cell, size, margin, 0.15, luck)
        free = clear_of(shapes, taken, 1.2)
        free[free] &= clear_among(shapes[free], 0.8)
        chosen = np.flatnonzero(free)
        chosen = np.sort(luck.permutation(chosen)[: wanted - sum(len(p) for p in parts)])
        kind = luck.random(len(chosen))
        use = np.select([kind < 0.74, kind < 0.90], [USE["shed"], USE["industry"]], USE["office"])
        parts.append(Boxes(shapes[chosen], use, rows[owner[chosen]]))
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
    return Boxes(shapes, use, np.full(len(shapes), -1)), house[good], facing
