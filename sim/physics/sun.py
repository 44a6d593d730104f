"""Where the sun stands: a short formula, good to about a third of a degree.

Place in the flow: city -> population -> behaviour, markets -> [physics] -> inventory.
Serves street lamps (`burning_hours`), the synthetic year (`weather`) and panels (`solar`).
Source: J. W. Spencer 1971, "Fourier series representation of the position of the sun", Search 2 (5), p. 172.
"""

from __future__ import annotations

from typing import Any

import numpy as np

DAYS, HOURS = 365, 8760
"""The model knows one typical year without a leap day."""
MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

# The series of the source: constant, then cosine and sine of the day angle and its multiples. They define the
# formula and are no parameters of a city.
DECLINATION_RAD = (0.006918, -0.399912, 0.070257, -0.006758, 0.000907, -0.002697, 0.00148)
EQUATION_OF_TIME_RAD = (0.0000075, 0.001868, -0.032077, -0.014615, -0.040849)
DISTANCE = (1.00011, 0.034221, 0.00128, 0.000719, 0.000077)


def month_of_day() -> np.ndarray:
    """Month, 0 to 11, of every day of the typical year; shape (365,)."""
    return np.repeat(np.arange(12), MONTH_DAYS)


def month_of_hour() -> np.ndarray:
    """Month, 0 to 11, of every hour of the typical year; shape (8760,)."""
    return np.repeat(month_of_day(), 24)


def _series(coefficients: tuple[float, ...], day_of_year: Any) -> np.ndarray:
    """Fourier series at a day (1 January at 0 h is 1.0; fractions are hours of the day)."""
    angle = 2 * np.pi * (np.asarray(day_of_year, dtype=np.float64) - 1) / DAYS
    total = np.full_like(angle, coefficients[0])
    for order, at in enumerate(range(1, len(coefficients), 2), start=1):
        total += coefficients[at] * np.cos(order * angle) + coefficients[at + 1] * np.sin(order * angle)
    return total


def declination_rad(day_of_year: Any) -> np.ndarray:
    """Angle between the sun and the plane of the equator [rad].

    >>> [round(float(np.degrees(declination_rad(day))), 1) for day in (80, 172, 355)]
    [-0.1, 23.5, -23.4]
    """
    return _series(DECLINATION_RAD, day_of_year)


def equation_of_time_h(day_of_year: Any) -> np.ndarray:
    """How far a sundial runs ahead of the clock [h]; early November +16 minutes.

    >>> round(float(equation_of_time_h(307)) * 60)
    16
    """
    return _series(EQUATION_OF_TIME_RAD, day_of_year) * 12 / np.pi


def extraterrestrial_w_m2(day_of_year: Any, solar_constant_w_m2: float) -> np.ndarray:
    """Irradiance on a plane facing the sun above the air [W/m2]; strongest in early January."""
    return solar_constant_w_m2 * _series(DISTANCE, day_of_year)


def sun_position(
    latitude_deg: float, longitude_deg: float, day_of_year: Any, hour_utc: Any
) -> tuple[np.ndarray, np.ndarray]:
    """Elevation and azimuth of the sun's centre, without refraction.

    Args:
        latitude_deg: north positive [degree]
        longitude_deg: east positive [degree]
        day_of_year: 1 for 1 January, any shape
        hour_utc: hour of that day in universal time; may lie outside 0 to 24

    Returns:
        elevation above the horizon and azimuth clockwise from north, both [degree], shape of the inputs

    At noon in Brussels at an equinox the sun stands in the south at about 90 - 50.8 degrees:

    >>> elevation, azimuth = sun_position(50.8, 4.35, 80, 11.83)
    >>> round(float(elevation)), round(float(azimuth))
    (39, 180)
    """
    day = np.asarray(day_of_year, dtype=np.float64) + np.asarray(hour_utc, dtype=np.float64) / 24
    declination, latitude = declination_rad(day), np.radians(latitude_deg)
    solar_hour = np.asarray(hour_utc) + longitude_deg / 15 + equation_of_time_h(day)
    angle = np.radians(15) * (solar_hour - 12)
    up = np.sin(latitude) * np.sin(declination) + np.cos(latitude) * np.cos(declination) * np.cos(angle)
    east = -np.cos(declination) * np.sin(angle)
    north = np.cos(latitude) * np.sin(declination) - np.sin(latitude) * np.cos(declination) * np.cos(angle)
    return np.degrees(np.arcsin(np.clip(up, -1, 1))), np.degrees(np.arctan2(east, north)) % 360


def sun_through_the_year(
    latitude_deg: float, longitude_deg: float, utc_offset_h: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Sun at the middle of every hour of standard time in the typical year.

    Returns:
        day of the year, elevation [degree], azimuth [degree], each of shape (8760,)
    """
    hour = np.arange(HOURS)
    day = hour // 24 + 1
    return (day, *sun_position(latitude_deg, longitude_deg, day, hour % 24 + 0.5 - utc_offset_h))
