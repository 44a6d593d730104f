"""Rings from pieces: closing what is nearly closed, joining the ways of a multipolygon, cutting out its holes.

Place in the flow: [geodata] -> sim -> scenarios -> dashboard.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely

LEAST_CORNERS = 3
RECTANGLE_POINTS = 5
"""Points of a closed ring with four corners."""


def close_ring(points: np.ndarray, gap_share: float) -> np.ndarray | None:
    """A closed ring through the points, or None when they draw no ring.

    Args:
        points: corners in order [n, 2]
        gap_share: longest open gap that is closed, as share of the drawn length [0 to 1]

    >>> square = np.array([[0.0, 0], [4, 0], [4, 4], [0, 4]])
    >>> len(close_ring(square, gap_share=0.5)), close_ring(square[:3], gap_share=0.5)
    (5, None)
    """
    points = np.asarray(points, dtype=float)
    if len(np.unique(points, axis=0)) < LEAST_CORNERS:
        return None
    if np.array_equal(points[0], points[-1]):
        return points
    drawn = np.hypot(*np.diff(points, axis=0).T).sum()
    gap = np.hypot(*(points[0] - points[-1]))
    return np.vstack([points, points[:1]]) if gap <= gap_share * drawn else None


def mend_corner(points: np.ndarray) -> np.ndarray:
    """A house of four corners of which one lies outside the file, with that corner put back as in a parallelogram.

    Args:
        points: ring with NaN for unknown points [n, 2]

    Returns:
        the ring without unknown points: mended when it could be, else only shorter

    >>> mend_corner(np.array([[0.0, 0], [4, 0], [np.nan, np.nan], [0, 3], [0, 0]])).tolist()[2]
    [4.0, 3.0]
    """
    unknown = np.isnan(points[:, 0])
    ring = len(points) == RECTANGLE_POINTS and np.array_equal(points[0], points[-1], equal_nan=True)
    if ring and unknown[:-1].sum() == 1:
        corner = int(np.flatnonzero(unknown)[0])
        before, across, after = (points[(corner + step) % 4] for step in (-1, 2, 1))
        mended = points[:-1].copy()
        mended[corner] = before + after - across
        return np.vstack([mended, mended[:1]])
    return points[~unknown]


def rings_of_relation(members: list[tuple[np.ndarray, str]], gap_share: float) -> Any | None:
    """Polygon of a multipolygon relation: outer rings less inner rings; None when no outer ring closes.

    Args:
        members: (points of the way [n, 2], role) per member; any role but `inner` is outer
        gap_share: as for `close_ring`
    """
    outer = _polygons([points for points, role in members if role != "inner"], gap_share)
    if not len(outer):
        return None
    inner = _polygons([points for points, role in members if role == "inner"], gap_share)
    area = shapely.union_all(outer)
    return shapely.difference(area, shapely.union_all(inner)) if len(inner) else area


def _polygons(ways: list[np.ndarray], gap_share: float) -> np.ndarray:
    """Valid polygons of all rings that the ways close together."""
    lines = [shapely.LineString(points) for points in ways if len(points) > 1]
    if not lines:
        return np.array([], dtype=object)
    merged = shapely.get_parts(shapely.line_merge(shapely.MultiLineString(lines)))
    rings = (close_ring(shapely.get_coordinates(line), gap_share) for line in merged)
    polygons = [shapely.make_valid(shapely.Polygon(ring)) for ring in rings if ring is not None]
    return np.array([polygon for polygon in polygons if polygon.area > 0], dtype=object)
