"""From plots to ground plans: rows that share walls, pairs, open houses, corner houses, wings at the back.

Place in the flow: [geodata] -> sim -> scenarios -> dashboard.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import numpy as np
import shapely

from geodata.drawing.frontage import Plots, Sides, point_and_normal
from geodata.drawing.zones import OPEN, PAIR, ROW
from geodata.norms import StockNorms

TOUCH_M2 = 0.004
"""Two neighbours that share less than this stand beside each other; rounding of cut points makes that much [m2]."""

HALF_BLOCK = 0.44
"""Houses reach at most this far through their block, so that those of the other side stay clear (drawing style)."""
WING_ACROSS = (0.42, 0.62)
"""Part of the back that a wing takes; the rest lets light into the middle room (drawing style)."""


@dataclass
class Houses:
    """Candidate buildings, one row each."""

    shape: np.ndarray
    form: np.ndarray
    block: np.ndarray
    side: np.ndarray
    wide: np.ndarray
    """wide enough for flats"""
    facing_deg: np.ndarray
    """compass direction that the street front looks to [deg]"""
    deep_m: np.ndarray
    """depth of the main volume [m]"""
    next: np.ndarray
    """row of the neighbour beyond the right wall, -1 when that wall is free"""
    right_wall: np.ndarray
    """where the right wall starts, where the main volume ends and where the wing ends, shape (n, 3) [m]"""
    left_wall: np.ndarray
    main: np.ndarray
    """ground plan of the main volume, without the wing at the back"""

    def __len__(self) -> int:
        return len(self.shape)

    @property
    def wing_m(self) -> np.ndarray:
        """Length of the wing behind the main volume, 0 for none [m]."""
        return np.maximum(self.right_wall[:, 2] - self.right_wall[:, 1], self.left_wall[:, 2] - self.left_wall[:, 1])

    def without_wings(self, rows: np.ndarray) -> Houses:
        """The same houses, these rows cut back to their main volume."""
        shape, right, left = self.shape.copy(), self.right_wall.copy(), self.left_wall.copy()
        shape[rows] = self.main[rows]
        right[rows, 2], left[rows, 2] = right[rows, 1], left[rows, 1]
        return replace(self, shape=shape, right_wall=right, left_wall=left)

    def take(self, rows: np.ndarray) -> Houses:
        """Only these rows; links to neighbours that stay away are cut."""
        new = np.full(len(self) + 1, -1)
        new[rows] = np.arange(len(rows))
        part = {f.name: getattr(self, f.name)[rows] for f in fields(self)}
        part["next"] = new[part["next"]]
        return Houses(**part)


def build_houses(sides: Sides, plots: Plots, corner: np.ndarray, depth: np.ndarray, norms: StockNorms, luck) -> Houses:
    """Ground plans for all plots, then for all closed corners.

    Args:
        sides: fronts of blocks
        plots: their plots
        corner: depth of the corner house at the start of each side, 0 for none [m]
        depth: room behind each front [m]
        norms: depths, setbacks, gaps
        luck: numpy random generator
    """
    n = len(plots.side)
    front, deep = _front_and_depth(sides, plots, depth, norms, luck)
    deep = np.minimum(deep, _room_beside_corners(sides, plots, corner))
    low, high = _open_flanks(plots, norms, luck)
    wing, wing_left, split = _wings(plots, depth, front, deep, norms, luck)
    shape, main = _outline(plots, low, high, front, deep, wing, wing_left, split)
    facing = np.degrees(np.arctan2(-plots.left_ray[:, 0], -plots.left_ray[:, 1])) % 360
    back = front + deep
    right_wall = np.column_stack([front, back, back + np.where(wing_left, 0, wing)])
    left_wall = np.column_stack([front, back, back + np.where(wing_left, wing, 0)])
    touches = (high == 1) & ~plots.last
    touches[:-1] &= low[1:] == 0
    following = np.where(touches, np.arange(n) + 1, -1)
    block = sides.block[plots.side]
    houses = Houses(
        shape, plots.form, block, plots.side, plots.wide, facing, deep, following, right_wall, left_wall, main
    )
    return _with_corners(houses, sides, plots, corner)


def _front_and_depth(sides, plots, depth, norms, luck):
    """Setback and depth of the main volume [m], kept within the room behind the front."""
    names = np.select([plots.wide, plots.form == PAIR, plots.form == OPEN], [1, 2, 3], 0)
    table = np.array([norms.building_depth_m[k] for k in ("terraced", "wide", "semi_detached", "detached")])
    deep = luck.uniform(table[names, 0], table[names, 1])
    usual = luck.uniform(table[:, 0].min(), table[:, 1].max(), len(sides.line))[plots.side]
    deep = np.clip(0.55 * deep + 0.45 * usual, table[names, 0], table[names, 1])
    pair = plots.form == PAIR
    deep[1:] = np.where(pair[1:] & (_number_in_side(plots)[1:] % 2 == 1), deep[:-1], deep[1:])
    setback = np.array([norms.setback_m[k] for k in ("terraced", "terraced", "semi_detached", "detached")])
    side_front = luck.random(len(sides.line))[plots.side]
    front = setback[names, 0] + side_front * (setback[names, 1] - setback[names, 0])
    front += np.where(plots.form == OPEN, luck.uniform(0, 4, len(front)), 0)
    room = depth[plots.side]
    front = np.minimum(front, 0.14 * room)
    return front, np.minimum(deep, 0.40 * room)


def _room_beside_corners(sides: Sides, plots: Plots, corner: np.ndarray) -> np.ndarray:
    """Greatest depth of each house: the two beside a corner house stay as shallow as it, or they meet behind it [m]."""
    at_end = np.zeros(len(sides.line))
    linked = sides.follows >= 0
    at_end[sides.follows[linked]] = corner[linked]
    room = np.full(len(plots.side), np.inf)
    for mask, depth in ((plots.first, corner), (plots.last, at_end)):
        beside = mask & (depth[plots.side] > 0)
        room[beside] = np.minimum(room[beside], depth[plots.side[beside]])
    return room


def _number_in_side(plots: Plots) -> np.ndarray:
    row = np.arange(len(plots.side))
    return row - np.maximum.accumulate(np.where(plots.first, row, 0))


def _open_flanks(plots, norms, luck):
    """Where the house begins and ends across its plot, as a share of the plot's width."""
    n = len(plots.side)
    number = _number_in_side(plots)
    gap = np.select([plots.form == PAIR, plots.form == OPEN],
                    [norms.side_gap_m["semi_detached"], norms.side_gap_m["detached"]], 0.0)  # fmt: skip
    share = np.minimum(gap / np.maximum(plots.width, 1), 0.3)
    most = luck.uniform(9.5, 15.5, n) / np.maximum(plots.width, 1)
    spare = np.where(plots.form == OPEN, np.maximum(1 - 2 * share - most, 0), 0)
    lean = luck.random(n)
    low, high = share + spare * lean, 1 - share - spare * (1 - lean)
    low = np.where((plots.form == PAIR) & (number % 2 == 1), 0.0, low)
    high = np.where((plots.form == PAIR) & (number % 2 == 0), 1.0, high)
    low, high = np.where(plots.form == ROW, 0.0, low), np.where(plots.form == ROW, 1.0, high)
    return low, high


def _wings(plots, depth, front, deep, norms, luck):
    """Length of the wing at the back (0 = none) [m], whether it stands left, and where it ends across the plot."""
    n = len(plots.side)
    number = _number_in_side(plots)
    names = ["terraced", "semi_detached", "detached"]
    likely = np.select([plots.form == ROW, plots.form == PAIR], [norms.wing_share[k] for k in names[:2]],
                       norms.wing_share[names[2]])  # fmt: skip
    shortest, longest = norms.wing_length_m
    wing = luck.uniform(shortest, longest, n) * (luck.random(n) < likely)
    room = HALF_BLOCK * depth[plots.side] - front - deep
    wing = np.where(room < shortest, 0.0, np.minimum(wing, room))
    mirrored = number % 2 == 1
    left = np.where(plots.form == ROW, mirrored, np.where(plots.form == PAIR, mirrored, luck.random(n) < 0.5))
    return wing, left, luck.uniform(*WING_ACROSS, n)


def _outline(plots, low, high, front, deep, wing, wing_left, split):
    """Polygons of four corners, or six with a wing; and those of the main volume alone."""

    def at(across, behind):
        left = plots.left + plots.left_ray * behind[:, None]
        right = plots.right + plots.right_ray * behind[:, None]
        return left + (right - left) * across[:, None]

    back, far = front + deep, front + deep + wing
    middle = low + (high - low) * np.where(wing_left, split, 1 - split)
    box = np.stack([at(low, front), at(high, front), at(high, back), at(low, back)], axis=1)
    left = np.stack([at(low, front), at(high, front), at(high, back), at(middle, back), at(middle, far),
                     at(low, far)], axis=1)  # fmt: skip
    right = np.stack([at(low, front), at(high, front), at(high, far), at(middle, far), at(middle, back),
                      at(low, back)], axis=1)  # fmt: skip
    main = shapely.polygons(box)
    shape, some = main.copy(), wing > 0
    shape[some] = shapely.polygons(np.where(wing_left[some, None, None], left[some], right[some]))
    return shape, main


def _with_corners(houses: Houses, sides: Sides, plots: Plots, corner: np.ndarray) -> Houses:
    """Add the houses on closed corners, each linked to the neighbours on both its streets."""
    rows = np.flatnonzero(corner > 0)
    before = sides.follows[rows]
    leg = corner[rows] / np.tan(sides.start_angle[rows] / 2)
    a, ray_a = point_and_normal(sides.line[before], shapely.length(sides.line[before]) - leg)
    b, ray_b = point_and_normal(sides.line[rows], leg)
    tip = shapely.get_coordinates(shapely.line_interpolate_point(sides.line[rows], np.zeros(len(rows))))
    cross = ray_a[:, 0] * ray_b[:, 1] - ray_a[:, 1] * ray_b[:, 0]
    apart = b - a
    safe = np.where(np.abs(cross) < 1e-6, 1.0, cross)
    deep_a = (apart[:, 0] * ray_b[:, 1] - apart[:, 1] * ray_b[:, 0]) / safe
    deep_b = (apart[:, 0] * ray_a[:, 1] - apart[:, 1] * ray_a[:, 0]) / safe
    good = (np.abs(cross) > 0.2) & (deep_a > 4) & (deep_b > 4) & (deep_a < 22) & (deep_b < 22)
    rows, before = rows[good], before[good]
    inner = (a + ray_a * deep_a[:, None])[good]
    shape = shapely.polygons(np.stack([a[good], tip[good], b[good], inner], axis=1))
    facing = np.degrees(np.arctan2(-ray_b[good, 0], -ray_b[good, 1])) % 360
    n, m = len(houses), len(rows)
    start_of = np.full(len(sides.line), -1)
    start_of[plots.side[plots.first]] = np.flatnonzero(plots.first)
    end_of = np.full(len(sides.line), -1)
    end_of[plots.side[plots.last]] = np.flatnonzero(plots.last)
    following = houses.next.copy()
    seen = end_of[before] >= 0
    following[end_of[before][seen]] = n + np.flatnonzero(seen)
    zero = np.zeros(m)
    right_wall = np.column_stack([zero, deep_b[good], deep_b[good]])
    left_wall = np.column_stack([zero, deep_a[good], deep_a[good]])
    extra = (shape, np.full(m, ROW), sides.block[rows], rows, np.zeros(m, bool), facing, deep_b[good],
             start_of[rows], right_wall, left_wall, shape)  # fmt: skip
    old = [getattr(houses, f.name) for f in fields(houses)]
    old[[f.name for f in fields(houses)].index("next")] = following
    return Houses(*(np.concatenate([x, y]) for x, y in zip(old, extra, strict=True)))


@dataclass(frozen=True)
class PartyWalls:
    """Walls that two houses share, one row per pair of neighbours."""

    one: np.ndarray
    other: np.ndarray
    length_m: np.ndarray
    """main against main, main against wing, wing against main, wing against wing, shape (n, 4) [m]"""


def party_walls(houses: Houses) -> PartyWalls:
    """The walls along which neighbours in a row or a pair touch."""
    one = np.flatnonzero(houses.next >= 0)
    other = houses.next[one]
    right, left = houses.right_wall[one], houses.left_wall[other]
    parts = [
        np.minimum(right[:, i + 1], left[:, k + 1]) - np.maximum(right[:, i], left[:, k])
        for i in (0, 1)
        for k in (0, 1)
    ]
    return PartyWalls(one, other, np.maximum(np.column_stack(parts), 0))


def shared_area_m2(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Area that each pair of polygons has in common [m2]; walls that nearly coincide are snapped to a millimetre."""
    try:
        return shapely.area(shapely.intersection(one, other))
    except shapely.errors.GEOSException:
        return shapely.area(shapely.intersection(one, other, grid_size=0.001))


def clashes(shapes: np.ndarray, ok: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Pairs of shapes that stand in each other.

    Args:
        shapes: polygons
        ok: which of them count (mask)
    """
    one, other = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    check = (one < other) & ok[one] & ok[other]
    one, other = one[check], other[check]
    clash = shared_area_m2(shapes[one], shapes[other]) > TOUCH_M2
    return one[clash], other[clash]


def free_of_overlap(houses: Houses, rank: np.ndarray) -> Houses:
    """Houses of which none covers another: clashing wings are left out, then of two that clash the higher rank goes.

    Args:
        houses: candidates
        rank: lower stays
    """
    ok = shapely.is_valid(houses.shape)
    one, other = clashes(houses.shape, ok)
    houses = houses.without_wings(np.union1d(one, other))
    # only houses that clashed before can clash still: a cut house covers less than it did
    near = np.union1d(one, other)
    if len(near):
        ok[near] &= shapely.is_valid(houses.shape[near])
        one, other = (near[k] for k in clashes(houses.shape[near], ok[near]))
    loser, winner = np.where(rank[one] > rank[other], one, other), np.where(rank[one] > rank[other], other, one)
    for k in np.argsort(rank[winner], kind="stable"):
        if ok[winner[k]]:
            ok[loser[k]] = False
    return houses.take(np.flatnonzero(ok))
