"""When in the year energy is used: shapes over 8,760 hours that add up to one.

Place in the flow: city -> population -> behaviour, markets -> [physics] -> inventory.
A shape times the energy of a year [kWh] is the mean power of each hour [kW].
"""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.physics.sun import DAYS, HOURS, month_of_day

WORKDAY, SATURDAY, SUNDAY = range(3)
"""Second axis of a day table."""


def shape_of(hourly: Any) -> np.ndarray:
    """The same over the hours, adding up to one; float64, shape (8760,).

    Raises:
        ValueError: it is no year of hours, has negative hours, or is nought everywhere

    >>> float(shape_of(np.full(8760, 3.0)).sum().round(9))
    1.0
    """
    values = np.asarray(hourly, dtype=np.float64)
    if values.shape != (HOURS,) or not np.isfinite(values).all() or values.min() < 0 or values.sum() <= 0:
        raise ValueError(f"a shape needs {HOURS} hours, none below zero and not all nought")
    return values / values.sum()


def kind_of_day(first_weekday: int) -> np.ndarray:
    """WORKDAY, SATURDAY or SUNDAY of each day of the typical year, shape (365,); holidays count as workdays.

    >>> kind_of_day(2)[:5].tolist()  # Wednesday to Sunday
    [0, 0, 0, 1, 2]
    """
    weekday = (np.arange(DAYS) + first_weekday) % 7
    return np.where(weekday == 5, SATURDAY, np.where(weekday == 6, SUNDAY, WORKDAY))


def shape_from_days(day_table: np.ndarray, first_weekday: int) -> np.ndarray:
    """A shape from typical days.

    Args:
        day_table: power by month, kind of day and hour, shape (12, 3, 24), any unit
        first_weekday: day of the week on 1 January, Monday being 0
    """
    return shape_of(np.asarray(day_table)[month_of_day(), kind_of_day(first_weekday)].ravel())


def daily_peak(peak_h: float, width_h: float) -> np.ndarray:
    """Power over a day around a peak, a bell that runs on past midnight; shape (24,).

    >>> day = daily_peak(19.5, 2.0)
    >>> int(day.argmax()), round(float(day[21] / day[19]), 3)   # 2 h later: exp(-0.5)
    (19, 0.607)
    """
    apart = (np.arange(24) + 0.5 - peak_h + 12) % 24 - 12
    return np.exp(-0.5 * (apart / width_h) ** 2)


def every_day(day: np.ndarray) -> np.ndarray:
    """The shape of a year in which every day is the same."""
    return shape_of(np.tile(day, DAYS))
