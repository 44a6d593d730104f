"""The year of `sim.physics.rc_loop` in plain Python: hour after hour by the equations of the standard."""

import math

import numpy as np

from sim.physics.rc_network import heating_power_w, hour_temperatures


def plain_year(
    net, outdoor_c, sun_w, internal_w, heat_to_c, cool_to_c, most_heating_w=math.inf, most_cooling_w=math.inf,
    start_c=20.0, warm_up_hours=0, given_off=None,
):  # fmt: skip
    """Power and air temperature of every hour of one building; hourly inputs of equal length.

    `net` is one `ThermalNetwork`, or a list with the one of each hour.
    """
    hours, mass_c = len(outdoor_c), start_c
    power_w, air_c = np.empty(hours), np.empty(hours)
    given_off = {} if given_off is None else {"given_off": given_off}
    for hour in [*range(hours - warm_up_hours, hours), *range(hours)]:
        building = net[hour] if isinstance(net, list) else net
        state = mass_c, outdoor_c[hour], internal_w[hour], sun_w[hour]
        power_w[hour] = heating_power_w(
            building, *state, heat_to_c=heat_to_c[hour], cool_to_c=cool_to_c[hour], most_heating_w=most_heating_w,
            most_cooling_w=most_cooling_w, **given_off,
        )  # fmt: skip
        now = hour_temperatures(building, *state, power_w[hour], **given_off)
        mass_c, air_c[hour] = now.mass_at_end, now.air
    return power_w, air_c
