"""Cars due this year are replaced: a loop over those cars.

Place in the flow: city -> [population]. Called once a year by `sim.population.driving`.
The same rules in plain objects: `tests/speed/mesa_households.py`; a test holds the two against each other.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit

from sim.population.occasions import day_after
from sim.population.one_household import fill_draws, for_home, says_yes, worth_of_a_yearly_euro

F32, U64 = np.float32, np.uint64


class Drives(NamedTuple):
    """Columns of all cars; the days and powertrains change in place."""

    household: np.ndarray
    company: np.ndarray
    powertrain: np.ndarray
    km: np.ndarray
    ends: np.ndarray


class Drivers(NamedTuple):
    """Columns of all households."""

    street: np.ndarray
    discount_rate: np.ndarray
    weight_per_keur: np.ndarray
    care_for_climate: np.ndarray
    hassle: np.ndarray


class CarMarket(NamedTuple):
    """What cars are like in a year."""

    battery: int
    like_for_like: np.ndarray
    """What replaces each powertrain when it is no battery car."""
    only_battery: bool
    """Nothing else is sold any more."""
    company_battery_share: np.float32
    home_charging_share: np.float32
    extra_price_eur: float
    charger_eur: float
    upkeep_saved_eur: float
    fuel_eur_per_km: float
    """Of the petrol car that the battery car is held against [EUR/km]."""
    home_eur_per_km: float
    public_eur_per_km: float
    public_hassle: np.float32
    """Trouble of charging in the street [kEUR]."""
    holding_years: float
    life_years: float
    company_life_years: float


class CarLuck(NamedTuple):
    """Seed, year, and the streams of the draws."""

    seed: np.uint64
    year: np.uint64
    company: np.uint64
    at_home: np.uint64
    choice: np.uint64
    due: np.uint64


@njit(inline="always")
def prefers_battery(at_home, km, grant, home, drivers, market, appeal, leave, take):
    """Whether a household takes a battery car rather than a petrol one."""
    street, rates, weights, cares, hassles = drivers
    _, _, _, _, _, extra, charger, upkeep, fuel, home_price, public_price, trouble, holding, _, _ = market
    constant, peer_weight, near, campaign, _ = appeal
    saved = np.float64(km) * (fuel - (home_price if at_home else public_price)) + upkeep
    worth = worth_of_a_yearly_euro(np.float64(rates[home]), holding)
    cost_keur = (extra + (charger if at_home else 0.0) - grant - saved * worth) / 1000.0
    mine = (constant, peer_weight, near, campaign, F32(0.0) if at_home else trouble)
    return says_yes(cost_keur, home, street, weights, cares, hassles, mine, leave, take)


@njit(cache=True, error_model="numpy")
def replace_due_cars(first_day, until, cars, drivers, market, appeal, grant_eur, luck):
    """Put the next car in the place of each that is due.

    Args:
        first_day, until: first day of the year and of the next one
        cars, drivers, market, luck: as above
        appeal: see `sim.population.one_household`; its hassle comes from the market
        grant_eur: of the city, one for all homes or one each, float32 [EUR]

    Returns:
        cars replaced, their days, the city's grant and the old powertrain, each of shape (n,)
    """
    household, company, powertrain, km, ends = cars
    battery, like, only_battery, company_share, home_share = market[0], market[1], market[2], market[3], market[4]
    life, company_life = market[13], market[14]
    seed, year, company_stream, home_stream, choice, due_stream = luck
    rows, count = np.empty(ends.size, dtype=np.int32), 0
    for car in range(ends.size):  # nobody could guess this branch, so there is none
        rows[count] = car
        count += ends[car] < until
    replaced = rows[:count].copy()
    days, grants, was = np.empty(count, dtype=np.int32), np.empty(count), np.empty(count, dtype=np.int8)
    homes, draws = household[replaced], np.empty((5, count), dtype=np.float32)
    fill_draws((seed, company_stream, year), replaced, 0, draws[0])
    fill_draws((seed, home_stream, U64(0)), homes, 0, draws[1])
    fill_draws((seed, due_stream, year), replaced, 0, draws[2])
    fill_draws((seed, choice, year), replaced, 0, draws[3])
    fill_draws((seed, choice, year), replaced, 1, draws[4])
    for i in range(count):
        car, home, grant = replaced[i], homes[i], 0.0
        if company[car]:
            takes = draws[0, i] < company_share
        elif only_battery:
            takes = True
        else:
            grant = np.float64(for_home(grant_eur, home))
            at_home = draws[1, i] < home_share
            takes = prefers_battery(at_home, km[car], grant, home, drivers, market, appeal, draws[3, i], draws[4, i])
        days[i] = max(np.int64(ends[car]), first_day)
        grants[i], was[i] = grant if takes else 0.0, powertrain[car]
        powertrain[car] = battery if takes else like[powertrain[car]]
        holds = company_life if company[car] else life
        ends[car] = day_after(np.float64(days[i]), -np.log(np.float64(draws[2, i])) * holds)
    return replaced, days, grants, was
