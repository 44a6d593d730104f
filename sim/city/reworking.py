"""What homes use, worked out home by home in a loop: at set-up for all, later for those that changed or think of it.

Place in the flow: [city] calls physics. The same sums as `HomePhysics.need_kwh` and `HomePhysics.use` have for columns;
`tests/sim/city/test_reworking.py` holds the two against each other. Everything comes in as arguments, because numba's
cache does not see a change in another file.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit

from sim.physics.heat_loop import balance_kwh_m2

ELEMENTS = 4
UNKNOWN = -1.0
"""Stands for a heat that has to be worked out from the envelope."""


class HomeColumns(NamedTuple):
    """Columns of all homes that say what they need; names as in `sim.city.dwellings`."""

    kind: np.ndarray
    period: np.ndarray
    floor_m2: np.ndarray
    roof_m2: np.ndarray
    wall_m2: np.ndarray
    ground_m2: np.ndarray
    window_m2: np.ndarray
    u_roof: np.ndarray
    u_wall: np.ndarray
    u_floor: np.ndarray
    u_window: np.ndarray
    heating: np.ndarray
    efficiency: np.ndarray


class UseColumns(NamedTuple):
    """Columns of all homes that follow from what they need."""

    occupied: np.ndarray
    solar_kwp: np.ndarray
    solar_kwh_per_kwp: np.ndarray
    calculated_kwh: np.ndarray
    heat_kwh: np.ndarray
    label: np.ndarray


class Heat(NamedTuple):
    """Heat balance and use; see `sim.city.homes.HomePhysics`."""

    window_g: np.ndarray
    infiltration_per_h: np.ndarray
    thermal_bridge_u: np.ndarray
    reduction_at_1: np.ndarray
    reduction_at_4: np.ndarray
    primary_factor: np.ndarray
    hot_water_kwh_per_person: float
    half_kwh_m2: float
    numbers: tuple[float, ...]
    """As `sim.physics.heat_loop.fill_need` wants them."""


class Certificate(NamedTuple):
    """How a label follows from calculated use."""

    over_calculated: float
    primary_electricity: np.float32
    upper_kwh_m2: np.ndarray


@njit(inline="always")
def need_kwh(area, u, home, same):
    """Heat that the rooms of a home with these losses need in a year [kWh]."""
    floor, bridges, h_ve, q_sol, at_1, at_4, _, _, _ = home
    share, _, _, _, q_int, warmth, c_m, a_0, tau_0 = same
    loss = area[0] * u[0] + area[1] * u[1] + area[2] * u[2] * share + area[3] * u[3]
    return floor * balance_kwh_m2((loss + bridges) / floor, h_ve, q_sol, q_int, at_1, at_4, warmth, c_m, a_0, tau_0)


@njit(inline="always")
def measured_of(calculated, home, half):
    """Measured final energy of a home from the calculated one [kWh/yr]."""
    primary = calculated * home[8] / home[0]
    return calculated * (1.0 / (1.0 + max(0.0, primary) / half))


@njit(inline="always")
def measured_kwh(area, u, home, same, half):
    """Measured final energy for heat and hot water of a home with these losses [kWh/yr]."""
    return measured_of((need_kwh(area, u, home, same) + home[6]) / home[7], home, half)


@njit(inline="always")
def label_of(row, floor, factor, uses, certificate):
    """Label of a home as it stands."""
    _, solar_kwp, kwh_per_kwp, calculated_kwh, _, _ = uses
    over_calculated, primary_electricity, upper = certificate
    bought = np.float64(calculated_kwh[row]) * factor * over_calculated
    bought -= np.float64(solar_kwp[row] * kwh_per_kwp[row] * primary_electricity)
    use, place = bought / floor, 0
    while place < upper.size and not upper[place] >= use:  # half a dozen limits: quicker than to halve them
        place += 1
    return place


@njit(cache=True, error_model="numpy")
def relabel_homes(rows, floor_m2, heating, primary_factor, uses, certificate, before_label):
    """Label some homes anew, their heat as it is; fills in the label before."""
    label = uses[5]
    for i in range(rows.size):
        row = rows[i]
        before_label[i] = label[row]
        label[row] = label_of(row, np.float64(floor_m2[row]), primary_factor[heating[row]], uses, certificate)


@njit(cache=True, error_model="numpy")
def rework_homes(rows, useful_kwh, homes, uses, persons, heat, certificate, before_kwh, after_kwh, before_label):
    """Work some homes out anew: calculated and measured energy, and the label.

    Args:
        rows: which, shape (n,)
        useful_kwh: heat for rooms and hot water where it is known, else UNKNOWN, shape (n,) or (1,) [kWh/yr]
        homes, uses, heat, certificate: as above
        persons: of all homes
        before_kwh, after_kwh, before_label: filled with measured energy before and after, and the label before
    """
    kind, period, floors, roofs, walls, grounds, windows, u_roof, u_wall, u_floor, u_window, heating, gives = homes
    occupied, _, _, calculated_kwh, heat_kwh, label = uses
    window_g, infiltration, thermal_bridge, at_1, at_4, primary_factor, hot_water, half, same = heat
    air_use, air_w, glass = same[1], same[2], same[3]
    area, u = np.empty(ELEMENTS), np.empty(ELEMENTS)
    for i in range(rows.size):
        row = rows[i]
        k, p, floor, factor = kind[row], period[row], np.float64(floors[row]), primary_factor[heating[row]]
        water, useful = persons[row] * hot_water, useful_kwh[i if useful_kwh.size > 1 else 0]
        if useful == UNKNOWN:
            area[0], area[1], area[2], area[3] = roofs[row], walls[row], grounds[row], windows[row]
            u[0], u[1], u[2], u[3] = u_roof[row], u_wall[row], u_floor[row], u_window[row]
            bridges = thermal_bridge[k, p] * (area[0] + area[1] + area[2] + area[3])
            h_ve, q_sol = air_w * (air_use + infiltration[k, p]), area[3] * window_g[k, p] * glass / floor
            home = (floor, bridges, h_ve, q_sol, at_1[k], at_4[k], water, 1.0, factor)
            useful = need_kwh(area, u, home, same) + water
        calculated = useful / np.float64(gives[row])
        primary = calculated * factor / floor
        measured = calculated * (1.0 / (1.0 + max(0.0, primary) / half))
        before_kwh[i], before_label[i] = heat_kwh[row], label[row]
        calculated_kwh[row] = calculated
        heat_kwh[row] = measured if occupied[row] else 0.0
        after_kwh[i] = heat_kwh[row]
        label[row] = label_of(row, floor, factor, uses, certificate)


@njit(cache=True, error_model="numpy")
def insulate(rows, option, homes, renovated, has_cavity, u_after, margin):
    """Better the elements of these homes that an option touches and that are poor enough; notes them in `renovated`.

    Args:
        rows, option: homes, and index into `sim.behaviour.renovation.OPTIONS` (element + 1, or all), shape (n,)
        homes: as above; heat losses change in place
        renovated: bits of ELEMENTS, of all homes
        has_cavity, u_after, margin: as `sim.population.weighing.Works` has them
    """
    period, u_roof, u_wall, u_floor, u_window = homes[1], homes[7], homes[8], homes[9], homes[10]
    for i in range(rows.size):
        row = rows[i]
        after = u_after[int(has_cavity[period[row]])]
        every = option[i] > ELEMENTS
        if (every or option[i] == 1) and u_roof[row] > after[0] * margin:
            u_roof[row], renovated[row] = after[0], renovated[row] | 1
        if (every or option[i] == 2) and u_wall[row] > after[1] * margin:
            u_wall[row], renovated[row] = after[1], renovated[row] | 2
        if (every or option[i] == 3) and u_floor[row] > after[2] * margin:
            u_floor[row], renovated[row] = after[2], renovated[row] | 4
        if (every or option[i] == 4) and u_window[row] > after[3] * margin:
            u_window[row], renovated[row] = after[3], renovated[row] | 8
