"""Buses that serve the city and the city's own vehicles: one row each, replaced on schedule.

Place in the flow: [city] -> population -> behaviour, markets -> physics -> inventory.
A vehicle is replaced at the turn of the year after its term; a share of those that replace a fuel vehicle is electric,
met as a quota over the years. Once electric, a place stays so.
"""

from __future__ import annotations

import numpy as np

from sim.columns import Crowd, column
from sim.parameter import Book
from sim.quota import largest_remainder

KINDS = ("bus", "car", "van", "truck", "machine")
BUS, CAR, VAN, TRUCK, MACHINE = range(len(KINDS))
MUNICIPAL = KINDS[CAR:]
"""Kinds that the city hall has."""
SHARE_OF_NEW = ("mobility.bus_battery_share_new", *("mobility.municipal_battery_share_new",) * len(MUNICIPAL))


class PublicVehicles(Crowd):
    """One row per vehicle: the place in the depot, the vehicle in it changes."""

    kind = column("index into KINDS", kind=np.int8)
    battery = column("runs on electricity", kind=bool)
    placed = column("year in which it came", kind=np.int16)


class Fleet:
    """Buses, municipal vehicles, and charge points in the street.

    Args:
        counts: vehicles of each of KINDS
        life_years: after which each kind is replaced, whole years, at least one
        year: first year it serves; ages are spread evenly
        book: for the shares of electric ones when each was bought
    """

    def __init__(self, counts: np.ndarray, life_years: np.ndarray, year: int, book: Book):
        self.book, self.life_years = book, np.maximum(1, np.rint(life_years)).astype(np.int64)
        kind = np.repeat(np.arange(len(KINDS)), counts)
        number = np.arange(len(kind)) - np.repeat(np.cumsum(counts) - counts, counts)
        age = number * self.life_years[kind] // np.maximum(1, counts)[kind]
        self.columns = PublicVehicles(len(kind), kind=kind, placed=year - 1 - age)
        self.charge_points = 0
        self._owed = np.zeros(len(KINDS))
        """Parts of an electric vehicle that earlier years rounded away, by kind."""
        for bought in np.unique(self.columns.placed):
            self._go_electric(np.flatnonzero(self.columns.placed == bought), int(bought))
        self._count()

    def begin_year(self, year: int) -> None:
        """Vehicles past their term are replaced."""
        own = self.columns
        due = np.flatnonzero(year - own.placed >= self.life_years[own.kind])
        if len(due):
            own.placed[due] = year
            self._go_electric(due[~own.battery[due]], year)
            self._count()

    def electrify(self, vehicles: int, year: int) -> int:
        """The city turns so many of its vehicles electric, light and old ones first; returns how many it could."""
        own = self.columns
        fuel = np.flatnonzero((own.kind != BUS) & ~own.battery)
        rows = fuel[np.lexsort((own.placed[fuel], own.kind[fuel]))][:vehicles]
        own.battery[rows], own.placed[rows] = True, year
        self._count()
        return len(rows)

    @property
    def vehicles(self) -> int:
        """Vehicles of the city hall."""
        return int(self.counts[CAR:].sum())

    @property
    def electric(self) -> int:
        """Those that are electric."""
        return int(self.counts[CAR:, 1].sum())

    @property
    def still_fossil(self) -> int:
        """Vehicles of the city hall that still burn fuel."""
        return int(self.counts[CAR:, 0].sum())

    def _go_electric(self, rows: np.ndarray, year: int) -> None:
        """Of the vehicles just bought, the first of each kind are electric, as many as the share of the year says."""
        own = self.columns
        for kind, bought in enumerate(np.bincount(own.kind[rows], minlength=len(KINDS)).tolist()):
            if bought:
                wanted = bought * self.book.at(SHARE_OF_NEW[kind], year) + self._owed[kind]
                electric = min(bought, int(wanted + 1e-9))
                self._owed[kind] = min(1.0, wanted - electric)
                own.battery[rows[own.kind[rows] == kind][:electric]] = True

    def _count(self) -> None:
        """Vehicles by kind and whether electric, shape (kinds, 2)."""
        own = self.columns
        self.counts = np.bincount(own.kind * 2 + own.battery, minlength=2 * len(KINDS)).reshape(len(KINDS), 2)


def park_fleet(book: Book, inhabitants: int, year: int) -> Fleet:
    """The buses and municipal vehicles of a year, for so many inhabitants."""
    table = book.at("mobility.municipal_vehicles_per_1000_inhabitants", year)
    per_1000 = np.array([table[kind] for kind in MUNICIPAL])
    municipal = largest_remainder(per_1000, round(inhabitants * per_1000.sum() / 1000))
    buses = round(inhabitants * book.at("mobility.buses_per_1000_inhabitants", year) / 1000)
    life = book.at("mobility.public_vehicle_life_years", year)
    return Fleet(np.array([buses, *municipal]), np.array([life[kind] for kind in KINDS]), year, book)
