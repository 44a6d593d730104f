"""The rows and factors of the inventory."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from sim.inventory.covenant import CARRIER, CARRIERS, COMPUTED_SECTORS, SECTORS, emission_factors, emissions_t


def test_every_carrier_has_a_factor_and_electricity_the_citys_own(book):
    factors = emission_factors(book, 2025, 0.123)
    assert factors.shape == (len(CARRIERS),) and factors.min() >= 0
    assert factors[CARRIER["electricity"]] == 0.123
    assert factors[CARRIER["natural_gas"]] == pytest.approx(0.202)
    assert factors[CARRIER["coal"]] > factors[CARRIER["heating_oil"]] > factors[CARRIER["natural_gas"]]


@given(some.lists(some.floats(0, 1e6), min_size=len(CARRIERS), max_size=len(CARRIERS)))
def test_emissions_are_energy_times_factor_and_twice_the_energy_is_twice_the_emissions(energy):
    factors = np.linspace(0.0, 0.4, len(CARRIERS))
    once = emissions_t(np.array(energy), factors)
    assert once == pytest.approx(np.array(energy) * factors)
    assert emissions_t(2 * np.array(energy), factors) == pytest.approx(2 * once)


def test_sectors_are_named_once():
    assert len(set(SECTORS)) == len(SECTORS) == 10 and len(set(CARRIERS)) == len(CARRIERS) == 15
    assert set(SECTORS) - set(COMPUTED_SECTORS) == {"other"}
