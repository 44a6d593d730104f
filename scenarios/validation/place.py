"""The weather and the place of a case, and the sun on planes there.

Place in the flow: a small tool of the answers on heat and sun. A case names a weather file beside it: a table of 8,760
hours with a header line, or an EPW file.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from scenarios.book import read_book
from scenarios.problems import near_word
from scenarios.validation.given import BadCase, Given
from scenarios.validation.hours import share_of
from sim.finance import NoSolution
from sim.physics import HOURS, PlaneSun, Weather, plane_sun, sun_offset_of

YEAR = 2025
"""Year of the book whose values fill in what a case leaves out."""
SKY = "perez"
UPRIGHT, FLAT = 90.0, 0.0
PLANES: Mapping[str, tuple[float, float]] = {
    "N": (UPRIGHT, 0.0), "NE": (UPRIGHT, 45.0), "E": (UPRIGHT, 90.0), "SE": (UPRIGHT, 135.0), "S": (UPRIGHT, 180.0),
    "SW": (UPRIGHT, 225.0), "W": (UPRIGHT, 270.0), "NW": (UPRIGHT, 315.0),
    "horizontal": (FLAT, 180.0), "roof": (FLAT, 180.0),
}  # fmt: skip
"""Tilt and azimuth of planes by name, in upper or lower case [degree]."""
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "temperature_c": ("t_db_c", "temperature_c", "t_out_c", "temp_air", "drybulb_c"),
    "ghi_w_m2": ("ghi_wh_m2", "ghi_w_m2", "ghi"),
    "dni_w_m2": ("dni_wh_m2", "dni_w_m2", "dni"),
    "dhi_w_m2": ("dhi_wh_m2", "dhi_w_m2", "dhi"),
    "wind_m_s": ("wind_m_s", "wind_speed", "wind"),
}
"""Columns of `Weather` and their names in a table, in upper or lower case."""


@dataclass(frozen=True)
class PlaceOfCase:
    """Where a case stands, and a year of its weather."""

    weather: Weather
    latitude_deg: float
    longitude_deg: float
    albedo: float
    solar_constant_w_m2: float

    def sun_on(self, tilt_deg: float, azimuth_deg: float) -> PlaneSun:
        """Sun on a plane by the hour (Perez sky)."""
        return plane_sun(
            self.weather, self.latitude_deg, self.longitude_deg, tilt_deg, azimuth_deg,
            albedo=self.albedo, solar_constant_w_m2=self.solar_constant_w_m2, sky=SKY,
        )  # fmt: skip


def place_of(given: Given) -> PlaceOfCase:
    """Weather and place of a case: `weather, latitude, longitude`, perhaps `utc_offset_h` and `albedo`.

    Raises:
        BadCase: the file is missing or is no weather, or the place is
        NoSolution: there is no such place on earth
    """
    path = given.folder / given.text("weather")
    book = read_book()
    constant = book.at("weather.solar_constant_w_m2", YEAR)
    albedo = share_of(given, "albedo", book.at("solar.albedo", YEAR))
    if path.suffix.lower() == ".epw":
        weather, latitude, longitude = _epw(path)
        return PlaceOfCase(weather, latitude, longitude, albedo, constant)
    latitude, longitude = given.number("latitude", "latitude_deg"), given.number("longitude", "longitude_deg")
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise NoSolution(f"there is no place at latitude {latitude:g} and longitude {longitude:g}")
    offset = given.number("utc_offset_h", "timezone_h", default=float(round(longitude / 15)))
    weather = replace(_table(path), utc_offset_h=offset)
    weather = replace(weather, sun_offset_h=sun_offset_of(weather, latitude, longitude))
    return PlaceOfCase(weather, latitude, longitude, albedo, constant)


def plane_of(surface: Given) -> tuple[float, float]:
    """Tilt and azimuth of a plane: `faces` as a name of PLANES, or `tilt_deg` and `azimuth_deg` [degree]."""
    if surface.inputs.get("faces") is None:
        return surface.number("tilt_deg"), surface.number("azimuth_deg", default=180.0)
    name = surface.text("faces")
    found = {known.lower(): plane for known, plane in PLANES.items()}.get(name.strip().lower())
    if found is None:
        near = near_word(name, PLANES)
        raise BadCase(
            f"faces {name!r}, wanted one of {', '.join(PLANES)}" + (f"; did you mean {near}?" if near else "")
        )
    return found


def _epw(path: Path) -> tuple[Weather, float, float]:
    from scenarios.weather import read_epw_with_place

    try:
        return read_epw_with_place(path)
    except OSError:
        raise BadCase(f"the weather file {path.name!r} cannot be opened") from None
    except (ValueError, KeyError, IndexError) as trouble:
        raise BadCase(f"the weather file {path.name!r} is no usable EPW file: {trouble}") from None


def _table(path: Path) -> Weather:
    """Weather of a table with a header line; hours in order, each row the hour that ends at its time."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            rows = [row for row in csv.reader(stream) if row]
    except (OSError, UnicodeDecodeError, csv.Error):
        raise BadCase(f"the weather file {path.name!r} cannot be read") from None
    if len(rows) != HOURS + 1:
        raise BadCase(f"{path.name}: found {max(0, len(rows) - 1)} hours, wanted {HOURS} (a year without a leap day)")
    header = [name.strip().lower() for name in rows[0]]
    columns = {}
    for name, spellings in COLUMNS.items():
        place = next((header.index(one) for one in spellings if one in header), None)
        if place is not None:
            columns[name] = _numbers(rows[1:], place, path.name, rows[0][place])
        elif name != "wind_m_s":
            raise BadCase(f"{path.name}: has no column {spellings[0]!r}; found {', '.join(rows[0])}")
    columns.setdefault("wind_m_s", np.zeros(HOURS))
    return Weather(**columns)


def _numbers(rows: list[list[str]], place: int, file: str, column: str) -> np.ndarray:
    values = np.empty(len(rows))
    for number, row in enumerate(rows):
        try:
            values[number] = float(row[place])
        except (ValueError, IndexError):
            found = repr(row[place]) if place < len(row) else "nothing"
            raise BadCase(f"{file}:{number + 2}  {column}: found {found}, wanted a number") from None
    if not np.isfinite(values).all():
        line = int(np.flatnonzero(~np.isfinite(values))[0]) + 2
        raise BadCase(f"{file}:{line}  {column}: found no finite number")
    return values
