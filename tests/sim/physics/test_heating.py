"""Bought energy, hot water and heat pumps."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.physics.heating import gross_from_net_kwh, hot_water_kwh, net_from_gross_kwh, seasonal_performance
from tests.sim.physics.books import physics_book

BOOK = physics_book()


def test_heat_pumps_do_better_with_cooler_water():
    supply = BOOK.at("heat.supply_temperature_c", 2025)
    source = BOOK.at("heat.heat_pump_source_c", 2025)
    share = BOOK.at("heat.heat_pump_carnot_share", 2025)
    floor, new, old = (
        seasonal_performance(supply[name], source["air"], share)
        for name in ("floor_heating", "large_radiators", "old_radiators")
    )
    assert floor > new > old
    assert 3.5 <= floor <= 4.5 and 2.5 <= (new + old) / 2 <= 3.6  # ranges of the evidence base
    assert seasonal_performance(45, source["ground"], share) > new


def test_a_person_draws_some_hundreds_of_kwh_of_hot_water():
    names = ("litres_per_person", "tap_c", "mains_c")
    heat = hot_water_kwh(np.array([1, 2]), *(BOOK.at(f"heat.hot_water_{name}", 2025) for name in names))
    assert 500 <= heat[0] <= 900 and heat[1] == 2 * heat[0]


@given(st.floats(0, 1e6))
def test_gas_counted_gross_and_back_is_the_same_gas(net):
    ratio = BOOK.at("heat.gas_net_over_gross", 2025)
    assert net_from_gross_kwh(gross_from_net_kwh(net, ratio), ratio) == pytest.approx(net)
    assert gross_from_net_kwh(net, ratio) >= net
