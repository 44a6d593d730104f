"""A year of heating and cooling by the hour, for columns of buildings under one sky.

Place in the flow: city -> population -> behaviour, markets -> [physics] -> inventory.
Called at set-up for archetypes, and for single buildings that others have published. The equations are those of
`sim.physics.rc_network`; here the year is put together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.physics.rc_network import TO_AIR, ThermalNetwork, linear_coefficients
from sim.physics.sun import HOURS

WARM_UP_HOURS = 14 * 24
"""Two weeks of December are lived before January, so that the mass begins at the temperature of the season."""
START_C = 20.0
"""Of the mass, two weeks before the year begins; forgotten by then."""


@dataclass(frozen=True)
class Sky:
    """What the weather brings to every building."""

    outdoor_c: np.ndarray
    """Shape (8760,) [degree C]."""
    sun_w_m2: np.ndarray
    """Sun on each plane, shape (planes, 8760) [W/m2]."""


@dataclass(frozen=True)
class Use:
    """What people do in the buildings: columns of shape (n, period) or (period,), period being 1, 24 or 8760 hours."""

    internal_w: Any
    """Heat of people and appliances [W]."""
    heat_to_c: Any = np.nan
    """Set point of heating, NaN for none [degree C]."""
    cool_to_c: Any = np.nan
    """Set point of cooling, NaN for none [degree C]."""
    most_heating_w: Any = np.inf
    """Power of the heating, shape (n,) [W]; without a limit it is ideal."""
    most_cooling_w: Any = np.inf
    """Power of the cooling, shape (n,) [W]."""


@dataclass(frozen=True)
class HeatYear:
    """A year of buildings by the hour, float32, shape (n, 8760)."""

    power_w: np.ndarray
    """Heating above zero, cooling below, mean of the hour [W]."""
    room_c: np.ndarray
    """Temperature that the set points speak of, mean of the hour; shape (n, 0) when not asked for [degree C]."""

    @property
    def heating_kwh(self) -> np.ndarray:
        """Heat need of the year, shape (n,) [kWh]."""
        return np.maximum(self.power_w, 0).sum(axis=1, dtype=np.float64) / 1000

    @property
    def cooling_kwh(self) -> np.ndarray:
        """Cooling need of the year, shape (n,) [kWh]."""
        return np.maximum(-self.power_w, 0).sum(axis=1, dtype=np.float64) / 1000


def heat_year(
    networks: ThermalNetwork | Sequence[ThermalNetwork], sky: Sky, use: Use, aperture_m2: Any, sky_w: Any = 0.0, *,
    regime: Any = 0, given_off: Mapping[str, float] = TO_AIR, air_share: float = 1.0,
    rooms: bool = True,
) -> HeatYear:  # fmt: skip
    """Live through a year with every building.

    Args:
        networks: the buildings; several when the air changes differ by the hour
        sky: outdoor air and sun on planes
        use: inner gains and set points
        aperture_m2: area that takes in all the sun of a plane, shape (n, planes) [m2]
        sky_w: what the cold sky takes from the building, shape (n,) [W]
        regime: which of the networks holds in each hour of the period, shape (period,)
        given_off: where the heating gives off its heat
        air_share: set points hold for the air (1) or for what people feel (OPERATIVE_AIR_SHARE)
        rooms: whether room temperatures are kept

    Raises:
        ValueError: a column has neither 1, 24 nor 8760 hours, or the weather is no whole year
    """
    from sim.physics.rc_loop import fill_years  # numba: loaded only where a year is lived

    networks = [networks] if isinstance(networks, ThermalNetwork) else list(networks)
    coefficients = np.stack([linear_coefficients(one, given_off, air_share) for one in networks], axis=1)
    count = len(coefficients)
    if np.shape(sky.outdoor_c) != (HOURS,) or np.shape(sky.sun_w_m2)[1:] != (HOURS,):
        raise ValueError(f"the weather must have {HOURS} hours")
    period = max(_hours(one) for one in (use.internal_w, use.heat_to_c, use.cool_to_c, regime))
    by_hour = [_spread(one, count, period) for one in (use.internal_w, use.heat_to_c, use.cool_to_c)]
    powers = [_column(one, count) for one in (use.most_heating_w, use.most_cooling_w)]
    planes = np.ascontiguousarray(sky.sun_w_m2, dtype=np.float64)
    apertures = np.ascontiguousarray(np.broadcast_to(aperture_m2, (count, planes.shape[0])), dtype=np.float64)
    year = HeatYear(np.empty((count, HOURS), np.float32), np.empty((count, HOURS if rooms else 0), np.float32))
    fill_years(
        coefficients, _spread(regime, 1, period)[0].astype(np.int64), np.asarray(sky.outdoor_c, dtype=np.float64),
        planes, apertures, _column(sky_w, count), *by_hour, *powers, START_C, WARM_UP_HOURS, year.power_w, year.room_c,
    )  # fmt: skip
    return year


def _hours(column: Any) -> int:
    """Length of the axis of hours: 1, 24 or 8760."""
    hours = np.shape(column)[-1] if np.ndim(column) else 1
    if hours not in (1, 24, HOURS):
        raise ValueError(f"found {hours} hours, wanted 1, 24 or {HOURS}")
    return hours


def _spread(column: Any, count: int, period: int) -> np.ndarray:
    """A column by building and hour of the period, shape (count, period)."""
    values = np.atleast_1d(np.asarray(column, dtype=np.float64))
    values = np.tile(values, period // values.shape[-1])  # along the last axis
    return np.ascontiguousarray(np.broadcast_to(values, (count, period)))


def _column(values: Any, count: int) -> np.ndarray:
    return np.ascontiguousarray(np.broadcast_to(np.asarray(values, dtype=np.float64), (count,)))
