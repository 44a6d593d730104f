"""The network of `sim.physics.rc_network` through a year, hour by hour, for many buildings.

Place in the flow: city -> population -> behaviour, markets -> [physics] -> inventory.
An hour is linear, so each building comes with ten numbers (`linear_coefficients`) and an hour costs some twenty
multiplications. The plain twin is `tests/sim/physics/rc_plain.py`.
"""

from __future__ import annotations

import numpy as np
from numba import njit


@njit(cache=True)
def fill_years(
    coefficients, regime, outdoor_c, sun_w_m2, aperture_m2, sky_w, internal_w, heat_to_c, cool_to_c, most_heating_w,
    most_cooling_w, start_c, warm_up_hours, power_w, room_c,
):  # fmt: skip
    """Heating, cooling and room temperature of every hour.

    A day (or a whole year) of `period` hours repeats: columns with that axis are read again and again.

    Args:
        coefficients: of each building in each regime of air change, shape (n, regimes, 10)
        regime: which of them holds, shape (period,)
        outdoor_c: shape (hours,) [degree C]
        sun_w_m2: sun on planes, shape (planes, hours) [W/m2]
        aperture_m2: what a building takes in of each plane as area, shape (n, planes) [m2]
        sky_w: what the cold sky takes, shape (n,) [W]
        internal_w: shape (n, period) [W]
        heat_to_c, cool_to_c: set points, NaN for none, shape (n, period) [degree C]
        most_heating_w, most_cooling_w: power at hand, shape (n,) [W]
        start_c: temperature of the mass before the warm-up [degree C]
        warm_up_hours: last hours of the year that are lived once before it begins
        power_w: filled: heating above zero, cooling below, shape (n, hours) [W]
        room_c: filled: temperature that set points speak of, mean of the hour, shape (n, hours), or (n, 0) when
            nobody asks [degree C]
    """
    hours, period, planes = outdoor_c.size, regime.size, sun_w_m2.shape[0]
    sun_w = np.empty(hours)
    for i in range(power_w.shape[0]):
        sun_w[:] = -sky_w[i]
        for plane in range(planes):
            area_m2 = aperture_m2[i, plane]
            for hour in range(hours):
                sun_w[hour] += area_m2 * sun_w_m2[plane, hour]
        mass_c, most_w, least_w = start_c, most_heating_w[i], -most_cooling_w[i]
        inner_w, heat_to, cool_to, power, rooms = internal_w[i], heat_to_c[i], cool_to_c[i], power_w[i], room_c[i]
        place, air_regime = (hours - warm_up_hours) % period, -1
        for step in range(-warm_up_hours, hours):
            hour = step + hours if step < 0 else step
            if regime[place] != air_regime:  # ten numbers stay in registers as long as the air changes stay
                air_regime = regime[place]
                m_m, m_out, m_inner, m_sun, m_watt, r_m, r_out, r_inner, r_sun, r_watt = coefficients[i, air_regime]
                watt_per_k = 1.0 / r_watt
                hold = m_watt * watt_per_k  # what a degree in the room asks for, seen from the mass
                m_held = m_m - hold * r_m
            outdoor, inner, sun = outdoor_c[hour], inner_w[place], sun_w[hour]
            room_drift = r_out * outdoor + r_inner * inner + r_sun * sun
            mass_drift = m_out * outdoor + m_inner * inner + m_sun * sun
            room = r_m * mass_c + room_drift
            wanted = room
            if room < heat_to[place]:
                wanted = heat_to[place]
            elif room > cool_to[place]:
                wanted = cool_to[place]
            watt = (wanted - room) * watt_per_k
            if wanted == room:
                mass_c = m_m * mass_c + mass_drift
            elif least_w <= watt <= most_w:  # the room stays at its set point: the mass need not wait for the power
                mass_c = m_held * mass_c + (mass_drift + hold * (wanted - room_drift))
            else:
                watt = min(max(watt, least_w), most_w)
                mass_c = m_m * mass_c + (mass_drift + m_watt * watt)
            power[hour] = watt  # the warm-up is written over
            if rooms.size:
                rooms[hour] = room + r_watt * watt
            place += 1
            if place == period:
                place = 0
