"""Cases on heat, sun and panels by the hour: complete ones, ones with gaps, and ones that cannot be."""

import json

import numpy as np
import pytest

from scenarios.validation import judge
from scenarios.validation.answers import answers_by_kind
from scenarios.validation.given import BadCase, Given
from sim.finance import NoSolution
from tests.sim.physics.books import SHARED

HEADER = "hour,t_db_C,ghi_Wh_m2,dni_Wh_m2,dhi_Wh_m2"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with a weather file: a mild year with sun from a clear sky at 50 degrees north."""
    from sim.physics.sun import sun_through_the_year

    place = tmp_path_factory.mktemp("cases")
    _, elevation, _ = sun_through_the_year(50.0, 4.0, 1.0)
    sine = np.maximum(0, np.sin(np.radians(elevation)))
    dni, dhi = 500.0 * (sine > 0.05), 120.0 * sine
    hour = np.arange(8760)
    t_out = 10 - 9 * np.cos(2 * np.pi * hour / 8760) - 4 * np.cos(2 * np.pi * hour / 24)
    rows = zip(hour + 1, t_out, dni * sine + dhi, dni, dhi, strict=True)
    lines = [HEADER, *(",".join(f"{one:.3f}" for one in row) for row in rows)]
    (place / "mild.csv").write_text("\n".join(lines), encoding="utf-8")
    return place


PLACE = {"weather": "mild.csv", "latitude": 50.0, "longitude": 4.0, "utc_offset_h": 1, "albedo": 0.2}
HUT = {
    **PLACE, "floor_area_m2": 48, "volume_m3": 130,
    "opaque": [{"faces": face, "area_m2": 16, "u_w_m2k": 0.5} for face in ("N", "E", "S", "W")]
    + [{"faces": "roof", "area_m2": 48, "u_w_m2k": 0.3}, {"faces": "floor", "area_m2": 48, "u_w_m2k": 0.2}],
    "windows": [{"faces": "S", "area_m2": 8, "u_w_m2k": 2.0, "g_normal": 0.7}],
    "capacity_j_m2k": 165000, "mass_area_m2_per_m2": 2.5, "infiltration_per_h": 0.4, "internal_gain_w": 150,
    "heating_setpoint_c": [20] * 24, "cooling_setpoint_c": 26,
}  # fmt: skip
HOUR = {
    "t_out": 0, "t_mass_prev": 19, "floor_area_m2": 100, "volume_m3": 250, "U_opaque": 0.5, "opaque_area_m2": 200,
    "U_window": 2, "window_area_m2": 20,
}  # fmt: skip


def answered(folder, kind, inputs):
    return answers_by_kind()[kind](Given(inputs, folder))


def test_every_published_case_of_these_kinds_passes():
    path = SHARED / "validation" / "cases.jsonl"
    if not path.exists():
        pytest.skip("the published cases are not on this machine")
    kinds = ("rc_one_hour", "building_hourly", "incident_sun", "pv_primary_energy")
    rows = [row for row in judge(path) if row.kind in kinds]
    assert len(rows) == 36
    assert [row for row in rows if row.verdict != "pass"] == []


def test_a_hut_is_warm_by_heating_in_winter_and_by_sun_in_summer(folder):
    found = answered(folder, "building_hourly", HUT)
    assert 1.5 < found["annual_heating_mwh"] < 6 and found["annual_cooling_mwh"] > 0
    assert found["t_min_c"] == pytest.approx(20, abs=0.01) and found["t_max_c"] == pytest.approx(26, abs=0.01)
    assert found["peak_heating_kw"] > found["annual_heating_mwh"] / 8.76


def test_without_set_points_it_floats(folder):
    for none in ({"heating_setpoint_c": None, "cooling_setpoint_c": None}, {}):
        inputs = {name: value for name, value in HUT.items() if "setpoint" not in name} | none
        found = answered(folder, "building_hourly", inputs)
        assert found["annual_heating_mwh"] == found["peak_cooling_kw"] == 0
        assert found["t_min_c"] < 12 and found["t_max_c"] > 28


def test_a_set_point_may_be_one_number_a_day_or_a_year(folder):
    day = [16] * 6 + [20] * 17 + [16]
    lowered = answered(folder, "building_hourly", HUT | {"heating_setpoint_c": day})
    whole_year = answered(folder, "building_hourly", HUT | {"heating_setpoint_c": day * 365})
    steady = answered(folder, "building_hourly", HUT | {"heating_setpoint_c": 20})
    assert lowered == whole_year
    assert lowered["annual_heating_mwh"] < steady["annual_heating_mwh"]
    assert steady == answered(folder, "building_hourly", HUT)


def test_heating_may_be_off_in_some_hours(folder):
    some = answered(folder, "building_hourly", HUT | {"heating_setpoint_c": [None] * 6 + [20] * 17 + [None]})
    assert some["t_min_c"] < 15


def test_optional_inputs_fall_back_on_the_standard(folder):
    bare = {
        name: value for name, value in HUT.items() if name not in ("capacity_j_m2k", "mass_area_m2_per_m2", "albedo")
    }
    assert answered(folder, "building_hourly", bare) == answered(folder, "building_hourly", HUT)


def test_night_air_cools_and_heat_recovery_saves(folder):
    summer = HUT | {"heating_setpoint_c": None}
    closed = answered(folder, "building_hourly", summer)
    airy = answered(folder, "building_hourly", summer | {"ventilation_per_h": [5] * 7 + [0] * 11 + [5] * 6})
    assert airy["annual_cooling_mwh"] < 0.9 * closed["annual_cooling_mwh"]
    aired = HUT | {"ventilation_per_h": 0.5}
    lossy, saving = (answered(folder, "building_hourly", aired | {"heat_recovery": eta}) for eta in (0, 0.8))
    assert saving["annual_heating_mwh"] < lossy["annual_heating_mwh"]


def test_a_building_may_stand_at_an_angle(folder):
    turned = [dict(HUT["windows"][0], faces=None, tilt_deg=90, azimuth_deg=180)]
    assert answered(folder, "building_hourly", HUT | {"windows": turned}) == answered(folder, "building_hourly", HUT)
    named = [dict(HUT["windows"][0], faces="sw")]
    assert answered(folder, "building_hourly", HUT | {"windows": named})["annual_heating_mwh"] > 0


@pytest.mark.parametrize(
    ("wrong", "refusal", "words"),
    [
        ({"weather": "none.csv"}, BadCase, "cannot be read"),
        ({"weather": None}, BadCase, "'weather' must be a text"),
        ({"floor_area_m2": 0}, NoSolution, "above zero"),
        ({"capacity_j_m2k": -5}, NoSolution, "above zero"),
        ({"volume_m3": -1}, NoSolution, "below zero"),
        ({"opaque": "walls"}, BadCase, "list of surfaces"),
        ({"opaque": [{"faces": "Nord", "area_m2": 3, "u_w_m2k": 1}]}, BadCase, r"opaque\[0\]: faces 'Nord'"),
        ({"opaque": [{"faces": "N", "area_m2": -3, "u_w_m2k": 1}]}, NoSolution, r"opaque\[0\]: area_m2 cannot"),
        ({"windows": [{"faces": "S", "area_m2": 8, "u_w_m2k": 2.0}]}, BadCase, r"windows\[0\]: input 'g_normal'"),
        ({"heating_setpoint_c": [20] * 23}, BadCase, "23 values"),
        ({"heating_setpoint_c": 30}, NoSolution, "lies above that of cooling"),
        ({"heat_recovery": 1.5}, NoSolution, "between 0 and 1"),
        ({"albedo": 2}, NoSolution, "albedo"),
        ({"latitude": 123}, NoSolution, "no place"),
        ({"opaque": [{"faces": "N", "area_m2": 999, "u_w_m2k": 9}]}, NoSolution, "H_op >= H_ms"),
    ],
)
def test_a_building_that_cannot_be_is_refused_in_words(folder, wrong, refusal, words):
    with pytest.raises(refusal, match=words):
        answered(folder, "building_hourly", HUT | wrong)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda lines: lines[:-1], "found 8759 hours"),
        (lambda lines: [lines[0].replace("dni_Wh_m2", "beam"), *lines[1:]], "no column 'dni_wh_m2'"),
        (
            lambda lines: [*lines[:9], lines[9].replace(",", ",cold,", 1), *lines[10:]],
            "bad.csv:10  t_db_C: found 'cold'",
        ),
        (lambda lines: [*lines[:9], "10,nan,0,0,0", *lines[10:]], "bad.csv:10"),
        (lambda lines: [], "found 0 hours"),
    ],
)
def test_a_broken_weather_file_is_named_with_its_line(folder, change, words):
    lines = (folder / "mild.csv").read_text(encoding="utf-8").splitlines()
    (folder / "bad.csv").write_text("\n".join(change(lines)), encoding="utf-8")
    with pytest.raises(BadCase, match=words):
        answered(folder, "incident_sun", PLACE | {"weather": "bad.csv"})


def test_the_sun_of_the_year_falls_on_any_plane(folder):
    planes = [{"name": "roof_south", "tilt_deg": 35, "azimuth_deg": 180}, {"name": "gable", "faces": "E"}]
    found = answered(folder, "incident_sun", PLACE | {"planes": planes})
    assert found["S_kwh_m2"] > found["SE_kwh_m2"] > found["E_kwh_m2"] > found["N_kwh_m2"] > 0
    assert found["E_kwh_m2"] == pytest.approx(found["W_kwh_m2"], rel=0.02)
    assert found["roof_south_kwh_m2"] > found["horizontal_kwh_m2"] == found["roof_kwh_m2"]
    assert found["gable_kwh_m2"] == found["E_kwh_m2"]


def test_a_shared_epw_file_brings_its_own_place(folder):
    path = SHARED / "data" / "weather" / "BEL_VLG_Uccle.064470_TMYx.2007-2021.epw"
    if not path.exists():
        pytest.skip("the weather file is not on this machine")
    found = answered(path.parent, "incident_sun", {"weather": path.name})
    assert found["horizontal_kwh_m2"] == pytest.approx(1114, rel=0.01)


def test_one_hour_needs_no_more_than_its_losses(folder):
    free = answered(folder, "rc_one_hour", HOUR)
    assert free["demand_w"] == 0 and free["t_mass_end"] < 19
    warm = answered(folder, "rc_one_hour", HOUR | {"heat_set": 20})
    assert warm["t_air"] == pytest.approx(20) and warm["demand_w"] > 1000
    limited = answered(folder, "rc_one_hour", HOUR | {"heat_set": 20, "max_heat_W_m2": 5})
    assert limited["demand_w"] == 500
    floor = answered(folder, "rc_one_hour", HOUR | {"heat_set": 20, "emission": "all to mass node"})
    assert floor["demand_w"] > warm["demand_w"]


@pytest.mark.parametrize(
    ("wrong", "refusal", "words"),
    [
        ({"t_out": None}, BadCase, "'t_out' is missing"),
        ({"floor_area_m2": -3}, NoSolution, "above zero"),
        ({"heat_set": 27, "cool_set": 20}, NoSolution, "lies above"),
        ({"emission": "by magic"}, BadCase, "'emission' must be one of"),
        ({"ach_vent": -1}, NoSolution, "air change"),
        ({"U_opaque": 50}, NoSolution, "H_op >= H_ms"),
    ],
)
def test_an_hour_that_cannot_be_is_refused_in_words(folder, wrong, refusal, words):
    with pytest.raises(refusal, match=words):
        answered(folder, "rc_one_hour", HOUR | wrong)


FACTORS = {
    "f_grid_ren": 0.5, "f_grid_nren": 2.0, "f_pv_ren": 1.0, "f_pv_nren": 0.0, "f_gas_ren": 0.0, "f_gas_nren": 1.1,
    "f_env_ren": 1.0, "f_env_nren": 0.0,
}  # fmt: skip


def test_a_balance_is_kept_by_the_year_or_by_the_month(folder):
    months = {"el_use_kWh_m2": "10;9;8;7;6;5;5;6;7;8;9;10", "pv_kWh_m2": [1, 2, 4, 6, 8, 9, 9, 8, 5, 3, 1, 1]}
    by_month = answered(folder, "pv_primary_energy", FACTORS | months)
    grid = sum(max(0, a - b) for a, b in zip([10, 9, 8, 7, 6, 5, 5, 6, 7, 8, 9, 10], months["pv_kWh_m2"], strict=True))
    assert by_month["nren"] == pytest.approx(2.0 * grid)
    by_year = answered(folder, "pv_primary_energy", FACTORS | {"el_use_kWh_m2": 90, "pv_kWh_m2": 57})
    assert by_year["nren"] == pytest.approx(2.0 * 33)
    mixed = answered(folder, "pv_primary_energy", FACTORS | months | {"ambient_heat": 24, "gas_use": 12})
    assert mixed["nren"] - by_month["nren"] == pytest.approx(1.1 * 12)
    assert mixed["ren"] - by_month["ren"] == pytest.approx(24)


@pytest.mark.parametrize(
    ("wrong", "refusal", "words"),
    [
        ({"el_use_kWh_m2": -1}, NoSolution, "below zero"),
        ({"el_use_kWh_m2": [1, 2, 3]}, BadCase, "3 values"),
        ({"el_use_kWh_m2": "1;2;x;4;5;6;7;8;9;10;11;12"}, BadCase, "must be a number"),
        ({"el_use_kWh_m2": None}, BadCase, "is missing"),
        ({"k_exp": 2}, NoSolution, "between 0 and 1"),
        ({"f_grid_nren": None}, BadCase, "'f_grid_nren' is missing"),
        ({"f_gas_nren": None, "gas_use": 5}, BadCase, "'f_gas_nren' is missing"),
        ({"f_grid_ren": -0.5}, NoSolution, "below zero"),
    ],
)
def test_a_balance_that_cannot_be_is_refused_in_words(folder, wrong, refusal, words):
    with pytest.raises(refusal, match=words):
        answered(folder, "pv_primary_energy", FACTORS | {"el_use_kWh_m2": 100} | wrong)


def test_a_refusal_is_a_pass_where_a_refusal_was_expected(folder):
    case = {
        "kind": "pv_primary_energy",
        "inputs": FACTORS | {"el_use_kWh_m2": -1},
        "expected": {"tot": {"value": None}},
    }
    (folder / "cases.jsonl").write_text(json.dumps(case), encoding="utf-8")
    (row,) = judge(folder / "cases.jsonl")
    assert row.verdict == "pass" and "below zero" in row.why
