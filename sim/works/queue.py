"""Households waiting for an installer: a queue per trade, worked through in one scan a year.

Place in the flow: [works], called by the year's works after decisions, once per trade.

The rule is that of a SimPy resource with as many places as there are crews, first come first served: a job begins
when it is its turn and a crew is free. The scan gives the same dates to the last bit, and year by year gives the
same as all at once, because a crew's free day is kept. Days count from the first simulated day.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sim.columns import picked, stacked
from sim.luck import Luck

DAYS_PER_MONTH = 365 / 12
WAITS, WORKS, GAVE_UP = 0, 1, 2

JOB = np.dtype([("id", "i8"), ("asked", "i4"), ("lot", "f4"), ("work", "f8"), ("start", "f8")])


@njit(cache=True)
def busy_until(free, day):
    """The crew that is free soonest works until a day: it sinks to its place in the heap."""
    place, child = 0, 1
    while child < free.size:
        if child + 1 < free.size and free[child + 1] < free[child]:
            child += 1
        if free[child] >= day:
            break
        free[place] = free[child]
        place, child = child, 2 * child + 1
    free[place] = day


@njit(cache=True)
def serve(asked, work, free, patience, until, start, state):
    """Hand out crews to jobs in their order; fills `start` and `state`, moves `free` on.

    Args:
        asked: day on which each job joined the queue, ascending, float64
        work: days of work, float64
        free: day on which each crew is free, float64; changed in place, and left as a heap (the soonest first)
        patience: days after which a job that has not begun leaves the queue
        until: nothing begins and nobody leaves on or after this day
        start: day on which work begins, where state is WORKS
        state: WAITS, WORKS or GAVE_UP per job
    """
    free.sort()  # a sorted row is a heap
    for job in range(asked.size):
        begins = max(asked[job], free[0])
        if begins - asked[job] > patience:
            state[job] = GAVE_UP if asked[job] + patience < until else WAITS
        elif begins >= until:
            state[job] = WAITS
        else:
            state[job] = WORKS
            start[job] = begins
            busy_until(free, begins + work[job])


def start_days(asked: NDArray, work: NDArray, free: NDArray) -> NDArray[np.float64]:
    """Day on which each job begins, without an end of the year and with endless patience.

    Args:
        asked: day asked, ascending, ties in the order of their lots, shape (jobs,) [d]
        work: days of work, shape (jobs,) [d]
        free: day on which each crew is free, float64, shape (crews,); moved on in place [d]

    >>> start_days(np.array([0, 1, 2]), np.array([5, 5, 5]), np.zeros(2)).tolist()
    [0.0, 1.0, 5.0]
    """
    start, state = np.empty(len(asked)), np.empty(len(asked), dtype=np.int8)
    serve(np.asarray(asked, dtype=np.float64), np.asarray(work, dtype=np.float64), free, np.inf, np.inf, start, state)
    return start


@dataclass(frozen=True)
class QueueYear:
    """What a trade did in a year; arrays of one group are aligned, ordered by their turn in the queue."""

    finished_ids: NDArray[np.int64]
    finished_asked: NDArray[np.int32]
    finished_start: NDArray[np.float64]
    finished_day: NDArray[np.int32]
    """Day on which the work ended; a job that ends in a later year is returned in that year."""
    gave_up_ids: NDArray[np.int64]
    gave_up_day: NDArray[np.int32]
    waiting: int
    """Jobs still in the queue at the end."""
    mean_wait_days: float
    """From asking to beginning, over jobs begun this year; if none could begin, the wait so far of those waiting."""


class TradeQueue:
    """The queue of one trade, kept over the years: jobs that wait, jobs in hand, and when each crew is free."""

    def __init__(self, trade: str, crews: int, patience_months: float = np.inf, first_day: int = 0):
        if crews < 1:
            raise ValueError(f"the trade {trade!r} needs a crew")
        if not patience_months >= 0:
            raise ValueError(f"nobody waits {patience_months} months for {trade!r}")
        self.trade = trade
        self.patience_days = patience_months * DAYS_PER_MONTH
        self.free = np.full(crews, first_day, dtype=np.float64)
        self.day = first_day
        self._waiting = np.empty(0, dtype=JOB)
        self._in_hand = np.empty(0, dtype=JOB)

    @property
    def crews(self) -> int:
        """Number of crews."""
        return self.free.size

    @property
    def unfinished_ids(self) -> NDArray[np.int64]:
        """Who waits or is being worked for."""
        return np.concatenate([self._in_hand["id"], self._waiting["id"]])

    @property
    def waiting_ids(self) -> NDArray[np.int64]:
        """Who stands in the queue, first one first."""
        return self._waiting["id"]

    def resize(self, crews: int) -> None:
        """Another number of crews from now on: new ones are free today, those free soonest leave first."""
        if crews < 1:
            raise ValueError(f"the trade {self.trade!r} needs a crew")
        missing = crews - self.crews
        if missing > 0:
            self.free = np.append(self.free, np.full(missing, self.day, dtype=np.float64))
        else:
            self.free = np.sort(self.free)[-crews:]

    def work_through(
        self, ids: NDArray, asked: NDArray, work_days: NDArray | float, luck: Luck, year: int, until: int
    ) -> QueueYear:
        """Take in the year's new jobs and work until a day.

        Turns go by day asked, and by a lot among those who asked on one day. Who knows months only gives the first
        day of the month, and the lot decides within the month.

        Args:
            ids: permanent ids of the assets, shape (jobs,)
            asked: whole day on which each was asked, from today on and before `until`, shape (jobs,) [d]
            work_days: calendar days that a crew needs, not negative, shape (jobs,) or a scalar [d]
            luck: draws the lots
            year: calendar year, for the lots
            until: first day that no longer belongs to the year

        Raises:
            ValueError: a job asked outside the year, or work that is negative or not a number
        """
        queue = _joined(self._waiting, self._lined_up(ids, asked, work_days, luck, year, until))
        state = self._serve(queue, until)
        begun, left, self._waiting = (picked(queue, state == each) for each in (WORKS, GAVE_UP, WAITS))
        finished = self._hand_over(begun, until)
        self.day = until
        return QueueYear(
            finished_ids=finished["id"],
            finished_asked=finished["asked"],
            finished_start=finished["start"],
            finished_day=np.floor(finished["start"] + finished["work"]).astype(np.int32),
            gave_up_ids=left["id"],
            gave_up_day=np.floor(left["asked"] + self.patience_days).astype(np.int32),
            waiting=self._waiting.size,
            mean_wait_days=_mean_wait(begun, self._waiting, until),
        )

    def _lined_up(self, ids, asked, work_days, luck: Luck, year: int, until: int) -> NDArray:
        """The new jobs as a table, in the order of their turns."""
        if not len(ids):
            return _NO_JOBS
        ids, asked = np.asarray(ids), np.asarray(asked)
        lot = luck.draw(f"turn in the queue of {self.trade}", year, ids)
        turns = np.argsort(asked + lot.astype(np.float64), kind="stable")  # whole days, and a lot between 0 and 1
        new = np.empty(len(ids), dtype=JOB)
        new["id"], new["asked"], new["lot"], new["start"] = ids[turns], asked[turns], lot[turns], np.nan
        new["work"] = work_days[turns] if np.ndim(work_days) else work_days
        if not (asked[turns[0]] >= self.day and asked[turns[-1]] < until):
            raise ValueError(f"a job for {self.trade!r} was asked outside days {self.day} to {until - 1}")
        if not new["work"].min() >= 0:
            raise ValueError(f"a job for {self.trade!r} takes a time that is negative or not a number")
        return new

    def _serve(self, queue: NDArray, until: int) -> NDArray[np.int8]:
        """Fill in when jobs begin, move the crews on, and say which jobs work, wait or gave up."""
        asked, work = queue["asked"].astype(np.float64), np.ascontiguousarray(queue["work"])
        start, state = np.full(queue.size, np.nan), np.empty(queue.size, dtype=np.int8)
        serve(asked, work, self.free, self.patience_days, float(until), start, state)
        queue["start"] = start
        return state

    def _hand_over(self, begun: NDArray, until: int) -> NDArray:
        """Jobs done before a day; the others stay in hand."""
        in_hand = _joined(self._in_hand, begun)
        done = in_hand["start"] + in_hand["work"] < until
        self._in_hand = picked(in_hand, ~done)
        return picked(in_hand, done)


_NO_JOBS = np.empty(0, dtype=JOB)


def _joined(first: NDArray, second: NDArray) -> NDArray:
    """Two tables of jobs, one behind the other; most years one of them is empty."""
    return stacked(first, second) if len(first) and len(second) else (first if len(first) else second)


def _mean_wait(begun: NDArray, waiting: NDArray, until: int) -> float:
    if begun.size:
        return float(np.mean(begun["start"] - begun["asked"]))
    return float(np.mean(until - waiting["asked"], dtype=np.float64)) if waiting.size else 0.0
