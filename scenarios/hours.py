"""The shapes of electricity over the hours of a place, reckoned once and kept.

Place in the flow: geodata -> sim -> [scenarios] -> dashboard. Weather, the book and the tables of typical days in
`scenarios/profiles` go in; what `sim.city.grid` weighs comes out.
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
import tempfile
import zipfile
from pathlib import Path

import numpy as np

from scenarios.folders import cache_folder
from scenarios.weather import belgian_year
from sim.parameter import Book
from sim.physics import DAY_TABLES, HourlyElectricity, Weather, hourly_electricity

FORM = 1
"""Raise when the same numbers give other shapes: tables kept by older versions are then left alone."""
PROFILES = Path(__file__).parent / "profiles"
DAYS = ("workday", "saturday", "sunday")
TOPICS = ("weather.", "solar.", "heat.", "hourly_heat.", "hourly_electricity.", "night.", "retrofit.u_after")
DEGREE_PLACES = 1
"""The sun of two places within a tenth of a degree is the same."""
MOST_RECENT = 8
_recent: dict[str, HourlyElectricity] = {}
"""Shapes asked for in this process, by key: a slider asks again and again."""
ARRAYS = ("load_shapes", "solar_shapes", "heat_class", "mean_u_limits")


def hours_of(
    latitude: float, longitude: float, book: Book, year: int = 2025, weather: Weather | None = None
) -> HourlyElectricity:
    """The shapes of a place in the typical Belgian year.

    Args:
        latitude, longitude: of the city; rounded to a tenth of a degree [degree]
        book: every topic of TOPICS
        year: year whose parameter values are taken
        weather: instead of the typical year; nothing is kept then
    """
    place = round(latitude, DEGREE_PLACES), round(longitude, DEGREE_PLACES)
    if weather is not None:
        return hourly_electricity(weather, *place, day_tables(), book, year)
    values = {name: book.at(name, year) for name in sorted(book.parameters) if name.startswith(TOPICS)}
    key = hashlib.sha256(json.dumps([FORM, place, year, values], sort_keys=True).encode()).hexdigest()[:20]
    if key not in _recent:
        if len(_recent) >= MOST_RECENT:
            _recent.clear()
        _recent[key] = _kept_or_new(key, place, book, year)
    return _recent[key]


def _kept_or_new(key: str, place: tuple[float, float], book: Book, year: int) -> HourlyElectricity:
    file = cache_folder() / "hours" / f"{key}.npz"
    kept = _read(file)
    if kept is None:
        kept = hourly_electricity(belgian_year(book, year), *place, day_tables(), book, year)
        _keep(file, kept)
    return kept


def day_tables() -> dict[str, np.ndarray]:
    """Typical days of the profiles, by month, kind of day and hour, shape (12, 3, 24) each."""
    return {name: _day_table(PROFILES / f"{name}.csv") for name in DAY_TABLES}


def _day_table(path: Path) -> np.ndarray:
    with path.open(encoding="utf-8", newline="") as stream:
        rows = csv.DictReader(line for line in stream if not line.startswith("#"))
        table = np.full((12, len(DAYS), 24), np.nan)
        for row in rows:
            hours = [float(row[f"h{hour:02d}"]) for hour in range(24)]
            table[int(row["month"]) - 1, DAYS.index(row["day"])] = hours
    return table


def _read(file: Path) -> HourlyElectricity | None:
    """Kept shapes; None when there are none or they cannot be read."""
    try:
        with np.load(file, allow_pickle=False) as kept:
            found = HourlyElectricity(**{name: kept[name] for name in ARRAYS})
    except (OSError, ValueError, KeyError, EOFError, AttributeError, zipfile.BadZipFile):
        return None
    sums = [shapes.sum(axis=-1, dtype=np.float64) for shapes in (found.load_shapes, found.solar_shapes)]
    return found if np.allclose(np.concatenate(sums), 1.0, atol=1e-4) else None


def _keep(file: Path, hours: HourlyElectricity) -> None:
    """Write the shapes whole or not at all; a cache that cannot be written costs time, not the run."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(prefix=".", suffix=".npz", dir=file.parent)
        with os.fdopen(handle, "wb") as stream:
            np.savez(stream, **{name: getattr(hours, name) for name in ARRAYS})
        os.replace(draft, file)
    except OSError:
        pass
