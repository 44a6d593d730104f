"""Jobs of households: what is asked of a trade, at what price, and who pays which part.

Place in the flow: [works]. Decisions make jobs, trades keep them until a crew has done them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

JOB = np.dtype(
    [
        ("home", "i4"), ("option", "i1"), ("measure", "i1"), ("asked", "i4"), ("work_days", "f4"),
        ("price_eur", "f4"), ("region_eur", "f4"), ("city_eur", "f4"), ("borrowed_eur", "f4"),
        ("id", "i8"), ("lot", "f4"), ("work", "f8"), ("start", "f8"),
    ]
)  # fmt: skip
"""One job: dwelling, what is done, measure that helped (-1 none), day asked, crew days, and the money [EUR].

The last four are the queue's: its number, its luck among those who asked on the same day, calendar days of work, and the
day on which it began.
"""
NO_JOBS = np.empty(0, dtype=JOB)


@dataclass(frozen=True)
class Gain:
    """What finished jobs changed in a full year, each of shape (jobs,)."""

    before_kwh: np.ndarray
    """Energy bought for what was touched, before [kWh/yr]."""
    after_kwh: np.ndarray
    """The same afterwards [kWh/yr]."""
    saved_eur: np.ndarray
    """Saved on bills and upkeep at the prices of the year [EUR/yr]."""


def jobs(home: np.ndarray, **columns) -> np.ndarray:
    """A table of jobs, dtype JOB; columns not given are 0, `measure` is -1.

    >>> jobs(np.array([3, 4]), price_eur=10.0)["price_eur"].tolist()
    [10.0, 10.0]
    """
    table = np.zeros(len(home), dtype=JOB)
    table["home"], table["measure"] = home, -1
    for name, values in columns.items():
        table[name] = values
    return table
