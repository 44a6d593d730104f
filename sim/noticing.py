"""What somebody who walks through the city would notice, district by district: a few counts at the end of each year.

Place in the flow: city -> population -> [noted at the end of the year] -> needs, when the listings are asked for.
One pass over lamps, homes and premises; what the counts mean is worked out later (`sim.needs_of_run`), so that a run costs
nearly nothing for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numba import njit

from geodata import BUILDING_TYPES, DISTRICT_KINDS, USES
from sim.city.dwellings import DISTRICT_HEAT, HEAT_PUMP
from sim.city.street_lights import LED
from sim.inventory.covenant import CARRIER, SECTOR
from sim.population.prices import heat_prices_eur_kwh
from sim.results import LABELS

if TYPE_CHECKING:
    from geodata import CityMap
    from sim.model import CityModel
    from sim.parameter import Book
    from sim.works.lamp_repairs import RepairYear

HARBOUR, OLD_TOWN = (DISTRICT_KINDS.index(name) for name in ("harbour", "old_town"))
HOT_USES = [USES.index(name) for name in ("industry", "port")]
DETACHED = BUILDING_TYPES.index("detached")
POOR_LABEL = LABELS.index("E")
"""Homes with this label or a worse one count as poor."""
COUNTED = (
    "old_lamps", "old_lamp_kwh", "failed_lamps", "dark_lamp_days",
    "poor_homes", "poor_home_kwh", "heat_poor_households", "heating_kwh", "free_home_kwp",
    "public_kwh", "free_public_kwp", "free_public_kwh", "shop_kwh", "free_shop_kwp", "free_shop_kwh",
    "public_left",
)  # fmt: skip
"""What is counted in each district: old lamps and their electricity, lamps that failed and days dark; homes lived in with
label E or F and their heat, households that spend too much on heat, fuel of homes and public buildings on neither heat
pump nor network; roofs without panels and what these would yield; energy of public buildings not
renovated, and of shops; number of those public buildings."""
PLACE = {name: at for at, name in enumerate(COUNTED)}
MUNICIPAL, TERTIARY = SECTOR["municipal_buildings"], SECTOR["tertiary"]
HEAT_CARRIER = CARRIER["heat_cold"]
OLD, POOR, STRAINED, HEATING, ROOM, PUBLIC, SHOP, LEFT = (
    PLACE[name]
    for name in (
        "old_lamps", "poor_homes", "heat_poor_households", "heating_kwh", "free_home_kwp", "public_kwh", "shop_kwh",
        "public_left",
    )
)  # fmt: skip


@njit(cache=True)
def count_lamps(district, kind, energy_kwh, led, counts):
    """Old lamps and their electricity, into `counts`, shape (districts, COUNTED)."""
    for i in range(kind.size):
        if kind[i] != led:
            counts[district[i], OLD] += 1.0
            counts[district[i], OLD + 1] += energy_kwh[i]


@njit(cache=True, fastmath=True)
def count_homes(
    begins, occupied, label, heat_kwh, heating, income_eur, prices, limit, poor, pump, network,
    solar_kwp, room_kwp, counts,
):  # fmt: skip
    """Poor homes and their heat, households poor in energy, heat a network could bring, free roofs; one pass.

    Args:
        prices: of final energy by heating [EUR/kWh]
        limit: share of income on heat above which a household is poor in energy
        poor, pump, network: first poor label; two heatings that want nothing from a heat network
        counts: filled, shape (districts, COUNTED)
    """
    for d in range(begins.size - 1):
        strained = 0
        asked = room = bad = bad_heat = np.float32(0)
        for i in range(begins[d], begins[d + 1]):
            lived, heat = np.float32(occupied[i]), heat_kwh[i]
            strained += occupied[i] & (heat * prices[heating[i]] > limit * income_eur[i])
            lives_poorly = lived * (label[i] >= poor)
            bad += lives_poorly
            bad_heat += lives_poorly * heat
            asked += lived * heat * ((heating[i] != pump) & (heating[i] != network))
            room += lived * room_kwp[i] * (solar_kwp[i] <= 0)
        counts[d, STRAINED], counts[d, HEATING], counts[d, ROOM] = strained, asked, room
        counts[d, POOR], counts[d, POOR + 1] = bad, bad_heat


@njit(cache=True)
def count_premises(
    district, sector, fuel_kwh, electricity_kwh, renovated, solar_kwp, room_kwp, kwh_per_kwp, carrier, heat,
    municipal, tertiary, counts,
):  # fmt: skip
    """Energy of public buildings not renovated yet and of shops and offices, their free roofs, public heat; one pass."""
    for i in range(sector.size):
        if sector[i] != municipal and sector[i] != tertiary:
            continue
        d, use = district[i], fuel_kwh[i] + electricity_kwh[i]
        first = PUBLIC if sector[i] == municipal else SHOP
        if sector[i] == municipal and carrier[i] != heat:
            counts[d, HEATING] += fuel_kwh[i]
        if not renovated[i]:
            counts[d, first] += use
            counts[d, LEFT] += sector[i] == municipal
        if not solar_kwp[i] > 0:
            counts[d, first + 1] += room_kwp[i]
            counts[d, first + 2] += room_kwp[i] * kwh_per_kwp[i]


@dataclass(frozen=True)
class YearSeen:
    """What was noticed at the end of one year."""

    counts: np.ndarray
    """Float64, shape (districts, COUNTED)."""
    budget_left_eur: float

    def __getitem__(self, name: str) -> np.ndarray:
        """One of COUNTED by district, shape (districts,)."""
        return self.counts[:, PLACE[name]]


class Noticing:
    """Counts of a run: `start` on the first day, then one entry a year.

    Args:
        model: whose city is looked at
    """

    def __init__(self, model: CityModel):
        self.model = model
        city, districts = model.city, np.arange(len(model.city.district_names) + 1)
        homes, lamps = city.dwellings, city.street_lights
        self._lamps = lamps.district, lamps.type, lamps.energy_kwh, LED
        self._begins = np.searchsorted(homes.district, districts)  # homes stand sorted by district
        self.repairs: RepairYear | None = None
        """Lamps that failed this year and how long they were dark, told by the model."""
        self.start = self._look(model.first_year)
        self.years: list[YearSeen] = []
        self.envelopes = self._envelopes()
        """Area [m2] and heat loss [W/K] of roof, wall, ground floor and window of poor homes on the first day, shape
        (districts, 2, 4)."""

    def note(self, year: int) -> None:
        """Look around at the end of a year."""
        self.years.append(self._look(year))

    def _look(self, year: int) -> YearSeen:
        model, book = self.model, self.model.book
        homes, premises, households = model.city.dwellings, model.city.premises, model.people.households
        counts = np.zeros((len(model.city.district_names), len(COUNTED)))
        count_lamps(*self._lamps, counts)
        count_homes(
            self._begins, homes.occupied, homes.label, homes.heat_kwh, homes.heating, households.income_eur,
            heat_prices_eur_kwh(book, year).astype(np.float32), np.float32(book.at("noticing.heat_poverty_share", year)),
            POOR_LABEL, HEAT_PUMP, DISTRICT_HEAT, homes.solar_kwp, homes.solar_room_kwp, counts,
        )  # fmt: skip
        count_premises(
            premises.district, premises.sector, premises.fuel_kwh, premises.electricity_kwh, premises.renovated,
            premises.solar_kwp, premises.solar_room_kwp, premises.solar_kwh_per_kwp, premises.fuel_carrier, HEAT_CARRIER,
            MUNICIPAL, TERTIARY, counts,
        )  # fmt: skip
        self._note_dark_lamps(counts)
        return YearSeen(counts, model.market.budget.left_eur(year))

    def _envelopes(self) -> np.ndarray:
        homes, count = self.model.city.dwellings, len(self.start.counts)
        rows = np.flatnonzero(homes.occupied & (homes.label >= POOR_LABEL))
        area, loss = homes.areas(rows), homes.losses(rows)
        by_element = np.stack([area, area * loss], axis=1).reshape(len(rows), 2 * area.shape[1])
        summed = [np.bincount(homes.district[rows], weights=column, minlength=count) for column in by_element.T]
        return np.stack(summed, axis=1).reshape(count, 2, -1)

    def _note_dark_lamps(self, counts: np.ndarray) -> None:
        """Lamps that failed, and lamp-days dark, where they stand."""
        if self.repairs is None:
            return
        district, repairs, count = self.model.city.street_lights.district, self.repairs, len(counts)
        failed = np.bincount(district[repairs.failed_rows], minlength=count)
        dark = np.bincount(district[repairs.dark_rows], weights=repairs.spell_days, minlength=count)
        counts[:, PLACE["failed_lamps"]] = failed
        counts[:, PLACE["dark_lamp_days"]] = dark + repairs.notice_days * failed


def profile_of(city_map: CityMap, inhabitants: float, book: Book, year: int) -> str:
    """What kind of city it is by what stands there: port, rural, centre, or else ideal.

    A port has much floor of industry and port in harbour districts; a rural municipality is small and mostly of detached
    homes; a historic centre has much of its homes in the old town.

    Args:
        city_map: buildings and districts
        inhabitants: of the whole city
        book: thresholds
        year: calendar year
    """
    at, buildings = (lambda name: book.at(f"noticing.{name}", year)), city_map.buildings
    kind = city_map.districts.kind[buildings.district]
    hot_m2 = port_floor_m2(city_map)
    homes, with_homes = buildings.dwellings.astype(np.float64), buildings.dwellings > 0
    if hot_m2 >= at("port_floor_m2_per_inhabitant") * inhabitants > 0:
        return "port"
    detached = float(np.mean(buildings.type[with_homes] == DETACHED)) if with_homes.any() else 0.0
    if inhabitants <= at("rural_most_inhabitants") and detached >= at("rural_detached_share"):
        return "rural"
    in_old_town = float(homes[kind == OLD_TOWN].sum()) / max(1.0, float(homes.sum()))
    return "centre" if in_old_town >= at("old_town_homes_share") else "ideal"


def port_floor_m2(city_map: CityMap) -> float:
    """Floor of industry and port in harbour districts, whose heat a port authority may give [m2]."""
    buildings = city_map.buildings
    hot = np.isin(buildings.use, HOT_USES) & (city_map.districts.kind[buildings.district] == HARBOUR)
    return float(np.sum(buildings.floor_m2[hot], dtype=np.float64))
