"""The choice of works of `sim.behaviour.renovation` in one loop over homes, for the yearly round.

Place in the flow: city -> [population] calls behaviour and physics -> markets.
The same sums home by home instead of column by column, and only for options a home has;
`tests/sim/population/test_weighing.py` holds the two against each other. Everything comes in as arguments, because
numba's cache does not see a change in another file.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit

from sim.city.reworking import measured_kwh

F32 = np.float32
ELEMENTS, DEEP = 4, 5


class Minds(NamedTuple):
    """Columns of all households; names as in `sim.population.households`."""

    persons: np.ndarray
    owns_home: np.ndarray
    income_eur: np.ndarray
    weight_per_keur: np.ndarray
    care_for_climate: np.ndarray
    hassle: np.ndarray


class Works(NamedTuple):
    """What works are like in a year. Tables of shape (2, 4) are by (cavity wall, element)."""

    has_cavity: np.ndarray
    """By building period, bool."""
    u_after: np.ndarray
    worthwhile_u_gain: float
    eur_per_m2: np.ndarray
    income_limits_eur: np.ndarray
    region_share: np.ndarray
    """By income class, shape (3,) [0 to 1]."""
    region_cap_eur: np.ndarray
    """By element, shape (4,) [EUR]."""
    savings_share_of_income: np.float32
    loan_max_eur: np.float32


class Values(NamedTuple):
    """How options are valued in a year; arrays of shape (6,) are by option."""

    constants: np.ndarray
    hassle_keur: np.ndarray
    hassle_of_waiting_keur: np.ndarray
    hassle_taken_by_advice: float
    peer_weight: np.float32
    heat_eur_kwh: np.ndarray
    """By heating [EUR/kWh]."""
    rent_pass_through: float


@njit(inline="always")
def own_parts(area, poor, eur_per_m2, region_share, caps_eur, town_share, own_eur):
    """Fill in what a household pays itself of every option [EUR]."""
    own_eur[0], own_eur[DEEP] = 0.0, 0.0
    for e in range(ELEMENTS):
        price = area[e] * eur_per_m2[e] if poor[e] else 0.0
        region = min(price * region_share, caps_eur[e])
        own_eur[e + 1] = price - (region + min(price * town_share, price - region))
        own_eur[DEEP] += own_eur[e + 1]


@njit(inline="always")
def leave_only_what_can_be_paid(savings, limit, own_eur, feasible):
    """Strike options that savings and a loan do not cover; whether any works are left."""
    some = False
    for option in range(1, DEEP + 1):
        feasible[option] = feasible[option] and max(0.0, own_eur[option] - savings) <= limit
        some = some or feasible[option]
    return some


@njit(inline="always")
def look_at(area, now, after, margin, is_open, poor, feasible):
    """Fill in what is poor and the options a home has; whether there is any."""
    poors, some = 0, False
    for e in range(ELEMENTS):
        poor[e] = now[e] > after[e] * margin and area[e] > 0.0
        feasible[e + 1] = poor[e] and is_open[e]
        poors, some = poors + poor[e], some or feasible[e + 1]
    feasible[DEEP] = some and poors >= 2
    return some


@njit(inline="always")
def state_after(option, now, after, poor, then):
    """Fill in the losses that an option leads to."""
    for e in range(ELEMENTS):
        changed = poor[e] and (option == e + 1 or option == DEEP)
        then[e] = min(after[e], now[e]) if changed else now[e]


@njit(inline="always")
def best_option(
    leaves, feasible, own_eur, area, now, after, poor, then, use_now, home, same, half, worth, mind, values, taste
):
    """The feasible option with the highest value plus taste; leaving it is one only when the home `leaves`."""
    constants, hassle_keur, waiting_keur = values
    weight, added, eased, trouble = mind
    best, best_value = 0, -np.inf
    for option in range(DEEP + 1):
        value = constants[option] + np.float64(taste[option])
        if option > 0 and feasible[option]:
            hassle = (hassle_keur[option] * eased + waiting_keur[option]) * trouble
            at_most = value + added - weight * (own_eur[option] / 1000.0 - use_now * worth / 1000.0 + hassle)
            if at_most <= best_value:
                continue  # not even if it saved all energy
            state_after(option, now, after, poor, then)
            saved_keur = (use_now - measured_kwh(area, then, home, same, half)) * worth / 1000.0
            value += added - weight * (own_eur[option] / 1000.0 - saved_keur + hassle)
        if feasible[option] and (option > 0 or leaves) and value > best_value:
            best, best_value = option, value
    return best


@njit(cache=True, error_model="numpy")
def weigh_works(
    rows, is_open, forced, near, town_share, advice, homes, heat_kwh, minds, works, values, heat, lasting,
    tastes, taken,
):  # fmt: skip
    """Fill in the option each of these homes takes; `options_taken` in `sim.population.renovating` says what goes in.

    Worth of a euro saved each year (`lasting`, by home) and tastes (by home and option) come in worked out, because numpy
    takes logarithms of many numbers at a fifth of the time of one by one.

    Tuples are taken apart before the loop: inside it each look into one would count references, which doubles the time.
    """
    kind, period, floors, roofs, walls, grounds, windows, u_roof, u_wall, u_floor, u_window, heating, efficiency = homes
    persons, owns, incomes, weights, care, hassles = minds
    has_cavity, u_after, margin, eur_per_m2, limits_eur, region_share, caps_eur, savings_share, loan_max = works
    constants, hassle_keur, waiting_keur, taken_by_advice, peer_weight, eur_kwh, pass_through = values
    window_g, infiltration, thermal_bridge, at_1, at_4, primary_factor, hot_water, half, same = heat
    air_use, air_w, glass = same[1], same[2], same[3]
    area, now, then, own_eur = np.empty(ELEMENTS), np.empty(ELEMENTS), np.empty(ELEMENTS), np.empty(DEEP + 1)
    poor, feasible = np.empty(ELEMENTS, dtype=np.bool_), np.ones(DEEP + 1, dtype=np.bool_)
    for i in range(rows.size):
        row, taken[i] = rows[i], 0
        p, cavity = period[row], int(has_cavity[period[row]])
        area[0], area[1], area[2], area[3] = roofs[row], walls[row], grounds[row], windows[row]
        now[0], now[1], now[2], now[3] = u_roof[row], u_wall[row], u_floor[row], u_window[row]
        if not look_at(area, now, u_after[cavity], margin, is_open[i], poor, feasible):
            continue
        income = incomes[row]
        band = (income >= limits_eur[0]) + (income >= limits_eur[1])
        own_parts(area, poor, eur_per_m2[cavity], region_share[band], caps_eur, town_share[i], own_eur)
        if not leave_only_what_can_be_paid(income * savings_share, min(loan_max, income), own_eur, feasible):
            continue
        k, floor, heater = kind[row], np.float64(floors[row]), heating[row]
        worth = eur_kwh[heater] * lasting[i] * (1.0 if owns[row] else pass_through)
        bridges = thermal_bridge[k, p] * (area[0] + area[1] + area[2] + area[3])
        h_ve, q_sol = air_w * (air_use + infiltration[k, p]), area[3] * window_g[k, p] * glass / floor
        water_kwh, gives, factor = persons[row] * hot_water, np.float64(efficiency[row]), primary_factor[heater]
        added, eased = peer_weight * near[i] + care[row], 1.0 - taken_by_advice * advice[i]
        taken[i] = best_option(
            not forced[i], feasible, own_eur, area, now, u_after[cavity], poor, then,
            np.float64(heat_kwh[row]), (floor, bridges, h_ve, q_sol, at_1[k], at_4[k], water_kwh, gives, factor), same, half, worth,
            (np.float64(weights[row]), added, eased, np.float64(hassles[row])), (constants, hassle_keur, waiting_keur),
            tastes[i],
        )  # fmt: skip
