"""Age, income and the way of deciding of whoever moves in: a loop over those homes.

Place in the flow: city -> [population]. Called by `sim.population.fitting.draw_traits` at set-up and for movers.
The same rules in plain objects: `tests/speed/mesa_households.py`; a test holds the two against each other.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit

from sim.population.occasions import NEVER, day_after

F32 = np.float32


class TraitColumns(NamedTuple):
    """Columns of all households; those behind `owns_home` are filled in."""

    persons: np.ndarray
    owns_home: np.ndarray
    age: np.ndarray
    income_eur: np.ndarray
    discount_rate: np.ndarray
    weight_per_keur: np.ndarray
    care_for_climate: np.ndarray
    hassle: np.ndarray


class TraitRules(NamedTuple):
    """How traits are spread in a year; a sigma is that of the logarithm."""

    median_income_eur: np.ndarray
    """By household size, shape (6,)."""
    income_sigma: float
    low_income_eur: np.float32
    rate_owner: float
    rate_low_income: float
    rate_landlord: float
    rate_sigma: float
    weight_per_keur: float
    weight_sigma: float
    care_weight: float
    hassle_sigma: float
    age_edges: np.ndarray
    """Shares of the age bands added up from 0, shape (bands + 1,)."""
    age_first: np.ndarray
    age_last: np.ndarray


@njit(inline="always")
def age_of(luck, edges, first, last):
    """Age spread evenly within its band."""
    band = min(max(np.searchsorted(edges, luck, side="right") - 1, 0), first.size - 1)
    within = (luck - edges[band]) / max(edges[band + 1] - edges[band], 1e-9)
    return np.floor(first[band] + within * (last[band] + 1 - first[band]))


@njit(cache=True, error_model="numpy")
def fill_traits(rows, normal, age_luck, columns, rules):
    """Fill in the traits of the households of these rows.

    Args:
        rows: homes, shape (n,)
        normal: standard normal draws for income, patience, frugality, climate and hassle, float64, shape (5, n)
        age_luck: uniform draws, float32, shape (n,)
        columns, rules: as above
    """
    persons, owns, age, income_eur, discount_rate, weight_per_keur, care_for_climate, hassle = columns
    median, income_sigma, low, owner, poor, landlord, rate_sigma, weight, weight_sigma, care, sigma = rules[:11]
    edges, first, last = rules[11], rules[12], rules[13]
    for i in range(rows.size):
        row = rows[i]
        income_eur[row] = median[min(max(persons[row], 1), median.size) - 1] * np.exp(income_sigma * normal[0, i])
        rate = (poor if income_eur[row] < low else owner) if owns[row] else landlord
        discount_rate[row] = rate * np.exp(rate_sigma * normal[1, i])
        weight_per_keur[row] = weight * np.exp(weight_sigma * normal[2, i])
        care_for_climate[row] = care * normal[3, i]
        hassle[row] = np.exp(sigma * normal[4, i] - sigma**2 / 2.0)
        age[row] = age_of(np.float64(age_luck[i]), edges, first, last)


@njit(cache=True, error_model="numpy")
def settle_in(
    rows, luck, tenure, owner, label, poor_label, moves, duty, from_day, deadline, rate_owner, rate_tenant
):  # fmt: skip
    """Draw when those who moved in move on, and set the deadline of those who bought a poor home.

    Args:
        rows, luck: homes with new people, and a draw for each, float32
        tenure, label: of all homes; `owner` and `poor_label` say who bought, and from which label on a home is poor
        moves, duty: days, changed in place
        from_day: first day of the next year
        deadline: day of the duty
        rate_owner, rate_tenant: moves per year
    """
    for i in range(rows.size):
        row, owns = rows[i], tenure[rows[i]] == owner
        moves[row] = day_after(
            np.float64(from_day), -np.log(np.float64(luck[i])) / (rate_owner if owns else rate_tenant)
        )
        duty[row] = deadline if owns and label[row] >= poor_label else NEVER
