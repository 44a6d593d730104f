"""Sums by district, without a scatter.

Place in the flow: a small tool under city and population.
Homes, cars and most layers of a map stand sorted by district, so that a sum is a slice; one slice of 13,000 numbers takes
5 us where `np.bincount` takes 90 us, because neighbours add to the same place.
"""

from __future__ import annotations

import numpy as np


class Grouping:
    """Which rows belong to which group, fixed for a run.

    Args:
        group: group of each row, sorted or not, shape (n,)
        groups: how many there are; some may be empty
    """

    def __init__(self, group: np.ndarray, groups: int):
        is_sorted = bool(np.all(group[1:] >= group[:-1]))
        self._order = None if is_sorted else np.argsort(group, kind="stable")
        ordered = group if self._order is None else group[self._order]
        begins = np.searchsorted(ordered, np.arange(groups + 1))
        self.counts = np.diff(begins)
        """Rows in each group, shape (groups,)."""
        self._filled = np.flatnonzero(self.counts)
        self._begins, self._groups = begins[self._filled], groups

    def sums(self, values: np.ndarray) -> np.ndarray:
        """Sum of a column by group, float64, shape (groups,).

        >>> Grouping(np.array([0, 0, 2]), 3).sums(np.array([1.0, 2.0, 4.0])).tolist()
        [3.0, 0.0, 4.0]
        """
        sums = np.zeros(self._groups)
        if len(self._filled):
            ordered = values if self._order is None else values[self._order]
            sums[self._filled] = np.add.reduceat(ordered, self._begins, dtype=np.float64)
        return sums
