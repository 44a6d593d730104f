"""The sun over a city, reckoned once for a place and kept.

Place in the flow: geodata -> sim -> [scenarios] -> dashboard. Hourly weather goes in, yields of roofs come out; pvlib
is only loaded when a place is new.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from scenarios.folders import cache_folder
from scenarios.problems import Problem, Unusable
from scenarios.weather import belgian_year
from sim.city.sunshine import Sunshine
from sim.parameter import Book
from sim.physics import Weather

FORM = 1
"""Raise when the same numbers give other yields: tables kept by older versions are then left alone."""
AZIMUTHS_DEG = tuple(float(azimuth) for azimuth in range(0, 360, 15))
"""Classes between which yields are read off in straight lines."""
EAST_AND_WEST_DEG = (90.0, 270.0)
"""Panels on flat roofs stand back to back."""
STARTING = 1900
"""Before every year of the book."""
DEGREE_PLACES = 1
"""Yields change by less than 0.1 % within a tenth of a degree."""


def sunshine_of(latitude: float, longitude: float, book: Book, year: int = 2025) -> Sunshine:
    """What panels yield on the roofs of a place, in the typical Belgian year.

    Args:
        latitude, longitude: of the city; rounded to a tenth of a degree [degree]
        book: `weather.*` and `solar.*`
        year: year whose parameter values are taken

    Returns:
        yields by azimuth of pitched roofs, and of east-west panels on flat roofs [kWh/kWp]; the same bits
        whether they were kept or worked out now
    """
    latitude, longitude = round(latitude, DEGREE_PLACES), round(longitude, DEGREE_PLACES)
    file = cache_folder() / "sunshine" / f"{_key(latitude, longitude, book, year)}.json"
    kept = _read(file)
    if kept is None:
        kept = sunshine_in(belgian_year(book, year), latitude, longitude, book, year)
        _keep(file, kept)
    return kept


def measured_weather(path: Path | str) -> Weather:
    """Weather of an EPW file, for use in place of the typical Belgian year.

    Raises:
        Unusable: the file is missing, no EPW, or has not the hours of a year
    """
    from scenarios.weather import read_epw

    try:
        return read_epw(path)
    except (OSError, ValueError, KeyError, IndexError) as trouble:
        found = f"a file that cannot be read as weather: {trouble}"
        raise Unusable([Problem(str(path), None, "", found, "an EPW file with 8,760 hours")]) from trouble


def book_in(weather: Weather, book: Book) -> Book:
    """The book with the heating season of this weather: mean temperature of October to April.

    The sun of the season and its length stay those of the book.
    """
    month = np.repeat(np.arange(1, 13), [24 * days for days in (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)])
    season = np.isin(month, (10, 11, 12, 1, 2, 3, 4))
    return book.with_values({"heat.outdoor_temperature_c": {STARTING: float(weather.temperature_c[season].mean())}})


def _key(latitude: float, longitude: float, book: Book, year: int) -> str:
    """Fingerprint of everything that the yields depend on."""
    values = {name: book.at(name, year) for name in sorted(book.parameters) if name.startswith(("weather.", "solar."))}
    text = json.dumps([FORM, AZIMUTHS_DEG, latitude, longitude, values], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:20]


def sunshine_in(weather: Weather, latitude: float, longitude: float, book: Book, year: int = 2025) -> Sunshine:
    """What panels yield in given weather; arguments and result as in `sunshine_of`, nothing is kept."""
    from sim.physics import yield_by_azimuth

    def yields(tilt: str, azimuths_deg: tuple[float, ...]) -> tuple[float, ...]:
        found = yield_by_azimuth(
            weather, latitude, longitude, book.at(f"solar.{tilt}", year), book.at("solar.performance_ratio", year),
            azimuths_deg=azimuths_deg, albedo=book.at("solar.albedo", year),
            solar_constant_w_m2=book.at("weather.solar_constant_w_m2", year),
        )  # fmt: skip
        return tuple(found.tolist())

    flat = yields("flat_roof_tilt_deg", EAST_AND_WEST_DEG)
    return Sunshine(AZIMUTHS_DEG, yields("roof_tilt_deg", AZIMUTHS_DEG), sum(flat) / len(flat))


def _read(file: Path) -> Sunshine | None:
    """Kept yields; None when there are none or they make no sense."""
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
        pitched, flat = tuple(map(float, kept["pitched_kwh_per_kwp"])), float(kept["flat_kwh_per_kwp"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    sound = len(pitched) == len(AZIMUTHS_DEG) and all(0 < each < float("inf") for each in (*pitched, flat))
    return Sunshine(AZIMUTHS_DEG, pitched, flat) if sound else None


def _keep(file: Path, sunshine: Sunshine) -> None:
    """Write the yields whole or not at all; a cache that cannot be written costs time, not the run."""
    content: dict[str, Any] = {
        "pitched_kwh_per_kwp": sunshine.pitched_kwh_per_kwp,
        "flat_kwh_per_kwp": sunshine.flat_kwh_per_kwp,
    }
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(prefix=".", dir=file.parent)
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            json.dump(content, stream)
        os.replace(draft, file)
    except OSError:
        pass
