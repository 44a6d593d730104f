"""Energy of vehicles that are no household's: vans, trucks, buses, the city's own, as kilometres times use per km.

Place in the flow: [city] calls physics. Buses and municipal vehicles are counted one by one (`sim.city.fleet`); vans
and trucks are kilometres per inhabitant of which a share is electric.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.city.fleet import BUS, CAR, KINDS, Fleet
from sim.energy import EnergyAccount
from sim.parameter import Book, yearly
from sim.physics.travel import car_energy_kwh

if TYPE_CHECKING:
    from sim.city.city import City

GOODS = ("van", "truck")
FUEL_OF = {kind: "diesel" for kind in KINDS} | {KINDS[CAR]: "petrol"}


def add_traffic(city: City, fleet: Fleet, account: EnergyAccount, year: int) -> None:
    """Vans, trucks, buses and the city's own vehicles, spread over districts by homes.

    Args:
        city: districts and inhabitants
        fleet: buses and municipal vehicles of that year
        account: to add to
        year: calendar year
    """
    share = city.share_of_homes
    diesel, electricity = goods_kwh(city.book, city.facts.inhabitants, year)
    account.spread("private_transport", "diesel", share, diesel)
    account.spread("private_transport", "electricity", share, electricity)
    fuel, battery = fleet_kwh(fleet, city.book, year)
    account.spread("public_transport", "diesel", share, fuel[BUS])
    account.spread("public_transport", "electricity", share, battery[BUS])
    account.spread("municipal_fleet", "gasoline", share, fuel[CAR])
    account.spread("municipal_fleet", "diesel", share, fuel[CAR + 1 :].sum())
    account.spread("municipal_fleet", "electricity", share, battery[CAR:].sum())


def goods_km(book: Book, inhabitants: float, year: int) -> dict[str, float]:
    """Kilometres of vans and of trucks in a year [vehicle-km]."""
    return {kind: inhabitants * book.at(f"mobility.{kind}_km_per_inhabitant", year) for kind in GOODS}


def goods_kwh(book: Book, inhabitants: float, year: int) -> tuple[float, float]:
    """Diesel and electricity of vans and trucks in a year [kWh]."""
    litres, content = book.at("mobility.consumption_of_other_vehicles", year), book.at("mobility.energy_content", year)
    driven = goods_km(book, inhabitants, year).items()
    whole = sum(car_energy_kwh(km, litres[kind], content["diesel"]) for kind, km in driven)
    fossil = book.at("mobility.heavy_diesel_share", year)
    return whole * fossil, whole * (1.0 - fossil) * book.at("assembly.electric_over_diesel_energy", year)


def fleet_km(fleet: Fleet, book: Book, year: int) -> np.ndarray:
    """Kilometres of each kind of public vehicle in a year, those on fuel and those on electricity, shape (kinds, 2)."""
    km = book.at("mobility.public_vehicle_km", year)
    return fleet.counts * np.array([km[kind] for kind in KINDS])[:, None]


def fleet_kwh(fleet: Fleet, book: Book, year: int) -> tuple[np.ndarray, np.ndarray]:
    """Fuel and electricity of buses and municipal vehicles by kind, each of shape (kinds,) [kWh]."""
    fuel_kwh_km, battery_kwh_km = _fleet_kwh_per_km(book, year)
    km = fleet_km(fleet, book, year)
    return km[:, 0] * fuel_kwh_km, km[:, 1] * battery_kwh_km


@yearly
def _fleet_kwh_per_km(book: Book, year: int) -> tuple[np.ndarray, np.ndarray]:
    """Fuel and electricity per kilometre by kind of public vehicle, each of shape (kinds,) [kWh/km]."""
    litres, content = book.at("mobility.consumption_of_other_vehicles", year), book.at("mobility.energy_content", year)
    fuel_kwh_km = np.array([car_energy_kwh(1.0, litres[kind], content[FUEL_OF[kind]]) for kind in KINDS])
    battery_kwh_km = fuel_kwh_km * book.at("assembly.electric_over_diesel_energy", year)
    battery_kwh_km[BUS] = book.at("mobility.bus_battery_kwh_per_km", year)
    return fuel_kwh_km, battery_kwh_km
