"""A part of the city, as a measure may be aimed at it.

Place in the flow: a small tool under city and measures.
"""

from __future__ import annotations

from typing import Protocol

import numpy as np


class Area(Protocol):
    """What `sim.measures.Where` offers: districts by name, or the corners of a polygon."""

    districts: tuple[str, ...] | None
    polygon: tuple[tuple[float, float], ...] | None


def inside(corners: tuple[tuple[float, float], ...], x_m: np.ndarray, y_m: np.ndarray) -> np.ndarray:
    """Which points lie within a polygon (even-odd rule), bool, shape (n,).

    >>> inside(((0, 0), (4, 0), (4, 4), (0, 4)), np.array([2.0, 5.0]), np.array([2.0, 2.0])).tolist()
    [True, False]
    """
    within = np.zeros(len(x_m), dtype=bool)
    for (x1, y1), (x2, y2) in zip(corners, corners[1:] + corners[:1], strict=True):
        if y1 == y2:
            continue
        crosses = (y1 > y_m) != (y2 > y_m)
        within ^= crosses & (x_m < (x2 - x1) * (y_m - y1) / (y2 - y1) + x1)
    return within
