"""Vehicles that are nobody's own."""

import pytest

from sim.city.traffic import add_traffic
from sim.energy import EnergyAccount
from sim.inventory.covenant import CARRIER, SECTOR


def traffic(city, year=2025):
    account = EnergyAccount(len(city.district_names))
    add_traffic(city, account, year)
    return account.total_kwh


def test_buses_use_their_energy_per_head_at_diesel_and_less_when_electric(untouched, book):
    use = traffic(untouched.city)[SECTOR["public_transport"]]
    heads, fossil = untouched.city.facts.inhabitants, book.at("mobility.heavy_diesel_share", 2025)
    whole = heads * book.at("mobility.buses_kwh_per_inhabitant", 2025)
    assert use[CARRIER["diesel"]] == pytest.approx(whole * fossil)
    assert use[CARRIER["electricity"]] == pytest.approx(
        whole * (1 - fossil) * book.at("assembly.electric_over_diesel_energy", 2025)
    )


def test_an_electric_fleet_burns_no_diesel(model):
    before = traffic(model.city)[SECTOR["municipal_fleet"]].sum()
    model.city.fleet.electric = model.city.fleet.vehicles
    after = traffic(model.city)[SECTOR["municipal_fleet"]]
    assert after[CARRIER["diesel"]] == 0 and 0 < after.sum() < before
