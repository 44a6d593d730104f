"""Where on earth: reading coordinate systems, guessing absent ones, and the metric system of the map.

Place in the flow: [geodata] -> sim -> scenarios -> dashboard.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import shapely

from geodata.importing.problem import ImportProblem

DEGREES = "EPSG:4326"
BELGIAN = "EPSG:3812"
BELGIUM = (2.5, 49.4, 6.5, 51.6)
"""West, south, east and north of Belgium [deg]."""
GUESSES = (
    ("EPSG:31370", "Belgian Lambert 72", (20_000, 20_000, 300_000, 260_000)),
    ("EPSG:3812", "Belgian Lambert 2008", (520_000, 520_000, 800_000, 760_000)),
)
"""Metric systems of Belgian files with the box of the country in each [m]: a file without a system can be placed."""


def to_degrees(path: Path, shapes: np.ndarray, crs: Any, warnings: list[str]) -> np.ndarray:
    """Shapes in longitude and latitude.

    Args:
        path: file they come from, for messages
        shapes: geometries
        crs: system the file names (anything pyproj takes), or None
        warnings: a guess is written here

    Raises:
        ImportProblem: no system that can be guessed, or coordinates outside the world
    """
    box = _box(shapes)
    if box is None:
        return shapes
    if crs is None or (_in_degrees(crs) and not _on_earth(box)):
        crs = _guess(path, box, crs, warnings)
    if not str(crs) == DEGREES:
        shapes = reproject(shapes, crs, DEGREES)
    box = _box(shapes)
    if box is None or not _on_earth(box):
        raise ImportProblem(path, f"coordinates outside the world: {box}", "longitude -180 to 180, latitude -90 to 90")
    return shapes


def metric_system(lon: float, lat: float) -> str:
    """The map's system at a place: Belgian Lambert 2008 in Belgium, elsewhere the UTM zone.

    >>> metric_system(4.8, 51.26), metric_system(24.94, 60.17), metric_system(151.2, -33.9)
    ('EPSG:3812', 'EPSG:32635', 'EPSG:32756')
    """
    west, south, east, north = BELGIUM
    if west <= lon <= east and south <= lat <= north:
        return BELGIAN
    zone = int((lon + 180) // 6) % 60 + 1
    return f"EPSG:{(32600 if lat >= 0 else 32700) + zone}"


def reproject(shapes: np.ndarray, source: Any, target: Any) -> np.ndarray:
    """Shapes in another system, x before y."""
    from pyproj import Transformer

    if len(shapes) == 0:
        return shapes
    move = Transformer.from_crs(source, target, always_xy=True).transform
    return shapely.transform(shapes, lambda xy: np.column_stack(move(xy[:, 0], xy[:, 1])))


def swapped_warning(lon: float, lat: float) -> str | None:
    """A word when the place would be Belgian with its two numbers exchanged."""
    west, south, east, north = BELGIUM
    if west <= lat <= east and south <= lon <= north:
        return "the place lies off Somalia, but in Belgium with longitude and latitude exchanged: check their order"
    return None


def _box(shapes: np.ndarray) -> tuple[float, ...] | None:
    bounds = shapely.bounds(shapes)
    bounds = bounds[np.isfinite(bounds).all(axis=1)]
    if not len(bounds):
        return None
    return (*bounds[:, :2].min(axis=0).tolist(), *bounds[:, 2:].max(axis=0).tolist())


def _on_earth(box: tuple[float, ...]) -> bool:
    return bool(box[0] >= -180 and box[2] <= 180 and box[1] >= -90 and box[3] <= 90)


def _in_degrees(crs: Any) -> bool:
    from pyproj import CRS

    return CRS.from_user_input(crs).is_geographic


def _guess(path: Path, box: tuple[float, ...], crs: Any, warnings: list[str]) -> str:
    """System of a file that names none, or names degrees and holds metres."""
    if _on_earth(box):
        warnings.append(f"{path.name}: no coordinate system in the file, read as longitude and latitude")
        return DEGREES
    for code, title, (west, south, east, north) in GUESSES:
        if box[0] >= west and box[1] >= south and box[2] <= east and box[3] <= north:
            warnings.append(f"{path.name}: no usable coordinate system in the file, read as {title} ({code})")
            return code
    found = f"no coordinate system, and numbers from {box[:2]} to {box[2:]}"
    found = found if crs is None else f"coordinates outside the world: {box[:2]} to {box[2:]} as degrees"
    raise ImportProblem(path, found, "a file that names its coordinate system, or longitude and latitude")
