"""The trades that work in homes: a queue each, and the jobs that stand in it.

Place in the flow: [works]. Called once a year after households have decided.
"""

from __future__ import annotations

import numpy as np

from sim.luck import Luck
from sim.parameter import Book
from sim.works.queue import TradeQueue

TRADES = ("roof", "facade", "floor", "glazing", "heating", "solar")
WORKS_IN_HOMES = {"envelope": ("roof", "facade", "floor", "glazing"), "heating": ("heating",), "solar": ("solar",)}
"""What works change, and the trades that do them; a home waits for one trade of each at a time."""


class Trade:
    """One trade: its crews, its queue, and what each waiting job is.

    Args:
        name: one of TRADES
        crews: crews at the start
        patience_months: after which people give up
    """

    def __init__(self, name: str, crews: int, patience_months: float):
        self.name = name
        self.queue = TradeQueue(name, crews, patience_months)
        self._asked_so_far = 0
        self.wait_days = 0.0
        self.crews_wanted = float(crews)

    def work_through(
        self, new: np.ndarray, stretch: float, luck: Luck, year: int, until: int
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Take in new jobs and work until a day.

        Args:
            new: jobs asked this year, dtype JOB; their numbers and days of work are filled in
            stretch: calendar days per working day
            luck: draws the turns
            year, until: calendar year, and the first day after it

        Returns:
            finished jobs, the day each was done, and the jobs of those who gave up
        """
        finished, days, gave_up = self.queue.work(new, self._asked_so_far, stretch, luck, year, until)
        self._asked_so_far += len(new)
        self.wait_days = self.queue.mean_wait_days
        return finished, days, gave_up

    def adjust(self, growth: float, shrink: float, wait_too_long_days: float, idle_below_days: float) -> None:
        """Grow when customers wait, shrink when they do not: at most so much a year."""
        if self.wait_days > wait_too_long_days:
            self.crews_wanted *= 1.0 + growth
        elif self.wait_days < idle_below_days:
            self.crews_wanted *= 1.0 - shrink
        self.crews_wanted = max(1.0, self.crews_wanted)
        if round(self.crews_wanted) != self.queue.crews:
            self.queue.resize(round(self.crews_wanted))


def open_trades(book: Book, dwellings: int, year: int) -> dict[str, Trade]:
    """All trades with the crews that a city of this size has."""
    crews = book.at("retrofit.crews_per_1000_dwellings", year)
    patience = book.at("behaviour.patience_months", year)
    return {name: Trade(name, max(1, round(crews[name] * dwellings / 1000.0)), patience) for name in TRADES}
