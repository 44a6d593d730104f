"""Small sums for one household inside a loop over many: taste, worth of a saving, what can be paid.

Place in the flow: city -> [population]. The same rules as `sim.behaviour`, `sim.finance` and `sim.population.money` have for
columns, inlined where a year's round goes home by home. Everything comes in as arguments, because numba's cache does not
see a change in another file.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit

from sim.luck import four_words, unit

F32, U64 = np.float32, np.uint64


class Draw(NamedTuple):
    """What a draw goes by, besides the household; see `sim.luck.Luck.key`."""

    seed: np.uint64
    stream: np.uint64
    year: np.uint64


class Purse(NamedTuple):
    """What households can pay, and what the region adds by income class; see `sim.population.money`."""

    savings_share_of_income: np.float32
    loan_max_eur: np.float32
    low_eur: float
    """Incomes below this are low, below the next middle [EUR/yr]."""
    middle_eur: float


class Appeal(NamedTuple):
    """What makes an offer attractive besides its money; see `sim.behaviour.choice.appeal`."""

    constant: float
    peer_weight: np.float32
    near: np.ndarray
    """Share of homes in sight that have it, by street segment, float32."""
    campaign: np.ndarray
    """Weighted; one number for all, or one for each home, float32."""
    hassle_keur: np.float32
    """Trouble of an average household, waiting taken in [kEUR]."""


@njit(inline="always")
def draw(key, row, number):
    """A float32 strictly between 0 and 1."""
    return unit(four_words(key[0], key[1], U64(row), key[2], U64(number))[0])


@njit(inline="always")
def fill_draws(key, rows, number, luck):
    """Fill in one for each of these rows: a plain loop of its own runs ten times as fast as one draw at a time."""
    for i in range(rows.size):
        luck[i] = draw(key, rows[i], number)


@njit(inline="always")
def taste(luck):
    """A standard Gumbel draw from a uniform one, float32."""
    return -np.log(-np.log(luck))


@njit(inline="always")
def for_home(values, home):
    """A number of an offer for a home, where one number may stand for all."""
    return values[home] if values.size > 1 else values[0]


@njit(inline="always")
def day_in_year(key, row, first_day):
    """A day of the year, every one as likely as another."""
    return first_day + np.int64(draw(key, row, 0) * F32(365))


@njit(inline="always")
def worth_of_a_yearly_euro(rate, years):
    """Present value of one euro a year at one's own rate; T at rate 0."""
    return -np.expm1(-np.log1p(rate) * years) / rate if rate != 0.0 else years


@njit(inline="always")
def income_class(income, purse):
    """0 low, 1 middle, 2 high."""
    return int(income >= purse[2]) + int(income >= purse[3])


@njit(inline="always")
def to_borrow(own_part_eur, income, purse):
    """Part that savings do not cover [EUR]."""
    return max(0.0, own_part_eur - np.float64(income * purse[0]))


@njit(inline="always")
def can_borrow(amount_eur, income, purse):
    """Whether a renovation loan covers it."""
    return amount_eur <= np.float64(min(purse[1], income))


@njit(inline="always")
def says_yes(cost_keur, home, street, weight, care, hassle, appeal, leave, take):
    """Whether the offer is taken rather than left; the last two are uniform draws, numbers 0 and 1 of the taste."""
    constant, peer_weight, near, campaign, hassle_keur = appeal
    known = peer_weight * near[street[home]] + for_home(campaign, home)
    trouble = np.float64(hassle_keur * hassle[home])
    value = constant - np.float64(weight[home]) * (cost_keur + trouble) + np.float64(known) + np.float64(care[home])
    return value + np.float64(taste(take)) > np.float64(taste(leave))
