"""Who may connect: where a district's transformer is full, new heat pumps, charge points and panels wait.

Place in the flow: [works], between decisions and crews, when `hourly_electricity.transformer_binds` is 1. Room is what the
transformers can carry less last year's peak, drawn or given back; it is handed out to those who asked first. In the first
year all may connect: its peak is what the transformers were chosen for.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from sim.city.dwellings import ELECTRIC, HEAT_PUMP
from sim.city.grid import Grid
from sim.city.homes import heating_efficiencies
from sim.columns import picked, stacked
from sim.parameter import Book
from sim.works.jobs import NO_JOBS
from sim.works.orders import WorkOrder

if TYPE_CHECKING:
    from sim.population.people import People

TRANSFORMER_BINDS = "hourly_electricity.transformer_binds"
WAITS = "waits for the grid: the district's transformer is full"
"""Kind of the event of those who are put off."""
GAVE_UP = "gave up waiting for the grid"
OPERATOR = "grid_operator"
DAYS_PER_MONTH = 365.0 / 12.0


def first_come(district: np.ndarray, kw: np.ndarray, room_kw: np.ndarray) -> np.ndarray:
    """Who still fits, in the order of the rows; what they take is taken off the room of their district.

    Once somebody does not fit, nobody behind in the same district does.

    Args:
        district, kw: of each who asks, shape (n,)
        room_kw: by district; changed in place

    >>> room = np.array([5.0, 1.0])
    >>> first_come(np.array([0, 1, 0, 0]), np.array([3.0, 2.0, 2.0, 1.0]), room).tolist(), room.tolist()
    ([True, False, True, False], [0.0, 1.0])
    """
    order = np.argsort(district, kind="stable")
    taken, mine = np.cumsum(kw[order]), district[order]
    first = np.searchsorted(mine, mine, side="left")
    before = np.where(first > 0, taken[first - 1], 0.0)
    fits = np.empty(len(kw), dtype=bool)
    fits[order] = taken - before <= room_kw[mine]
    room_kw -= np.bincount(district[fits], weights=kw[fits], minlength=len(room_kw))
    return fits


class Connections:
    """The grid operator's list of those who wait.

    Args:
        grid: loads and limits
        book: all parameters
        people: households
    """

    def __init__(self, grid: Grid, book: Book, people: People):
        self.grid, self.book, self.people, self.city = grid, book, people, grid.city
        self._held = {"heating": NO_JOBS, "solar": NO_JOBS}
        self._held_points = np.empty(0, dtype=np.int64)
        self.year = self.first_day = 0
        self.load_room_kw, self.feed_in_room_kw = np.empty(0), np.empty(0)

    def begin_year(self, year: int, first_day: int) -> None:
        """Work out how much room each district has left."""
        self.year, self.first_day = year, first_day
        lived = self.grid.years()
        if lived and self.book.at(TRANSFORMER_BINDS, year):
            last = lived[-1]
            self.load_room_kw = np.maximum(0.0, last.limit_kw - last.peak_load_kw)
            self.feed_in_room_kw = np.maximum(0.0, last.limit_kw - last.peak_feed_in_kw)
        else:
            self.load_room_kw = np.full(len(self.city.district_names), np.inf)
            self.feed_in_room_kw = self.load_room_kw.copy()

    def admit(self, wanted: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
        """Jobs of households by trade, without those that must wait and with those that waited long enough."""
        return {**wanted, **{trade: self._admit_jobs(trade, wanted.get(trade, NO_JOBS)) for trade in self._held}}

    def _admit_jobs(self, trade: str, new: np.ndarray) -> np.ndarray:
        held = self._held[trade]
        asking, already = stacked(held, new), len(held)
        home = asking["home"].astype(np.int64)
        kw, room = self._pumps_kw(asking) if trade == "heating" else self._panels_kw(home)
        fits = first_come(self.city.dwellings.district[home].astype(np.int64), kw, room) | (kw == 0)
        newly = ~fits & (np.arange(len(asking)) >= already)
        self.city.diary.event(WAITS, "dwellings", home[newly], asking["asked"][newly], OPERATOR)
        self._held[trade] = self._patient(trade, picked(asking, ~fits))
        admitted = picked(asking, fits)
        admitted["asked"] = np.maximum(admitted["asked"], self.first_day)
        return admitted

    def _patient(self, trade: str, waiting: np.ndarray) -> np.ndarray:
        """Those who go on waiting; the others give up and are free to think again."""
        patience = self.book.at("behaviour.patience_months", self.year) * DAYS_PER_MONTH
        leaves = waiting["asked"] + patience < self.first_day
        home = waiting["home"][leaves].astype(np.int64)
        days = np.full(len(home), self.first_day)
        self.city.diary.event(GAVE_UP, "dwellings", home, days, "households")
        self.people.give_up(trade, home)
        if trade == "heating":  # it may be years since the boiler gave up: think of it next year again
            ends = self.city.dwellings.heating_ends
            ends[home] = np.maximum(ends[home], self.first_day + 365)
        return picked(waiting, ~leaves)

    def _pumps_kw(self, asking: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """What new heat pumps add to the peak; nothing where electricity heats already, or another heating comes."""
        homes, home = self.city.dwellings, asking["home"].astype(np.int64)
        efficiency = heating_efficiencies(self.book, self.year)[HEAT_PUMP]
        was = homes.heating[home]
        new = (asking["option"] == HEAT_PUMP) & (was != HEAT_PUMP) & (was != ELECTRIC)
        kwh = homes.heat_kwh[home].astype(np.float64) * homes.efficiency[home] / efficiency
        return kwh * new * self.grid.most_kw("pump"), self.load_room_kw

    def _panels_kw(self, home: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        homes = self.city.dwellings
        kwp = np.minimum(homes.solar_room_kwp[home], self.book.at("solar_market.kwp_per_home", self.year))
        return kwp * homes.solar_kwh_per_kwp[home] * self.grid.most_kw("south"), self.feed_in_room_kw

    def admit_premises(self, rows: np.ndarray, days: np.ndarray) -> np.ndarray:
        """Which of these premises may put up panels now, bool; the others may ask again."""
        premises = self.city.premises
        kwh = premises.solar_room_kwp[rows].astype(np.float64) * premises.solar_kwh_per_kwp[rows]
        district = premises.district[rows].astype(np.int64)
        fits = first_come(district, kwh * self.grid.most_kw("flat"), self.feed_in_room_kw)
        self.city.diary.event(WAITS, "premises", rows[~fits], days[~fits], OPERATOR)
        return fits

    def admit_order(self, order: WorkOrder) -> WorkOrder:
        """An order of the city without what must wait: panels are proposed again, charge points kept for later."""
        if order.layer == "premises" and order.trade == "solar":
            fits = self.admit_premises(order.rows, np.full(len(order), self.first_day))
            prices = order.price_eur if np.ndim(order.price_eur) == 0 else order.prices_eur[fits]
            return replace(order, rows=order.rows[fits], price_eur=prices)
        if order.layer == "districts" and order.kind == "charge point":
            rows = np.concatenate([self._held_points, order.rows])
            each_kw = self.book.at("hourly_electricity.charge_point_peak_kw", self.year)
            fits = first_come(rows, np.full(len(rows), each_kw), self.load_room_kw)
            newly = rows[len(self._held_points) :][~fits[len(self._held_points) :]]
            self.city.diary.event(WAITS, "districts", newly, np.full(len(newly), self.first_day), OPERATOR)
            self._held_points = rows[~fits]
            return replace(order, rows=rows[fits])
        return order
