"""Buildings that do not stand in a front: slabs in green, halls, sheds on quays, workshops in back yards, farms.

Place in the flow: [geodata] -> sim -> scenarios -> dashboard.
"""

from __future__ import annotations

import numpy as np
import shapely

from geodata.drawing.blocks import box_frame

FILLED_CELL = 0.84
"""A building takes at most this part of its cell in each direction: room to drive around it (drawing style)."""


def rectangles(centre: np.ndarray, axis: np.ndarray, length: np.ndarray, width: np.ndarray) -> np.ndarray:
    """Rectangles by centre (n, 2), unit vector of the long side (n, 2) and both sides [m]."""
    along = axis * (length / 2)[:, None]
    across = np.column_stack([-axis[:, 1], axis[:, 0]]) * (width / 2)[:, None]
    corners = [centre - along - across, centre + along - across, centre + along + across, centre - along + across]
    return shapely.polygons(np.stack(corners, axis=1))


def cells(land: np.ndarray, long_m: float, short_m: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Middles of a grid laid along the long axis of each piece of land.

    Args:
        land: polygons
        long_m, short_m: aimed size of a cell along and across the piece [m]

    Returns:
        row of the piece, centre (n, 2), unit vector along the piece (n, 2), length and width of the cell (n, 2) [m]
    """
    if not len(land):
        return np.zeros(0, int), np.zeros((0, 2)), np.zeros((0, 2)), np.zeros((0, 2))
    centre, axis, long, short = box_frame(land)
    columns = np.maximum(np.round(long / long_m), 1).astype(int)
    lines = np.maximum(np.round(short / short_m), 1).astype(int)
    row = np.repeat(np.arange(len(land)), columns * lines)
    number = np.concatenate([np.arange(n) for n in columns * lines])
    u = (number % columns[row] + 0.5) / columns[row] - 0.5
    v = (number // columns[row] + 0.5) / lines[row] - 0.5
    across = np.column_stack([-axis[:, 1], axis[:, 0]])
    middle = centre[row] + axis[row] * (u * long[row])[:, None] + across[row] * (v * short[row])[:, None]
    return row, middle, axis[row], np.column_stack([long / columns, short / lines])[row]


def boxes_in(
    land: np.ndarray, cell: tuple[float, float], size: tuple[tuple[float, float], tuple[float, float]],
    margin_m: float, turned_share: float, luck, least_part: float = 1.0,
) -> tuple[np.ndarray, np.ndarray]:  # fmt: skip
    """Rectangles on the cells of each piece of land, kept wholly inside it.

    Args:
        land: polygons
        cell: size of a cell [m]
        size: range of length and range of width of the buildings [m]
        margin_m: distance to the edge of the land [m]
        turned_share: share of buildings that stand across instead of along
        luck: numpy random generator
        least_part: a building that does not fit is tried once more at this part of both sides

    Returns:
        row of the piece, polygons
    """
    row, middle, axis, actual = cells(land, *cell)
    length, width = luck.uniform(*size[0], len(row)), luck.uniform(*size[1], len(row))
    length = np.minimum(length, np.maximum(FILLED_CELL * actual[:, 0], size[0][0]))
    width = np.minimum(width, np.maximum(FILLED_CELL * actual[:, 1], size[1][0]))
    turned = luck.random(len(row)) < turned_share
    axis = np.where(turned[:, None], np.column_stack([-axis[:, 1], axis[:, 0]]), axis)
    middle = middle + luck.uniform(-1, 1, middle.shape) * 0.04 * min(cell)
    shapes = rectangles(middle, axis, length, width)
    if not len(row):
        return row, shapes
    inner = shapely.buffer(land, -margin_m, join_style="mitre")
    keep = shapely.contains_properly(inner[row], shapes)
    if least_part < 1:
        small = rectangles(middle, axis, least_part * length, least_part * width)
        shapes = np.where(keep, shapes, small)
        keep |= shapely.contains_properly(inner[row], small)
    return row[keep], shapes[keep]


def clear_of(shapes: np.ndarray, others: np.ndarray, distance_m: float) -> np.ndarray:
    """Which shapes keep this distance to all others (mask)."""
    clear = np.ones(len(shapes), bool)
    if len(shapes) and len(others):
        hit, _ = shapely.STRtree(others).query(shapes, predicate="dwithin", distance=distance_m)
        clear[hit] = False
    return clear


def clear_among(shapes: np.ndarray, distance_m: float) -> np.ndarray:
    """Which shapes keep this distance to every shape before them (mask)."""
    clear = np.ones(len(shapes), bool)
    if len(shapes) > 1:
        one, other = shapely.STRtree(shapes).query(shapes, predicate="dwithin", distance=distance_m)
        for late, early in zip(one, other, strict=True):
            if early < late and clear[early]:
                clear[late] = False
    return clear
