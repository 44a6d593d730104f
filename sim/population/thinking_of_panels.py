"""Who thinks of panels this year and wants them: a loop over all homes.

Place in the flow: city -> [population]. Called once a year by `sim.population.going_solar`.
The same rules in plain objects: `tests/speed/mesa_households.py`; a test holds the two against each other.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit

from sim.population.one_household import (
    can_borrow,
    day_in_year,
    fill_draws,
    for_home,
    says_yes,
    to_borrow,
    worth_of_a_yearly_euro,
)
from sim.works.jobs import JOB

F32 = np.float32
WAITS_FOR_PANELS = 4
"""Bit of `People.waits` of who waits for panels."""


class Roofs(NamedTuple):
    """Columns of all homes."""

    type: np.ndarray
    occupied: np.ndarray
    solar_kwp: np.ndarray
    solar_room_kwp: np.ndarray
    solar_kwh_per_kwp: np.ndarray
    heating: np.ndarray
    heat_kwh: np.ndarray
    street: np.ndarray
    waits: np.ndarray


class RoofOwners(NamedTuple):
    """Columns of all households."""

    persons: np.ndarray
    owns_home: np.ndarray
    income_eur: np.ndarray
    discount_rate: np.ndarray
    weight_per_keur: np.ndarray
    care_for_climate: np.ndarray
    hassle: np.ndarray


class Panels(NamedTuple):
    """What panels are like in a year."""

    one_family_types: int
    """Types below this index have a roof of their own."""
    electric: np.ndarray
    """Whether each heating runs on electricity, bool."""
    smallest_kwp: np.float32
    usual_kwp: np.float32
    eur_per_kwp: float
    inverter_eur: float
    premium_eur: float
    upkeep_eur_per_kwp: float
    life_years: float
    half_ratio: float
    """Of `sim.physics.solar.self_consumption_share`."""
    price_eur_kwh: float
    injection_eur_kwh: float
    """Worth of a kWh fed in: the full price while the meter runs back."""
    appliances_kwh: float
    appliances_kwh_per_person: float
    work_days: float
    support_eur_kwh: float
    """Paid for every kWh produced, used at home or not."""
    support_years: float


class Attention(NamedTuple):
    """What draws attention to panels; see `sim.behaviour.choice.consideration`."""

    base: np.float32
    peers: np.float32
    campaign: np.ndarray
    """Weighted; one number for all, or one for each home, float32."""


@njit(inline="always")
def yearly_gain_eur(kwp, kwh_per_kwp, used_kwh, panels):
    """What panels save and earn in a year, upkeep taken off [EUR/yr]."""
    produced, reach = kwp * np.float64(kwh_per_kwp), used_kwh * panels[9]
    total = produced + reach
    used = reach / total if total > 0.0 else 0.0
    return produced * (used * panels[10] + (1.0 - used) * panels[11]) - kwp * panels[7]


@njit(inline="always")
def who_thinks(homes, owns, panels, attention, near, key, rows):
    """Fill in owners of a free roof to whom panels come to mind; returns how many."""
    kind, occupied, solar_kwp, room_kwp, _, _, _, street, waits = homes
    types, smallest = panels[0], panels[2]
    base, weight, campaign = attention
    may, free, count = np.empty(kind.size, dtype=np.bool_), 0, 0
    for home in range(kind.size):  # no branches: eight homes at a stroke
        can = (kind[home] < types) & (solar_kwp[home] == 0) & (room_kwp[home] >= smallest) & occupied[home]
        may[home] = can & owns[home] & ((waits[home] & WAITS_FOR_PANELS) == 0)
    for home in range(kind.size):  # nobody could guess this branch, so there is none
        rows[free] = home
        free += may[home]
    luck = np.empty(free, dtype=np.float32)
    fill_draws(key, rows[:free], 0, luck)
    most = base + weight + campaign.max()  # all neighbours have them: whom that does not move needs no further look
    for i in range(free):
        if luck[i] < most:
            home = rows[i]
            aware = base + weight * near[street[home]] + for_home(campaign, home)
            if luck[i] < -np.expm1(-aware):
                rows[count] = home
                count += 1
    return count


@njit(cache=True, error_model="numpy")
def want_panels(homes, people, panels, attention, appeal, purse, grant_eur_per_kwp, keys, first_day):
    """A job for every home that wants panels, dtype `sim.works.jobs.JOB`, `measure` -1; it is noted that it waits.

    Args:
        homes, people, panels, attention: as above
        appeal, purse: see `sim.population.one_household`
        grant_eur_per_kwp: of the city, one for all homes or one each, float32 [EUR/kWp]
        keys: of attention, taste, and the day of asking
        first_day: first day of the year
    """
    _, _, _, room_kwp, kwh_per_kwp, heating, heat_kwh, street, waits = homes
    persons, owns, incomes, rates, weights, cares, hassles = people
    _, electric, _, usual, eur_per_kwp, inverter, premium, _, life, _, _, _, base, per_head, days, paid, paid_years = (
        panels
    )
    thinks, tastes, asks = keys
    rows = np.empty(owns.size, dtype=np.int32)
    rows = rows[: who_thinks(homes, owns, panels, attention, appeal[2], thinks, rows)]
    count, luck, table = 0, np.empty((2, rows.size), dtype=np.float32), np.empty(rows.size, dtype=JOB)
    fill_draws(tastes, rows, 0, luck[0])
    fill_draws(tastes, rows, 1, luck[1])
    for i in range(rows.size):
        home = rows[i]
        kwp, income = np.float64(min(room_kwp[home], usual)), incomes[home]
        price = kwp * eur_per_kwp + inverter
        region = min(premium, price)
        town = min(np.float64(for_home(grant_eur_per_kwp, home)) * kwp, price - region)
        used_kwh = base + per_head * np.float64(persons[home])
        used_kwh += np.float64(heat_kwh[home]) if electric[heating[home]] else 0.0
        gain = yearly_gain_eur(kwp, kwh_per_kwp[home], used_kwh, panels)
        worth_eur = gain * worth_of_a_yearly_euro(np.float64(rates[home]), life)
        if paid > 0.0:
            certified = kwp * np.float64(kwh_per_kwp[home]) * paid
            worth_eur += certified * worth_of_a_yearly_euro(np.float64(rates[home]), paid_years)
        cost_keur = (price - region - town - worth_eur) / 1000.0
        borrowed = to_borrow(price - region - town, income, purse)
        takes = can_borrow(borrowed, income, purse)
        if takes and says_yes(cost_keur, home, street, weights, cares, hassles, appeal, luck[0, i], luck[1, i]):
            waits[home] |= WAITS_FOR_PANELS
            job = table[count]
            job.home, job.option, job.measure = home, 1, -1
            job.asked, job.work_days = day_in_year(asks, home, first_day), F32(days)
            job.price_eur, job.region_eur, job.city_eur = F32(price), F32(region), F32(town)
            job.borrowed_eur = F32(borrowed)
            count += 1
    return table[:count]
