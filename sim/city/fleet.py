"""Buses that serve the city and the city's own vehicles: one row each, replaced on schedule.

Place in the flow: [city] -> population -> behaviour, markets -> physics -> inventory.
A vehicle is replaced at the turn of the year after its term; a share of those that replace a fuel vehicle is electric,
met as a quota over the years. Once electric, a place stays so.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from sim.columns import Crowd, column
from sim.parameter import Book
from sim.quota import largest_remainder

KINDS = ("bus", "car", "van", "truck", "machine")
BUS, CAR, VAN, TRUCK, MACHINE = range(len(KINDS))
MUNICIPAL = KINDS[CAR:]
"""Kinds that the city hall has."""
BUS_SHARE, MUNICIPAL_SHARE = "mobility.bus_battery_share_new", "mobility.municipal_battery_share_new"


class PublicVehicles(Crowd):
    """One row per vehicle: the place in the depot, the vehicle in it changes."""

    kind = column("index into KINDS", kind=np.int8)
    battery = column("runs on electricity", kind=bool)
    ends = column("year in which it is replaced", kind=np.int16)


@njit(cache=True)
def replace_due(kind, battery, ends, life_years, year, bus_share, municipal_share, owed, counts):
    """Replace the vehicles whose term ends; of each kind the first are electric. Plain twin in the tests.

    Args:
        kind, battery, ends: columns of all vehicles; the last two change in place
        life_years: by kind
        year: calendar year
        bus_share, municipal_share: electric ones among those that replace a fuel vehicle
        owed: parts of an electric vehicle that earlier years rounded away, by kind; changes in place
        counts: vehicles by kind, on fuel and on electricity; changes in place
    """
    electric = np.zeros(counts.shape[0], dtype=np.int64)
    for vehicle in range(kind.size):
        electric[kind[vehicle]] += (ends[vehicle] <= year) & (not battery[vehicle])
    for each in range(electric.size):
        bought = electric[each]
        wanted = owed[each] + bought * (bus_share if each == BUS else municipal_share)
        electric[each] = min(bought, int(wanted + 1e-9))
        owed[each] = min(1.0, wanted - electric[each])
        counts[each, 0] -= electric[each]
        counts[each, 1] += electric[each]
    for vehicle in range(kind.size):
        if ends[vehicle] <= year:
            ends[vehicle] = year + life_years[kind[vehicle]]
            if not battery[vehicle] and electric[kind[vehicle]] > 0:
                battery[vehicle] = True
                electric[kind[vehicle]] -= 1


class Fleet:
    """Buses, municipal vehicles, and charge points in the street.

    Args:
        counts: vehicles of each of KINDS
        life_years: after which each kind is replaced, whole years, at least one
        year: first year it serves; ages are spread evenly, and each was bought by the share of its year
        book: for the shares of electric ones among new vehicles
    """

    def __init__(self, counts: np.ndarray, life_years: np.ndarray, year: int, book: Book):
        self.book, self.life_years = book, np.maximum(1, np.rint(life_years)).astype(np.int64)
        kind = np.repeat(np.arange(len(KINDS)), counts)
        number = np.arange(len(kind)) - np.repeat(np.cumsum(counts) - counts, counts)
        age = number * self.life_years[kind] // np.maximum(1, counts)[kind]
        self.columns = PublicVehicles(len(kind), kind=kind, ends=year - 1 - age)  # of what stood there before
        self.charge_points = 0
        self.counts = np.column_stack([counts, np.zeros_like(counts)])
        """Vehicles by kind, those on fuel and those on electricity, shape (kinds, 2)."""
        self._owed = np.zeros(len(KINDS))
        for bought in range(year - int(self.life_years.max()), year):
            self.begin_year(bought)

    def begin_year(self, year: int) -> None:
        """Vehicles past their term are replaced."""
        own = self.columns
        shares = self.book.at(BUS_SHARE, year), self.book.at(MUNICIPAL_SHARE, year)
        replace_due(own.kind, own.battery, own.ends, self.life_years, year, *shares, self._owed, self.counts)

    def electrify(self, vehicles: int, year: int) -> int:
        """The city turns so many of its vehicles electric, light and old ones first; returns how many it could."""
        own = self.columns
        fuel = np.flatnonzero((own.kind != BUS) & ~own.battery)
        rows = fuel[np.lexsort((own.ends[fuel], own.kind[fuel]))][:vehicles]
        own.battery[rows], own.ends[rows] = True, year + self.life_years[own.kind[rows]]
        by_kind = np.bincount(own.kind[rows], minlength=len(KINDS))
        self.counts += np.column_stack([-by_kind, by_kind])
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


def park_fleet(book: Book, inhabitants: int, year: int) -> Fleet:
    """The buses and municipal vehicles of a year, for so many inhabitants."""
    table = book.at("mobility.municipal_vehicles_per_1000_inhabitants", year)
    per_1000 = np.array([table[kind] for kind in MUNICIPAL])
    municipal = largest_remainder(per_1000, round(inhabitants * per_1000.sum() / 1000))
    buses = round(inhabitants * book.at("mobility.buses_per_1000_inhabitants", year) / 1000)
    life = book.at("mobility.public_vehicle_life_years", year)
    return Fleet(np.array([buses, *municipal]), np.array([life[kind] for kind in KINDS]), year, book)
