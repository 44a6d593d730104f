"""Vehicles that are nobody's own use kilometres times energy per kilometre."""

import numpy as np
import pytest

from sim.city.fleet import BUS, CAR, MACHINE, VAN, park_fleet
from sim.city.traffic import add_traffic, fleet_km, fleet_kwh, goods_km, goods_kwh
from sim.energy import EnergyAccount
from sim.inventory.covenant import CARRIER, SECTOR


def traffic(city, fleet=None, year=2025):
    account = EnergyAccount(len(city.district_names))
    add_traffic(city, fleet or city.fleet, account, year)
    assert account.by_asset_kwh == pytest.approx(account.kwh.sum())
    return account.total_kwh


def test_a_diesel_bus_burns_its_litres(book):
    fleet = park_fleet(book, 30_000, 2011)
    fuel, battery = fleet_kwh(fleet, book, 2011)
    assert fuel[BUS] == pytest.approx(20 * 60_000 * 0.38 * 9.96)
    assert battery.sum() == 0


def test_an_electric_bus_takes_its_electricity_and_drives_as_far(book):
    bought = book.with_values({"mobility.bus_battery_share_new": {2000: 1.0}})
    diesel, electric = (park_fleet(each, 30_000, 2011) for each in (book, bought))
    fuel, battery = fleet_kwh(electric, book, 2011)
    assert fuel[BUS] == 0 and battery[BUS] == pytest.approx(20 * 60_000 * 1.3)
    assert np.array_equal(*(fleet_km(fleet, book, 2011).sum(axis=1) for fleet in (diesel, electric)))


def test_the_city_s_own_vehicles_use_about_35_kwh_per_inhabitant(book):
    fuel, _ = fleet_kwh(park_fleet(book, 300_000, 2011), book, 2011)
    assert fuel[CAR:].sum() / 300_000 == pytest.approx(35, rel=0.05)
    assert fuel[VAN] > fuel[CAR] and fuel[MACHINE] > 0


def test_vans_and_trucks_by_hand(book):
    km = goods_km(book, 1000, 2011)
    assert km == {"van": 870_000, "truck": 184_000}
    diesel, electricity = goods_kwh(book, 1000, 2011)
    assert diesel == pytest.approx((870_000 * 0.09 + 184_000 * 0.30) * 9.96) and electricity == 0
    later, on_mains = goods_kwh(book, 1000, 2030)
    assert later == pytest.approx(diesel * 0.85)
    assert on_mains == pytest.approx(diesel * 0.15 * book.at("assembly.electric_over_diesel_energy", 2030))


def test_each_row_of_the_inventory_is_the_energy_of_its_vehicles(untouched, book):
    use = traffic(untouched.city)
    fuel, battery = fleet_kwh(untouched.city.fleet, book, 2025)
    diesel, _ = goods_kwh(book, untouched.city.facts.inhabitants, 2025)
    assert use[SECTOR["private_transport"], CARRIER["diesel"]] == pytest.approx(diesel)
    assert use[SECTOR["public_transport"]].sum() == pytest.approx(fuel[BUS] + battery[BUS])
    assert use[SECTOR["municipal_fleet"], CARRIER["gasoline"]] == pytest.approx(fuel[CAR])
    assert use[SECTOR["municipal_fleet"]].sum() == pytest.approx(fuel[CAR:].sum() + battery[CAR:].sum())


def test_an_electric_fleet_burns_nothing(model):
    before = traffic(model.city)[SECTOR["municipal_fleet"]].sum()
    model.city.electrify_fleet(model.city.fleet.vehicles, np.array([0]))
    after = traffic(model.city)[SECTOR["municipal_fleet"]]
    assert after[CARRIER["diesel"]] == after[CARRIER["gasoline"]] == 0 < after.sum() < before
