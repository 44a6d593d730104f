"""Direct or life cycle, CO2 or CO2-equivalents."""

import pytest

from sim.inventory.covenant import CARRIERS
from sim.inventory.factors import factor_t_mwh, factors_t_mwh, other_gases_t_mwh


def test_gas_of_a_boiler_counts_a_little_more_with_its_methane(book):
    assert factor_t_mwh(book, "natural_gas", 2025, "ipcc", "co2") == pytest.approx(0.202)
    by_hand = (5 * 28 + 0.1 * 265) * 0.0036 / 1000
    assert other_gases_t_mwh(book, "natural_gas", 2025) == pytest.approx(by_hand)
    assert factor_t_mwh(book, "natural_gas", 2025, "ipcc", "co2e") == pytest.approx(0.202 + by_hand)


def test_a_life_cycle_counts_more_than_burning_alone(book):
    direct, whole = (factors_t_mwh(book, 2025, approach, "co2e") for approach in ("ipcc", "lca"))
    assert set(direct) == set(whole) == set(CARRIERS)
    smaller = [
        carrier
        for carrier in CARRIERS
        if whole[carrier] < direct[carrier] and carrier not in ("other_biomass", "lignite")
    ]  # direct ones are of stoves, whose methane is much
    assert smaller == []
