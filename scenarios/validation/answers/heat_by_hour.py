"""Answers on heat by the hour: one hour of the network of ISO 13790, and a whole building through a year."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from scenarios.book import read_book
from scenarios.validation.envelope import envelope_of
from scenarios.validation.given import BadCase, Given
from scenarios.validation.hours import hours_of, not_below_zero, share_of
from scenarios.validation.place import YEAR, place_of
from sim.finance import NoSolution
from sim.physics import (
    GIVEN_OFF,
    MASS_TO_SURFACE_W_M2K,
    SURFACE_TO_AIR_W_M2K,
    SURFACES_PER_FLOOR,
    HeatYear,
    Sky,
    ThermalNetwork,
    Use,
    air_loss_w_k,
    heat_year,
    heating_power_w,
    hour_temperatures,
    thermal_network,
)

CLASS = "medium"
"""Class of mass when a case gives no heat capacity or no area of the mass."""
NODES = {f"all to {node} node": shares for node, shares in GIVEN_OFF.items()}
"""Where the heating of a case gives off its heat, by the words of `emission`."""


def one_hour(given: Given) -> dict[str, float]:
    """State and boundary of one hour -> temperatures of the nodes and heating (above zero) or cooling power."""
    floor_m2 = given.number("floor_area_m2")
    given_off = _given_off(given)
    net = _network(
        given,
        floor_m2,
        opaque_w_k=given.number("U_opaque") * given.number("opaque_area_m2"),
        window_w_k=given.number("U_window") * given.number("window_area_m2"),
        air_w_k=_air_w_k(
            given, given.number("ach_infl", default=0.0), given.number("ach_vent", default=0.0)
        ),
        internal_area_m2=given.number("internal_area_m2", default=SURFACES_PER_FLOOR * floor_m2),
    )  # fmt: skip
    state = [given.number(name) for name in ("t_mass_prev", "t_out")]
    state += [given.number(name, default=0.0) for name in ("internal_gain_W", "solar_gain_W")]
    heat_to, cool_to = (float(hours_of(given, name, default=math.nan)[0]) for name in ("heat_set", "cool_set"))
    _in_order(heat_to, cool_to)
    most = [abs(given.number(name, default=math.inf)) * floor_m2 for name in ("max_heat_W_m2", "max_cool_W_m2")]
    power = heating_power_w(
        net, *state, heat_to_c=heat_to, cool_to_c=cool_to, most_heating_w=most[0], most_cooling_w=most[1],
        given_off=given_off,
    )  # fmt: skip
    hour = hour_temperatures(net, *state, power, given_off)
    return {
        "t_mass": float(hour.mass), "t_mass_end": float(hour.mass_at_end), "t_surface": float(hour.surface),
        "t_air": float(hour.air), "t_operative": float(hour.operative), "demand_w": float(power),
    }  # fmt: skip


def building(given: Given) -> dict[str, float]:
    """A building surface by surface with a year of weather -> loads, peaks, and temperatures of the air."""
    place, floor_m2 = place_of(given), given.number("floor_area_m2")
    envelope = envelope_of(given, place)
    air, regime = _air_regimes(given)
    networks = [
        _network(
            given, floor_m2, opaque_w_k=envelope.opaque_w_k, window_w_k=envelope.window_w_k, air_w_k=air_w_k,
            internal_area_m2=given.number("internal_area_m2", default=envelope.inner_area_m2),
        )
        for air_w_k in air
    ]  # fmt: skip
    use = _use(given)
    sky = Sky(place.weather.temperature_c, envelope.sun_w[None, :])
    year = heat_year(networks, sky, use, np.ones((1, 1)), envelope.sky_w, regime=regime, given_off=_given_off(given))
    return _results(year)


def _network(given: Given, floor_m2: float, *, internal_area_m2: float, window_w_k: float, **losses) -> ThermalNetwork:
    """The network of a case.

    A mass as large as all surfaces and more is given just room enough, so that none of the sun counts twice.
    """
    book = read_book()
    per_floor = given.number(
        "mass_area_m2_per_m2", "mass_area_per_floor", default=book.at("hourly_heat.mass_area_per_floor", YEAR)[CLASS]
    )
    capacity = given.number(
        "capacity_j_m2k", "cap_J_m2K", default=book.at("hourly_heat.capacity_j_m2k", YEAR)[CLASS]
    )  # fmt: skip
    h_is = given.number("h_is_w_m2k", default=SURFACE_TO_AIR_W_M2K)
    h_ms = given.number("h_ms_w_m2k", default=MASS_TO_SURFACE_W_M2K)
    if floor_m2 <= 0 or h_is <= 0 or h_ms <= 0:
        raise NoSolution("floor_area_m2, h_is_w_m2k and h_ms_w_m2k must be above zero")
    room_m2 = per_floor * floor_m2 + window_w_k / h_ms
    try:
        return thermal_network(
            window_w_k=window_w_k, capacity_j_k=capacity * floor_m2, mass_area_m2=per_floor * floor_m2,
            internal_area_m2=max(internal_area_m2, room_m2), h_is=h_is, h_ms=h_ms, **losses,
        )  # fmt: skip
    except ValueError as refusal:
        raise NoSolution(str(refusal)) from None


def _air_w_k(given: Given, infiltration_per_h: float, ventilation_per_h: float) -> float:
    volume_m3 = not_below_zero(given.number("volume_m3"), "volume_m3")
    not_below_zero([infiltration_per_h, ventilation_per_h], "an air change")
    recovered = share_of(given, "heat_recovery", 0.0)
    return air_loss_w_k(volume_m3, infiltration_per_h, ventilation_per_h, recovered)


def _air_regimes(given: Given) -> tuple[list[float], np.ndarray]:
    """Losses by air that occur [W/K], and which of them holds in each hour."""
    columns = [hours_of(given, name, default=0.0) for name in ("infiltration_per_h", "ventilation_per_h")]
    if any(np.isnan(column).any() for column in columns):
        raise BadCase("an air change is missing in some hour")
    period = max(len(column) for column in columns)
    infiltration, ventilation = (np.tile(column, period // len(column)) for column in columns)
    pairs, regime = np.unique(np.column_stack([infiltration, ventilation]), axis=0, return_inverse=True)
    return [_air_w_k(given, *pair) for pair in pairs.tolist()], regime.reshape(-1)


def _use(given: Given) -> Use:
    heat_to, cool_to = (
        hours_of(given, name, default=math.nan) for name in ("heating_setpoint_c", "cooling_setpoint_c")
    )
    _in_order(heat_to, cool_to)
    internal = hours_of(given, "internal_gain_w", default=0.0)
    if np.isnan(internal).any():
        raise BadCase("input 'internal_gain_w' is missing in some hour")
    most = [given.number(name, default=math.inf) for name in ("max_heating_w", "max_cooling_w")]
    return Use(internal, heat_to, cool_to, *(not_below_zero(one, "a power") for one in most))


def _in_order(heat_to_c: float | np.ndarray, cool_to_c: float | np.ndarray) -> None:
    period = max(np.size(heat_to_c), np.size(cool_to_c))
    heat_to, cool_to = (np.resize(one, period) for one in (heat_to_c, cool_to_c))
    if np.any(heat_to > cool_to):
        raise NoSolution("the set point of heating lies above that of cooling")


def _given_off(given: Given) -> Mapping[str, float]:
    words = str(given.inputs.get("emission") or "all to air node").strip().lower()
    if words not in NODES:
        raise BadCase(f"input 'emission' must be one of {', '.join(NODES)}, found {words!r}")
    return NODES[words]


def _results(year: HeatYear) -> dict[str, float]:
    power_kw, air_c = year.power_w[0].astype(np.float64) / 1000, year.room_c[0].astype(np.float64)
    return {
        "annual_heating_mwh": float(year.heating_kwh[0]) / 1000,
        "annual_cooling_mwh": float(year.cooling_kwh[0]) / 1000,
        "peak_heating_kw": float(max(0.0, power_kw.max())),
        "peak_cooling_kw": float(max(0.0, -power_kw.min())),
        "t_min_c": float(air_c.min()),
        "t_max_c": float(air_c.max()),
        "t_mean_c": float(air_c.mean()),
    }


ANSWERS = {"rc_one_hour": one_hour, "building_hourly": building}
