"""How a planted tree grows its crown, and how much rain its leaves keep off the ground.

Place in the flow: city -> population -> behaviour, markets -> [physics] -> inventory.
Called by `sim.city.greening`. Knows numbers and units only.
"""

from __future__ import annotations

from typing import Any

import numpy as np

M_PER_MM = 0.001


def trees_alive(planted: Any, age_years: Any, yearly_loss_share: Any) -> Any:
    """Trees of a planting that still stand: n (1 - m)^a.

    Source: Roman and Scatena 2011 count survival of street trees as a constant yearly share.

    Args:
        planted: trees put in the ground
        age_years: years since [yr]
        yearly_loss_share: part that dies in a year [0 to 1]

    >>> trees_alive(100, 2, 0.1)
    81.0
    """
    return planted * (1.0 - yearly_loss_share) ** age_years


def crown_m2(age_years: Any, planted_m2: Any, grown_m2: Any, years_to_grow: Any) -> Any:
    """Ground covered by the crown of a tree, in a straight line from planting to full size.

    Leaves out kind of tree, soil and pruning.

    Args:
        age_years: since planting [yr]
        planted_m2, grown_m2: crown at planting and when grown [m2]
        years_to_grow: after which it is full size [yr]

    >>> float(crown_m2(10, 2.0, 42.0, 40.0)), float(crown_m2(60, 2.0, 42.0, 40.0))
    (12.0, 42.0)
    """
    return planted_m2 + (grown_m2 - planted_m2) * np.minimum(1.0, np.divide(age_years, years_to_grow))


def rain_kept_by_crowns_m3(canopy_m2: Any, rain_mm: Any, kept_share: Any) -> Any:
    """Rain that evaporates from leaves instead of reaching the ground: V = A P c / 1000.

    Args:
        canopy_m2: ground under crowns [m2]
        rain_mm: rain of the year [mm]
        kept_share: part that the crown holds [0 to 1]

    Returns:
        water [m3/yr]

    >>> rain_kept_by_crowns_m3(1000.0, 800.0, 0.25)
    200.0
    """
    return canopy_m2 * rain_mm * M_PER_MM * kept_share
