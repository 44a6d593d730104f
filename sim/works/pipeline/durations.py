"""How long stages last: triangles of months, and calendars with breaks.

Place in the flow: [works], used by `sim.works.pipeline.stages`. Pure: knows days and months only.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

DAYS_PER_YEAR = 365
DAYS_PER_MONTH = DAYS_PER_YEAR / 12


class Triangle(NamedTuple):
    """A triangular distribution."""

    low: float
    mode: float
    high: float

    def at(self, share: float) -> float:
        """The number below which a share of the draws lies (inverse of the distribution).

        >>> [Triangle(0.0, 2.0, 4.0).at(share) for share in (0.0, 0.125, 0.5, 1.0)]
        [0.0, 1.0, 2.0, 4.0]
        """
        low, mode, high = self
        if high == low:
            return low
        if share < (mode - low) / (high - low):
            return low + math.sqrt(share * (high - low) * (mode - low))
        return high - math.sqrt((1 - share) * (high - low) * (high - mode))

    @property
    def mean(self) -> float:
        """The mean.

        >>> Triangle(1.0, 3.0, 8.0).mean
        4.0
        """
        return sum(self) / 3


Breaks = tuple[tuple[int, int], ...]
"""Days of the year on which work rests: first day and first day after, in order, apart from each other."""


def yearly_breaks(spans: Sequence[tuple[float, float]]) -> Breaks:
    """Breaks from (first day of the year, days); one over New Year is cut in two, overlaps become one.

    Raises:
        ValueError: a break that is no part of a year, or no day left to work

    >>> yearly_breaks([(195, 48), (188, 21), (356, 12)])
    ((0, 3), (188, 243), (356, 365))
    """
    parts: list[tuple[int, int]] = []
    for first, days in spans:
        begin, end = round(first), round(first) + round(days)
        if not (0 <= begin < DAYS_PER_YEAR and begin <= end <= begin + DAYS_PER_YEAR):
            raise ValueError(f"a break cannot begin on day {first:g} of the year and last {days:g} days")
        parts += [(begin, min(end, DAYS_PER_YEAR)), (0, max(0, end - DAYS_PER_YEAR))]
    joined: list[tuple[int, int]] = []
    for begin, end in sorted(part for part in parts if part[0] < part[1]):
        if joined and begin <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((begin, end))
    if sum(end - begin for begin, end in joined) >= DAYS_PER_YEAR:
        raise ValueError("the breaks leave no day of the year to work")
    return tuple(joined)


def day_after_work(start: float, work_days: float, breaks: Breaks) -> float:
    """The moment at which so many days of work are done, when work rests in the breaks.

    Args:
        start: moment at which work begins, counted from 1 January of some year [d]
        work_days: days of work [d]
        breaks: of every year

    >>> day_after_work(180, 10, ((188, 209),))
    211
    >>> day_after_work(350, 10, ((0, 3), (356, 365)))
    372
    """
    if not work_days > 0 or not breaks:
        return start + work_days
    day, left = start, work_days
    new_year = start - start % DAYS_PER_YEAR
    while True:
        for begin, end in breaks:
            begin, end = new_year + begin, new_year + end
            if end <= day:
                continue
            if day + left <= begin:
                return day + left
            left -= max(0, begin - day)
            day = end
        new_year += DAYS_PER_YEAR
