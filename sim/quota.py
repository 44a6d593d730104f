"""Exact shares: so many of each kind as the statistics say, given to the rows that fit best.

Place in the flow: a small tool under city and population.
Luck alone would miss the totals by its own spread; quotas hit them to the last one.
"""

from __future__ import annotations

import numpy as np


def largest_remainder(shares: np.ndarray, total: int) -> np.ndarray:
    """Whole numbers that add up to `total` in proportion to `shares` (Hamilton's rule).

    >>> largest_remainder(np.array([0.5, 0.3, 0.2]), 7).tolist()
    [4, 2, 1]
    """
    exact = np.asarray(shares, dtype=np.float64) / np.sum(shares) * total
    counts = np.floor(exact).astype(np.int64)
    order = np.argsort(-(exact - counts), kind="stable")
    counts[order[: total - counts.sum()]] += 1
    return counts


def by_rank(score: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """Kinds by rank: the lowest scores get kind 0, the next kind 1, and so on; of equal scores the first row is lower.

    Args:
        score: one per row, shape (n,)
        counts: how many of each kind, adding up to n

    Returns:
        kind per row, shape (n,)

    >>> by_rank(np.array([0.9, 0.1, 0.5]), np.array([1, 2])).tolist()
    [1, 0, 1]
    """
    kinds = np.zeros(len(score), dtype=np.int64)
    for edge in np.cumsum(counts)[:-1]:
        kinds += ~chosen(score, int(edge))
    return kinds


def chosen(score: np.ndarray, count: int) -> np.ndarray:
    """Mask of the `count` rows with the lowest score; of equal ones at the edge the first.

    Finds the edge instead of sorting: set-up asks twenty times a run.

    >>> chosen(np.array([3.0, 1.0, 2.0]), 1).tolist()
    [False, True, False]
    """
    if count >= len(score) or count <= 0:
        return np.full(len(score), count > 0)
    edge = np.partition(score, count - 1)[count - 1]
    mask = score < edge
    at_the_edge = np.flatnonzero(score == edge)
    mask[at_the_edge[: count - np.count_nonzero(mask)]] = True
    return mask


def sizes_that_add_up(size_shares: np.ndarray, households: int, inhabitants: int) -> np.ndarray:
    """How many households of 1, 2, 3 ... persons, adding up to both totals exactly.

    The largest class is open: whoever does not fit into the shares is moved from one size to the next, the smallest
    change first.

    Raises:
        ValueError: there are fewer inhabitants than households, or more than the largest size in every home can hold

    >>> sizes_that_add_up(np.array([0.4, 0.4, 0.2]), 10, 20).tolist()
    [3, 4, 3]
    """
    if inhabitants < households:
        raise ValueError(f"{inhabitants} inhabitants cannot fill {households} households")
    if inhabitants > households * len(size_shares):
        raise ValueError(f"{inhabitants} inhabitants are too many for {households} households")
    counts = largest_remainder(size_shares, households)
    sizes = np.arange(1, len(counts) + 1)
    missing = inhabitants - int(counts @ sizes)
    step = 1 if missing > 0 else -1
    origin = 0 if missing > 0 else len(counts) - 1
    place = origin
    while missing != 0:
        target = place + step
        if not 0 <= target < len(counts):
            place = origin
            continue
        moved = min(abs(missing), max(1, int(counts[place]) // 8)) if counts[place] else 0
        counts[place] -= moved
        counts[target] += moved
        missing -= step * moved
        place = target if 0 <= target + step < len(counts) else origin
    return counts
