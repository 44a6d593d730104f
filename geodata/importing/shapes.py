"""What a footprint's geometry tells: shared walls, main axis, depth, roof.

Place in the flow: [geodata] -> sim -> scenarios -> dashboard.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely


@dataclass
class Walls:
    """Neighbours that touch, in pairs: building `left` shares `length_m` of its outline with building `right`."""

    left: np.ndarray
    right: np.ndarray
    length_m: np.ndarray

    def neighbours(self, counted: np.ndarray) -> np.ndarray:
        """How many buildings of the mask each building leans against.

        >>> Walls(np.array([0, 1]), np.array([1, 0]), np.array([9.0, 9.0])).neighbours(np.array([True, True])).tolist()
        [1, 1]
        """
        real = counted[self.right]
        return np.bincount(self.left[real], minlength=len(counted))

    def party_m2(self, height_m: np.ndarray) -> np.ndarray:
        """Wall area shared with neighbours: shared outline times the lower of the two heights [m2].

        >>> walls = Walls(np.array([0, 1]), np.array([1, 0]), np.array([9.0, 9.0]))
        >>> walls.party_m2(np.array([6.0, 3.0])).tolist()
        [27.0, 27.0]
        """
        shared = self.length_m * np.minimum(height_m[self.left], height_m[self.right])
        return np.bincount(self.left, weights=shared, minlength=len(height_m))


def shared_walls(footprints: np.ndarray, touch_m: float, least_m: float) -> Walls:
    """Pairs of buildings that share a wall.

    Args:
        footprints: separate polygons [m]
        touch_m: gap up to which two outlines are one wall, drawing being what it is [m]
        least_m: a shorter contact is a corner, no wall [m]
    """
    left, right = shapely.STRtree(footprints).query(footprints, predicate="dwithin", distance=touch_m)
    other = left != right
    left, right = left[other], right[other]
    wide = shapely.buffer(footprints, touch_m, quad_segs=2, cap_style="square", join_style="mitre")
    length = shapely.length(shapely.intersection(shapely.boundary(footprints)[left], wide[right]))
    wall = length >= least_m
    return Walls(left[wall], right[wall], length[wall])


def axes(footprints: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Length [m], depth [m] and direction of the long side [deg, 0 = east, 90 = north] of the tightest rectangles.

    >>> length, depth, direction = axes(np.array([shapely.box(0, 0, 12, 8)]))
    >>> length.tolist(), depth.tolist(), (direction % 180).tolist()
    ([12.0], [8.0], [0.0])
    """
    corners = np.array([_corners(shape) for shape in shapely.oriented_envelope(footprints)]).reshape(-1, 4, 2)
    one, two = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 1]
    first, second = np.hypot(*one.T), np.hypot(*two.T)
    long_side = np.where((first >= second)[:, None], one, two)
    direction = np.degrees(np.arctan2(long_side[:, 1], long_side[:, 0]))
    return np.maximum(first, second), np.minimum(first, second), direction


def _corners(shape: shapely.Geometry) -> np.ndarray:
    points = shapely.get_coordinates(shape)
    return points[:4] if len(points) >= 4 else np.zeros((4, 2))


def ridge_direction(long_deg: np.ndarray, street_deg: np.ndarray, in_a_row: np.ndarray) -> np.ndarray:
    """Direction of the ridge [deg, 0 = east]: along the long side; in a row of houses along the street.

    Args:
        long_deg: direction of the long side [deg]
        street_deg: direction of the street segment [deg]
        in_a_row: mask of buildings that share a wall

    >>> ridge_direction(np.array([80.0]), np.array([0.0]), np.array([True])).tolist()
    [-10.0]
    """
    turned = np.abs((long_deg - street_deg + 90) % 180 - 90) > 45
    return np.where(in_a_row & turned, long_deg - 90, long_deg)


def best_roof_azimuth(ridge_deg: np.ndarray) -> np.ndarray:
    """Compass direction of the roof face that looks nearest to south [deg, 180 = south].

    >>> best_roof_azimuth(np.array([0.0, 90.0, 30.0])).tolist()
    [180.0, 90.0, 150.0]
    """
    one = (180.0 - ridge_deg) % 360
    other = (one + 180) % 360
    return np.where(np.abs(one - 180) <= np.abs(other - 180), one, other)


def line_direction(lines: np.ndarray) -> np.ndarray:
    """Direction from the first to the last point of lines [deg, 0 = east]."""
    ends = shapely.get_coordinates(shapely.get_point(lines, -1)) - shapely.get_coordinates(shapely.get_point(lines, 0))
    return np.degrees(np.arctan2(ends[:, 1], ends[:, 0]))


def depth_under_roof(depth_m: np.ndarray, deepest_m: float) -> np.ndarray:
    """Depth that carries a pitched roof; what lies deeper is roofed flat behind the slopes [m]."""
    return np.minimum(depth_m, deepest_m)
