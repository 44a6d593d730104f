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

from sim.luck import Luck

DAYS_PER_MONTH = 365 / 12
WAITS, WORKS, GAVE_UP = 0, 1, 2
LOT_BITS, JOB_BITS = 23, 24
"""Bits of a draw of luck, and of a job's place among those of one year: with a day of 16 bits they fit one number."""

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


@njit(cache=True)
def work_a_year(queue, in_hand, free, patience, until, finished, left, waiting, still_in_hand):
    """Let crews work through a queue until a day; every job ends in one of the four tables.

    Args:
        queue: jobs in the order of their turns, dtype JOB; begin days are filled in
        in_hand: jobs begun earlier
        free, patience, until: as `serve` takes them
        finished, left, waiting, still_in_hand: filled in this order of turns, room for all jobs

    Returns:
        how many of each, and the sum of days waited by jobs begun
    """
    start, state = np.full(queue.size, np.nan), np.empty(queue.size, dtype=np.int8)
    serve(queue["asked"].astype(np.float64), queue["work"].copy(), free, patience, np.float64(until), start, state)
    done, gone, stay, kept, waited = 0, 0, 0, 0, 0.0
    for job in range(in_hand.size):
        if in_hand[job].start + in_hand[job].work < until:
            finished[done] = in_hand[job]
            done += 1
        else:
            still_in_hand[kept] = in_hand[job]
            kept += 1
    for job in range(queue.size):
        queue[job].start = start[job]
        if state[job] == GAVE_UP:
            left[gone] = queue[job]
            gone += 1
        elif state[job] == WAITS:
            waiting[stay] = queue[job]
            stay += 1
        else:
            waited += start[job] - queue[job].asked
            if start[job] + queue[job].work < until:
                finished[done] = queue[job]
                done += 1
            else:
                still_in_hand[kept] = queue[job]
                kept += 1
    return done, gone, stay, kept, waited


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
        queue = self._lined_up(ids, asked, work_days, luck, year, until)
        most = queue.size + self._in_hand.size
        finished, left, waiting, in_hand = (np.empty(size, dtype=JOB) for size in (most, queue.size, queue.size, most))
        done, gone, stay, kept, waited = work_a_year(
            queue, self._in_hand, self.free, self.patience_days, until, finished, left, waiting, in_hand
        )
        begun = queue.size - gone - stay
        finished, left, self._waiting, self._in_hand = finished[:done], left[:gone], waiting[:stay], in_hand[:kept]
        self.day = until
        return QueueYear(
            finished_ids=finished["id"],
            finished_asked=finished["asked"],
            finished_start=finished["start"],
            finished_day=np.floor(finished["start"] + finished["work"]).astype(np.int32),
            gave_up_ids=left["id"],
            gave_up_day=np.floor(left["asked"] + self.patience_days).astype(np.int32),
            waiting=stay,
            mean_wait_days=waited / begun if begun else _wait_so_far(self._waiting, until),
        )

    def _lined_up(self, ids, asked, work_days, luck: Luck, year: int, until: int) -> NDArray:
        """All jobs that wait, in the order of their turns: those left over, then the new ones."""
        if not len(ids):
            return self._waiting
        ids, asked = np.asarray(ids), np.asarray(asked)
        lot = luck.draw(f"turn in the queue of {self.trade}", year, ids)
        turns = _turns(asked, lot)
        before = self._waiting.size
        queue = np.empty(before + len(ids), dtype=JOB)
        queue[:before], new = self._waiting, queue[before:]
        new["id"], new["asked"], new["lot"], new["start"] = ids[turns], asked[turns], lot[turns], np.nan
        new["work"] = work_days[turns] if np.ndim(work_days) else work_days
        if not (asked[turns[0]] >= self.day and asked[turns[-1]] < until):
            raise ValueError(f"a job for {self.trade!r} was asked outside days {self.day} to {until - 1}")
        if not new["work"].min() >= 0:
            raise ValueError(f"a job for {self.trade!r} takes a time that is negative or not a number")
        return queue


def _turns(asked: NDArray, lot: NDArray) -> NDArray[np.int64]:
    """Order of jobs by day and lot, equal ones as they come: one number a job, which sorts faster than rows do."""
    day_and_lot = (asked.astype(np.int64) << LOT_BITS) + (lot * np.float32(1 << LOT_BITS)).astype(np.int64)
    return np.sort((day_and_lot << JOB_BITS) + np.arange(len(asked))) & ((1 << JOB_BITS) - 1)


def _wait_so_far(waiting: NDArray, until: int) -> float:
    return float(np.mean(until - waiting["asked"], dtype=np.float64)) if waiting.size else 0.0
