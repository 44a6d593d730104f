"""The city in the base year of its inventory: the same streets, with the homes, lamps, cars and prices of then.

Place in the flow: part of the model, worked out once a run. A reconstruction from one draw of history per home
(`sim.city.history`), not a simulation of the years between.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geodata import LAMP_TYPES
from sim.city.city import INDEX_OF_CARRIER
from sim.city.dwellings import ELEMENTS
from sim.city.fleet import park_fleet
from sim.city.homes import HomePhysics
from sim.city.traffic import add_traffic
from sim.columns import in_parts
from sim.energy import EnergyAccount
from sim.inventory.covenant import CARRIERS, SECTORS
from sim.physics.solar import self_consumption_share
from sim.population.cars import CARRIER_OF_POWERTRAIN
from sim.population.driving import car_energy

if TYPE_CHECKING:
    from sim.model import CityModel


def inhabitants_then(model: CityModel) -> int:
    """People in the homes that stood in the base year."""
    return int(model.people.households.persons[model.city.dwellings_then.standing].sum())


def base_year_energy(model: CityModel) -> EnergyAccount:
    """Energy of the base year, as `CityModel.energy_use` gives it for a simulated one."""
    year = model.city.facts.base_year
    account = EnergyAccount(len(model.city.district_names))
    _homes(model, account, year)
    _premises(model, account, year)
    _lamps(model, account, year)
    _cars(model, account, year)
    growth = inhabitants_then(model) / model.city.facts.inhabitants
    traffic = EnergyAccount(len(model.city.district_names))
    add_traffic(model.city, park_fleet(model.book, model.city.facts.inhabitants, year), traffic, year)
    account.kwh += traffic.kwh * growth
    account.by_asset_kwh += traffic.by_asset_kwh * growth
    model.people.blend_biofuel(account, year)
    return account


def _homes(model: CityModel, account: EnergyAccount, year: int) -> None:
    """Heat, hot water, appliances and panels of the homes that stood."""
    homes, then = model.city.dwellings, model.city.dwellings_then
    physics = HomePhysics(model.book, year)
    for rows in in_parts(np.flatnonzero(then.standing & homes.occupied)):
        _some_homes(model, account, year, physics, rows)


def _some_homes(model: CityModel, account: EnergyAccount, year: int, physics: HomePhysics, rows: np.ndarray) -> None:
    homes, then, people = model.city.dwellings, model.city.dwellings_then, model.people.households
    losses = {element: then.u_of(element)[rows] for element in ELEMENTS}
    need = physics.need_kwh(homes, rows, model.city.kind[rows], losses)
    heating, efficiency = then.heating[rows], then.efficiency[rows]
    use = physics.use(need, homes.floor_m2[rows], people.persons[rows], heating, efficiency)
    account.add("residential", INDEX_OF_CARRIER[heating], homes.district[rows], use.measured_kwh)
    base = model.book.at("household_electricity.base_kwh", year)
    appliances = base + model.book.at("household_electricity.per_person_kwh", year) * people.persons[rows].astype(
        np.float64
    )
    account.add("residential", "electricity", homes.district[rows], appliances)
    produced = then.solar_kwp[rows].astype(np.float64) * homes.solar_kwh_per_kwp[rows]
    used = self_consumption_share(produced, appliances, model.book.at("solar.self_consumption_half_ratio", year))
    account.add_solar(homes.district[rows], produced, used)


def _premises(model: CityModel, account: EnergyAccount, year: int) -> None:
    """Premises at the intensity that the trend of the book leads back to.

    Their floor is taken as constant: what stood on a plot before a hall of 2015 is not known, but something did.
    """
    premises, trend = model.city.premises, model.book.at("tertiary.trend_per_year", year)
    years = year - model.first_year
    for sector in np.unique(premises.sector):
        own = premises.sector == sector
        fuel = premises.fuel_kwh[own] * (1.0 + trend["fuel"]) ** years
        electricity = premises.electricity_kwh[own] * (1.0 + trend["electricity"]) ** years
        account.add_table(SECTORS[sector], CARRIERS, premises.district[own], premises.fuel_carrier[own], fuel)
        account.add(SECTORS[sector], "electricity", premises.district[own], electricity)


def _lamps(model: CityModel, account: EnergyAccount, year: int) -> None:
    """Lamps that are LED by now but were placed later burnt as the lamps they replaced."""
    lamps, regimes = model.city.street_lights, model.city.regimes
    later = (lamps.type == LAMP_TYPES.index("led")) & (lamps.year > year)
    kwh = lamps.energy_kwh / np.where(later, 1.0 - regimes.led_swap_saving, 1.0)
    account.add("public_lighting", "electricity", lamps.district, kwh)


def _cars(model: CityModel, account: EnergyAccount, year: int) -> None:
    """The cars of then, at the distances of then."""
    cars, then = model.people.cars, model.city.dwellings_then
    km = model.book.at("mobility.km_per_car", year)
    for rows in in_parts(np.flatnonzero(then.standing[cars.household])):
        _some_cars(model, account, year, km, rows)


def _some_cars(model: CityModel, account: EnergyAccount, year: int, km: dict[str, float], rows: np.ndarray) -> None:
    cars = model.people.cars
    distance = np.where(cars.company[rows], km["company"], km["private"])
    kwh = car_energy(cars.powertrain_then[rows], distance, model.book, year)
    account.add_table("private_transport", CARRIER_OF_POWERTRAIN, cars.district[rows], cars.powertrain_then[rows], kwh)
