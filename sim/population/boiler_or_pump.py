"""Every heating that gives up this year is replaced: a loop over those homes.

Place in the flow: city -> [population]. Called once a year by `sim.population.heating`.
The same rules in plain objects: `tests/speed/mesa_households.py`; a test holds the two against each other.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit

from sim.population.occasions import day_after
from sim.population.one_household import (
    can_borrow,
    fill_draws,
    for_home,
    income_class,
    says_yes,
    to_borrow,
    worth_of_a_yearly_euro,
)
from sim.works.jobs import JOB

F32 = np.float32
WAITS_FOR_HEATING = 2
"""Bit of `People.waits` of who waits for a heating."""


class Boilers(NamedTuple):
    """Columns of all homes."""

    heating_ends: np.ndarray
    heating: np.ndarray
    on_gas_grid: np.ndarray
    heat_kwh: np.ndarray
    calculated_kwh: np.ndarray
    efficiency: np.ndarray
    floor_m2: np.ndarray
    street: np.ndarray
    waits: np.ndarray


class Inside(NamedTuple):
    """Columns of all homes that a new heating changes."""

    heating: np.ndarray
    efficiency: np.ndarray
    calculated_kwh: np.ndarray
    heating_ends: np.ndarray


class Owners(NamedTuple):
    """Columns of all households."""

    income_eur: np.ndarray
    discount_rate: np.ndarray
    weight_per_keur: np.ndarray
    care_for_climate: np.ndarray
    hassle: np.ndarray
    owns_home: np.ndarray


class Heatings(NamedTuple):
    """What heatings are like in a year."""

    like_for_like: np.ndarray
    """What replaces each heating when nobody thinks twice, by (gas main in the street, old heating), shape (2, 6)."""
    price_eur: np.ndarray
    """By (new, old) heating, shape (6, 6) [EUR]."""
    eur_per_useful_kwh: np.ndarray
    """Of each heating, shape (6,) [EUR/kWh]."""
    pump_grant_eur: np.ndarray
    """Of the region by income class, shape (3,) [EUR]."""
    upkeep_saved_eur: float
    pump_life_years: float
    pump_max_need_kwh_m2: np.float32
    rent_pass_through: float
    work_days: float
    pump_work_days: float
    pump: int
    """Index of the heat pump in HEATINGS."""


@njit(cache=True, error_model="numpy")
def replace_heatings(first_day, until, homes, people, heatings, appeal, purse, grant_eur, key):
    """A job for every heating that gives up, dtype `sim.works.jobs.JOB`, `measure` -1; it is noted that its home waits.

    Args:
        first_day, until: first day of the year and of the next one
        homes, people, heatings: as above
        appeal, purse: see `sim.population.one_household`
        grant_eur: of the city, one for all homes or one each, float32 [EUR]
        key: of the tastes
    """
    ends, heating, on_grid, heat_kwh, calculated_kwh, efficiency, floor_m2, street, waits = homes
    incomes, rates, weights, cares, hassles, owns = people
    like, prices, per_useful, grants, upkeep, life, max_need, pass_through, days, pump_days, pump = heatings
    rows, count = np.empty(ends.size, dtype=np.int32), 0
    for home in range(ends.size):  # nobody could guess this branch, so there is none
        rows[count] = home
        count += (ends[home] < until) & ((waits[home] & WAITS_FOR_HEATING) == 0)
    luck, table = np.empty((2, count), dtype=np.float32), np.empty(count, dtype=JOB)
    fill_draws(key, rows[:count], 0, luck[0])
    fill_draws(key, rows[:count], 1, luck[1])
    for i in range(count):
        home = rows[i]
        old, income = heating[home], incomes[home]
        new = like[int(on_grid[home]), old]
        price, price_pump = prices[new, old], prices[pump, old]
        region = min(grants[income_class(income, purse)], price_pump)
        town = min(np.float64(for_home(grant_eur, home)), price_pump - region)
        own_part = price_pump - region - town
        takes, fits = new == pump, calculated_kwh[home] * efficiency[home] / floor_m2[home] <= max_need
        if not takes and fits and can_borrow(to_borrow(own_part, income, purse), income, purse):
            useful = np.float64(heat_kwh[home]) * np.float64(efficiency[home])
            saved = useful * (per_useful[new] - per_useful[pump]) + upkeep
            saved *= 1.0 if owns[home] else pass_through
            worth = worth_of_a_yearly_euro(np.float64(rates[home]), life)
            cost_keur = (own_part - price - saved * worth) / 1000.0
            takes = says_yes(cost_keur, home, street, weights, cares, hassles, appeal, luck[0, i], luck[1, i])
        if not takes:
            region, town, price_pump = 0.0, 0.0, price
        waits[home] |= WAITS_FOR_HEATING
        job = table[i]
        job.home, job.option, job.measure = home, pump if takes else new, -1
        job.asked = max(np.int64(ends[home]), first_day)
        job.work_days = F32(pump_days if takes else days)
        job.price_eur, job.region_eur, job.city_eur = F32(price_pump), F32(region), F32(town)
        job.borrowed_eur = F32(to_borrow(price_pump - region - town, income, purse))
    return table


@njit(cache=True, error_model="numpy")
def put_in(rows, option, days, luck, homes, efficiencies, scales_years, shape, was, useful_kwh):
    """Put new heatings in these homes; fills in the heating before, and the heat that rooms and hot water take.

    Args:
        rows, option, days: homes, their new heating and its day, shape (n,)
        luck: a draw for each life, shape (n,)
        homes: as above
        efficiencies, scales_years, shape: of each new heating and its Weibull life, see `sim.lives.weibull_life_years`
        was: filled, int8, shape (n,)
        useful_kwh: filled, shape (n,) [kWh/yr]
    """
    heating, efficiency, calculated_kwh, ends = homes
    for i in range(rows.size):
        row, new = rows[i], option[i]
        was[i], useful_kwh[i] = heating[row], calculated_kwh[row] * np.float64(efficiency[row])
        heating[row], efficiency[row] = new, efficiencies[new]
        life = scales_years[new] * (-np.log(np.float64(luck[i]))) ** (1.0 / shape)
        ends[row] = day_after(np.float64(days[i]), life)
