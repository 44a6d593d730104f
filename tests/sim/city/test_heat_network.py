"""Trenches, connections, and the factor of the heat that flows."""

import numpy as np
import pytest

from sim.city.dwellings import DISTRICT_HEAT, GAS, NEVER
from sim.city.heat_network import connect_homes, connect_premises, heat_factor_t_mwh
from sim.inventory.covenant import CARRIER, SECTOR


@pytest.fixture
def city(model):
    model.city.begin_year(2025, 0)
    model.city.heat_network.open_lists(model.city)
    return model.city


def gas_homes(city, count=20):
    return np.flatnonzero((city.dwellings.heating == GAS) & city.dwellings.occupied)[:count]


def test_a_connected_home_takes_heat_and_no_gas(city, model):
    rows, days = gas_homes(city), np.full(20, 100)
    was, before, after = connect_homes(city, rows, days)
    assert np.all(was == GAS) and np.all(after < before)
    assert np.all(city.dwellings.heating[rows] == DISTRICT_HEAT) and np.all(city.dwellings.heating_ends[rows] == NEVER)
    assert city.heat_network.delivered_kwh(city) == pytest.approx(after.sum(), rel=1e-6)
    account = model.energy_use(2025)
    assert account.kwh.sum() == pytest.approx(account.by_asset_kwh, rel=1e-12)


def test_heat_counts_from_the_day_of_the_connection(city, model):
    before = model.energy_use(2025).total_kwh[SECTOR["residential"], CARRIER["heat_cold"]]
    _, _, after_kwh = connect_homes(city, gas_homes(city), np.full(20, 73))
    now = model.energy_use(2025).total_kwh[SECTOR["residential"], CARRIER["heat_cold"]]
    assert now - before == pytest.approx(after_kwh.sum() * (365 - 73) / 365, rel=1e-6)
    assert city.heat_network.late_kwh == pytest.approx(after_kwh.sum() * 73 / 365)


def test_a_public_building_swaps_its_boiler(city, model):
    rows = np.flatnonzero(city.is_municipal & (city.premises.fuel_kwh > 0))[:3]
    was, before, after = connect_premises(city, rows, np.zeros(3, dtype=np.int64), 0.9)
    assert np.all(city.premises.fuel_carrier[rows] == CARRIER["heat_cold"])
    assert after == pytest.approx(before * 0.9, rel=1e-6) and np.all(was != CARRIER["heat_cold"])
    account = model.energy_use(2025)
    assert account.total_kwh[SECTOR["municipal_buildings"], CARRIER["heat_cold"]] == pytest.approx(
        after.sum(), rel=1e-6
    )
    assert account.kwh.sum() == pytest.approx(account.by_asset_kwh, rel=1e-12)


def test_without_waste_heat_the_factor_of_the_book_holds(city, model):
    assert heat_factor_t_mwh(city, model.energy_use(2025), 0.15, 2025) is None


def test_waste_heat_makes_the_heat_of_the_city_cleaner(city, model, book):
    connect_homes(city, gas_homes(city), np.full(20, 0))
    city.heat_network.lay(np.array([0]), 100.0)
    factor = heat_factor_t_mwh(city, model.energy_use(2025), 0.15, 2025)
    assert 0.02 < factor < book.at("emission_factors.district_heat", 2025)


def test_the_first_street_ordered_is_the_gate_until_it_falls_away(city):
    network = city.heat_network
    network.note_gate(np.array([7, 3]), True)
    network.note_gate(np.array([2]), True)
    assert network.gate == 7
    network.note_gate(np.array([7]), False)
    assert network.gate == -1
