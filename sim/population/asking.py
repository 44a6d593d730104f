"""Homes that decided on works ask a trade for them: one job each, with its price and who pays which part.

Place in the flow: city -> [population]. Called once a year by `sim.population.renovating`, behind the choice.
Plain twin in `tests/sim/population/test_asking.py`. Everything comes in as arguments, because numba's cache does not see a
change in another file.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from sim.luck import four_words, unit

F32, U64 = np.float32, np.uint64
ELEMENTS, OPTIONS, DEEP = 4, 6, 5
DAYS_PER_YEAR = 365


@njit(inline="always")
def job_places(option, place_of_option, begins, places):
    """Fill in where each job stands when options follow each other, equal ones in the order given; 0 asks for nothing."""
    begins[:] = 0
    for i in range(option.size):
        if option[i] > 0:
            begins[place_of_option[option[i]] + 1] += 1
    for place in range(OPTIONS):
        begins[place + 1] += begins[place]
    filled = begins.copy()
    for i in range(option.size):
        if option[i] > 0:
            places[i] = filled[place_of_option[option[i]]]
            filled[place_of_option[option[i]]] += 1


@njit(cache=True, error_model="numpy")
def ask_for_works(
    rows, option, place_of_option, town_share, measure, homes, income_eur, works, work_days, first_day, luck, waits, bit,
    begins, table,
):  # fmt: skip
    """Fill in the jobs of all homes that want works, those of one trade side by side.

    Args:
        rows, option: homes, and what each decided, shape (n,)
        place_of_option: order in which the options stand in the table, shape (6,)
        town_share, measure: the city's part of the price, and the measure that helps, shape (n,)
        homes, works: as `sim.population.weighing.weigh_works` takes them
        income_eur: of all households
        work_days: crew days of each element, shape (4,)
        first_day: first day of the year
        luck: seed, stream and year for the day on which each asks
        waits, bit: of all homes, who waits for which works; the bit is set where a home asks
        begins: filled with the first job of each place, and the number of jobs at the end, shape (7,)
        table: filled, dtype `sim.works.jobs.JOB`
    """
    _, period, _, roofs, walls, grounds, windows, u_roof, u_wall, u_floor, u_window, _, _ = homes
    has_cavity, u_after, margin, eur_per_m2, limits_eur, region_share, caps_eur, savings_share, _ = works
    seed, stream, year = luck
    area, now = np.empty(ELEMENTS), np.empty(ELEMENTS)
    places = np.empty(rows.size, dtype=np.int64)
    job_places(option, place_of_option, begins, places)
    for i in range(rows.size):
        if option[i] == 0:
            continue
        row, cavity = rows[i], int(has_cavity[period[rows[i]]])
        area[0], area[1], area[2], area[3] = roofs[row], walls[row], grounds[row], windows[row]
        now[0], now[1], now[2], now[3] = u_roof[row], u_wall[row], u_floor[row], u_window[row]
        income = income_eur[row]
        share = region_share[(income >= limits_eur[0]) + (income >= limits_eur[1])]
        price, region, town, days = 0.0, 0.0, 0.0, 0.0
        for e in range(ELEMENTS):
            touched = option[i] == DEEP or option[i] == e + 1
            if touched and now[e] > u_after[cavity, e] * margin and area[e] > 0.0:
                cost = area[e] * eur_per_m2[cavity, e]
                granted = min(cost * share, caps_eur[e])
                price, region = price + cost, region + granted
                town += min(cost * town_share[i], cost - granted)
                days += work_days[e]
        waits[row] |= bit
        job = table[places[i]]
        job.home, job.option, job.measure = row, option[i], measure[i]
        job.asked = first_day + np.int64(unit(four_words(seed, stream, U64(row), year, U64(0))[0]) * F32(DAYS_PER_YEAR))
        job.work_days, job.price_eur, job.region_eur, job.city_eur = F32(days), F32(price), F32(region), F32(town)
        job.borrowed_eur = F32(max(0.0, price - region - town - np.float64(income * savings_share)))
