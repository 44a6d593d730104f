"""Kilometres of a run as quantities of its tables, by district and for the whole city.

Place in the flow: population -> [results]. Called once at the end of a run by `sim.outcome`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sim.behaviour.modal_split import MODES, PUBLIC_TRANSPORT
from sim.city.fleet import BUS, Fleet
from sim.city.traffic import fleet_km, goods_km
from sim.parameter import Book
from sim.population.cars import POWERTRAINS
from sim.population.travelling import PURPOSES

if TYPE_CHECKING:
    from sim.recording import YearRecord


@dataclass(frozen=True)
class Roads:
    """What kilometres are reckoned from, besides the notes of a year."""

    share_of_homes: np.ndarray
    """Of each district, shape (districts,)."""
    fleet: Fleet
    book: Book
    inhabitants: int


def travel_by_district(roads: Roads, record: YearRecord) -> dict[str, np.ndarray]:
    """Kilometres by district, as columns of shape (districts,) [km].

    Vehicle-km of cars and passenger-km of every mode by purpose; cars by powertrain; vehicle-km of all others.
    """
    travel = record.travel
    driven, carried = travel.car_vehicle_km, travel.passenger_km
    columns = {f"car_{purpose}_vehicle_km": driven[:, place] for place, purpose in enumerate(PURPOSES)}
    for number, mode in enumerate(MODES):
        for place, purpose in enumerate(PURPOSES):
            columns[f"{mode}_{purpose}_passenger_km"] = carried[:, number, place]
    columns |= {f"car_{name}_vehicle_km": travel.car_km[:, place] for place, name in enumerate(POWERTRAINS)}
    share = roads.share_of_homes
    return columns | {f"{name}_vehicle_km": share * km for name, km in _other_vehicles_km(roads, record.year).items()}


def travel_of_city(roads: Roads, record: YearRecord) -> dict[str, float]:
    """Kilometres of the whole city by vehicle and by mode; public transport parted into bus and rail [km]."""
    by_mode = record.travel.passenger_km.sum(axis=(0, 2))
    others = _other_vehicles_km(roads, record.year)
    carried = {f"{mode}_passenger_km": float(by_mode[number]) for number, mode in enumerate(MODES)}
    by_bus = others["bus"] * roads.book.at("travel.bus_occupancy", record.year)
    carried["bus_passenger_km"] = min(by_bus, float(by_mode[PUBLIC_TRANSPORT]))
    carried["rail_passenger_km"] = float(by_mode[PUBLIC_TRANSPORT]) - carried["bus_passenger_km"]
    driven = {"car": float(record.travel.car_km.sum()), **others}
    return carried | {f"{name}_vehicle_km": km for name, km in driven.items()}


def _other_vehicles_km(roads: Roads, year: int) -> dict[str, float]:
    """Vans, trucks, buses and municipal vehicles [vehicle-km]; every fleet keeps its size."""
    km = fleet_km(roads.fleet, roads.book, year).sum(axis=1)
    goods = goods_km(roads.book, roads.inhabitants, year)
    return {**goods, "bus": float(km[BUS]), "municipal": float(km[BUS + 1 :].sum())}
