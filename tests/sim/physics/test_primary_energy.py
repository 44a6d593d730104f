"""The primary energy of a building with panels."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.physics.primary_energy import PrimaryFactors, PrimaryWeights, electricity_balance, primary_energy

WEIGHTS = PrimaryWeights(
    grid=PrimaryFactors(0.5, 2.0),
    panels=PrimaryFactors(1.0, 0.0),
    gas=PrimaryFactors(0.0, 1.1),
    ambient=PrimaryFactors(1.0, 0.0),
)
amounts = st.floats(0, 300)


def rated(export_share=0.0, **given):
    usual = {"used": 0.0, "other_use": 0.0, "panels": 0.0, "gas": 0.0, "ambient": 0.0}
    return primary_energy(**(usual | given), weights=WEIGHTS, export_share=export_share)


def test_a_building_on_the_grid_alone():
    found = rated(used=100.0)
    assert (found["ren"], found["nren"], found["tot"]) == (50.0, 200.0, 250.0)
    assert found["RER"] == pytest.approx(0.2)


def test_what_is_exported_earns_nothing_in_step_a_and_the_saving_of_the_grid_in_step_b():
    without, with_credit = (rated(share, used=100.0, panels=140.0) for share in (0.0, 1.0))
    assert (without["ren"], without["nren"]) == (100.0, 0.0)
    # 40 kWh leave: 40 x (0.5 - 1.0) and 40 x (2.0 - 0.0) are taken off
    assert (with_credit["ren"], with_credit["nren"]) == (120.0, -80.0)


def test_months_meet_only_within_themselves():
    winter_and_summer = rated(used=np.array([80.0, 20.0]), panels=np.array([10.0, 90.0]))
    whole_year = rated(used=100.0, panels=100.0)
    assert whole_year["nren"] == 0
    assert winter_and_summer["nren"] == pytest.approx(2.0 * 70)


def test_appliances_use_panels_before_the_grid_and_stay_outside_the_rating():
    flows = electricity_balance(60.0, 30.0, 100.0)
    assert [float(one) for one in (flows.from_panels, flows.from_grid, flows.to_other_uses, flows.to_grid)] == [
        60, 0, 30, 10,
    ]  # fmt: skip
    assert rated(used=60.0, other_use=30.0, panels=100.0) == rated(used=60.0, panels=100.0)


def test_a_heat_pump_brings_heat_of_the_surroundings():
    found = rated(used=30.0, ambient=70.0, gas=10.0)
    assert found["ren"] == pytest.approx(0.5 * 30 + 70)
    assert found["nren"] == pytest.approx(2.0 * 30 + 1.1 * 10)


def test_a_building_that_uses_nothing_has_no_renewable_share():
    assert rated()["RER"] == 0


@given(used=amounts, other=amounts, panels=amounts)
def test_nothing_of_the_panels_or_of_the_use_is_lost(used, other, panels):
    flows = electricity_balance(used, other, panels)
    assert flows.from_panels + flows.exported == pytest.approx(panels)
    assert flows.from_panels + flows.from_grid == pytest.approx(used)
    assert flows.to_other_uses <= other + 1e-9
