"""What a heat network loses, and what its heat stands for."""

import pytest

from sim.physics.heat_network import delivered_heat_factor_t_mwh, loss_kwh, mean_factor_t_mwh


def test_a_thin_network_loses_a_larger_share():
    lost_mwh = loss_kwh(1000, 15) / 1000
    assert lost_mwh == pytest.approx(131.4)
    assert lost_mwh / (lost_mwh + 500) > lost_mwh / (lost_mwh + 2000)


def test_waste_heat_alone_carries_no_carbon_dioxide():
    assert delivered_heat_factor_t_mwh(100, 20, 0.0, 0.9, 0.202, 0.0, 0.15) == 0.0


def test_with_the_numbers_of_the_book_it_is_close_to_the_recalled_factor(book):
    at = book.at
    factor = delivered_heat_factor_t_mwh(
        1000.0, loss_kwh(1000, at("district_heat.loss_w_per_m", 2025)) / 1000, at("district_heat.backup_share", 2025),
        at("heat.condensing_boiler_efficiency", 2025), at("emission_factors.natural_gas", 2025),
        at("district_heat.pump_kwh_per_kwh", 2025), at("emission_factors.electricity", 2025),
    )  # fmt: skip
    assert 0.02 < factor < 0.04  # evidence/emission_factors.csv: dh_waste_heat 0.03, 0 to 0.08


def test_the_mean_lies_between_the_two_kinds_of_heat():
    assert mean_factor_t_mwh(10, 0, 0.03, 0.15) == pytest.approx(0.15)
    assert mean_factor_t_mwh(10, 10, 0.03, 0.15) == pytest.approx(0.03)
    assert 0.03 < mean_factor_t_mwh(10, 4, 0.03, 0.15) < 0.15
