"""The base year is the same city with the homes, lamps and cars of then."""

import numpy as np
import pytest

from sim.base_year import base_year_energy, inhabitants_then
from sim.inventory.covenant import CARRIER, SECTOR


@pytest.fixture(scope="module")
def then(untouched):
    return base_year_energy(untouched)


def test_people_of_then_lived_in_the_homes_that_stood(untouched, town):
    stood = untouched.city.dwellings_then.standing
    by_hand = untouched.people.households.persons[stood].sum()
    assert inhabitants_then(untouched) == by_hand < town.facts.inhabitants


def test_the_energy_of_then_is_the_same_by_thing_and_by_district(then):
    assert then.by_asset_kwh == pytest.approx(then.kwh.sum())
    assert then.kwh.min() >= 0


def test_street_lamps_of_then_used_more_for_later_ones_are_led(then, untouched):
    now = untouched.city.street_lights.energy_kwh.sum(dtype=np.float64)
    assert then.total_kwh[SECTOR["public_lighting"]].sum() > now


def test_a_home_of_then_used_more_heat_than_the_same_home_now(then, untouched):
    heat = ("natural_gas", "heating_oil", "other_biomass")
    before = sum(then.total_kwh[SECTOR["residential"], CARRIER[name]] for name in heat)
    homes = untouched.city.dwellings
    stood = untouched.city.dwellings_then.standing
    now = homes.heat_kwh[stood & np.isin(homes.heating, (0, 1, 4))].sum(dtype=np.float64)
    assert before > now


def test_hardly_anybody_drove_on_electricity(then):
    driven = then.total_kwh[SECTOR["private_transport"]]
    assert driven[CARRIER["electricity"]] < 0.02 * driven.sum()
    assert driven[CARRIER["diesel"]] > driven[CARRIER["gasoline"]]


def test_looking_back_changes_nothing(model):
    one, other = base_year_energy(model), base_year_energy(model)
    assert one.kwh.tobytes() == other.kwh.tobytes()
