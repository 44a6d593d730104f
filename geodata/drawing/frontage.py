"""Walking along the fronts of blocks and putting down plot after plot.

Place in the flow: [geodata] -> sim -> scenarios -> dashboard.
A side of a block is a line with the street on its right hand. It is cut at plot borders; a wall stands on the ray that
leaves the front squarely at a cut. Two neighbours use the same ray, so a party wall is one line, drawn twice.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from geodata.drawing.zones import OPEN, PAIR, ROW
from geodata.norms import StockNorms

CORNER_TURN = np.radians(27)
"""A bend of the front sharper than this is a street corner."""


@dataclass
class Sides:
    """Fronts of blocks, one row per side."""

    line: np.ndarray
    block: np.ndarray
    """row of the block; -1 for a ribbon along a road"""
    form: np.ndarray
    start_angle: np.ndarray
    """inner angle of the block at the start of the side [rad]"""
    end_angle: np.ndarray
    follows: np.ndarray
    """row of the side that ends where this one starts; -1 for a ribbon"""


def block_sides(blocks: np.ndarray, form: np.ndarray, rows: np.ndarray) -> Sides:
    """Cut the outlines of blocks into sides at their corners.

    Args:
        blocks: polygons, one per row of `rows`
        form: form of each block
        rows: permanent row of each block
    """
    lines, owner, forms, angles, follows = [], [], [], [], []
    for polygon, kind, row in zip(shapely.orient_polygons(blocks), form, rows, strict=True):
        xy = shapely.get_coordinates(polygon.exterior)[:-1]
        step = np.roll(xy, -1, axis=0) - xy
        heading = np.arctan2(step[:, 1], step[:, 0])
        turn = np.mod(heading - np.roll(heading, 1) + np.pi, 2 * np.pi) - np.pi
        corners = np.flatnonzero(np.abs(turn) > CORNER_TURN)
        if len(corners) < 2:
            corners = np.array([0, len(xy) // 2])
        first = len(lines)
        for k, c in enumerate(corners):
            end = corners[(k + 1) % len(corners)]
            part = np.arange(c, end + 1) if end > c else np.r_[c : len(xy), 0 : end + 1]
            lines.append(shapely.LineString(xy[part]))
            owner.append(row)
            forms.append(kind)
            angles.append((np.pi - turn[c], np.pi - turn[end]))
            follows.append(first + (k - 1) % len(corners))
    angles = np.array(angles).reshape(-1, 2)
    return Sides(np.array(lines, dtype=object), np.array(owner, int), np.array(forms, int), angles[:, 0],
                 angles[:, 1], np.array(follows, int))  # fmt: skip


def inner_depth(sides: Sides, blocks: dict[int, shapely.Polygon], reach: float = 90.0) -> np.ndarray:
    """Distance from the middle of each side straight across its block [m]; `reach` for ribbons."""
    middle, normal = point_and_normal(sides.line, shapely.length(sides.line) / 2)
    ray = shapely.linestrings(np.stack([middle + 0.5 * normal, middle + reach * normal], axis=1))
    depth = np.full(len(sides.line), reach)
    own = np.flatnonzero(sides.block >= 0)
    walls = shapely.boundary(np.array([blocks[i] for i in sides.block[own]], dtype=object))
    hit = shapely.distance(shapely.points(middle[own]), shapely.intersection(ray[own], walls))
    depth[own] = np.where(np.isfinite(hit), hit, reach)
    return depth


def point_and_normal(lines: np.ndarray, at: np.ndarray, span: float = 2.0) -> tuple[np.ndarray, np.ndarray]:
    """Points at a distance along lines, and the unit vector to the left there.

    Args:
        lines: line strings, one per point
        at: distance along [m]
        span: half the length over which the direction is taken [m]
    """
    length = shapely.length(lines)
    before = shapely.line_interpolate_point(lines, np.clip(at - span, 0, np.maximum(length - 2 * span, 0)))
    after = shapely.line_interpolate_point(lines, np.minimum(np.clip(at + span, 2 * span, None), length))
    point = shapely.get_coordinates(shapely.line_interpolate_point(lines, at))
    along = shapely.get_coordinates(after) - shapely.get_coordinates(before)
    along /= np.maximum(np.linalg.norm(along, axis=1), 1e-9)[:, None]
    return point, np.column_stack([-along[:, 1], along[:, 0]])


@dataclass
class Plots:
    """Plots in street order, one row per plot. `left` and `right` as seen from inside the block on the street."""

    side: np.ndarray
    form: np.ndarray
    wide: np.ndarray
    left: np.ndarray
    left_ray: np.ndarray
    right: np.ndarray
    right_ray: np.ndarray
    width: np.ndarray
    first: np.ndarray
    last: np.ndarray


def walk(sides: Sides, depth: np.ndarray, norms: StockNorms, wide_share: float, luck) -> tuple[Plots, np.ndarray]:
    """Divide every side into plots.

    Args:
        sides: fronts
        depth: room behind each front [m]
        norms: plot widths, depths, setbacks
        wide_share: share of plots in rows that are wide enough for flats
        luck: numpy random generator

    Returns:
        the plots, and per side the depth of its closed corner house at the start (0 = open corner) [m]
    """
    length = shapely.length(sides.line)
    corner = _corner_depth(sides, depth, length, luck)
    start, end = _offsets(sides, corner, norms)
    room = length - start - end
    mean = {ROW: _mean(norms, "terraced") * (1 - wide_share) + _mean(norms, "wide") * wide_share,
            PAIR: _mean(norms, "semi_detached"), OPEN: _mean(norms, "detached")}  # fmt: skip
    width = np.select([sides.form == f for f in (ROW, PAIR, OPEN)], [mean[f] for f in (ROW, PAIR, OPEN)])
    count = np.maximum(np.round(room / width), 0).astype(int)
    count[(sides.form == PAIR) & (count % 2 == 1)] -= 1
    smallest = np.select([sides.form == f for f in (ROW, PAIR, OPEN)],
                         [norms.plot_width_m[n][0] * 0.95 for n in ("terraced", "semi_detached", "detached")])  # fmt: skip
    count = np.where(room < smallest, 0, np.minimum(count, np.floor(room / np.maximum(smallest, 1)))).astype(int)
    count[depth < 13] = 0
    side = np.repeat(np.arange(len(count)), count)
    wide = (sides.form[side] == ROW) & (luck.random(len(side)) < wide_share) & (depth[side] > 26)
    names = np.select([sides.form[side] == PAIR, sides.form[side] == OPEN, wide], [1, 2, 3], 0)
    bounds = np.array([norms.plot_width_m[n] for n in ("terraced", "semi_detached", "detached", "wide")])[names]
    drawn = luck.uniform(bounds[:, 0], bounds[:, 1])
    total = np.bincount(side, drawn, len(count))
    drawn *= room[side] / total[side]
    return _plots(sides, side, drawn, start, wide), corner


def _mean(norms: StockNorms, name: str) -> float:
    return sum(norms.plot_width_m[name]) / 2


def _corner_depth(sides: Sides, depth, length, luck) -> np.ndarray:
    """Depth of the corner house where two rows meet at an ordinary angle, else 0 [m]."""
    before = sides.follows
    paired = (sides.form == ROW) & (before >= 0)
    angle = sides.start_angle
    fits = paired & (angle > np.radians(62)) & (angle < np.radians(128))
    house = luck.uniform(8.0, 10.5, len(angle))
    leg = house / np.tan(np.clip(angle, 0.3, 3.0) / 2)
    fits &= (leg * 2 + 9 < length) & (leg * 2 + 9 < length[before]) & (depth > 22) & (depth[before] > 22)
    return np.where(fits, house, 0.0)


def _offsets(sides: Sides, corner, norms: StockNorms):
    """How far from the corners the first and the last plot keep [m]."""
    following = np.full(len(corner), -1)
    own = sides.follows >= 0
    following[sides.follows[own]] = np.flatnonzero(own)
    reach = np.select(
        [sides.form == ROW, sides.form == PAIR], [norms.building_depth_m["terraced"][1] + 3.5, 14.0], 18.0
    )
    half = [np.tan(np.clip(a, 0.35, np.pi) / 2) for a in (sides.start_angle, sides.end_angle)]
    open_start = np.where(sides.form == ROW, reach / half[0], 3.0)
    open_end = np.where(sides.form == ROW, reach / half[1], reach / np.maximum(np.sin(sides.end_angle), 0.5))
    open_end = np.where(sides.end_angle > np.radians(150), 1.0, open_end)
    open_start = np.where(sides.start_angle > np.pi, 0.5, open_start)
    start = np.where(corner > 0, corner / half[0], open_start)
    end_corner = np.where(following >= 0, corner[following], 0.0)
    end = np.where(end_corner > 0, end_corner / half[1], np.where(own, open_end, 4.0))
    return start, end


def _plots(sides: Sides, side, width, start, wide) -> Plots:
    """Cut points and rays; the right border of a plot is the left border of the next, number for number."""
    n = len(side)
    if not n:
        empty = np.zeros((0, 2))
        return Plots(side, side, wide, empty, empty, empty, empty, width, wide, wide)
    first = np.r_[True, side[1:] != side[:-1]]
    last = np.r_[side[1:] != side[:-1], True]
    total = np.cumsum(width)
    base = np.maximum.accumulate(np.where(first, np.r_[0.0, total[:-1]], 0.0))
    left_at = start[side] + np.r_[0.0, total[:-1]] - base
    left_at[first] = start[side][first]
    point, ray = point_and_normal(sides.line[side], left_at)
    end_point, end_ray = point_and_normal(sides.line[side[last]], (left_at + width)[last])
    right, right_ray = np.roll(point, -1, axis=0), np.roll(ray, -1, axis=0)
    right[last], right_ray[last] = end_point, end_ray
    return Plots(side, sides.form[side], wide, point, ray, right, right_ray, width, first, last)
