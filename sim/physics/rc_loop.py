"""The network of `sim.physics.rc_network` through a year, hour by hour, for many buildings.

Place in the flow: city -> population -> behaviour, markets -> [physics] -> inventory.
An hour is linear, so each building comes with ten numbers (`linear_coefficients`) and an hour costs some twenty
multiplications. The plain twin is `tests/sim/physics/rc_plain.py`.
"""

from __future__ import annotations

from numba import njit


@njit(cache=True)
def fill_years(
    coefficients, regime, outdoor_c, sun_w_m2, aperture_m2, sky_w, internal_w, heat_to_c, cool_to_c, most_heating_w,
    most_cooling_w, start_c, warm_up_hours, power_w, air_c,
):  # fmt: skip
    """Heating, cooling and air temperature of every hour.

    A day (or a whole year) of `period` hours repeats: columns with that axis are read again and again.

    Args:
        coefficients: of each building in each regime of air change, shape (n, regimes, 10)
        regime: which of them holds, shape (period,)
        outdoor_c: shape (hours,) [degree C]
        sun_w_m2: sun on planes, shape (hours, planes) [W/m2]
        aperture_m2: what a building takes in of each plane as area, shape (n, planes) [m2]
        sky_w: what the cold sky takes, shape (n,) [W]
        internal_w: shape (n, period) [W]
        heat_to_c, cool_to_c: set points, NaN for none, shape (n, period) [degree C]
        most_heating_w, most_cooling_w: power at hand, shape (n,) [W]
        start_c: temperature of the mass before the warm-up [degree C]
        warm_up_hours: last hours of the year that are lived once before it begins
        power_w: filled: heating above zero, cooling below, shape (n, hours) [W]
        air_c: filled: mean of the hour, shape (n, hours) [degree C]
    """
    hours, period, planes = outdoor_c.size, regime.size, sun_w_m2.shape[1]
    for i in range(power_w.shape[0]):
        mass_c = start_c
        place = (hours - warm_up_hours) % period
        air_regime = -1
        for step in range(-warm_up_hours, hours):
            hour = step + hours if step < 0 else step
            if regime[place] != air_regime:  # ten numbers stay in registers as long as the air changes stay
                air_regime = regime[place]
                m_m, m_out, m_inner, m_sun, m_watt, a_m, a_out, a_inner, a_sun, a_watt = coefficients[i, air_regime]
            outdoor, inner = outdoor_c[hour], internal_w[i, place]
            sun = -sky_w[i]
            for plane in range(planes):
                sun += aperture_m2[i, plane] * sun_w_m2[hour, plane]
            free_c = a_m * mass_c + (a_out * outdoor + a_inner * inner + a_sun * sun)
            watt = 0.0
            if free_c < heat_to_c[i, place]:
                watt = min((heat_to_c[i, place] - free_c) / a_watt, most_heating_w[i])
            elif free_c > cool_to_c[i, place]:
                watt = max((cool_to_c[i, place] - free_c) / a_watt, -most_cooling_w[i])
            mass_c = m_m * mass_c + (m_out * outdoor + m_inner * inner + m_sun * sun) + m_watt * watt
            if step >= 0:
                power_w[i, hour] = watt
                air_c[i, hour] = free_c + a_watt * watt
            place += 1
            if place == period:
                place = 0
