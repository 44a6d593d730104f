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

from sim.luck import Luck, four_words, unit
from sim.works.jobs import JOB, NO_JOBS, jobs

DAYS_PER_MONTH = 365 / 12
WAITS, WORKS, GAVE_UP = 0, 1, 2
LOT_BITS, JOB_BITS = 23, 24
"""Bits of a draw of luck, and of a job's place among those of one year: with a day of 16 bits they fit one number."""


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
def line_up(new, first_id, stretch, seed, stream, year, today, until, turns):
    """Draw the lots of new jobs and work out their turns; whether each was asked in the year and takes a known time.

    Args:
        new: jobs, dtype JOB; number, lot and calendar days are filled in
        first_id: number of the first, the others follow; below 0 they have numbers
        stretch: calendar days per working day; 0 where the jobs say their calendar days
        seed, stream, year: of the lots
        today, until: first day of the year and of the next one
        turns: filled with one number a job by day, lot and place, which sorts faster than rows do
    """
    for i in range(new.size):
        if first_id >= 0:
            new[i].id = first_id + i
        new[i].lot = unit(four_words(seed, stream, np.uint64(new[i].id), year, np.uint64(0))[0])
        if stretch > 0.0:
            new[i].work = np.float64(new[i].work_days) * stretch
        day_and_lot = (np.int64(new[i].asked) << LOT_BITS) + np.int64(new[i].lot * np.float32(1 << LOT_BITS))
        turns[i] = (day_and_lot << JOB_BITS) + i
        if not (today <= new[i].asked < until and new[i].work >= 0.0):
            return False
    return True


@njit(cache=True)
def work_a_year(before, new, turns, in_hand, free, patience, until):
    """Let crews work through a queue until a day; every job ends in one of four tables, dtype JOB.

    Args:
        before: jobs left over, in the order of their turns, dtype JOB
        new: jobs of the year, which stand behind them in the order of `turns`
        in_hand: jobs begun earlier
        free, patience, until: as `serve` takes them

    Returns:
        jobs finished, the day on which each was done, those whose people gave up, those that wait, those in hand, and the
        sum of days waited by jobs begun
    """
    count, place = before.size + new.size, (1 << JOB_BITS) - 1
    finished, still_in_hand = np.empty(count + in_hand.size, dtype=JOB), np.empty(count + in_hand.size, dtype=JOB)
    left, waiting, done_day = np.empty(count, dtype=JOB), np.empty(count, dtype=JOB), np.empty(finished.size, np.int32)
    asked, work = np.empty(count), np.empty(count)
    start, state = np.full(count, np.nan), np.empty(count, dtype=np.int8)
    for i in range(count):
        job = before[i] if i < before.size else new[turns[i - before.size] & place]
        asked[i], work[i] = job.asked, job.work
    serve(asked, work, free, patience, np.float64(until), start, state)
    done, gone, stay, kept, waited = 0, 0, 0, 0, 0.0
    for i in range(in_hand.size):
        if in_hand[i].start + in_hand[i].work < until:
            finished[done], done_day[done] = in_hand[i], np.floor(in_hand[i].start + in_hand[i].work)
            done += 1
        else:
            still_in_hand[kept] = in_hand[i]
            kept += 1
    for i in range(count):
        job = before[i] if i < before.size else new[turns[i - before.size] & place]
        job.start = start[i]
        if state[i] == GAVE_UP:
            left[gone] = job
            gone += 1
        elif state[i] == WAITS:
            waiting[stay] = job
            stay += 1
        else:
            waited += start[i] - asked[i]
            if start[i] + work[i] < until:
                finished[done], done_day[done] = job, np.floor(start[i] + work[i])
                done += 1
            else:
                still_in_hand[kept] = job
                kept += 1
    return finished[:done], done_day[:done], left[:gone], waiting[:stay].copy(), still_in_hand[:kept].copy(), waited


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
        self.trade, self._stream = trade, f"turn in the queue of {trade}"
        self.patience_days = patience_months * DAYS_PER_MONTH
        self.free = np.full(crews, first_day, dtype=np.float64)
        self.day = first_day
        self._waiting = self._in_hand = NO_JOBS
        self.mean_wait_days = 0.0
        """Of the last year; see `QueueYear`."""

    @property
    def crews(self) -> int:
        """Number of crews."""
        return self.free.size

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
        new = jobs(ids, id=ids, asked=asked, work=work_days)
        finished, days, left = self.work(new, -1, 0.0, luck, year, until)
        return QueueYear(
            finished_ids=finished["id"],
            finished_asked=finished["asked"],
            finished_start=finished["start"],
            finished_day=days,
            gave_up_ids=left["id"],
            gave_up_day=np.floor(left["asked"] + self.patience_days).astype(np.int32),
            waiting=len(self._waiting),
            mean_wait_days=self.mean_wait_days,
        )

    def work(
        self, new: NDArray, first_id: int, stretch: float, luck: Luck, year: int, until: int
    ) -> tuple[NDArray, NDArray[np.int32], NDArray]:
        """The same for a table of jobs, dtype JOB, which is changed; without copying what nobody asks for.

        Args:
            new: jobs asked this year
            first_id: number of the first, the others follow; below 0 they have numbers
            stretch: calendar days per working day; 0 where the jobs say their calendar days
            luck, year, until: as for `work_through`

        Returns:
            finished jobs, the day each was done, and jobs whose people gave up
        """
        seed, stream, this_year = luck.key(self._stream, year)
        turns = np.empty(len(new), dtype=np.int64)
        if not line_up(new, first_id, stretch, seed, stream, this_year, self.day, until, turns):
            raise ValueError(
                f"a job for {self.trade!r} was asked outside days {self.day} to {until - 1}, or takes a time that is"
                " negative or not a number"
            )
        turns.sort()
        queued, in_hand = len(self._waiting) + len(new), self._in_hand
        finished, days, left, self._waiting, self._in_hand, waited = work_a_year(
            self._waiting, new, turns, in_hand, self.free, self.patience_days, until
        )
        self.day, begun = until, queued - len(left) - len(self._waiting)
        self.mean_wait_days = waited / begun if begun else _wait_so_far(self._waiting, until)
        return finished, days, left


def _wait_so_far(waiting: NDArray, until: int) -> float:
    return float(np.mean(until - waiting["asked"], dtype=np.float64)) if waiting.size else 0.0
