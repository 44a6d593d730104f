"""From a list of files to one set of findings: what each file is, whether it may be read, and its fingerprint.

Place in the flow: [geodata] -> sim -> scenarios -> dashboard.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from geodata.importing.defaults import ImportDefaults
from geodata.importing.findings import Findings
from geodata.importing.osm import read_osm
from geodata.importing.problem import ImportProblem
from geodata.importing.vector import read_vector

WANTED = ".osm.pbf, .osm, OSM JSON, .geojson, .gpkg, .parquet, .shp or a .zip with a shapefile"
VECTOR = (".geojson", ".json", ".gpkg", ".parquet", ".shp", ".zip")
OSM_BEGINNINGS = {".pbf": b"OSMHeader", ".osm": b"<osm"}
PEEK_BYTES = 4096
CHUNK_BYTES = 1 << 20


def read_files(files: list[Path], defaults: ImportDefaults) -> Findings:
    """Everything in the files, in degrees.

    Raises:
        ImportProblem: a file is missing, empty, too large, of an unknown kind or unreadable
    """
    findings = Findings()
    if not files:
        raise ImportProblem("no file", "nothing to import", WANTED)
    for path in files:
        _refuse_unfit(path, defaults.size_limit["file_mb"])
        if is_osm(path):
            read_osm(path, findings, int(defaults.size_limit["points"]), defaults.tolerance["gap_share"])
        else:
            read_vector(path, findings, defaults.size_limit["unpacked_mb"] * 1e6)
    return findings


def is_osm(path: Path) -> bool:
    """Whether the file is OpenStreetMap's own form.

    Raises:
        ImportProblem: the beginning of the file is not what its name promises, or the name promises nothing
    """
    suffix = path.suffix.lower()
    with path.open("rb") as stream:
        begin = stream.read(PEEK_BYTES)
    if suffix in OSM_BEGINNINGS:
        if OSM_BEGINNINGS[suffix] not in begin:
            raise ImportProblem(path, f"a file that does not begin like a {suffix} file", WANTED)
        return True
    if suffix not in VECTOR:
        raise ImportProblem(path, f"a file ending in {suffix or 'nothing'}", WANTED)
    return suffix == ".json" and _has_elements(path, begin)


def _has_elements(path: Path, begin: bytes) -> bool:
    """Whether a .json is OSM JSON: `elements` is among its first words, or among its keys."""
    if b'"elements"' in begin:
        return True
    if b'"FeatureCollection"' in begin:
        return False
    try:
        return "elements" in json.loads(path.read_bytes())
    except (ValueError, RecursionError, TypeError) as error:
        raise ImportProblem(path, f"a .json that cannot be read: {error}", WANTED) from error


def _refuse_unfit(path: Path, most_mb: float) -> None:
    if not path.is_file():
        raise ImportProblem(path, "no such file" if not path.exists() else "a folder", WANTED)
    size = path.stat().st_size
    if size == 0:
        raise ImportProblem(path, "an empty file", WANTED)
    if size > most_mb * 1e6:
        raise ImportProblem(path, f"{size / 1e6:,.0f} MB", f"at most {most_mb:,.0f} MB: an extract of one municipality")


def fingerprint(files: list[Path], defaults: ImportDefaults) -> str:
    """Name of the map that these files and defaults make: 16 hexadecimal digits."""
    whole = hashlib.sha256(defaults.fingerprint().encode())
    for path in files:
        with path.open("rb") as stream:
            while chunk := stream.read(CHUNK_BYTES):
                whole.update(chunk)
    return whole.hexdigest()[:16]
