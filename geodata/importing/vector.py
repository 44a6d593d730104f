"""Tables of shapes (GeoJSON, GeoPackage, GeoParquet, Shapefile) as findings, whatever their columns are called.

Place in the flow: [geodata] -> sim -> scenarios -> dashboard.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from geodata.importing.crs import to_degrees
from geodata.importing.findings import OSM_CREDIT, Findings
from geodata.importing.problem import ImportProblem
from geodata.importing.sorting import BUSINESS_KEYS, GROUND_KEYS, add_area, add_line, add_point
from geodata.importing.tags import KEPT_KEYS, public_tags

FORMS = ".geojson, .json, .gpkg, .parquet, .shp or .zip with a shapefile"
SYNONYMS = {
    "height": ("height_m", "hoogte", "hauteur", "bldg_height", "h_dak_50p", "measuredheight", "building:height"),
    "start_date": (
        "year", "year_built", "bouwjaar", "construction_year", "year_of_construction", "oorspronkelijkbouwjaar",
        "annee", "yearbuilt", "construction_date",
    ),
    "building:levels": ("levels", "storeys", "floors", "verdiepingen", "bouwlagen", "etages", "num_floors"),
    "building:flats": ("flats", "dwellings", "woningen", "woongelegenheden", "logements"),
    "building": ("use", "usage", "functie", "gebruik", "building_use", "function", "class", "subtype"),
    "addr:street": ("street", "straat", "straatnaam", "rue"),
    "roof:shape": ("roof_shape", "dakvorm"),
}  # fmt: skip
"""OSM key -> column names of other makers with the same meaning, in lower case. The OSM key itself wins."""
ROAD_SYNONYMS = {
    "highway": ("fclass", "road_class", "class", "kind", "type", "wegcat"),
    "name": ("street", "straatnaam", "street_name", "straat"),
}
LAMP_SYNONYMS = {
    "light:power": ("power_w", "power", "vermogen", "wattage", "watt"),
    "light:method": ("lamp_type", "type", "lamptype", "light_source"),
    "start_date": ("year", "jaar", "plaatsingsjaar", "installed"),
}
OSM_MARKS = frozenset({"osm_id", "osm_way_id", "osm_type", "addr:housenumber", "building:levels"})
"""Columns that betray a table made from OpenStreetMap, whose contributors must then be named."""
BUILDING_WORDS = re.compile(r"build|gebouw|footprint|pand|gbg|house|batiment|gebaeude", re.IGNORECASE)
LAMP_WORDS = re.compile(r"lamp|licht|light|lumin|eclairage", re.IGNORECASE)
MAGIC = {".gpkg": b"SQLite format 3\x00", ".parquet": b"PAR1", ".shp": b"\x00\x00\x27\x0a", ".zip": b"PK"}


def read_vector(path: Path, into: Findings, most_unpacked_bytes: float) -> None:
    """Add the shapes of a file to the findings: polygons as buildings or land, lines as roads, points as lamps.

    Args:
        path: file of one of FORMS
        into: findings to add to, in degrees
        most_unpacked_bytes: a packed file may not unfold to more [bytes]

    Raises:
        ImportProblem: unreadable, of another kind than its name says, too large, or placed nowhere
    """
    _refuse_disguise(path)
    if path.suffix.lower() == ".zip":
        _refuse_bomb(path, most_unpacked_bytes)
    for layer, frame in _frames(path, most_unpacked_bytes):
        usable = frame.geometry.notna() & ~frame.geometry.is_empty
        into.dropped["no shape, or a broken ring"] += int((~usable).sum())
        frame = frame[usable]
        if len(frame):
            _sort_layer(path, layer, frame, into)


def _refuse_disguise(path: Path) -> None:
    """A file must begin as its ending promises: readers that guess by content could be led to other files."""
    with path.open("rb") as stream:
        begin = stream.read(64)
    magic = MAGIC.get(path.suffix.lower())
    honest = begin.startswith(magic) if magic else begin.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
    if not honest:
        raise ImportProblem(path, f"a file that does not begin like a {path.suffix} file", FORMS)


def _refuse_bomb(path: Path, most_bytes: float) -> None:
    """Look at the table of contents before anything is unpacked."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError) as error:
        raise ImportProblem(path, f"a broken ZIP: {error}", FORMS) from error
    unfolded = sum(member.file_size for member in members)
    if unfolded > most_bytes:
        raise ImportProblem(
            path, f"a ZIP that unfolds to {unfolded / 1e6:,.0f} MB", f"under {most_bytes / 1e6:,.0f} MB"
        )
    if not any(member.filename.lower().endswith(".shp") for member in members):
        raise ImportProblem(path, "a ZIP without a .shp", FORMS)


def _frames(path: Path, most_bytes: float) -> list[tuple[str, Any]]:
    """Layers of the file with their names, as geopandas frames without the columns we never want."""
    try:
        if path.suffix.lower() == ".parquet":
            return [(path.stem, _read_parquet(path, most_bytes))]
        import pyogrio

        source = f"/vsizip/{path}" if path.suffix.lower() == ".zip" else str(path)
        frames = []
        for name in _useful_layers(path, source):
            fields = [str(field) for field in pyogrio.read_info(source, layer=name)["fields"]]
            frames.append(
                (name, pyogrio.read_dataframe(source, layer=name, columns=_welcome(fields), on_invalid="ignore"))
            )
        return frames
    except ImportProblem:
        raise
    except Exception as error:  # GDAL and Arrow raise many kinds; to the user all mean: this file is broken
        raise ImportProblem(path, f"a file that cannot be read: {error}", FORMS) from error


def _read_parquet(path: Path, most_bytes: float) -> Any:
    import geopandas
    import pyarrow.parquet as pq

    described = pq.ParquetFile(path)
    unfolded = sum(described.metadata.row_group(i).total_byte_size for i in range(described.metadata.num_row_groups))
    if unfolded > most_bytes:
        raise ImportProblem(path, f"a table of {unfolded / 1e6:,.0f} MB unpacked", f"under {most_bytes / 1e6:,.0f} MB")
    frame = geopandas.read_parquet(path)
    names = [str(name) for name in frame.columns if name != frame.geometry.name]
    return frame[[*_welcome(names), frame.geometry.name]]


def _welcome(fields: list[str]) -> list[str]:
    """Columns that mean something to us; all others (persons, remarks) are not even read."""
    known = set(KEPT_KEYS) | OSM_MARKS
    for table in (SYNONYMS, ROAD_SYNONYMS, LAMP_SYNONYMS):
        known.update(table, *table.values())
    return [field for field in fields if field.lower() in known]


def _sort_layer(path: Path, layer: str, frame: Any, into: Findings) -> None:
    """File every shape of a layer by its dimension and its tags."""
    shapes = to_degrees(path, shapely.force_2d(frame.geometry.to_numpy()), frame.crs, into.warnings)
    finite = np.isfinite(shapely.bounds(shapes)).all(axis=1)
    into.dropped["coordinates that are no numbers"] += int((~finite).sum())
    if OSM_MARKS & {str(name) for name in frame.columns}:
        into.attribution.add(OSM_CREDIT)
    columns = {str(name).lower(): frame[name].to_numpy() for name in frame.columns if name != frame.geometry.name}
    dimension = shapely.get_dimensions(shapes)
    if "building" not in columns and not _says_ground(columns) and (dimension == 2).any():
        into.warnings.append(f"layer {layer!r}: no column `building`, every polygon taken as a building")
    named = f"{path.stem} {layer}"
    for row in np.flatnonzero(finite):
        values = {name: column[row] for name, column in columns.items() if not _missing(column[row])}
        if dimension[row] == 2:
            add_area(shapes[row], _area_tags(values, columns), into)
        elif dimension[row] == 1:
            for part in shapely.get_parts(shapes[row]):
                add_line(part, _road_tags(values), into)
        elif dimension[row] == 0:
            _add_points(shapes[row], values, named, into)


def _says_ground(columns: dict[str, Any]) -> bool:
    return any(key in columns for key in (*GROUND_KEYS, "boundary"))


def _missing(value: Any) -> bool:
    return (
        value is None or value == "" or (isinstance(value, float) and np.isnan(value)) or str(value) in ("NaT", "None")
    )


def _area_tags(values: dict[str, Any], columns: dict[str, Any]) -> dict[str, str]:
    """Tags of a polygon; where the table has no `building` column and no land use, it is a table of buildings."""
    renamed = _rename(values, SYNONYMS)
    if "building" not in columns and not _says_ground(columns):
        renamed.setdefault("building", "yes")
    elif "building" not in columns and not (set(GROUND_KEYS) | {"boundary"}) & values.keys():
        renamed.setdefault("building", "yes")
    if "building" in columns and "building" not in values:
        renamed.pop("building", None)
    return public_tags(renamed)


def _road_tags(values: dict[str, Any]) -> dict[str, str]:
    tags = _rename(values, ROAD_SYNONYMS)
    if not {"railway", "waterway"} & tags.keys():
        tags.setdefault("highway", "residential")
    return public_tags(tags)


def _add_points(shape: Any, values: dict[str, Any], named: str, into: Findings) -> None:
    """A point is a lamp when it, its columns or its file say so; otherwise it may be a business."""
    is_lamp = LAMP_WORDS.search(named) or {"power_w", "light:method", "lamp_type"} & values.keys()
    tags = _rename(values, LAMP_SYNONYMS) | {"highway": "street_lamp"} if is_lamp else values
    for point in shapely.get_parts(shape):
        if not is_lamp and not (BUSINESS_KEYS | {"highway", "place", "building"}) & values.keys():
            into.dropped["point that says nothing"] += 1
            continue
        add_point(point, public_tags(tags), into)


def _rename(values: dict[str, Any], synonyms: dict[str, tuple[str, ...]]) -> dict[str, Any]:
    """The same values under OSM keys; a key that is already there keeps its value."""
    out = dict(values)
    for key, others in synonyms.items():
        if key in out:
            continue
        for other in others:
            if other in values:
                out[key] = values[other]
                break
    return out


def _useful_layers(path: Path, source: str) -> list[str]:
    """Layers to read: of several polygon layers without telling columns only the one named after buildings.

    Raises:
        ImportProblem: several polygon layers and none says that it holds buildings
    """
    import pyogrio

    layers = [(name, kind) for name, kind in pyogrio.list_layers(source) if kind is not None]
    telling = {"building", "boundary", *GROUND_KEYS}
    mute = [
        name
        for name, kind in layers
        if "Polygon" in kind and not telling & {str(f).lower() for f in pyogrio.read_info(source, layer=name)["fields"]}
    ]
    named = [name for name in mute if BUILDING_WORDS.search(name)]
    others = any("Polygon" in kind and name not in mute for name, kind in layers)
    if len(mute) > 1 and not named and not others:
        raise ImportProblem(path, f"the polygon layers {', '.join(mute)}", "one layer named `buildings`")
    skipped = set(mute) - set(named) if named or others else set()
    return [name for name, _ in layers if name not in skipped]
