"""Who has an occasion to think of works on the home this year, and whether energy comes to mind, in one look at all homes.

Place in the flow: city -> [population]. Called once a year by `sim.population.renovating`.
An occasion is an end of life, a move or a legal deadline. Whatever is due is redone anyway, so its next day is drawn here.
The same rules in plain objects: `tests/speed/mesa_households.py`; a test holds the two against each other. Everything comes in as arguments, because numba's cache does not
see a change in another file.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit

from sim.luck import four_words, unit
from sim.population.one_household import for_home

F32, U64 = np.float32, np.uint64
DAYS_PER_YEAR, LONGEST_DAY, LONGEST_YEARS = 365, 32_766, 1e4
NEVER = 32_767


class Dates(NamedTuple):
    """Columns of all homes and households that say when something comes up; the days change in place."""

    roof_due: np.ndarray
    wall_due: np.ndarray
    floor_due: np.ndarray
    window_due: np.ndarray
    moves: np.ndarray
    duty: np.ndarray
    label: np.ndarray
    occupied: np.ndarray
    waits: np.ndarray
    street: np.ndarray


class Rules(NamedTuple):
    """What holds for everybody in a year."""

    until: int
    """First day after the year."""
    waiting_bit: int
    poor_label: int
    """First of the labels that a deadline applies to."""
    compliance: np.float32
    """Share that keeps the deadline."""
    lives_years: np.ndarray
    """Mean life of each element, shape (4,) [yr]."""
    due_streams: np.ndarray
    """Stream numbers of the next ends of life, uint64, shape (4,)."""
    thinks_stream: np.uint64
    complies_stream: np.uint64
    seed: np.uint64
    year: np.uint64


class Awareness(NamedTuple):
    """What makes energy come to mind; see `sim.behaviour.choice.consideration`."""

    base: np.float32
    peers: np.float32
    """Weight of the share of neighbours."""
    near: np.ndarray
    """That share, by street segment, float32."""
    campaign: np.ndarray
    """Weighted; one number for all, or one for each home, float32."""
    advice: np.ndarray
    """In the same form."""


@njit(inline="always")
def day_after(from_day, years):
    """As `sim.lives.as_day`, for one."""
    day = from_day + min(years, LONGEST_YEARS) * DAYS_PER_YEAR
    return np.int16(min(max(day, -LONGEST_DAY), LONGEST_DAY))


@njit(inline="always")
def draws_for(rows, count, stream, rules, luck):
    """Fill in a draw for each of the first rows; a plain loop of its own runs ten times as fast as one draw at a time."""
    seed, year = rules[8], rules[9]
    for i in range(count):
        luck[i] = unit(four_words(seed, stream, U64(rows[i]), year, U64(0))[0])


@njit(inline="always")
def put_off(due, element, rows, count, rules, late, luck, is_open):
    """Note for whom an element is due, and draw its next end of life."""
    until, rate, dues = rules[0], 1.0 / rules[4][element], 0
    for i in range(count):  # nobody could guess this branch, so there is none
        is_due = due[rows[i]] < until
        is_open[i, element] |= is_due
        late[dues] = rows[i]
        dues += is_due
    draws_for(late, dues, rules[5][element], rules, luck)
    for i in range(dues):
        due[late[i]] = day_after(np.float64(until), -np.log(np.float64(luck[i])) / rate)


@njit(inline="always")
def must_improve(duty, label, home, rules):
    """Whether a deadline that has come is kept; it is asked once, then it is over."""
    until, _, poor_label, compliance, _, _, _, stream, seed, year = rules
    if duty[home] >= until:
        return False
    duty[home] = NEVER
    complies = unit(four_words(seed, stream, U64(home), year, U64(0))[0]) < compliance
    return complies and label[home] >= poor_label


@njit(inline="always")
def who_has_one(dates, rules, rows, is_open):
    """Fill in homes with an occasion; elements are open to all that move or must improve. Returns how many."""
    roof, wall, floor, window, moves, duty, label, occupied, waits, _ = dates
    until, bit, poor_label = rules[0], rules[1], rules[2]
    comes_up, count = np.empty(label.size, dtype=np.bool_), 0
    for home in range(label.size):  # no branches: eight homes at a stroke
        due = (roof[home] < until) | (wall[home] < until) | (floor[home] < until) | (window[home] < until)
        must = (duty[home] < until) & (label[home] >= poor_label)
        comes_up[home] = (due | must | (moves[home] < until)) & occupied[home] & ((waits[home] & bit) == 0)
    for home in range(label.size):  # nobody could guess this branch, so there is none
        rows[count] = home
        count += comes_up[home]
    for i in range(count):
        home = rows[i]
        every = (moves[home] < until) | ((duty[home] < until) & (label[home] >= poor_label))
        for element in range(4):
            is_open[i, element] = every
    return count


@njit(cache=True, error_model="numpy")
def look_for_occasions(dates, rules, awareness, rows, is_open, forced, luck):
    """Fill in who thinks of works; returns how many do.

    Args:
        dates, rules, awareness: as above
        rows: filled with the homes that think of works, int32, room for all homes
        is_open: filled with the elements that have an occasion, bool, shape (homes, 4); a mover opens all
        forced: filled with whether a deadline forces them, bool
        luck: room for draws, float32, shape (homes,)
    """
    roof, wall, floor, window, _, duty, label, _, _, street = dates
    base, weight, near, campaign, advice = awareness
    triggered = who_has_one(dates, rules, rows, is_open)
    late = np.empty(triggered, dtype=np.int32)
    put_off(roof, 0, rows, triggered, rules, late, luck, is_open)
    put_off(wall, 1, rows, triggered, rules, late, luck, is_open)
    put_off(floor, 2, rows, triggered, rules, late, luck, is_open)
    put_off(window, 3, rows, triggered, rules, late, luck, is_open)
    draws_for(rows, triggered, rules[6], rules, luck)
    count = 0
    for i in range(triggered):
        home = rows[i]
        forces = must_improve(duty, label, home, rules)
        reasons = base + weight * near[street[home]] + for_home(campaign, home) + for_home(advice, home)
        if forces or (luck[i] < reasons and luck[i] < -np.expm1(-reasons)):  # 1 - exp(-x) is never above x
            rows[count], forced[count] = home, forces
            for element in range(4):
                is_open[count, element] = is_open[i, element]
            count += 1
    return count
