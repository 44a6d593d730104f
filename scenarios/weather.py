"""Weather from files and from the book.

Place in the flow: geodata -> sim -> [scenarios] -> dashboard.
A scenario gets the typical Belgian year made from the normals in `parameters/weather.yaml`; a file in EPW form
(EnergyPlus weather) may take its place.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from scenarios.problems import cut
from sim.parameter import Book
from sim.physics import Normals, Weather, sun_offset_of, synthesise

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
BY_MONTH = ("mean_c", "daily_max_c", "daily_min_c", "ghi_kwh_m2", "wind_m_s")
SCATTER = (
    "day_scatter_k", "day_memory", "warmest_hour", "clear_sky_w_m2", "clear_sky_extinction", "clearness_low",
    "clearness_high", "day_clearness_scatter", "hour_clearness_scatter", "solar_constant_w_m2",
)  # fmt: skip

LINES_BEFORE_HOURS = 8
PLAUSIBLE = {
    "temp_air": (-90.0, 70.0), "ghi": (0.0, 2000.0), "dni": (0.0, 2000.0), "dhi": (0.0, 2000.0), "wind_speed": (0.0, 120.0),
}  # fmt: skip
"""Columns of an EPW file that are read, and what a measured hour lies between [degree C, W/m2, m/s]."""


def read_epw(path: Path | str) -> Weather:
    """Weather of a file in EPW form.

    Args:
        path: the file; 8,760 hours, each row the hour that ends at its time

    Returns:
        weather in the standard time that the file states; files whose sun belongs to the end of the hour are noticed

    Raises:
        ValueError: the file has a leap day, misses hours or values, or is no EPW file
        OSError: the file cannot be read
    """
    return read_epw_with_place(path)[0]


def read_epw_with_place(path: Path | str) -> tuple[Weather, float, float]:
    """The same with latitude and longitude of the station [degree]."""
    from pvlib.iotools import read_epw as read  # heavy: loaded only when a file is given

    try:
        table, about = read(str(path))
    except (KeyError, IndexError, TypeError, ValueError) as trouble:
        raise ValueError(f"{path}: no table of an EPW file after a first line LOCATION ({cut(str(trouble))})") from None
    if len(table) != 8760:
        raise ValueError(f"{path}: found {len(table)} hours, wanted 8760 (a year without a leap day)")
    columns = [_measured(table[name], name, path) for name in PLAUSIBLE]
    weather = Weather(*columns, utc_offset_h=float(about["TZ"]))
    place = float(about["latitude"]), float(about["longitude"])
    return replace(weather, sun_offset_h=sun_offset_of(weather, *place)), *place


def _measured(column: Any, name: str, path: Path | str) -> np.ndarray:
    """A column of an EPW file, every hour measured: the form writes a missing value as 99.9, 999 or 9999."""
    low, high = PLAUSIBLE[name]
    try:
        hours = np.ascontiguousarray(column, dtype=np.float64)
    except ValueError as trouble:
        raise ValueError(f"{path}: {name}: {trouble}") from None
    wrong = np.flatnonzero(~((hours >= low) & (hours <= high)))
    if len(wrong):
        line, found = LINES_BEFORE_HOURS + int(wrong[0]) + 1, hours[wrong[0]]
        raise ValueError(
            f"{path}:{line}  {name}: found {found:g}, wanted a value from {low:g} to {high:g} in every hour"
        )
    return hours


def normals_of(book: Book, year: int) -> Normals:
    """The climate normals of `weather.yaml` as they hold in a year."""
    monthly = {
        name: np.array([book.at(f"weather.{name}", year)[month] for month in MONTHS], dtype=np.float64)
        for name in BY_MONTH
    }
    return Normals(**monthly, **{name: float(book.at(f"weather.{name}", year)) for name in SCATTER})


def belgian_year(book: Book, year: int = 2025) -> Weather:
    """The typical Belgian year by the hour, the same for every run.

    Args:
        book: holds the normals, place and sequence under `weather.*`
        year: year whose normals are taken, when the book lists several
    """
    return synthesise(
        normals_of(book, year),
        latitude_deg=book.at("weather.latitude_deg", year),
        longitude_deg=book.at("weather.longitude_deg", year),
        utc_offset_h=book.at("weather.utc_offset_h", year),
        sequence=int(book.at("weather.sequence", year)),
    )
