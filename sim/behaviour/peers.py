"""Who is near whom: the share of adopters within sight.

Place in the flow: city -> population -> [behaviour], markets -> physics -> inventory.
Neighbours are the homes on street segments whose middles lie within the radius (200 m; Rode & Weber 2016 find the peer
effect mostly there). Against exact shares this has a root mean square error of about 0.013.
"""

from __future__ import annotations

import numpy as np
from numba import njit

HALF, LOW = np.uint64(32), np.uint64(0xFFFFFFFF)
"""Bits of a count, and its mask; two of them share a number."""
F32 = np.float32


@njit(cache=True)
def fill_neighbours(pairs, filled, neighbours):
    """Enter both ends of every pair, each at the first free place of the other's stretch of `neighbours`."""
    for pair in range(pairs.shape[0]):
        one, other = pairs[pair, 0], pairs[pair, 1]
        neighbours[filled[one]], neighbours[filled[other]] = other, one
        filled[one] += 1
        filled[other] += 1


@njit(cache=True)
def look_around(begins, neighbours, counts, homes_near, shares):
    """Add up the counts of the own segment and of those in sight, over homes in sight; fills float32, shape (4, segments).

    Plain twin in `tests/sim/behaviour/test_peers.py`.
    """
    for segment in range(shares.shape[1]):
        first, second = counts[segment, 0], counts[segment, 1]
        for place in range(begins[segment], begins[segment + 1]):
            first += counts[neighbours[place], 0]
            second += counts[neighbours[place], 1]
        homes = homes_near[segment]
        shares[0, segment], shares[1, segment] = F32(first & LOW) / homes, F32(first >> HALF) / homes
        shares[2, segment], shares[3, segment] = F32(second & LOW) / homes, F32(second >> HALF) / homes


@njit(cache=True)
def count_adopters(segment, renovated, heating, solar_kwp, heat_pump, household, powertrain, battery, counts):
    """Count per segment the homes renovated and with a heat pump, with panels and with a battery car.

    Two counts of 32 bits share a number, so that a look around adds two at a stroke: uint64, shape (segments, 2). Cars
    of one household stand side by side, and the household counts once.
    """
    place, first, second = 0, np.uint64(0), np.uint64(0)
    for home in range(segment.size):
        if segment[home] != place:  # homes of one street mostly stand side by side
            counts[place, 0] += first
            counts[place, 1] += second
            place, first, second = segment[home], np.uint64(0), np.uint64(0)
        first += np.uint64(renovated[home] > 0) | (np.uint64(heating[home] == heat_pump) << HALF)
        second += np.uint64(solar_kwp[home] > 0)
    counts[place, 0] += first
    counts[place, 1] += second
    counted, place, second = np.int32(-1), 0, np.uint64(0)
    for car in range(household.size):  # without branches on what is battery, which nobody could guess
        home = household[car]
        is_first = (powertrain[car] == battery) & (home != counted)
        counted = home if is_first else counted
        if segment[home] != place:
            counts[place, 1] += second << HALF
            place, second = segment[home], np.uint64(0)
        second += np.uint64(is_first)
    counts[place, 1] += second << HALF


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
        counts = self.no_adopters()
        counts[:, 0] = homes
        self._homes_near = np.ones(self._count, dtype=np.float32)
        self._homes_near = np.maximum(self.shares(counts)[0], np.float32(1.0))

    def share(self, adopted: np.ndarray) -> np.ndarray:
        """Share of homes in sight that have adopted one thing, by street segment, float32.

        Args:
            adopted: bool per dwelling
        """
        counts = self.no_adopters()
        counts[:, 0] = np.bincount(self._segment[np.flatnonzero(adopted)], minlength=self._count)
        return self.shares(counts)[0]

    def no_adopters(self) -> np.ndarray:
        """A table for `count_adopters`, uint64, shape (segments, 2)."""
        return np.zeros((self._count, 2), dtype=np.uint64)

    def shares(self, adopters: np.ndarray) -> np.ndarray:
        """Share of homes in sight that have adopted, float32, shape (4, segments).

        Args:
            adopters: homes that have it, by street segment, as `count_adopters` fills them in
        """
        shares = np.empty((4, self._count), dtype=np.float32)
        look_around(self._begins, self._neighbours, adopters, self._homes_near, shares)
        return shares


def _pairs_in_sight(x_m: np.ndarray, y_m: np.ndarray, homes: np.ndarray, radius_m: float) -> np.ndarray:
    """Segments with homes that see each other, int32, shape (pairs, 2)."""
    from scipy.spatial import cKDTree

    lived_on = np.flatnonzero(homes).astype(np.int32)  # nobody can adopt anything on the others
    tree = cKDTree(np.column_stack([x_m[lived_on], y_m[lived_on]]))
    return lived_on[tree.query_pairs(radius_m, output_type="ndarray")]
