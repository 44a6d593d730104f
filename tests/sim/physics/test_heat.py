"""A season of heat, and what insulation does to it."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.physics.heat import Envelope, HeatClimate, gain_utilisation, heat_balance, heat_need_kwh_m2, tabula_case
from tests.sim.physics.books import physics_book, shared_cases

CLIMATE = HeatClimate.from_book(physics_book(), 2025)
LOSSES = ("u_roof", "u_wall", "u_floor", "u_window", "u_door", "thermal_bridge_u", "infiltration_per_h")


def a_house(**other):
    """A row house of 100 m2 with round numbers."""
    usual = dict(
        floor_m2=100.0, roof_m2=50.0, wall_m2=80.0, ground_m2=50.0, window_m2=20.0, u_roof=1.0, u_wall=1.5, u_floor=0.8,
        u_window=3.0, window_g=0.7, infiltration_per_h=0.4, air_use_per_h=0.4, c_m=45.0, reduction_at_1=0.9,
        reduction_at_4=0.8, thermal_bridge_u=0.1,
    )  # fmt: skip
    return Envelope(**(usual | other))


def the_house_in_workbook_names():
    """The same house as a TABULA case; its windows spread evenly over the four walls."""
    walls = dict(zip(("East", "South", "West", "North"), (202, 340, 202, 110), strict=True))
    return {
        "A_C_Ref": 100, "A_Calc_Roof_1": 50, "A_Calc_Wall_1": 80, "A_Calc_Floor_1": 50, "A_Calc_Window_1": 20,
        "U_Actual_Roof_1": 1.0, "U_Actual_Wall_1": 1.5, "U_Actual_Floor_1": 0.8, "U_Actual_Window_1": 3.0,
        "b_Transmission_Roof_1": 1, "b_Transmission_Wall_1": None, "b_Transmission_Floor_1": 0.5,
        "delta_U_ThermalBridging": 0.1, "n_air_use": 0.4, "n_air_infiltration": 0.4, "h_room": 2.5, "phi_int": 3,
        "c_m": 45, "theta_i": 20, "Theta_e": 6.2, "HeatingDays": 210, "F_red_htr1": 0.9, "F_red_htr4": 0.8,
        "F_sh_hor": 0.8, "F_sh_vert": 0.6, "F_f": 0.3, "F_w": 0.9, "g_gl_n": 0.7, "I_Sol_Hor": 336,
        **{f"A_Calc_Window_{name}": 5 for name in walls}, **{f"I_Sol_{name}": sun for name, sun in walls.items()},
    }  # fmt: skip


def test_a_house_worked_out_by_hand():
    terms = heat_balance(a_house(), CLIMATE)
    # (50 x 1 + 80 x 1.5 + 50 x 0.8 x 0.5 + 20 x 3 + 0.1 x 200) / 100 and 0.34 x 2.5 x 0.8
    assert terms["h_Transmission"] == pytest.approx(2.7)
    assert terms["h_Ventilation"] == pytest.approx(0.68)
    factor = 0.9 - 0.1 * 1.7 / 3
    assert terms["q_ht"] == pytest.approx(0.024 * 3.38 * factor * 210 * 13.8)
    assert terms["q_sol"] == pytest.approx(0.9 * 0.7 * 0.7 * 0.6 * 213.5 * 20 / 100)
    assert terms["q_int"] == pytest.approx(15.12)


def test_the_slim_law_and_the_workbook_law_agree_on_every_term():
    slim, workbook = heat_balance(a_house(), CLIMATE), tabula_case(the_house_in_workbook_names())
    assert slim.keys() == workbook.keys()
    for name, value in workbook.items():
        assert slim[name] == pytest.approx(value, rel=1e-12), name


def test_a_case_without_its_reference_area_is_refused():
    incomplete = the_house_in_workbook_names()
    del incomplete["A_C_Ref"]
    with pytest.raises(KeyError, match="A_C_Ref"):
        tabula_case(incomplete)


def test_every_published_building_comes_out_as_in_the_workbook():
    cases = shared_cases("tabula_seasonal")
    if not cases:
        pytest.skip("the published cases are not on this machine")
    for case in cases:
        terms = tabula_case(case["inputs"])
        for name, band in case["expected"].items():
            assert band["low"] <= terms[name] <= band["high"], (case["case"], name)


@given(
    better=st.dictionaries(st.sampled_from(LOSSES), st.floats(0, 1), min_size=1),
    u=st.floats(0.05, 6),
    window_m2=st.floats(0, 60),
    air=st.floats(0, 2),
    c_m=st.floats(10, 150),
    days=st.floats(60, 300),
    outdoor_c=st.floats(-5, 18),
)
def test_more_insulation_never_raises_the_heat_need(better, u, window_m2, air, c_m, days, outdoor_c):
    climate = replace(CLIMATE, heating_days=days, outdoor_temperature_c=outdoor_c)
    before = a_house(u_wall=u, u_roof=u, window_m2=window_m2, air_use_per_h=air, c_m=c_m, door_m2=2.0, u_door=3.0)
    after = replace(before, **{name: getattr(before, name) * share for name, share in better.items()})
    assert heat_need_kwh_m2(after, climate) <= heat_need_kwh_m2(before, climate) + 1e-9


@given(gains=st.floats(0, 50), exponent=st.floats(0.8, 12))
def test_gains_never_replace_more_heat_than_there_is_loss(gains, exponent):
    used = float(gain_utilisation(gains, exponent))
    assert 0 <= used <= 1
    assert used * gains <= 1 + 1e-6


def test_a_season_as_warm_as_the_rooms_needs_no_heat():
    climate = replace(CLIMATE, outdoor_temperature_c=CLIMATE.internal_temperature_c)
    assert heat_need_kwh_m2(a_house(), climate) == 0


def test_many_buildings_at_once_get_the_same_as_one_by_one():
    u_walls = np.array([0.2, 1.0, 2.2], dtype=np.float32)
    together = heat_need_kwh_m2(a_house(u_wall=u_walls, window_facing=np.array([1, 2, 5])), CLIMATE)
    alone = [
        heat_need_kwh_m2(a_house(u_wall=u, window_facing=f), CLIMATE) for u, f in zip(u_walls, (1, 2, 5), strict=True)
    ]
    assert together.dtype == np.float64
    assert together == pytest.approx(np.array(alone), rel=1e-12)


def test_windows_to_the_south_save_heat_against_windows_to_the_north():
    assert heat_need_kwh_m2(a_house(window_facing=2), CLIMATE) < heat_need_kwh_m2(a_house(window_facing=4), CLIMATE)


def test_rows_of_an_envelope_keep_what_holds_for_all():
    street = a_house(u_wall=np.array([0.2, 1.0, 2.2]))
    some = street.rows(np.array([True, False, True]))
    assert some.u_wall.tolist() == [0.2, 2.2] and some.u_roof == 1.0
