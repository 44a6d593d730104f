"""Kilometres of a run as quantities of its tables, by district and for the whole city.

Place in the flow: population -> [results]. Called once at the end of a run by `sim.outcome`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.behaviour.modal_split import MODES, PUBLIC_TRANSPORT
from sim.city.fleet import BUS
from sim.city.traffic import fleet_km, goods_km
from sim.population.cars import POWERTRAINS
from sim.population.travelling import PURPOSES

if TYPE_CHECKING:
    from sim.model import CityModel
    from sim.recording import YearRecord


def travel_by_district(model: CityModel, record: YearRecord) -> dict[str, np.ndarray]:
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
    share = model.city.share_of_homes
    return columns | {f"{name}_vehicle_km": share * km for name, km in _other_vehicles_km(model, record.year).items()}


def travel_of_city(model: CityModel, record: YearRecord) -> dict[str, float]:
    """Kilometres of the whole city by vehicle and by mode; public transport parted into bus and rail [km]."""
    by_mode = record.travel.passenger_km.sum(axis=(0, 2))
    others = _other_vehicles_km(model, record.year)
    carried = {f"{mode}_passenger_km": float(by_mode[number]) for number, mode in enumerate(MODES)}
    by_bus = others["bus"] * model.book.at("travel.bus_occupancy", record.year)
    carried["bus_passenger_km"] = min(by_bus, float(by_mode[PUBLIC_TRANSPORT]))
    carried["rail_passenger_km"] = float(by_mode[PUBLIC_TRANSPORT]) - carried["bus_passenger_km"]
    driven = {"car": float(record.travel.car_km.sum()), **others}
    return carried | {f"{name}_vehicle_km": km for name, km in driven.items()}


def _other_vehicles_km(model: CityModel, year: int) -> dict[str, float]:
    """Vans, trucks, buses and municipal vehicles [vehicle-km]; every fleet keeps its size."""
    km = fleet_km(model.city.fleet, model.book, year).sum(axis=1)
    goods = goods_km(model.book, model.city.facts.inhabitants, year)
    return {**goods, "bus": float(km[BUS]), "municipal": float(km[BUS + 1 :].sum())}
