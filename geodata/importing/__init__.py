"""A real place from open map files, in the same form as a drawn city.

Place in the flow: [geodata] -> sim -> scenarios -> dashboard.
Front door: `import_city`. Files are read into `findings`, moved to metres, cleaned, and what they do not tell is filled
by `ImportDefaults`, every filled value flagged.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import numpy as np
import shapely

from geodata.citymap import DISTRICT_KINDS, LAND_KINDS, CityMap, Layer, make_layer
from geodata.importing import crs
from geodata.importing.cleaning import clean_footprints, polygons_only
from geodata.importing.completeness import completeness
from geodata.importing.defaults import ImportDefaults
from geodata.importing.districts import Districts, find_districts
from geodata.importing.findings import Findings, Things
from geodata.importing.houses import Ground, building_columns
from geodata.importing.lamps import fill_lamps, gather_lamps
from geodata.importing.land import land_layer
from geodata.importing.network import lay_streets
from geodata.importing.osm import RING_CLOSED
from geodata.importing.problem import ImportProblem
from geodata.importing.reading import WANTED, fingerprint, read_files
from geodata.importing.shapes import shared_walls
from geodata.importing.streets import Streets, built_beside, nearest_street

__all__ = ["ImportDefaults", "ImportProblem", "import_city"]


def import_city(files: list[Path], name: str, defaults: ImportDefaults, title: str = "") -> CityMap:
    """A city map of a real place.

    Args:
        files: OSM extracts, or tables of footprints, streets and lamps; several are put together
        name: name of the map in files: letters, digits, `_` and `-`
        defaults: numbers that fill what the files do not tell
        title: name of the place on a screen; found in the files when empty

    Raises:
        ImportProblem: which file, what was found, what would work
    """
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}", name):
        raise ImportProblem(name, "a name that is no file name", "letters, digits, _ and -, at most 80")
    files = [Path(file) for file in files]
    found = read_files(files, defaults)
    found.roads, found.lamps = found.roads.without_repeats(), found.lamps.without_repeats()
    system, lon_lat = _to_metres(found, files, defaults)
    found.buildings = clean_footprints(found.buildings, defaults.tolerance, found.dropped)
    found.land = _sound_land(found.land)
    if len(found.buildings) <= found.dropped["too large for a building"]:
        raise ImportProblem(_names(files), "polygons, but few or none of a building's size", "footprints of buildings")
    return _assemble(found, name, title, system, lon_lat, fingerprint(files, defaults), defaults)


def _assemble(
    found: Findings, name: str, title: str, system: str, lon_lat: tuple[float, float], stamp: str, d: ImportDefaults
) -> CityMap:
    """The layers of the map, each made by its own module."""
    footprints = found.buildings.array()
    xy = shapely.get_coordinates(shapely.centroid(footprints))
    hull = shapely.buffer(shapely.convex_hull(shapely.multipoints(xy)), d.street["margin_m"])
    streets = lay_streets(found, footprints, xy, d.street)
    addresses = [tags.get("addr:street", "") for tags in found.buildings.tags]
    street = nearest_street(footprints, addresses, streets, d.street["address_m"])
    beside, _ = built_beside(streets, footprints, d.street["reach_m"])
    walls = shared_walls(footprints, d.tolerance["touch_m"], d.tolerance["shared_wall_m"])
    ground = Ground(footprints, xy[:, 0], xy[:, 1], shapely.area(footprints), walls, street)
    buildings, _ = building_columns(ground, found, streets, d)
    like_a_town = d.like_a_town(buildings["type"])
    districts = find_districts(
        xy, hull, found.places, title or name.replace("_", " ").capitalize(), bool(title), like_a_town, d.district
    )
    buildings["district"] = districts.of_building
    street_district = _district_of_streets(streets, street, districts, xy)
    found.lamps = _lamps_inside(found, hull)
    lamps = _lamps_layer(found, streets, beside, street_district, d)
    building_layer = make_layer("buildings", buildings, footprints)
    return CityMap(
        name=name,
        crs=system,
        latitude=round(lon_lat[1], 5),
        longitude=round(lon_lat[0], 5),
        recipe_hash=stamp,
        districts=_districts_layer(districts),
        streets=_streets_layer(streets, street_district),
        buildings=building_layer,
        lamps=lamps,
        land=_land_layer(found, streets, hull, d),
        attribution=tuple(sorted(found.attribution)),
        completeness=completeness(building_layer.filled, lamps.filled),
        dropped={reason: int(count) for reason, count in sorted(found.dropped.items()) if count},
        warnings=_told_once(found.warnings),
    )


def _to_metres(found: Findings, files: list[Path], d: ImportDefaults) -> tuple[str, tuple[float, float]]:
    """Move all findings to the metric system of the place; gives that system and the middle in degrees."""
    if not len(found.buildings):
        held = ", ".join(f"{len(things)} {kind}" for kind, things in found.kinds().items() if len(things))
        raise ImportProblem(_names(files), f"no polygon of a building ({held or 'nothing of use'})", WANTED)
    if len(found.buildings) > d.size_limit["buildings"]:
        limit = f"at most {d.size_limit['buildings']:,.0f}: an extract of one municipality"
        raise ImportProblem(_names(files), f"{len(found.buildings):,} buildings", limit)
    bounds = shapely.bounds(found.buildings.array())
    middle = np.median((bounds[:, :2] + bounds[:, 2:]) / 2, axis=0)
    lon, lat = float(middle[0]), float(middle[1])
    system = crs.metric_system(lon, lat)
    for things in found.kinds().values():
        things.geometry = list(crs.reproject(things.array(), crs.DEGREES, system))
    swapped = crs.swapped_warning(lon, lat)
    found.warnings.extend([swapped] if swapped else [])
    return system, (lon, lat)


def _sound_land(land: Things) -> Things:
    """Land with repaired polygons; lines stay lines."""
    shapes = land.array()
    area = shapely.get_dimensions(shapes) == 2 if len(land) else np.zeros(0, dtype=bool)
    out = land.keep(~area)
    repaired = polygons_only(land.keep(area), Counter())
    for shape, tags in zip(repaired.geometry, repaired.tags, strict=True):
        out.add(shape, tags)
    return out


def _district_of_streets(streets: Streets, street: np.ndarray, districts: Districts, xy: np.ndarray) -> np.ndarray:
    """District of each segment: that of the building nearest to its middle."""
    from scipy.spatial import cKDTree

    middle = shapely.get_coordinates(shapely.line_interpolate_point(streets.geometry, 0.5, normalized=True))
    return districts.of_building[cKDTree(xy).query(middle)[1]]


def _lamps_inside(found: Findings, hull: shapely.Geometry) -> Things:
    """Lamps within the built area; the others are counted out."""
    if not len(found.lamps):
        return found.lamps
    inside = shapely.contains(hull, found.lamps.array())
    found.dropped["lamp away from all buildings"] += int((~inside).sum())
    return found.lamps.keep(inside)


def _lamps_layer(
    found: Findings, streets: Streets, built_up: np.ndarray, street_district: np.ndarray, d: ImportDefaults
) -> Layer:
    lamps, notes = gather_lamps(found.lamps, streets, built_up, d)
    found.warnings.extend(notes)
    columns = fill_lamps(lamps, streets, d)
    columns |= {"street": lamps.street, "x_m": lamps.x_m, "y_m": lamps.y_m, "district": street_district[lamps.street]}
    return make_layer("lamps", columns)


def _streets_layer(streets: Streets, district: np.ndarray) -> Layer:
    middle = shapely.get_coordinates(shapely.line_interpolate_point(streets.geometry, 0.5, normalized=True))
    columns = {
        "district": district,
        "kind": streets.kind,
        "length_m": shapely.length(streets.geometry),
        "x_m": middle[:, 0],
        "y_m": middle[:, 1],
        "name": streets.name,
    }
    return make_layer("streets", columns, streets.geometry)


def _districts_layer(districts: Districts) -> Layer:
    kinds = np.array([DISTRICT_KINDS.index(kind) for kind in districts.kind])
    title = np.array(districts.title, dtype=str)
    columns = {"name": np.array(districts.name, dtype=str), "title_en": title, "title_nl": title, "kind": kinds}
    return make_layer("districts", columns, Things(districts.geometry).array())


def _land_layer(found: Findings, streets: Streets, hull: shapely.Geometry, d: ImportDefaults) -> Layer:
    kinds, names, shapes = land_layer(found.land, streets, hull, d.street_width_m, d.waterway_width_m)
    codes = np.array([LAND_KINDS.index(kind) for kind in kinds], dtype=np.int8)
    return make_layer("land", {"kind": codes, "name": np.array(names, dtype=str)}, Things(shapes).array())


def _told_once(warnings: list[str]) -> tuple[str, ...]:
    """Each warning once, with the broken rings counted."""
    rings = warnings.count(RING_CLOSED)
    rest = tuple(dict.fromkeys(text for text in warnings if text != RING_CLOSED))
    return (*rest, f"{rings} broken rings of buildings were closed or completed") if rings else rest


def _names(files: list[Path]) -> str:
    return ", ".join(file.name for file in files)
