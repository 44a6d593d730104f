"""Cutting land into blocks, and the streets that fall between them.

Place in the flow: [geodata] -> sim -> scenarios -> dashboard.
Every round cuts all pieces that are still too large at once, across their long axis and a little askew.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import shapely


def box_frame(polygons: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Smallest turned rectangles.

    Returns:
        centre (n, 2), unit vector of the long axis (n, 2), long side (n), short side (n) [m]
    """
    frames = shapely.oriented_envelope(polygons)
    corners = shapely.get_coordinates(shapely.get_exterior_ring(frames)).reshape(-1, 5, 2)
    first, second = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 1]
    a, b = np.linalg.norm(first, axis=1), np.linalg.norm(second, axis=1)
    axis = np.where((a >= b)[:, None], first, second)
    long, short = np.maximum(a, b), np.minimum(a, b)
    return corners[:, :4].mean(axis=1), axis / np.maximum(long, 1e-9)[:, None], long, short


def subdivide(
    polygons: np.ndarray, limits: Callable[[np.ndarray], tuple[np.ndarray, np.ndarray]], askew: float, luck
) -> np.ndarray:
    """Cut polygons until each is small enough.

    Args:
        polygons: pieces of land
        limits: gives for centres (n, 2) the longest long side and the shortest short side to aim for [m]
        askew: standard deviation of the cutting angle [rad]
        luck: numpy random generator

    Returns:
        the small pieces, still filling the same land without overlap
    """
    done = []
    open_ = np.asarray(polygons, dtype=object)
    for _ in range(16):
        if not len(open_):
            break
        centre, axis, long, short = box_frame(open_)
        most, least = limits(centre)
        cut = (long > most) | (short > 2.1 * least)
        cut &= shapely.area(open_) > 1.25 * least * least
        done.append(open_[~cut])
        open_ = _halves(open_[cut], centre[cut], axis[cut], long[cut], most[cut], askew, luck)
    return np.concatenate([*done, open_])


def _halves(polygons, centre, axis, long, most, askew, luck):
    """Both sides of one cut through each polygon, near a whole number of blocks along its long axis."""
    n = len(polygons)
    pieces = np.maximum(np.ceil(long / most), 2)
    share = np.floor(pieces / 2) / pieces + luck.normal(0, 0.035, n)
    turn = luck.normal(0, askew, n)
    normal = np.column_stack([
        axis[:, 0] * np.cos(turn) - axis[:, 1] * np.sin(turn), axis[:, 0] * np.sin(turn) + axis[:, 1] * np.cos(turn)
    ])  # fmt: skip
    along = np.column_stack([-normal[:, 1], normal[:, 0]])
    point = centre + axis * ((share - 0.5) * long)[:, None]
    far = 4 * long[:, None] + 50
    low, high = point - along * far, point + along * far
    sides = []
    for sign in (1, -1):
        corners = np.stack([low, high, high + sign * normal * far, low + sign * normal * far], axis=1)
        sides.append(shapely.intersection(polygons, shapely.polygons(corners), grid_size=0.01))
    parts = shapely.get_parts(np.concatenate(sides))
    return parts[(shapely.get_type_id(parts) == 3) & (shapely.area(parts) > 1)]


def street_net(pieces: np.ndarray, extra: np.ndarray) -> np.ndarray:
    """Every border between pieces as a street, cut at each crossing.

    Args:
        pieces: polygons that fill the land
        extra: further lines that are streets, like roads through open land

    Returns:
        line segments that meet only at their ends
    """
    lines = np.concatenate([shapely.boundary(pieces), extra])
    net = shapely.line_merge(shapely.union_all(lines, grid_size=0.5))
    return shapely.get_parts(net)


def split_long(lines: np.ndarray, longest: float) -> np.ndarray:
    """The same lines in equal pieces of at most `longest` metres."""
    length = shapely.length(lines)
    pieces = np.maximum(np.ceil(length / longest), 1).astype(int)
    keep = lines[pieces == 1]
    long = np.flatnonzero(pieces > 1)
    if not len(long):
        return keep
    row = np.repeat(long, pieces[long])
    k = np.concatenate([np.arange(n) for n in pieces[long]])
    start, end = k * length[row] / pieces[row], (k + 1) * length[row] / pieces[row]
    steps = np.linspace(0, 1, 7)
    at = start[:, None] + (end - start)[:, None] * steps
    points = shapely.line_interpolate_point(np.repeat(lines[row], 7), at.ravel())
    cut = shapely.linestrings(shapely.get_coordinates(points).reshape(-1, 7, 2))
    return np.concatenate([keep, cut])
