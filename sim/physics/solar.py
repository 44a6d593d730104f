"""What the sun gives to planes and panels, and how much of it is used on site.

Place in the flow: city -> population -> behaviour, markets -> [physics] -> inventory.
The hourly reckoning runs once at set-up for classes of azimuth; roofs are read off between the classes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.physics.sun import extraterrestrial_w_m2, sun_through_the_year
from sim.physics.weather import Weather


@dataclass(frozen=True)
class PlaneSun:
    """Sun on one plane by the hour, arrays of shape (8760,)."""

    total_w_m2: np.ndarray
    beam_w_m2: np.ndarray
    """Straight from the sun."""
    incidence_rad: np.ndarray
    """Angle between the sun and the upright on the plane; a right angle when the sun is behind it."""

    @property
    def diffuse_w_m2(self) -> np.ndarray:
        """From the sky and the ground."""
        return self.total_w_m2 - self.beam_w_m2


def plane_sun(
    weather: Weather, latitude_deg: float, longitude_deg: float, tilt_deg: float, azimuth_deg: float, *,
    albedo: float, solar_constant_w_m2: float, sky: str = "haydavies",
) -> PlaneSun:  # fmt: skip
    """Sun on a tilted plane by the hour, straight and diffuse apart.

    Source: J. E. Hay, J. A. Davies 1980, or R. Perez et al. 1990, Solar Energy 44 (5), pp. 271-289, through
    `pvlib.irradiance.get_total_irradiance`.

    Args:
        weather: one year
        latitude_deg, longitude_deg: place [degree]
        tilt_deg: 0 lies flat, 90 stands upright [degree]
        azimuth_deg: where the plane looks, clockwise from north, 180 is south [degree]
        albedo: share of light the ground throws back [0 to 1]
        solar_constant_w_m2: sun above the air at the mean distance [W/m2]
        sky: how diffuse light is spread over the sky, `haydavies` or `perez`
    """
    from pvlib.irradiance import aoi, get_total_irradiance  # heavy: loaded at set-up only

    hours_off = weather.utc_offset_h - weather.sun_offset_h
    day, elevation, azimuth = sun_through_the_year(latitude_deg, longitude_deg, hours_off)
    plane = get_total_irradiance(
        tilt_deg,
        azimuth_deg,
        90 - elevation,
        azimuth,
        weather.dni_w_m2,
        weather.ghi_w_m2,
        weather.dhi_w_m2,
        dni_extra=extraterrestrial_w_m2(day, solar_constant_w_m2),
        albedo=albedo,
        model=sky,
    )
    total, beam = (np.nan_to_num(np.asarray(plane[name], dtype=np.float64)) for name in ("poa_global", "poa_direct"))
    total = np.maximum(0.0, total)
    incidence_deg = np.minimum(aoi(tilt_deg, azimuth_deg, 90 - elevation, azimuth), 90.0)
    return PlaneSun(total, np.clip(beam, 0.0, total), np.radians(incidence_deg))


def sun_on_plane_w_m2(
    weather: Weather, latitude_deg: float, longitude_deg: float, tilt_deg: float, azimuth_deg: float, *,
    albedo: float, solar_constant_w_m2: float, sky: str = "haydavies",
) -> np.ndarray:  # fmt: skip
    """Sun on a tilted plane by the hour [W/m2], shape (8760,); its sum is Wh/m2. Arguments as of `plane_sun`."""
    plane = plane_sun(
        weather, latitude_deg, longitude_deg, tilt_deg, azimuth_deg,
        albedo=albedo, solar_constant_w_m2=solar_constant_w_m2, sky=sky,
    )  # fmt: skip
    return plane.total_w_m2


def pv_yield_kwh_per_kwp(
    weather: Weather, latitude_deg: float, longitude_deg: float, tilt_deg: float, azimuth_deg: float,
    performance_ratio: float, *, albedo: float, solar_constant_w_m2: float,
) -> float:  # fmt: skip
    """Electricity a panel gives in a year per kW of peak power: sun on its plane times performance ratio.

    Args:
        performance_ratio: share of the ideal output left after heat, dirt, cables, inverter and shade [0 to 1]

    Returns:
        yield [kWh/kWp]; the peak is reached at 1000 W/m2, so 1 kWh/m2 gives performance_ratio kWh/kWp
    """
    sun = sun_on_plane_w_m2(
        weather, latitude_deg, longitude_deg, tilt_deg, azimuth_deg,
        albedo=albedo, solar_constant_w_m2=solar_constant_w_m2,
    )  # fmt: skip
    return performance_ratio * float(sun.sum()) / 1000


def yield_by_azimuth(
    weather: Weather, latitude_deg: float, longitude_deg: float, tilt_deg: float, performance_ratio: float, *,
    azimuths_deg: Sequence[float], albedo: float, solar_constant_w_m2: float,
) -> np.ndarray:  # fmt: skip
    """Yield for classes of azimuth at one tilt, to be read by `interpolate_yield` [kWh/kWp]; worth keeping."""
    return np.array([
        pv_yield_kwh_per_kwp(
            weather, latitude_deg, longitude_deg, tilt_deg, azimuth, performance_ratio,
            albedo=albedo, solar_constant_w_m2=solar_constant_w_m2,
        )
        for azimuth in azimuths_deg
    ])  # fmt: skip


def interpolate_yield(azimuth_deg: Any, azimuths_deg: Sequence[float], yields_kwh_per_kwp: Any) -> Any:
    """Yield of roofs that look anywhere, in straight lines between the classes, past north and round.

    >>> float(interpolate_yield(315, [0, 90, 180, 270], [500, 700, 900, 700]))
    600.0
    """
    return np.interp(np.mod(azimuth_deg, 360), azimuths_deg, yields_kwh_per_kwp, period=360)


def self_consumption_share(production_kwh: Any, consumption_kwh: Any, half_ratio: float) -> Any:
    """Share of a year's production used on site: 1 / (1 + r / r_half), r = production over consumption.

    A small system is used up, a large one feeds in; the part of the consumption that is covered never passes
    `half_ratio`, because nights and winters stay dark. What is used on site plus what is fed in is the production.

    Args:
        production_kwh: electricity of the panels in the year [kWh]
        consumption_kwh: electricity used in the home in the year [kWh]; without any, all is fed in
        half_ratio: the r at which half is used on site; also the cover that a very large system comes near to

    Returns:
        share [0 to 1]

    >>> round(float(self_consumption_share(4000, 4000, 0.43)), 2), float(self_consumption_share(4000, 0, 0.43))
    (0.3, 0.0)
    """
    production, reach = np.asarray(production_kwh, dtype=np.float64), np.multiply(consumption_kwh, half_ratio)
    total = production + reach
    return np.divide(reach, total, out=np.zeros(np.shape(total)), where=total > 0)
