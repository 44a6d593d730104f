"""Chance that belongs to a spot on the map: the same house draws the same, whichever file brings it.

Place in the flow: [geodata] -> sim -> scenarios -> dashboard.
A draw is a pure function of position and stream name. Neither the order of the file nor the other houses play a part,
so two imports with different defaults can be compared house by house.
"""

from __future__ import annotations

import hashlib

import numpy as np


def luck_at(x_m: np.ndarray, y_m: np.ndarray, stream: str) -> np.ndarray:
    """Uniform draws in [0, 1), one per spot, from the position rounded to a decimetre (splitmix64 mixing).

    Args:
        x_m, y_m: positions, arrays of equal length [m]
        stream: what is drawn, like `year`

    >>> here = np.array([1000.0]), np.array([2000.0])
    >>> bool(luck_at(*here, "year") == luck_at(*here, "year")), bool(luck_at(*here, "year") == luck_at(*here, "roof"))
    (True, False)
    """
    salt = np.uint64(int.from_bytes(hashlib.sha256(stream.encode()).digest()[:8], "little"))
    spot_x, spot_y = (np.round(np.asarray(along) * 10).astype(np.int64).view(np.uint64) for along in (x_m, y_m))
    mixed = _mix(_mix(spot_x ^ salt) ^ spot_y)
    return (mixed >> np.uint64(11)).astype(np.float64) / 2.0**53


def _mix(word: np.ndarray) -> np.ndarray:
    """Finaliser of splitmix64 (Steele, Lea and Flood, 2014); its three constants are the published ones."""
    with np.errstate(over="ignore"):
        word = word + np.uint64(0x9E3779B97F4A7C15)
        word = (word ^ (word >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        word = (word ^ (word >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return word ^ (word >> np.uint64(31))


def share_out(shares: dict, order: np.ndarray) -> np.ndarray:
    """Deal choices to rows in the given order, so that the shares come out exact after rounding.

    Args:
        shares: choice -> weight; only proportions matter
        order: one score per row; low scores take the first choices

    Returns:
        number of the choice, in the order of `shares`, one per row

    >>> share_out({"led": 0.75, "sodium": 0.25}, np.array([0.9, 0.1, 0.3, 0.2])).tolist()
    [1, 0, 0, 0]
    """
    weights = np.cumsum(np.array(list(shares.values()), dtype=float))
    rank = np.empty(len(order), dtype=np.int64)
    rank[np.argsort(order, kind="stable")] = np.arange(len(order))
    quantile = (rank + 0.5) / max(len(order), 1)
    return np.minimum(np.searchsorted(weights / weights[-1], quantile, side="right"), len(weights) - 1)
