"""Street lamps fail on a day and stay dark until a crew comes.

Place in the flow: [works], once a year, before the energy and the service level of that year are counted.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.luck import Luck
from sim.works.queue import TradeQueue


@dataclass(frozen=True)
class RepairYear:
    """What failed, what was repaired and how long it was dark; days count from the first simulated day."""

    failed_rows: NDArray[np.int64]
    failed_day: NDArray[np.int32]
    repaired_rows: NDArray[np.int64]
    repaired_day: NDArray[np.int32]
    dark_before_repair_days: NDArray[np.int32]
    """From failure to repair of each lamp repaired this year, also the part in an earlier year [d]."""
    dark_rows: NDArray[np.int64]
    """Lamps dark at some time of this year; one may stand here twice."""
    spell_days: NDArray[np.int64]
    """Days of this year that each was known to be dark [d]."""
    notice_days: int
    """Days a failed lamp was dark before anybody noticed, counted in the year of the failure [d]."""
    still_dark: int
    """Lamps dark at the end of the year."""

    @property
    def dark_lamp_days(self) -> float:
        """Lamp-days dark this year [d]."""
        return float(self.spell_days.sum() + self.notice_days * len(self.failed_rows))

    def dark_days(self, lamps: int) -> NDArray[np.float32]:
        """Days dark within the year, by lamp, shape (lamps,) [d]."""
        dark = np.bincount(self.dark_rows, weights=self.spell_days, minlength=lamps)
        return (dark + self.notice_days * np.bincount(self.failed_rows, minlength=lamps)).astype(np.float32)


def failures_of_year(
    hazard: NDArray, ids: NDArray, luck: Luck, year: int, first_day: int, until: int
) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Which lamps fail this year, and on which day, every day as likely as another.

    Args:
        hazard: chance that a lamp fails this year, by its type and age, shape (lamps,) [0 to 1]
        ids: permanent ids, shape (lamps,)
        luck: draws failure and day
        year: calendar year
        first_day, until: the year's first day and the first day after it [d]

    Returns:
        rows of the lamps that fail, and their days, each of shape (failures,)
    """
    rows = np.flatnonzero(luck.draw("lamp fails", year, ids) < hazard)
    when = luck.draw("lamp fails on day", year, ids[rows])
    return rows, (first_day + np.floor(when.astype(np.float64) * (until - first_day))).astype(np.int32)


class LampRepairs:
    """The repair crews, with the lamps that wait for them kept over the years.

    A lamp fails once a year at most, and a lamp that is dark when the year begins not at all: the next failure of a
    lamp repaired within the year is left out, which at hazards of some per cent is below one failure in a thousand.
    """

    def __init__(self, crews: int, repair_days: float, first_day: int = 0, notice_days: int = 0):
        """Crews that each need `repair_days` calendar days a lamp, way and lift included; failures are noticed late."""
        self.notice_days = notice_days
        self.queue = TradeQueue("lamp repairs", crews, first_day=first_day)
        self.repair_days = float(repair_days)
        self._dark_rows = np.empty(0, dtype=np.int64)
        self._dark_since = np.empty(0, dtype=np.int32)

    def carry_out(self, hazard: NDArray, ids: NDArray, luck: Luck, year: int, until: int) -> RepairYear:
        """A year of failures and repairs, until a day.

        Args:
            hazard: chance that a lamp fails this year, shape (lamps,) [0 to 1]
            ids: permanent ids, shape (lamps,); a lamp keeps its row
            luck: draws failures, days and turns
            year: calendar year
            until: first day after the year
        """
        first_day = self.queue.day
        rows, days = failures_of_year(hazard, ids, luck, year, first_day, until)
        is_dark = np.zeros(len(ids), dtype=bool)
        is_dark[self._dark_rows] = True
        lit = ~is_dark[rows]
        rows, days = rows[lit], days[lit]
        done = self.queue.work_through(rows, days, self.repair_days, luck, year, until)
        dark_rows = np.concatenate([self._dark_rows, rows])
        dark_since = np.concatenate([self._dark_since, days])
        repaired_day = np.full(len(ids), until, dtype=np.int32)
        repaired_day[done.finished_ids] = done.finished_day
        spell = repaired_day[dark_rows] - np.maximum(dark_since, first_day)
        still = repaired_day[dark_rows] == until
        self._dark_rows, self._dark_since = dark_rows[still], dark_since[still]
        return RepairYear(
            failed_rows=rows,
            failed_day=days,
            repaired_rows=done.finished_ids,
            repaired_day=done.finished_day,
            dark_before_repair_days=done.finished_day - done.finished_asked + self.notice_days,
            dark_rows=dark_rows,
            spell_days=spell,
            notice_days=self.notice_days,
            still_dark=self._dark_rows.size,
        )
