"""The network that brings waste heat to homes and public buildings: trenches by street, and who is connected.

Place in the flow: [city] calls physics. State lives here; `sim.measures.district_heat` orders the works.
Homes that had district heat on the first day belong to older networks and are not counted here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.city.dwellings import DISTRICT_HEAT, NEVER
from sim.inventory.covenant import CARRIER, CARRIERS, SECTORS
from sim.parameter import Book
from sim.physics.heat_network import delivered_heat_factor_t_mwh, loss_kwh, mean_factor_t_mwh

if TYPE_CHECKING:
    from sim.city.city import City
    from sim.energy import EnergyAccount

DAYS_PER_YEAR = 365
HEAT = CARRIER["heat_cold"]


class HeatNetwork:
    """Trenches and connections. Lists of homes and streets are kept only once something was ordered."""

    def __init__(self) -> None:
        self.laid = self.trench_ordered = np.empty(0, dtype=bool)
        """By street segment."""
        self.homes = self.homes_ordered = np.empty(0, dtype=bool)
        """By dwelling: takes heat from the network; waits for its connection."""
        self.premises = self.premises_ordered = np.empty(0, dtype=bool)
        """The same by premises."""
        self.gate = -1
        """Street where the network begins: the first that was ordered; -1 while there is none."""
        self.trench_m = 0.0
        self.late_kwh = 0.0
        """Yearly heat of this year's connections for the days before them [kWh]."""

    @property
    def exists(self) -> bool:
        """Whether anything was ordered yet."""
        return len(self.laid) > 0

    def open_lists(self, city: City) -> None:
        """Make room for every street, home and building; nothing is connected yet."""
        if not self.exists:
            self.laid, self.trench_ordered = _two_lists(len(city.map.streets))
            self.homes, self.homes_ordered = _two_lists(len(city.dwellings))
            self.premises, self.premises_ordered = _two_lists(len(city.premises))

    def begin_year(self) -> None:
        """A new year: connections of last year count in full."""
        self.late_kwh = 0.0

    def note_gate(self, streets: np.ndarray, waits: bool) -> None:
        """The first street ever ordered is the gate; when it will not be dug, the next order finds another."""
        if waits and self.gate < 0 and len(streets):
            self.gate = int(streets[0])
        elif not waits and self.gate in streets and not self.laid[self.gate]:
            self.gate = -1

    def lay(self, streets: np.ndarray, metres: float) -> None:
        """Pipes lie in these streets; `metres` is the length of trench dug for them."""
        self.laid[streets], self.trench_ordered[streets] = True, False
        self.trench_m += metres

    def delivered_kwh(self, city: City) -> float:
        """Heat that customers take in a year at the present state [kWh/yr]."""
        if not self.exists:
            return 0.0
        homes, premises = city.dwellings, city.premises
        mine = self.homes & (homes.heating == DISTRICT_HEAT)
        at_home = float(np.sum(homes.heat_kwh, where=mine, dtype=np.float64))
        return at_home + float(np.sum(premises.fuel_kwh, where=self.premises, dtype=np.float64))

    def lost_kwh(self, book: Book, year: int) -> float:
        """Heat that the pipes lose in a year [kWh/yr]."""
        return float(loss_kwh(self.trench_m, book.at("district_heat.loss_w_per_m", year)))


def _two_lists(count: int) -> tuple[np.ndarray, np.ndarray]:
    return np.zeros(count, dtype=bool), np.zeros(count, dtype=bool)


def connect_homes(city: City, rows: np.ndarray, days: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Homes get a delivery set in place of their heating.

    Args:
        city: with its homes
        rows: homes, shape (n,)
        days: day of each connection

    Returns:
        the heating each had before, and measured energy before and after [kWh/yr], each of shape (n,)
    """
    homes, network = city.dwellings, city.heat_network
    was = homes.heating[rows].astype(np.int8)
    useful_kwh = homes.calculated_kwh[rows].astype(np.float64) * homes.efficiency[rows]
    homes.heating[rows], homes.efficiency[rows] = DISTRICT_HEAT, 1.0  # counted at the delivery set
    homes.heating_ends[rows] = NEVER  # the set is the network's to keep
    before, after = city.after_change(rows, city.persons, days, "heat_pump", np.zeros(len(rows)), was, useful_kwh)
    city.diary.event("connected to the heat network", "dwellings", rows, days, "households")
    network.homes[rows], network.homes_ordered[rows] = True, False
    _note_late(city, after, days)
    return was, before, after


def connect_premises(
    city: City, rows: np.ndarray, days: np.ndarray, boiler_efficiency: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Public buildings get a delivery set in place of their boiler; as `connect_homes`, with carriers for heatings."""
    premises, network = city.premises, city.heat_network
    was = premises.fuel_carrier[rows].astype(np.int8)
    before = premises.fuel_kwh[rows].astype(np.float64)
    premises.fuel_kwh[rows] *= np.float32(boiler_efficiency)
    premises.fuel_carrier[rows] = HEAT
    after = premises.fuel_kwh[rows].astype(np.float64)
    district, sectors = premises.district[rows], premises.sector[rows]
    for sector, carrier in sorted(set(zip(sectors.tolist(), was.tolist(), strict=True))):
        own = (sectors == sector) & (was == carrier)
        name, none = SECTORS[sector], np.zeros(int(own.sum()))
        city.diary.energy(name, CARRIERS[carrier], district[own], before[own], none, days[own])
        city.diary.energy(name, CARRIERS[HEAT], district[own], none, after[own], days[own])
    city.diary.event("connected to the heat network", "premises", rows, days, "city_hall")
    network.premises[rows], network.premises_ordered[rows] = True, False
    _note_late(city, after, days)
    return was, before, after


def _note_late(city: City, after_kwh: np.ndarray, days: np.ndarray) -> None:
    """What customers did not take yet before the day of their connection."""
    day_of_year = np.asarray(days, dtype=np.int64) - city.diary.first_day
    city.heat_network.late_kwh += float(np.sum(after_kwh * day_of_year / DAYS_PER_YEAR))


def heat_factor_t_mwh(city: City, account: EnergyAccount, electricity_t_mwh: float, year: int) -> float | None:
    """Emission factor of network heat in a year, the older networks taken in; None while no waste heat flows.

    Args:
        city: with its network
        account: energy of the year
        electricity_t_mwh: the city's own electricity factor of that year
        year: calendar year
    """
    book, network = city.book, city.heat_network
    waste_mwh = (network.delivered_kwh(city) - network.late_kwh) / 1000.0
    total_mwh = float(account.total_kwh[:, HEAT].sum()) / 1000.0
    if waste_mwh <= 0.0 or total_mwh <= 0.0:
        return None
    factor = delivered_heat_factor_t_mwh(
        network.delivered_kwh(city) / 1000.0, network.lost_kwh(book, year) / 1000.0,
        book.at("district_heat.backup_share", year), book.at("heat.condensing_boiler_efficiency", year),
        book.at("emission_factors.natural_gas", year), book.at("district_heat.pump_kwh_per_kwh", year),
        electricity_t_mwh,
    )  # fmt: skip
    return mean_factor_t_mwh(total_mwh, waste_mwh, factor, book.at("emission_factors.district_heat", year))
