"""What age does to a street lamp: it fails more often, and gives less light.

Place in the flow: city -> population -> behaviour, markets -> [physics] -> inventory.
Called once a run by `sim.city.lighting`, which keeps the tables by type and age. Knows numbers and units only.
"""

from __future__ import annotations

from typing import Any

import numpy as np


def wear(age_years: Any, rise_per_year: float, from_age_years: float) -> Any:
    """How much more often a lamp fails than a young one: g = 1 + r max(0, a - a0).

    >>> wear(16.0, 0.5, 12.0)
    np.float64(3.0)
    """
    return 1.0 + rise_per_year * np.maximum(0.0, np.asarray(age_years, dtype=np.float64) - from_age_years)


def mean_wear(life_years: float, rise_per_year: float, from_age_years: float) -> float:
    """Mean of `wear` over a life, which is that of a fleet of all ages: 1 + r (L - a0)^2 / (2 L).

    >>> round(mean_wear(24.0, 0.5556, 12.0), 3)
    2.667
    """
    worn_years = max(0.0, life_years - from_age_years)
    return 1.0 + rise_per_year * worn_years**2 / (2.0 * life_years)


def failure_hazard(
    age_years: Any, fleet_rate: float, life_years: float, rise_per_year: float, from_age_years: float
) -> Any:
    """Chance that a lamp fails within a year of its age: h = rate g(a) / mean g, at most 1.

    Args:
        age_years: middle of the year of age [yr]
        fleet_rate: failures a year of a fleet of all ages up to the life [1/yr]
        life_years: life of the luminaire [yr]
        rise_per_year: rise of the hazard after wear begins, over that of a young lamp [1/yr]
        from_age_years: age at which wear begins [yr]

    Returns:
        hazard [1/yr]

    A fleet of LED lamps that fails at 0.8 % a year fails at 0.3 % while it is young:

    >>> round(float(failure_hazard(3.0, 0.008, 24.0, 0.5556, 12.0)), 4)
    0.003
    """
    relative = wear(age_years, rise_per_year, from_age_years) / mean_wear(life_years, rise_per_year, from_age_years)
    return np.minimum(1.0, fleet_rate * relative)


def light_left(burnt_h: Any, loss_per_1000_h: Any, years_since_cleaned: Any, dirt_per_year: float) -> Any:
    """Light of a lamp over that of a new and clean one: exp(-k t / 1000) exp(-d y).

    Args:
        burnt_h: hours burnt since the light source was new [h]
        loss_per_1000_h: lumen depreciation k [1/1000 h]
        years_since_cleaned: since the glass was last cleaned [yr]
        dirt_per_year: loss by dirt d [1/yr]

    Returns:
        share of the light [0 to 1]

    A light source that keeps four fifths after 100,000 hours, cleaned:

    >>> round(float(light_left(100_000, 0.002231, 0.0, 0.026)), 3)
    0.8
    """
    return np.exp(-np.asarray(loss_per_1000_h) * burnt_h / 1000.0 - dirt_per_year * np.asarray(years_since_cleaned))
