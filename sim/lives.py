"""When a decision comes up at all: ends of life as dates.

Place in the flow: a small tool under city, population and works.
A life is drawn once, when the thing is installed; each year then costs one comparison, and the date comes free.
"""

from __future__ import annotations

import math

import numpy as np

DAYS_PER_YEAR = 365
LONGEST = 32_766
"""Largest day that fits the date columns (int16), one below NEVER."""


def weibull_life_years(luck: np.ndarray, mean_years: float, shape: float) -> np.ndarray:
    """Life by inversion: T = scale (-ln u)^(1/shape), scale from the mean [yr].

    >>> weibull_life_years(np.array([math.exp(-1)]), mean_years=math.gamma(1.5), shape=2.0).round(6).tolist()
    [1.0]
    """
    return weibull_scale(mean_years, shape) * np.power(-np.log(np.asarray(luck, dtype=np.float64)), 1.0 / shape)


def weibull_scale(mean_years: float, shape: float) -> float:
    """Scale of a Weibull life from its mean: mean / gamma(1 + 1/shape) [yr].

    >>> round(weibull_scale(math.gamma(1.5), 2.0), 6)
    1.0
    """
    return mean_years / math.gamma(1.0 + 1.0 / shape)


def remaining_life_years(luck: np.ndarray, age_years: np.ndarray, mean_years: float, shape: float) -> np.ndarray:
    """What is left of a Weibull life that already lasted `age_years`: T | T > a, by inversion [yr]."""
    scale = weibull_scale(mean_years, shape)
    spent = np.power(np.asarray(age_years, dtype=np.float64) / scale, shape)
    return scale * np.power(spent - np.log(np.asarray(luck, dtype=np.float64)), 1.0 / shape) - age_years


def waiting_time_years(luck: np.ndarray, rate_per_year: float) -> np.ndarray:
    """Time to an event without memory: T = -ln(u) / rate [yr]; a rate of 0 never comes.

    >>> waiting_time_years(np.array([math.exp(-1)]), 0.5).round(6).tolist()
    [2.0]
    """
    wait = -np.log(np.asarray(luck, dtype=np.float64))
    return wait / rate_per_year if rate_per_year > 0 else np.full_like(wait, np.inf)


def as_day(from_day: np.ndarray | int, years: np.ndarray) -> np.ndarray:
    """Day of an end, whole days as int16; what lies beyond the columns is put at their end."""
    day = np.asarray(from_day, dtype=np.float64) + np.minimum(years, 1e4) * DAYS_PER_YEAR
    return np.clip(day, -LONGEST, LONGEST).astype(np.int16)


def falls_in(day: np.ndarray, year_index: int) -> np.ndarray:
    """Rows whose day lies in this year of the run (or before it: what was missed still comes up)."""
    return day < (year_index + 1) * DAYS_PER_YEAR
