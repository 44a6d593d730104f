"""The works yard of the city: orders are cut into lots, and each lot waits for a crew.

Place in the flow: [works], once a year after contracts are signed. A SimPy environment that is kept over the years,
so a lot begun in November ends in January, and what was not done goes on next year.
"""

from __future__ import annotations

import math
from collections.abc import Generator, Iterable, Mapping
from typing import TYPE_CHECKING

import numpy as np

from sim.works.orders import FinishedLot, WorkOrder

if TYPE_CHECKING:
    import simpy

DAYS_PER_YEAR = 365


class WorksYard:
    """Crews by trade, with the lots that wait for them.

    Args:
        crews: number of crews of each trade
        working_days_per_year: spread evenly over the year, so one working day takes 365 / that many calendar days
        lot_work_days: size of a lot, in working days of one crew [d]
        lots_per_order: no order is cut into more lots than this, which keeps the yard at a few hundred jobs a year
        first_day: day on which the yard opens, counted from the first simulated day
    """

    def __init__(
        self,
        crews: Mapping[str, int],
        working_days_per_year: float,
        lot_work_days: float,
        lots_per_order: int,
        first_day: int = 0,
    ):
        import simpy

        if not 0 < working_days_per_year <= DAYS_PER_YEAR:
            raise ValueError(f"a year has no {working_days_per_year} working days")
        if not lot_work_days > 0 or lots_per_order < 1:
            raise ValueError("a lot needs a size, and an order at least one lot")
        self.stretch = DAYS_PER_YEAR / working_days_per_year
        self.lot_work_days = lot_work_days
        self.lots_per_order = lots_per_order
        self._clock = simpy.Environment(initial_time=first_day)
        self._crews = {trade: simpy.Resource(self._clock, capacity=count) for trade, count in sorted(crews.items())}
        self._finished: list[FinishedLot] = []
        self._done = 0
        self._taken_in = 0

    @property
    def lots_left(self) -> int:
        """Lots not yet finished."""
        return self._taken_in - self._done

    def carry_out(self, orders: Iterable[WorkOrder], until_day: int) -> list[FinishedLot]:
        """Take in orders, work until a day, and hand over what was finished on the way.

        Crews serve lots in the order of arrival, orders of one year in the order given: same orders, same dates.

        Args:
            orders: new orders; empty ones are passed over
            until_day: first day that no longer counts, after today

        Returns:
            finished lots by the moment they were done

        Raises:
            ValueError: an order for a trade without crews, or a day that has passed
        """
        if until_day <= self._clock.now:
            raise ValueError(f"day {until_day} has passed; the yard stands at day {self._clock.now:g}")
        for order in orders:
            self._take_in(order)
        self._clock.run(until=until_day)
        finished, self._finished = self._finished, []
        return finished

    def _take_in(self, order: WorkOrder) -> None:
        if not len(order):
            return
        if order.trade not in self._crews:
            raise ValueError(f"{order.kind!r} needs {order.trade!r}; the yard has crews for {', '.join(self._crews)}")
        for rows in cut_into_lots(order, self.lot_work_days, self.lots_per_order):
            self._taken_in += 1
            self._clock.process(self._lot(order, rows))

    def _lot(self, order: WorkOrder, rows: np.ndarray) -> Generator[simpy.Event, object, None]:
        """The life of one lot: wait for its day, for a crew, for the work to be done."""
        if order.from_day > self._clock.now:
            yield self._clock.timeout(order.from_day - self._clock.now)
        with self._crews[order.trade].request() as crew:
            yield crew
            start = self._clock.now
            yield self._clock.timeout(rows.size * order.work_days_per_item * self.stretch)
            self._finished.append(FinishedLot(order, rows, float(start), math.floor(self._clock.now)))
            self._done += 1


def cut_into_lots(order: WorkOrder, lot_work_days: float, lots_per_order: int) -> list[np.ndarray]:
    """The rows of an order in lots as equal as can be, each of about `lot_work_days`, order kept.

    >>> order = WorkOrder("swap", rows=np.arange(10), payer="own_budget", trade="electricians", work_days_per_item=0.5)
    >>> [lot.tolist() for lot in cut_into_lots(order, lot_work_days=2, lots_per_order=100)]
    [[0, 1, 2, 3], [4, 5, 6], [7, 8, 9]]
    """
    wanted = math.ceil(len(order) * order.work_days_per_item / lot_work_days)
    lots = max(1, min(wanted, lots_per_order, len(order)))
    return np.array_split(order.rows, lots)
