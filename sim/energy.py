"""One year's energy by district, sector and carrier; changes count from their day.

Place in the flow: a small tool. City and population add what they use, the inventory reads it.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from sim.grouping import Grouping
from sim.inventory.covenant import CARRIER, CARRIERS, SECTOR, SECTORS

DAYS_PER_YEAR = 365


@njit(cache=True)
def add_by_place(district, kind, kwh, sums):
    """Add every thing's energy to its district and kind, float64 sums; plain twin in `tests/sim/test_grouping.py`."""
    for i in range(kwh.size):
        sums[district[i], kind[i]] += kwh[i]


@njit(cache=True)
def add_panels(district, kwp, kwh_per_kwp, used_share, sums):
    """Add production and own use of panels to their district, float64 sums; plain twin in `tests/sim/test_energy.py`."""
    place, produced, used = 0, 0.0, 0.0
    for i in range(kwp.size):
        if district[i] != place:  # homes of one district stand side by side
            sums[place, 0] += produced
            sums[place, 1] += used
            place, produced, used = district[i], 0.0, 0.0
        kwh = np.float64(kwp[i] * kwh_per_kwp[i])
        produced += kwh
        used += kwh * used_share[i]
    if kwp.size:
        sums[place, 0] += produced
        sums[place, 1] += used


@njit(cache=True)
def add_cars(district, powertrain, km, kwh_per_km, sums):
    """Add every car's energy to its district and powertrain, float64 sums; returns the sum over cars."""
    total = 0.0
    for i in range(km.size):
        kwh = np.float64(km[i] * kwh_per_km[powertrain[i]])
        sums[district[i], powertrain[i]] += kwh
        total += kwh
    return total


@njit(cache=True)
def add_per_head(district, persons, occupied, base_kwh, kwh_per_person, sums):
    """Add what every home with people uses to its district, float64 sums; returns the sum over homes."""
    total, place, own = 0.0, 0, sums[0]
    for i in range(persons.size):
        if district[i] != place:  # homes of one district stand side by side: its sum waits at hand
            sums[place] = own
            place, own = district[i], sums[district[i]]
        kwh = base_kwh + kwh_per_person * persons[i] if occupied[i] else 0.0
        own += kwh
        total += kwh
    sums[place] = own
    return total


@njit(cache=True)
def add_things(district, sector, carrier, kwh, sums):
    """Add every thing's energy to its district, sector and carrier, float64 sums; returns the sum over things.

    Sector and carrier may be one for all, shape (1,).
    """
    total = 0.0
    for i in range(kwh.size):
        own_sector = sector[i] if sector.size > 1 else sector[0]
        own_carrier = carrier[i] if carrier.size > 1 else carrier[0]
        sums[district[i], own_sector, own_carrier] += kwh[i]
        total += kwh[i]
    return total


@njit(cache=True)
def put_changes_back(district, sector, carrier, more_kwh, day_of_year, sums):
    """Add what changed for the part of the year before it; returns the sum. Carrier may be one for all, shape (1,)."""
    total = 0.0
    for i in range(more_kwh.size):
        kwh = more_kwh[i] * (day_of_year[i] / DAYS_PER_YEAR)
        sums[district[i], sector, carrier[i] if carrier.size > 1 else carrier[0]] += kwh
        total += kwh
    return total


@njit(cache=True)
def take_panels_off(district, produced_kwh, used_share, day_of_year, sums):
    """Take off what panels did not produce and was not used of it before their day, shape (districts, 2)."""
    not_yet = np.zeros(sums.shape)
    for i in range(district.size):
        kwh = produced_kwh[i] * (day_of_year[i] / -365.0)
        not_yet[district[i], 0] += kwh
        not_yet[district[i], 1] += kwh * used_share[i]
    sums += not_yet


@njit(cache=True)
def add_panels_of(district, owner, kwp, kwh_per_kwp, used_share, sums):
    """As `add_panels` with several owners: fills sums by owner and district, shape (owners, districts, 2)."""
    for i in range(kwp.size):
        if kwp[i] > 0:
            kwh = np.float64(kwp[i] * kwh_per_kwp[i])
            sums[owner[i], district[i], 0] += kwh
            sums[owner[i], district[i], 1] += kwh * used_share[i]


class EnergyAccount:
    """Final energy of one year, float64, shape (districts, sectors, carriers) [kWh].

    Everybody adds what his things use at their present state; what changed during the year is put back for the days
    before the change (a change on day d counts (365 - d)/365).
    """

    def __init__(self, districts: int):
        self.kwh = np.zeros((districts, len(SECTORS), len(CARRIERS)))
        self.solar_kwh = np.zeros((districts, 3))
        """Panels by district: produced, used on site, fed in [kWh]."""
        self.by_asset_kwh = 0.0
        """The same energy summed over things, to hold the districts against [kWh]."""

    def add(self, sector: str, carrier: str | np.ndarray, district: np.ndarray | Grouping, kwh: np.ndarray) -> None:
        """Energy of many things of one sector.

        Args:
            sector: of the inventory
            carrier: of the inventory, or the index into CARRIERS of each thing, shape (n,)
            district: row of each thing's district, shape (n,); with one carrier also the grouping by district
            kwh: shape (n,) [kWh/yr]
        """
        if isinstance(carrier, str):
            self.kwh[:, SECTOR[sector], CARRIER[carrier]] += self._by_district(district, kwh)
        else:
            shape = len(self.kwh), len(CARRIERS)
            place = np.multiply(district, len(CARRIERS), dtype=np.int64) + carrier
            self.kwh[:, SECTOR[sector]] += np.bincount(place, weights=kwh, minlength=shape[0] * shape[1]).reshape(shape)
        self.by_asset_kwh += float(np.sum(kwh, dtype=np.float64))

    def add_table(
        self, sector: str, carriers: tuple[str, ...], district: np.ndarray, kind: np.ndarray, kwh: np.ndarray
    ) -> np.ndarray:
        """Energy of many things whose carrier depends on their kind, in one pass.

        Args:
            sector: of the inventory
            carriers: carrier of each kind
            district, kind: shape (n,)
            kwh: shape (n,) [kWh/yr]

        Returns:
            the sums by district and kind, shape (districts, kinds) [kWh]
        """
        sums = np.zeros((len(self.kwh), len(carriers)))
        add_by_place(district, kind, kwh, sums)
        for number, carrier in enumerate(carriers):
            self.kwh[:, SECTOR[sector], CARRIER[carrier]] += sums[:, number]
        self.by_asset_kwh += float(np.sum(kwh, dtype=np.float64))
        return sums

    def add_cars(
        self, sector: str, carriers: tuple[str, ...], district: np.ndarray, powertrain: np.ndarray, km: np.ndarray,
        kwh_per_km: np.ndarray,
    ) -> np.ndarray:  # fmt: skip
        """Energy of cars by their distance, in one pass; returns the sums by district and powertrain [kWh]."""
        sums = np.zeros((len(self.kwh), len(carriers)))
        self.by_asset_kwh += add_cars(district, powertrain, km, kwh_per_km, sums)
        for number, carrier in enumerate(carriers):
            self.kwh[:, SECTOR[sector], CARRIER[carrier]] += sums[:, number]
        return sums

    def add_per_head(
        self, sector: str, carrier: str, district: np.ndarray, persons: np.ndarray, occupied: np.ndarray,
        base_kwh: float, kwh_per_person: float,
    ) -> None:  # fmt: skip
        """Energy of homes that goes by who lives there, in one pass; columns of shape (n,), [kWh/yr] and a head."""
        sums = np.zeros(len(self.kwh))
        self.by_asset_kwh += add_per_head(district, persons, occupied, float(base_kwh), float(kwh_per_person), sums)
        self.kwh[:, SECTOR[sector], CARRIER[carrier]] += sums

    def put_back(
        self, sector: str, carrier: str | np.ndarray, district: np.ndarray, more_kwh: np.ndarray, day: np.ndarray
    ) -> None:
        """Undo a change for the days before it.

        Args:
            sector: of the inventory
            carrier: of the inventory, or index into CARRIERS, shape (n,)
            district: shape (n,)
            more_kwh: yearly energy before the change less after it, shape (n,) [kWh/yr]
            day: day of the year of the change, shape (n,) [0 to 365]
        """
        index = np.array([CARRIER[carrier]]) if isinstance(carrier, str) else carrier
        days, more = np.asarray(day, dtype=np.int64), np.asarray(more_kwh, dtype=np.float64)
        self.by_asset_kwh += put_changes_back(district, SECTOR[sector], index, more, days, self.kwh)

    def add_many(self, district: np.ndarray, sector: np.ndarray, carrier: np.ndarray | str, kwh: np.ndarray) -> None:
        """Energy of things that each have their own sector (and carrier), as indices, shape (n,) [kWh/yr]."""
        index = np.array([CARRIER[carrier]], dtype=np.int8) if isinstance(carrier, str) else carrier
        self.by_asset_kwh += add_things(district, sector, index, kwh, self.kwh)

    def spread(self, sector: str, carrier: str, share: np.ndarray, kwh: float) -> None:
        """Energy known for the whole city, spread over districts by shares that add up to 1, shape (districts,)."""
        self.kwh[:, SECTOR[sector], CARRIER[carrier]] += share * kwh
        self.by_asset_kwh += float(kwh)

    def add_solar(self, district: np.ndarray | Grouping, produced_kwh: np.ndarray, used_share: np.ndarray) -> None:
        """Panels' production, and the part of it used behind the same meter."""
        amounts = np.asarray(produced_kwh, dtype=np.float64)
        produced, used = self._by_district(district, amounts), self._by_district(district, amounts * used_share)
        self.solar_kwh += np.column_stack([produced, used, produced - used])

    def add_panels(
        self, district: np.ndarray, kwp: np.ndarray, kwh_per_kwp: np.ndarray, used_share: np.ndarray
    ) -> None:
        """The same for all roofs in one pass, most of them without panels; columns of shape (n,)."""
        sums = np.zeros((len(self.kwh), 2))
        add_panels(district, kwp, kwh_per_kwp, used_share, sums)
        self.solar_kwh += np.column_stack([sums, sums[:, 0] - sums[:, 1]])

    def _by_district(self, district: np.ndarray | Grouping, amounts: np.ndarray) -> np.ndarray:
        if isinstance(district, Grouping):
            return district.sums(amounts)
        return np.bincount(district, weights=amounts, minlength=len(self.kwh))

    @property
    def total_kwh(self) -> np.ndarray:
        """By sector and carrier, shape (sectors, carriers) [kWh]."""
        return self.kwh.sum(axis=0)
