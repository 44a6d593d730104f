"""A typical year of weather by the hour, made from monthly normals.

Place in the flow: city -> population -> behaviour, markets -> [physics] -> inventory.
Called once at set-up by `scenarios.weather`. The year keeps the monthly means of temperature and the monthly sums of
sun exactly; days differ as days do (warm and cold spells, clear and grey ones), by a fixed sequence of random
numbers, so everybody gets the same year.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from sim.physics.sun import (
    DAYS,
    HOURS,
    MONTH_DAYS,
    extraterrestrial_w_m2,
    month_of_day,
    month_of_hour,
    sun_through_the_year,
)

LOWEST_SUN_DEG = 2.0
"""Below this elevation all light counts as diffuse: a division by the sine would blow up small errors."""


@dataclass(frozen=True)
class Weather:
    """One year of 365 days by the hour, in standard time; hour i covers i to i + 1. Arrays of shape (8760,)."""

    temperature_c: np.ndarray
    ghi_w_m2: np.ndarray
    """Sun on a horizontal plane."""
    dni_w_m2: np.ndarray
    """Direct sun on a plane that faces it."""
    dhi_w_m2: np.ndarray
    """Diffuse light on a horizontal plane."""
    wind_m_s: np.ndarray
    utc_offset_h: float = 1.0
    sun_offset_h: float = 0.0
    """How much later than the middle of the hour the sun of a row stood; some files give the end of the hour."""

    def __post_init__(self) -> None:
        for field in fields(self)[:5]:
            if np.shape(getattr(self, field.name)) != (HOURS,):
                raise ValueError(f"{field.name} has {np.shape(getattr(self, field.name))} values, wanted {HOURS} hours")


@dataclass(frozen=True)
class Normals:
    """Monthly climate normals (each of shape (12,)) and how days scatter around them."""

    mean_c: np.ndarray
    daily_max_c: np.ndarray
    daily_min_c: np.ndarray
    ghi_kwh_m2: np.ndarray
    """Sum of the month."""
    wind_m_s: np.ndarray
    day_scatter_k: float
    """Standard deviation of daily means around the normal."""
    day_memory: float
    """Correlation of a day's deviation with that of the day before."""
    warmest_hour: float
    clear_sky_w_m2: float
    clear_sky_extinction: float
    """Haurwitz clear sky: G = a sin h exp(-b / sin h)."""
    clearness_low: float
    clearness_high: float
    """Lowest and highest share of the clear-sky sun in an hour."""
    day_clearness_scatter: float
    hour_clearness_scatter: float
    """Spread of the clearness of days, and of hours within a day, on the logit scale."""
    solar_constant_w_m2: float


def sun_offset_of(weather: Weather, latitude_deg: float, longitude_deg: float) -> float:
    """Which moment of the hour the sun of a file belongs to, seen from the middle of the hour: -0.5, 0 or 0.5 [h].

    Global sun is direct sun times the sine of the elevation plus diffuse; the right moment makes that sum come out.
    """

    def gap(offset_h: float) -> float:
        _, elevation, _ = sun_through_the_year(latitude_deg, longitude_deg, weather.utc_offset_h - offset_h)
        sine = np.sin(np.radians(elevation))
        return float(np.abs(weather.dni_w_m2 * np.maximum(0, sine) + weather.dhi_w_m2 - weather.ghi_w_m2).sum())

    return min((0.0, 0.5, -0.5), key=gap)


def clear_sky_w_m2(elevation_deg: Any, strength_w_m2: float, extinction: float) -> np.ndarray:
    """Sun on a horizontal plane under a clear sky: G = a sin h exp(-b / sin h), nought below the horizon.

    Source: B. Haurwitz 1945, J. Meteorology 2, pp. 154-166, in the form used by pvlib.

    >>> [round(float(clear_sky_w_m2(h, 1098, 0.059))) for h in (-5, 30, 90)]
    [0, 488, 1035]
    """
    sine = np.sin(np.radians(np.asarray(elevation_deg, dtype=np.float64)))
    up = np.maximum(sine, 1e-3)
    return np.where(sine > 0, strength_w_m2 * up * np.exp(-extinction / up), 0.0)


def degree_days(weather: Weather, base_c: float) -> float:
    """Sum over days of what the daily mean lacks to a base temperature [K d]."""
    return float(np.maximum(0.0, base_c - _daily_mean(weather)).sum())


def heating_season(weather: Weather, limit_c: float) -> tuple[int, float]:
    """Number of days whose mean is below a limit, and the mean outdoor temperature of those days [degree C]."""
    daily = _daily_mean(weather)
    cold = daily < limit_c
    return int(cold.sum()), float(daily[cold].mean()) if cold.any() else limit_c


def _daily_mean(weather: Weather) -> np.ndarray:
    return np.asarray(weather.temperature_c, dtype=np.float64).reshape(DAYS, 24).mean(axis=1)


def monthly(hourly: np.ndarray, reckon: Any = np.sum) -> np.ndarray:
    """An hourly column by month, shape (12,).

    >>> monthly(np.ones(8760)).astype(int).tolist()[:3]
    [744, 672, 744]
    """
    ends = np.cumsum(MONTH_DAYS)[:-1] * 24
    return np.array([reckon(part) for part in np.split(np.asarray(hourly, dtype=np.float64), ends)])


def _smooth_year(by_month: np.ndarray) -> np.ndarray:
    """Daily values that run in straight lines between mid-months and keep every monthly mean; shape (365,)."""
    middle = np.cumsum(MONTH_DAYS) - np.array(MONTH_DAYS) / 2
    month, day = month_of_day(), np.arange(DAYS) + 0.5
    knots = np.asarray(by_month, dtype=np.float64)
    for _ in range(20):  # lines between the means cut off peaks; move the knots until the means are right
        line = np.interp(day, middle, knots, period=DAYS)
        knots = knots + by_month - np.bincount(month, line) / MONTH_DAYS
    return line + (by_month - np.bincount(month, line) / MONTH_DAYS)[month]


def _spells(noise: np.ndarray, memory: float) -> np.ndarray:
    """Deviations of days with unit spread, each remembering the day before."""
    deviation, last = np.empty(noise.size), noise[0]
    for day, fresh in enumerate(noise):
        last = deviation[day] = memory * last + np.sqrt(1 - memory**2) * fresh
    return deviation


def _temperature(normals: Normals, spells: np.ndarray) -> np.ndarray:
    """Hourly temperature that keeps the monthly means exactly."""
    month = month_of_day()
    deviation = normals.day_scatter_k * spells
    deviation -= (np.bincount(month, deviation) / MONTH_DAYS)[month]
    swing = _smooth_year((normals.daily_max_c - normals.daily_min_c) / 2)
    hour = np.arange(24) + 0.5
    wave = np.cos(2 * np.pi * (hour - normals.warmest_hour) / 24)
    return ((_smooth_year(normals.mean_c) + deviation)[:, None] + swing[:, None] * wave).ravel()


def _global_sun(normals: Normals, clear: np.ndarray, clouds: np.ndarray) -> np.ndarray:
    """Hourly sun: the clear sky times a clearness that gives each month its sum.

    The clearness of an hour is low + (high - low) / (1 + exp(-(m + clouds))); m is found by halving per month.

    Raises:
        ValueError: a month is given more sun than its sky can hold, or less
    """
    month, span = month_of_hour(), normals.clearness_high - normals.clearness_low
    wanted = np.asarray(normals.ghi_kwh_m2, dtype=np.float64) * 1000
    sky = np.bincount(month, clear)
    if np.any(wanted <= normals.clearness_low * sky) or np.any(wanted >= normals.clearness_high * sky):
        raise ValueError("a month's sun lies outside what its sky allows; check the normals and the latitude")
    low, high = np.full(12, -20.0), np.full(12, 20.0)
    for _ in range(50):
        middle = (low + high) / 2
        sun = clear * (normals.clearness_low + span / (1 + np.exp(-(middle[month] + clouds))))
        short = np.bincount(month, sun) < wanted
        low, high = np.where(short, middle, low), np.where(short, high, middle)
    return sun * (wanted / np.bincount(month, sun))[month]


def split_sun(
    ghi_w_m2: np.ndarray, elevation_deg: np.ndarray, day_of_year: np.ndarray, solar_constant_w_m2: float
) -> tuple[np.ndarray, np.ndarray]:
    """Direct and diffuse sun from the global, by the Erbs correlation of diffuse share and clearness.

    Source: D. G. Erbs, S. A. Klein, J. A. Duffie 1982, Solar Energy 28 (4), pp. 293-302, as in pvlib.

    Returns:
        dni on a plane facing the sun, dhi on a horizontal plane [W/m2]; dni sin h + dhi = ghi
    """
    from pvlib.irradiance import erbs  # heavy: loaded at set-up only

    above = extraterrestrial_w_m2(day_of_year, solar_constant_w_m2)
    dhi = np.asarray(erbs(ghi_w_m2, 90 - elevation_deg, day_of_year)["dhi"], dtype=np.float64)
    sine = np.sin(np.radians(elevation_deg))
    low = elevation_deg < LOWEST_SUN_DEG
    dni = np.where(low, 0.0, (ghi_w_m2 - dhi) / np.where(low, 1.0, sine))
    dni = np.clip(dni, 0.0, above)
    return dni, ghi_w_m2 - dni * np.where(low, 0.0, sine)


def synthesise(
    normals: Normals, latitude_deg: float, longitude_deg: float, utc_offset_h: float, sequence: int
) -> Weather:
    """A typical year from monthly normals.

    Args:
        normals: monthly values and how days scatter
        latitude_deg, longitude_deg: place [degree]
        utc_offset_h: standard time of the place [h]
        sequence: key of the random numbers; fixed in the book, so that the year is one and the same for all runs

    Returns:
        weather with the monthly means and sums of the normals
    """
    random = np.random.Generator(np.random.Philox(key=sequence))
    spells = _spells(random.standard_normal(DAYS), normals.day_memory)
    grey = _spells(random.standard_normal(DAYS), normals.day_memory)
    clouds = np.repeat(normals.day_clearness_scatter * grey, 24)
    clouds += normals.hour_clearness_scatter * random.standard_normal(HOURS)
    day, elevation, _ = sun_through_the_year(latitude_deg, longitude_deg, utc_offset_h)
    clear = clear_sky_w_m2(elevation, normals.clear_sky_w_m2, normals.clear_sky_extinction)
    ghi = _global_sun(normals, clear, clouds)
    dni, dhi = split_sun(ghi, elevation, day, normals.solar_constant_w_m2)
    wind = np.repeat(_smooth_year(normals.wind_m_s), 24)
    return Weather(_temperature(normals, spells), ghi, dni, dhi, wind, utc_offset_h)
