"""Meeting counts exactly: whole numbers from shares, and who gets which.

Place in the flow: [geodata] -> sim -> scenarios -> dashboard.
"""

from __future__ import annotations

import numpy as np


def largest_remainder(shares: np.ndarray, total: int) -> np.ndarray:
    """Whole numbers that add up to the total and stay closest to the shares.

    Args:
        shares: any non-negative weights, any shape
        total: what the numbers add up to

    Raises:
        ValueError: weights that add up to nothing while there is something to divide

    >>> largest_remainder(np.array([5.0, 3.0, 1.0]), 10)
    array([6, 3, 1])
    """
    weights = np.asarray(shares, float)
    if total and weights.sum() <= 0:
        raise ValueError("no weights to divide by")
    exact = (weights / max(weights.sum(), 1e-300) * total).ravel()
    whole = np.floor(exact + 1e-9).astype(int)
    order = np.argsort(-(exact - whole), kind="stable")
    whole[order[: total - whole.sum()]] += 1
    return whole.reshape(weights.shape)


def quota_table(shares: np.ndarray, total: int, other_row: int, other_share: float | None) -> np.ndarray:
    """Buildings by type and period that add up to the total.

    Args:
        shares: weights by type (rows) and period (columns)
        total: number of buildings
        other_row: the row of buildings that are no dwelling
        other_share: their wished share of all buildings; None keeps the weights
    """
    weights = shares / shares.sum()
    if other_share is not None:
        homes = 1 - weights[other_row].sum()
        weights = weights * ((1 - other_share) / homes)
        weights[other_row] = shares[other_row] / shares[other_row].sum() * other_share
    return largest_remainder(weights, total)


def by_rank(score: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """Give category 0 to the lowest scores, 1 to the next, and so on, each as often as counted.

    Args:
        score: one number per thing
        counts: how many of each category, adding up to the number of things

    >>> by_rank(np.array([0.3, 0.1, 0.2]), np.array([2, 1]))
    array([1, 0, 0])
    """
    category = np.empty(len(score), int)
    category[np.argsort(score, kind="stable")] = np.repeat(np.arange(len(counts)), counts)
    return category


def whole_parts(weight: np.ndarray, total: int, least: int) -> np.ndarray:
    """Divide a total over things in proportion to weight, at least `least` each where the total allows it."""
    n = len(weight)
    floor = min(least, total // n) if n else 0
    return floor + largest_remainder(weight, total - floor * n)
