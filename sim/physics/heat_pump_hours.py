"""How well a heat pump works in each hour.

Place in the flow: city -> population -> behaviour, markets -> [physics] -> inventory.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.physics.heating import seasonal_performance


def supply_by_hour_c(
    outdoor_c: Any, mean_supply_c: float, season_c: float, slope_k_per_k: float, lowest_c: float
) -> np.ndarray:
    """Temperature of the water to the rooms: warmer when it is colder outside (heating curve).

    Args:
        outdoor_c: by hour [degree C]
        mean_supply_c: at the mean outdoor temperature of the season [degree C]
        season_c: that mean [degree C]
        slope_k_per_k: degrees warmer for each degree colder outside
        lowest_c: never below [degree C]

    >>> supply_by_hour_c(np.array([-8.0, 6.0, 20.0]), 45, 6.0, 0.5, 40).tolist()
    [52.0, 45.0, 40.0]
    """
    return np.maximum(lowest_c, mean_supply_c + slope_k_per_k * (season_c - np.asarray(outdoor_c, dtype=np.float64)))


def performance_by_hour(source_c: Any, supply_c: Any, carnot_share: float, least_lift_k: float = 15.0) -> np.ndarray:
    """Heat per electricity in each hour: a fixed share of the ideal machine between source and water.

    Args:
        source_c: outdoor air, or the brine of a ground loop, by hour [degree C]
        supply_c: water to the rooms or to the tank, by hour or for all [degree C]
        carnot_share: share of the ideal performance reached in the field [0 to 1]
        least_lift_k: smallest difference a compressor works against [K]

    >>> performance_by_hour(np.array([-7.0, 7.0]), np.array([55.0, 45.0]), 0.4).round(2).tolist()
    [2.12, 3.35]
    """
    source = np.minimum(np.asarray(source_c, dtype=np.float64), np.asarray(supply_c) - least_lift_k)
    return seasonal_performance(supply_c, source, carnot_share)


def seasonal_from_hours(heat: Any, performance: Any) -> float:
    """Heat of a season over the electricity it took, from hours.

    >>> seasonal_from_hours(np.array([30.0, 10.0]), np.array([2.0, 4.0]))  # 40 / (15 + 2.5)
    2.2857142857142856
    """
    heat = np.asarray(heat, dtype=np.float64)
    return float(heat.sum() / (heat / performance).sum())
