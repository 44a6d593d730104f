"""One hour of a building with five resistances and one heat store."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.physics.rc_network import (
    AIR,
    MASS,
    SURFACE,
    air_loss_w_k,
    heating_power_w,
    hour_temperatures,
    linear_coefficients,
    thermal_network,
)
from tests.sim.physics.books import shared_cases


def a_house(**other):
    usual = dict(
        opaque_w_k=120.0, window_w_k=60.0, air_w_k=50.0, capacity_j_k=1.65e7, mass_area_m2=250.0, internal_area_m2=450.0
    )
    return thermal_network(**(usual | other))


HOUSE = a_house()


def test_every_published_hour_comes_out():
    cases = shared_cases("rc_one_hour")
    if not cases:
        pytest.skip("the published cases are not on this machine")
    for case in cases:
        i, expected = case["inputs"], case["expected"]
        net = thermal_network(
            opaque_w_k=i["U_opaque"] * i["opaque_area_m2"], window_w_k=i["U_window"] * i["window_area_m2"],
            air_w_k=air_loss_w_k(i["volume_m3"], i["ach_infl"], i["ach_vent"], i["heat_recovery"]),
            capacity_j_k=i["cap_J_m2K"] * i["floor_area_m2"], internal_area_m2=i["internal_area_m2"],
            mass_area_m2=i["mass_area_per_floor"] * i["floor_area_m2"],
        )  # fmt: skip
        state = i["t_mass_prev"], i["t_out"], i["internal_gain_W"], i["solar_gain_W"]
        most = i["max_heat_W_m2"] * i["floor_area_m2"], i["max_cool_W_m2"] * i["floor_area_m2"]
        watt = heating_power_w(
            net,
            *state,
            heat_to_c=i["heat_set"],
            cool_to_c=i["cool_set"],
            most_heating_w=most[0],
            most_cooling_w=most[1],
        )
        mass = hour_temperatures(net, *state, watt).mass
        assert expected["demand_w"]["low"] <= watt <= expected["demand_w"]["high"], case["case"]
        assert expected["t_mass"]["low"] <= mass <= expected["t_mass"]["high"], case["case"]


def test_a_house_held_at_20_degrees_loses_what_its_resistances_say():
    """In a steady state walls, windows and air carry (20 - 0) K in three branches; sums by hand."""
    mass = 18.0
    for _ in range(2000):
        watt = heating_power_w(HOUSE, mass, 0.0, 0.0, 0.0, heat_to_c=20.0)
        now = hour_temperatures(HOUSE, mass, 0.0, 0.0, 0.0, watt)
        mass = float(now.mass_at_end)
    inside = 1 / (1 / 120.0) + 60.0  # H_tr,ms in series with H_tr,em is H_op again
    branch = 1 / (1 / (3.45 * 450) + 1 / inside)
    assert watt == pytest.approx(20 * (50.0 + branch), rel=1e-9)
    assert now.air == pytest.approx(20.0)


def test_heating_stops_at_the_set_point_and_at_its_power():
    free = float(hour_temperatures(HOUSE, 18.0, -5.0, 300.0, 0.0).air)
    assert free < 19
    ideal = heating_power_w(HOUSE, 18.0, -5.0, 300.0, 0.0, heat_to_c=19.0)
    assert hour_temperatures(HOUSE, 18.0, -5.0, 300.0, 0.0, ideal).air == pytest.approx(19.0)
    weak = heating_power_w(HOUSE, 18.0, -5.0, 300.0, 0.0, heat_to_c=19.0, most_heating_w=1000.0)
    assert weak == 1000.0
    assert free < hour_temperatures(HOUSE, 18.0, -5.0, 300.0, 0.0, weak).air < 19


def test_without_set_points_nothing_heats_or_cools():
    assert heating_power_w(HOUSE, 5.0, -20.0, 0.0, 0.0) == 0
    assert heating_power_w(HOUSE, 40.0, 40.0, 0.0, 9000.0) == 0


def test_between_the_set_points_the_house_runs_free():
    assert heating_power_w(HOUSE, 22.0, 18.0, 200.0, 0.0, heat_to_c=19.0, cool_to_c=26.0) == 0


def test_a_floor_that_heats_warms_the_mass_more_and_needs_more_power_for_the_same_air():
    floor = {AIR: 0.0, SURFACE: 0.0, MASS: 1.0}
    state = 18.0, 0.0, 200.0, 0.0
    by_air = heating_power_w(HOUSE, *state, heat_to_c=20.0)
    by_floor = heating_power_w(HOUSE, *state, heat_to_c=20.0, given_off=floor)
    assert by_floor > by_air > 0
    warmer = hour_temperatures(HOUSE, *state, by_floor, floor)
    assert warmer.air == pytest.approx(20.0)
    assert warmer.mass_at_end > hour_temperatures(HOUSE, *state, by_air).mass_at_end


def test_what_people_feel_lies_between_air_and_surfaces():
    now = hour_temperatures(HOUSE, 18.0, 0.0, 500.0, 0.0, 4000.0)
    assert now.operative == pytest.approx(0.3 * now.air + 0.7 * now.surface)


@given(
    opaque=st.floats(0, 1500), window=st.floats(0, 500), air=st.floats(0, 500), outdoor=st.floats(-30, 40),
    mass=st.floats(-10, 40), inner=st.floats(0, 3000), sun=st.floats(-200, 9000), watt=st.floats(-9000, 9000),
)  # fmt: skip
def test_ten_numbers_say_the_same_as_the_equations(opaque, window, air, outdoor, mass, inner, sun, watt):
    net = a_house(opaque_w_k=opaque, window_w_k=window, air_w_k=air)
    now = hour_temperatures(net, mass, outdoor, inner, sun, watt)
    causes, (row,) = np.array([mass, outdoor, inner, sun, watt]), linear_coefficients(net)
    assert row[:5] @ causes == pytest.approx(float(now.mass_at_end), abs=1e-8)
    assert row[5:] @ causes == pytest.approx(float(now.air), abs=1e-8)


@given(opaque=st.floats(1, 1500), window=st.floats(0, 500), air=st.floats(0, 500), watt=st.floats(0, 9000))
def test_energy_of_the_hour_is_kept(opaque, window, air, watt):
    """Heating and gains = losses by the three ways + what the mass stores."""
    net = a_house(opaque_w_k=opaque, window_w_k=window, air_w_k=air)
    mass, outdoor, inner, sun = 19.0, 3.0, 400.0, 1500.0
    now = hour_temperatures(net, mass, outdoor, inner, sun, watt)
    lost = net.h_air * (now.air - outdoor) + net.h_window * (now.surface - outdoor)
    lost += net.h_outside * (now.mass - outdoor)
    behind_glass = (1 - net.mass_share - net.surface_share) * (0.5 * inner + sun)  # windows lose it at once
    stored = net.capacity_wh_k * (now.mass_at_end - mass)
    assert inner + sun + watt == pytest.approx(float(lost + behind_glass + stored), rel=1e-9, abs=1e-6)


def test_many_buildings_at_once_get_the_same_as_one_by_one():
    losses = np.array([60.0, 120.0, 240.0])
    together = hour_temperatures(a_house(opaque_w_k=losses), 19.0, 0.0, 300.0, 800.0, 2000.0).air
    alone = [hour_temperatures(a_house(opaque_w_k=one), 19.0, 0.0, 300.0, 800.0, 2000.0).air for one in losses]
    assert together == pytest.approx(np.array(alone), rel=1e-12)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"window_w_k": -1.0}, "below zero"),
        ({"capacity_j_k": 0.0}, "above zero"),
        ({"mass_area_m2": 500.0}, "more surface"),
        ({"opaque_w_k": 3000.0}, "H_op >= H_ms"),
        ({"air_w_k": np.nan}, "finite"),
    ],
)
def test_a_building_that_cannot_be_is_refused(wrong, words):
    with pytest.raises(ValueError, match=words):
        a_house(**wrong)
