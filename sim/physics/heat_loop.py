"""The heat balance of `sim.physics.heat` in one loop over many homes, for the yearly round.

Place in the flow: city -> population -> behaviour, markets -> [physics] -> inventory.
The same sums as `heat_need_kwh_m2`, home by home instead of column by column, so that a home may be asked about several
states at once; `tests/sim/physics/test_heat_loop.py` holds the two against each other. Constants of the method come in as
arguments, because numba's cache does not see a change in another file.
"""

from __future__ import annotations

import numpy as np
from numba import njit


@njit(inline="always")
def balance_kwh_m2(h_tr, h_ve, q_sol, q_int, at_1, at_4, season_warmth, c_m, a_0, tau_0):
    """Heat need of one home in one state per m2 of floor; symbols as in `sim.physics.heat.seasonal_balance`."""
    if h_tr < 1.0:
        reduction = 1.0 + (at_1 - 1.0) * (h_tr - 0.5) / 0.5
    else:
        reduction = at_1 + (at_4 - at_1) * (min(h_tr, 4.0) - 1.0) / 3.0
    per_loss = season_warmth * reduction
    q_ht, gains = h_tr * per_loss + h_ve * per_loss, q_sol + q_int
    if not q_ht > 0.0:
        return 0.0
    h = h_tr + h_ve
    exponent = a_0 + (c_m / h if h > 0.0 else 0.0) / tau_0
    ratio = gains / q_ht
    if abs(ratio - 1.0) < 1e-9:
        used = exponent / (exponent + 1.0)
    else:
        power = ratio**exponent
        used = (1.0 - power) / (1.0 - power * ratio)
    return max(0.0, q_ht - used * gains)


@njit(cache=True)
def fill_need(
    rows, kind, period, floor_m2, roof_m2, wall_m2, ground_m2, window_m2, u_now, u_then, window_g, infiltration_per_h,
    thermal_bridge_u, reduction_at_1, reduction_at_4, ground_share, air_use_per_h, air_w_per_change, glass, q_int,
    season_warmth, c_m, a_0, tau_0, wanted, need_kwh,
):  # fmt: skip
    """Heat need of some homes as they are, with one element changed, and with all of them changed.

    Args:
        rows: of the columns, shape (n,)
        kind: row of each home in the tables, shape (n,)
        period, floor_m2 ... window_m2: columns of all homes [m2]
        u_now, u_then: heat losses before and after works on roof, wall, floor and window, shape (n, 4) [W/m2K]
        window_g, infiltration_per_h, thermal_bridge_u: tables by kind and period
        reduction_at_1, reduction_at_4: tables by kind
        ground_share ... tau_0: numbers that hold for all, see `HomePhysics`
        wanted: states that are asked for besides the first, shape (n, states); the others get the need of the first
        need_kwh: filled, shape (n, states): state 0 as it is; with six states 1 to 4 change one element, 5 all [kWh]
    """
    for i in range(rows.size):
        row, k = rows[i], kind[i]
        p = period[row]
        floor, roof, wall = np.float64(floor_m2[row]), np.float64(roof_m2[row]), np.float64(wall_m2[row])
        ground, window = np.float64(ground_m2[row]), np.float64(window_m2[row])
        bridges = thermal_bridge_u[k, p] * (roof + wall + ground + window)
        h_ve = air_w_per_change * (air_use_per_h + infiltration_per_h[k, p])
        q_sol = window * window_g[k, p] * glass / floor
        for state in range(need_kwh.shape[1]):
            every = state == 5
            if state > 0 and not wanted[i, state]:
                need_kwh[i, state] = need_kwh[i, 0]
                continue
            u_roof = u_then[i, 0] if state == 1 or every else u_now[i, 0]
            u_wall = u_then[i, 1] if state == 2 or every else u_now[i, 1]
            u_floor = u_then[i, 2] if state == 3 or every else u_now[i, 2]
            u_window = u_then[i, 3] if state == 4 or every else u_now[i, 3]
            loss = roof * u_roof + wall * u_wall + ground * u_floor * ground_share + window * u_window
            h_tr = (loss + bridges) / floor
            need_kwh[i, state] = floor * balance_kwh_m2(
                h_tr, h_ve, q_sol, q_int, reduction_at_1[k], reduction_at_4[k], season_warmth, c_m, a_0, tau_0
            )
