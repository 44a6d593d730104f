"""Which businesses put panels on their roofs this year: a loop over all of them.

Place in the flow: city -> [population]. Called once a year by `sim.population.businesses`.
Plain twin in `tests/sim/population/test_firms_and_panels.py`. Everything comes in as arguments, because numba's cache does
not see a change in another file.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit

from sim.population.one_household import day_in_year, draw, taste, worth_of_a_yearly_euro


class FirmRoofs(NamedTuple):
    """Columns of all premises."""

    solar_kwp: np.ndarray
    solar_ordered: np.ndarray
    solar_room_kwp: np.ndarray
    solar_kwh_per_kwp: np.ndarray
    electricity_kwh: np.ndarray


class FirmPanels(NamedTuple):
    """What panels are like for a business in a year."""

    thinking_share: float
    """Part of businesses to which panels come to mind [0 to 1]."""
    smallest_kwp: np.float32
    eur_per_kwp: float
    half_ratio: np.float32
    """Of `sim.physics.solar.self_consumption_share`."""
    price_eur_kwh: float
    injection_eur_kwh: float
    upkeep_eur_per_kwp: float
    life_years: float
    weight_of_loss_share: float
    """How much counts what is lost of each euro invested."""


@njit(inline="always")
def loss_share(price_eur, kwp, kwh_per_kwp, electricity_kwh, rate, panels):
    """Part of the price that the panels do not bring back over their life."""
    produced, reach = kwp * kwh_per_kwp, np.float64(electricity_kwh * panels[3])
    total = produced + reach
    used = reach / total if total > 0.0 else 0.0
    gain_eur = produced * (used * panels[4] + (1.0 - used) * panels[5]) - kwp * panels[6]
    return (price_eur - gain_eur * worth_of_a_yearly_euro(rate, panels[7])) / price_eur


@njit(cache=True, error_model="numpy")
def firms_that_want_panels(premises, discount_rate, roofs, panels, keys, first_day, rows, days, price_eur):
    """Fill in premises that get panels, their days and prices; returns how many.

    Args:
        premises, discount_rate: columns of all businesses
        roofs, panels: as above
        keys: of attention, taste and the day, each as `sim.luck.Luck.key` gives it
        first_day: first day of the year
        rows, days, price_eur: filled, room for all businesses
    """
    solar_kwp, ordered, room_kwp, kwh_per_kwp, electricity_kwh = roofs
    thinks, tastes, on_day = keys
    luck, count = np.empty(premises.size, dtype=np.float32), 0
    for firm in range(premises.size):  # a loop of its own runs ten times as fast
        luck[firm] = draw(thinks, firm, 0)
    for firm in range(premises.size):
        row = premises[firm]
        free = solar_kwp[row] == 0 and not ordered[row] and room_kwp[row] >= panels[1]
        if not (free and np.float64(luck[firm]) < panels[0]):
            continue
        kwp, rate = np.float64(room_kwp[row]), np.float64(discount_rate[firm])
        price = kwp * panels[2]
        lost = loss_share(price, kwp, np.float64(kwh_per_kwp[row]), electricity_kwh[row], rate, panels)
        leave, take = taste(draw(tastes, firm, 0)), taste(draw(tastes, firm, 1))
        if np.float64(take) - panels[8] * lost > np.float64(leave):
            rows[count], days[count], price_eur[count] = row, day_in_year(on_day, firm, first_day), price
            count += 1
    return count
