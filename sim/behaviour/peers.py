"""Who is near whom: the share of adopters within sight.

Place in the flow: city -> population -> [behaviour], markets -> physics -> inventory.
Neighbours are the homes on street segments whose middles lie within the radius (200 m; Rode & Weber 2016 find the peer
effect mostly there). Against exact shares this has a root mean square error of about 0.013.
"""

from __future__ import annotations

import numpy as np
from numba import njit

COLUMNS = 4
"""Technologies counted in one look around."""


@njit(cache=True)
def fill_neighbours(pairs, filled, neighbours):
    """Enter both ends of every pair, each at the first free place of the other's stretch of `neighbours`."""
    for pair in range(pairs.shape[0]):
        one, other = pairs[pair, 0], pairs[pair, 1]
        neighbours[filled[one]], neighbours[filled[other]] = other, one
        filled[one] += 1
        filled[other] += 1


@njit(cache=True)
def add_neighbours(begins, neighbours, counts, seen):
    """Add up the counts of the own segment and of those in sight, float32, shape (segments, 4).

    Four columns, whether needed or not: a known width is added in one stroke. Plain twin in
    `tests/sim/behaviour/test_peers.py`.
    """
    for segment in range(seen.shape[0]):
        first, second = counts[segment, 0], counts[segment, 1]
        third, fourth = counts[segment, 2], counts[segment, 3]
        for place in range(begins[segment], begins[segment + 1]):
            other = neighbours[place]
            first += counts[other, 0]
            second += counts[other, 1]
            third += counts[other, 2]
            fourth += counts[other, 3]
        seen[segment, 0], seen[segment, 1], seen[segment, 2], seen[segment, 3] = first, second, third, fourth


@njit(cache=True)
def count_adopters(segment, renovated, heating, solar_kwp, heat_pump, household, powertrain, battery, counts):
    """Count per segment the homes renovated, with a heat pump, with panels, with a battery car, float32, shape (segments, 4).

    Up to 16 million are exact in float32. Cars of one household stand side by side, and the household counts once.
    """
    place, first, second, third = 0, 0, 0, 0
    for home in range(segment.size):
        if segment[home] != place:  # homes of one street mostly stand side by side
            counts[place, 0] += np.float32(first)
            counts[place, 1] += np.float32(second)
            counts[place, 2] += np.float32(third)
            place, first, second, third = segment[home], 0, 0, 0
        first += renovated[home] > 0
        second += heating[home] == heat_pump
        third += solar_kwp[home] > 0
    counts[place, 0] += np.float32(first)
    counts[place, 1] += np.float32(second)
    counts[place, 2] += np.float32(third)
    counted = -1
    for car in range(household.size):
        if powertrain[car] == battery and household[car] != counted:
            counted = household[car]
            counts[segment[counted], 3] += np.float32(1.0)


class Neighbourhood:
    """Street segments that see each other, and the homes on them.

    Args:
        x_m, y_m: middles of the street segments, shape (segments,) [m]
        segment_of_home: segment of each dwelling, shape (homes,)
        radius_m: how far one sees [m]
    """

    def __init__(self, x_m: np.ndarray, y_m: np.ndarray, segment_of_home: np.ndarray, radius_m: float):
        self._segment, self._count = segment_of_home, len(x_m)
        homes = np.bincount(segment_of_home, minlength=self._count)
        pairs = _pairs_in_sight(x_m, y_m, homes, radius_m)
        degree = np.bincount(pairs[:, 0], minlength=self._count) + np.bincount(pairs[:, 1], minlength=self._count)
        self._begins = np.concatenate([[0], np.cumsum(degree)])
        self._neighbours = np.empty(2 * len(pairs), dtype=np.int32)
        fill_neighbours(pairs, self._begins[:-1].copy(), self._neighbours)
        counts = np.zeros((self._count, COLUMNS), dtype=np.float32)
        counts[:, 0] = homes
        self._homes_near = np.maximum(self._seen(counts)[:, 0], np.float32(1.0))

    def _seen(self, counts: np.ndarray) -> np.ndarray:
        """Counts of the own segment and those in sight, shape (segments, 4)."""
        seen = np.empty_like(counts)
        add_neighbours(self._begins, self._neighbours, counts, seen)
        return seen

    def share(self, adopted: np.ndarray) -> np.ndarray:
        """Share of homes in sight that have adopted one thing, by street segment, float32.

        Args:
            adopted: bool per dwelling
        """
        counts = self.no_adopters()
        counts[:, 0] = np.bincount(self._segment, weights=adopted, minlength=self._count)
        return self.shares(counts)[0]

    def no_adopters(self) -> np.ndarray:
        """A table to count adopters in, by street segment and technology, float32, shape (segments, 4)."""
        return np.zeros((self._count, COLUMNS), dtype=np.float32)

    def shares(self, adopters: np.ndarray) -> np.ndarray:
        """Share of homes in sight that have adopted, float32, shape (4, segments).

        Args:
            adopters: homes that have it, by street segment and technology, float32, shape (segments, 4)
        """
        return np.ascontiguousarray(self._seen(adopters).T) / self._homes_near


def _pairs_in_sight(x_m: np.ndarray, y_m: np.ndarray, homes: np.ndarray, radius_m: float) -> np.ndarray:
    """Segments with homes that see each other, int32, shape (pairs, 2)."""
    from scipy.spatial import cKDTree

    lived_on = np.flatnonzero(homes).astype(np.int32)  # nobody can adopt anything on the others
    tree = cKDTree(np.column_stack([x_m[lived_on], y_m[lived_on]]))
    return lived_on[tree.query_pairs(radius_m, output_type="ndarray")]
