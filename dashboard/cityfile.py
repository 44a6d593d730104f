"""The city as one compact file for the browser: what stands where, and what it is in every year (`city/1`).

Place in the flow: geodata -> sim -> scenarios -> [dashboard]. Pure: map and results in, bytes out.
Four bytes of length, a JSON header, then typed arrays, each on a multiple of four bytes. Places are in decimetres from
the middle of the city, years are offsets from the first year. All views of the city, 3D and flat, read the same file.
"""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import shapely

from dashboard.trees import trees_of
from geodata import CityMap
from sim.results import Results

FORMAT = "city/1"
NEVER, NO_LABEL = 255, 255
DAYS_PER_YEAR = 365
ROOM_DM = 32_000
"""How far int16 reaches, with a margin [dm]."""
Table = dict[str, np.ndarray]


def changes_of(results: Results, layer: str, trait: str) -> Table:
    """The dated changes of one trait, oldest first."""
    table = results.tables["assets"]
    chosen = np.flatnonzero((table["layer"] == layer) & (table["trait"] == trait))
    chosen = chosen[np.argsort(table["day"][chosen], kind="stable")]
    return {name: table[name][chosen] for name in ("asset", "day", "value")}


def state_by_year(results: Results, layer: str, trait: str, count: int, missing: int = NO_LABEL) -> np.ndarray:
    """What each asset is at the end of each year, uint8, shape (years, count).

    Args:
        results: of a run
        layer: `buildings` or `lamps`
        trait: a trait whose values are small indices
        count: rows of the layer
        missing: value of an asset that never had the trait
    """
    changes = changes_of(results, layer, trait)
    states = np.full((len(results.years), count), missing, dtype=np.uint8)
    present = np.full(count, missing, dtype=np.uint8)
    ends = np.searchsorted(changes["day"], (np.arange(len(results.years)) + 1) * DAYS_PER_YEAR)
    begin = 0
    for offset, end in enumerate(ends):
        present[changes["asset"][begin:end]] = changes["value"][begin:end]
        states[offset] = present
        begin = end
    return states


def year_of_first(results: Results, layer: str, trait: str, count: int) -> np.ndarray:
    """In which year, as offset, a trait first rose above zero; 0 when it was so at the start, NEVER when it never did."""
    changes = changes_of(results, layer, trait)
    risen = changes["value"] > 0
    assets, first = np.unique(changes["asset"][risen], return_index=True)
    years = np.full(count, NEVER, dtype=np.uint8)
    years[assets] = np.clip(changes["day"][risen][first], 0, None) // DAYS_PER_YEAR
    return years


def year_of_led(lamp_types: np.ndarray) -> np.ndarray:
    """In which year, as offset, each lamp is LED for the first time.

    Args:
        lamp_types: index into LAMP_TYPES at each year's end, shape (years, lamps); LED is 0
    """
    is_led = lamp_types == 0
    return np.where(is_led.any(axis=0), is_led.argmax(axis=0), NEVER).astype(np.uint8)


def rings_of(geometries: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """All rings or lines of some shapes: row of the shape, corners of each ring, corners (n, 2), end point left out."""
    parts, row = shapely.get_parts(geometries, return_index=True)
    if len(parts) and shapely.get_type_id(parts[0]) == shapely.GeometryType.POLYGON:
        parts, ring_of = shapely.get_rings(parts, return_index=True)
        row, closed = row[ring_of], 1
    else:
        closed = 0
    corners, ring = shapely.get_coordinates(parts, return_index=True)
    if closed and len(ring):
        corners = corners[np.r_[ring[1:] == ring[:-1], False]]
    counts = shapely.get_num_coordinates(parts) - closed
    return row, counts, corners


def footprints(geometries: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Outer corners of each building, anticlockwise: corners per building (at most 255) and corners (n, 2)."""
    parts, row = shapely.get_parts(geometries, return_index=True)
    largest_first = np.argsort(-shapely.area(parts), kind="stable")
    _, largest = np.unique(row[largest_first], return_index=True)
    outer = shapely.get_exterior_ring(parts[largest_first][largest])
    crowded = shapely.get_num_coordinates(outer) > NEVER
    outer[crowded] = shapely.simplify(outer[crowded], 2.0)
    _, counts, corners = rings_of(shapely.orient_polygons(shapely.polygons(outer)))
    return counts, corners


def pack_city(city: CityMap, results: Results) -> bytes:
    """The city and its years as one `city/1` file."""
    west, south, east, north = shapely.total_bounds(city.buildings.geometry)
    middle = np.array([(west + east) / 2, (south + north) / 2])
    arrays = _building_arrays(city, results, middle) | _lamp_arrays(city, results, middle)
    for name in ("land", "streets"):
        arrays |= _shape_arrays(city, name, middle)
    arrays["tree_xy_dm"] = _decimetres(trees_of(city), middle)
    header = {
        "format": FORMAT,
        "city": city.name,
        "first_year": int(results.years[0]),
        "years": len(results.years),
        "buildings": len(city.buildings),
        "lamps": len(city.lamps),
        "districts": _district_names(city, middle),
    }
    return _join(header, arrays)


def _building_arrays(city: CityMap, results: Results, middle: np.ndarray) -> Table:
    count = len(city.buildings)
    corner_count, corners = footprints(city.buildings.geometry)
    return {
        "corner_count": corner_count.astype(np.uint8),
        "corner_xy_dm": _decimetres(corners, middle),
        "use": city.buildings.use.astype(np.uint8),
        "kind": city.buildings.type.astype(np.uint8),
        "height_dm": np.clip(city.buildings.height_m * 10, 0, 65_535).astype(np.uint16),
        "ridge_dm": np.clip(city.buildings.ridge_m * 10, 0, 255).astype(np.uint8),
        "labels": state_by_year(results, "buildings", "label", count),
        "pv_year": year_of_first(results, "buildings", "solar_kwp", count),
        "heat_pump_year": year_of_first(results, "buildings", "heat_pump", count),
        "retrofit_year": year_of_first(results, "buildings", "renovated", count),
    }


def _lamp_arrays(city: CityMap, results: Results, middle: np.ndarray) -> Table:
    lamps = city.lamps
    types = state_by_year(results, "lamps", "lamp_type", len(lamps))
    known = np.where(types == NO_LABEL, lamps.type.astype(np.uint8), types)
    return {
        "lamp_xy_dm": _decimetres(np.column_stack([lamps.x_m, lamps.y_m]), middle),
        "lamp_type": lamps.type.astype(np.uint8),
        "lamp_led_year": year_of_led(known),
    }


def _shape_arrays(city: CityMap, name: str, middle: np.ndarray) -> Table:
    layer = city.layer(name)
    row, counts, corners = rings_of(layer.geometry)
    return {
        f"{name}_kind": layer.kind[row].astype(np.uint8),
        f"{name}_shape": row.astype(np.uint16 if len(layer) < 65_536 else np.uint32),
        f"{name}_count": counts.astype(np.uint16),
        f"{name}_xy_dm": _decimetres(corners, middle),
    }


def _decimetres(corners: np.ndarray, middle: np.ndarray) -> np.ndarray:
    """Places [m] as whole decimetres from the middle, int16 where that is enough."""
    places = np.rint((np.asarray(corners, dtype=np.float64) - middle) * 10)
    wide = places.size and np.abs(places).max() > ROOM_DM
    return places.astype(np.int32 if wide else np.int16).ravel()


def _district_names(city: CityMap, middle: np.ndarray) -> list[dict[str, Any]]:
    districts = city.districts
    places = shapely.get_coordinates(shapely.point_on_surface(districts.geometry)) - middle
    return [
        {"x": round(float(x) * 10), "y": round(float(y) * 10), "en": str(en), "nl": str(nl)}
        for (x, y), en, nl in zip(places, districts.title_en, districts.title_nl, strict=True)
    ]


def _join(header: dict[str, Any], arrays: Table) -> bytes:
    """Header and arrays in one row of bytes, little-endian."""
    blocks, at = [], 0
    header["arrays"] = {}
    for name, array in arrays.items():
        flat = np.ascontiguousarray(array).ravel()
        content = flat.astype(flat.dtype.newbyteorder("<"), copy=False).tobytes()
        header["arrays"][name] = {"at": at, "type": flat.dtype.name, "count": flat.size}
        blocks.append(content + b"\0" * (-len(content) % 4))
        at += len(blocks[-1])
    text = json.dumps(header, separators=(",", ":"), ensure_ascii=False).encode()
    text += b" " * (-len(text) % 4)
    return len(text).to_bytes(4, "little") + text + b"".join(blocks)
