"""What homes have been through: shares are met, and nobody undoes what was done."""

import numpy as np
import pytest

from sim.city.dwellings import DISTRICT_HEAT, ELECTRIC, ELEMENTS, GAS, HEAT_PUMP, OIL, WOOD


@pytest.fixture(scope="module")
def homes(untouched):
    return untouched.city.dwellings


@pytest.fixture(scope="module")
def then(untouched):
    return untouched.city.dwellings_then


def test_gas_burns_only_where_a_gas_main_passes(homes, then):
    assert homes.on_gas_grid[homes.heating == GAS].all()
    assert homes.on_gas_grid[then.heating == GAS].all()


@pytest.mark.parametrize(
    ("name", "which"), [("heat_pump", HEAT_PUMP), ("district_heat", DISTRICT_HEAT), ("oil", OIL), ("wood", WOOD)]
)
def test_the_shares_of_heatings_are_met_to_the_last_home(homes, book, name, which):
    wanted = round(book.at("heating.carrier_shares", 2025)[name] * len(homes))
    assert (homes.heating == which).sum() == wanted


def test_electric_heating_is_at_least_its_share_for_it_also_fills_streets_without_gas(homes, book):
    wanted = round(book.at("heating.carrier_shares", 2025)["electric"] * len(homes))
    without_gas = homes.heating[~homes.on_gas_grid] == ELECTRIC
    assert wanted <= (homes.heating == ELECTRIC).sum() <= wanted + without_gas.sum()


@pytest.mark.parametrize("element", ELEMENTS)
def test_no_home_was_better_insulated_in_the_base_year(homes, then, element):
    assert np.all(getattr(then, f"u_{element}") >= homes.u_of(element) - 1e-6)


def test_nobody_tears_out_a_heat_pump_or_takes_panels_down_to_make_the_past_look_right(homes, then):
    assert np.all(homes.heating[then.heating == HEAT_PUMP] == HEAT_PUMP)
    assert np.all(homes.solar_kwp[then.solar_kwp > 0] > 0)


def test_homes_that_stood_were_built_by_then(untouched, then):
    built = untouched.city.map.buildings.year_built[untouched.city.dwellings.building]
    assert np.array_equal(then.standing, built <= untouched.city.facts.base_year)


def test_boilers_of_then_were_no_better(homes, then):
    same = (then.heating == homes.heating) & (homes.heating == GAS)
    assert then.efficiency[same].mean() <= homes.efficiency[same].mean()


def test_panels_stand_on_houses_with_room_and_are_as_many_as_the_book_says(homes, book):
    houses = homes.type < 3
    smallest = book.at("assembly.smallest_solar_kwp", 2025)
    can = houses & (homes.solar_room_kwp >= smallest)
    has = homes.solar_kwp > 0
    assert np.all(can[has]) and np.all(homes.solar_kwp <= homes.solar_room_kwp + 1e-6)
    wanted = round(book.at("solar_market.home_share", 2025) * houses.sum())
    assert has.sum() == min(wanted, can.sum())


def test_heatings_give_up_spread_over_the_coming_years_and_none_long_ago(homes):
    assert homes.heating_ends.min() >= 0
    first_year = (homes.heating_ends < 365).mean()
    assert 0.02 < first_year < 0.12
