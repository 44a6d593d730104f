"""OpenStreetMap files of three forms (.osm.pbf, .osm, OSM JSON) turned into findings.

Place in the flow: [geodata] -> sim -> scenarios -> dashboard.
Rings are put together here and not by the library, because the library leaves out rings that do not close; extracts
and hand-drawn houses are full of those. Editors, dates and personal tags are never read out of the file.
"""

from __future__ import annotations

import json
from array import array
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import shapely

from geodata.importing.findings import OSM_CREDIT, Findings
from geodata.importing.problem import ImportProblem
from geodata.importing.rings import close_ring, mend_corner, rings_of_relation
from geodata.importing.sorting import add_area, add_line, add_point, is_building
from geodata.importing.tags import public_tags

RING_CLOSED = "ring closed"
AREA_RELATIONS = ("multipolygon", "boundary")
WANTED = ".osm.pbf, .osm (XML) or OSM JSON (`out json` of Overpass) as the OpenStreetMap tools write them"


@dataclass
class RawOsm:
    """Elements of a file as they stand: flat arrays for nodes, because there are millions."""

    ids: array = field(default_factory=lambda: array("q"))
    lon: array = field(default_factory=lambda: array("d"))
    lat: array = field(default_factory=lambda: array("d"))
    node_tags: dict[int, dict[str, str]] = field(default_factory=dict)
    ways: dict[int, tuple[np.ndarray, dict[str, str]]] = field(default_factory=dict)
    relations: list[tuple[list[tuple[int, str]], dict[str, str]]] = field(default_factory=list)
    """Per relation: way members as (id, role), and the tags."""

    def add_node(self, number: int, lon: float, lat: float, tags: dict[str, str]) -> None:
        self.ids.append(number)
        self.lon.append(lon)
        self.lat.append(lat)
        if tags:
            self.node_tags[number] = tags


def read_osm(path: Path, into: Findings, most_nodes: int, gap_share: float) -> None:
    """Add what an OSM file holds to the findings.

    Args:
        path: .osm.pbf, .osm or .json file
        into: findings to add to, in degrees
        most_nodes: reading stops above that number of points
        gap_share: longest gap of a broken ring that is closed, as share of its drawn length [0 to 1]

    Raises:
        ImportProblem: not readable as OSM, or too large
    """
    raw = _from_json(path, most_nodes) if path.suffix.lower() == ".json" else _from_osmium(path, most_nodes)
    if not raw.ids:
        raise ImportProblem(path, "no point with coordinates", WANTED)
    into.attribution.add(OSM_CREDIT)
    where = _Places(raw)
    for number, tags in raw.node_tags.items():
        point = where.coordinates(np.array([number]))
        if len(point):
            add_point(shapely.Point(point[0]), tags, into)
    taken = _add_relations(raw, where, into, gap_share)
    for number, (refs, tags) in raw.ways.items():
        if number not in taken:
            _add_way(where.points(refs), tags, into, gap_share)


class _Places:
    """Coordinates by node id."""

    def __init__(self, raw: RawOsm):
        ids = np.frombuffer(raw.ids, dtype=np.int64)
        order = np.argsort(ids, kind="stable")
        self.ids = ids[order]
        self.lon_lat = np.column_stack([np.frombuffer(raw.lon), np.frombuffer(raw.lat)])[order]

    def points(self, refs: np.ndarray) -> np.ndarray:
        """Points of the nodes in order [n, 2]; NaN for nodes that an extract left outside."""
        row = np.minimum(np.searchsorted(self.ids, refs), len(self.ids) - 1)
        return np.where((self.ids[row] == refs)[:, None], self.lon_lat[row], np.nan)

    def coordinates(self, refs: np.ndarray) -> np.ndarray:
        """Points of the nodes that the file holds, in order [n, 2]."""
        points = self.points(refs)
        return points[~np.isnan(points[:, 0])]


def _add_way(points: np.ndarray, tags: dict[str, str], into: Findings, gap_share: float) -> None:
    """File one way, as a polygon when its tags call for one."""
    if not tags:
        return
    if is_building(tags):
        _add_house(points, tags, into, gap_share)
        return
    points = points[~np.isnan(points[:, 0])]
    if len(points) < 2:
        return
    closed = np.array_equal(points[0], points[-1]) and len(points) >= 4
    if not closed or ("highway" in tags and tags.get("area") != "yes"):
        add_line(shapely.LineString(points), tags, into)
    else:
        add_area(shapely.Polygon(points), tags, into)


def _add_house(points: np.ndarray, tags: dict[str, str], into: Findings, gap_share: float) -> None:
    """File a building drawn as one way; a ring that does not close is closed when it nearly does."""
    whole = not np.isnan(points).any()
    closed = whole and np.array_equal(points[0], points[-1])
    ring = close_ring(points if whole else mend_corner(points), gap_share)
    if ring is None:
        into.dropped["broken ring" if whole else "building cut by the edge of the file"] += 1
        return
    if not closed:
        into.warnings.append(RING_CLOSED)
    add_area(shapely.Polygon(ring), tags, into)


def _add_relations(raw: RawOsm, where: _Places, into: Findings, gap_share: float) -> set[int]:
    """File polygons made of several ways; gives the ways that are spent by a building and must not count again."""
    taken: set[int] = set()
    for members, tags in raw.relations:
        if tags.get("type") not in AREA_RELATIONS or len(tags) == 1:
            continue
        present = [(raw.ways[number], role) for number, role in members if number in raw.ways]
        lines = [(where.coordinates(way[0]), role) for way, role in present]
        area = rings_of_relation(lines, gap_share if is_building(tags) else 0.0)
        if area is None:
            what = "building" if is_building(tags) else "boundary or land"
            into.dropped[f"{what} relation that does not close"] += 1
            continue
        if is_building(tags):
            outer = [(number, role) for number, role in members if number in raw.ways and role != "inner"]
            taken.update(number for number, _ in outer)
            for number, _ in outer:
                tags = {**raw.ways[number][1], **tags}
        add_area(area, tags, into)
    return taken


def _from_osmium(path: Path, most_nodes: int) -> RawOsm:
    import osmium

    raw = RawOsm()
    try:
        for thing in osmium.FileProcessor(str(path)):
            _take(thing, raw)
            _refuse_too_many(raw, path, most_nodes)
    except ImportProblem:
        raise
    except (RuntimeError, ValueError, OSError) as error:
        raise ImportProblem(path, f"a file that cannot be read as OSM: {error}", WANTED) from error
    return raw


def _refuse_too_many(raw: RawOsm, path: Path, most_nodes: int) -> None:
    if len(raw.ids) > most_nodes:
        raise ImportProblem(path, f"more than {most_nodes:,} points", "an extract of one municipality")


def _take(thing: object, raw: RawOsm) -> None:
    """Copy one element out of the reader's buffer: place, members and public tags, nothing else."""
    kind = thing.type_str()
    tags = public_tags(dict(thing.tags)) if len(thing.tags) else {}
    if kind == "n":
        if thing.location.valid():
            raw.add_node(thing.id, thing.location.lon, thing.location.lat, tags)
    elif kind == "w":
        raw.ways[thing.id] = (np.array([node.ref for node in thing.nodes], dtype=np.int64), tags)
    elif kind == "r":
        members = [(member.ref, member.role) for member in thing.members if member.type == "w"]
        raw.relations.append((members, tags))


def _from_json(path: Path, most_nodes: int) -> RawOsm:
    try:
        raw = RawOsm()
        for element in json.loads(path.read_text(encoding="utf-8"))["elements"]:
            _take_json(element, raw)
            _refuse_too_many(raw, path, most_nodes)
        return raw
    except ImportProblem:
        raise
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ImportProblem(path, f"JSON without usable OSM elements: {error!r}", WANTED) from error


def _take_json(element: dict, raw: RawOsm) -> None:
    tags = public_tags(element.get("tags") or {})
    kind, number = element["type"], int(element["id"])
    if kind == "node":
        raw.add_node(number, float(element["lon"]), float(element["lat"]), tags)
    elif kind == "way" and "nodes" in element:
        raw.ways[number] = (np.array(element["nodes"], dtype=np.int64), tags)
    elif kind == "way" and "geometry" in element:
        raw.ways[number] = (_invent_nodes(element["geometry"], raw), tags)
    elif kind == "relation":
        members = element.get("members", [])
        for member in members:
            if member["type"] == "way" and "geometry" in member and member["ref"] not in raw.ways:
                raw.ways[member["ref"]] = (_invent_nodes(member["geometry"], raw), {})
        raw.relations.append(([(m["ref"], m.get("role", "")) for m in members if m["type"] == "way"], tags))


def _invent_nodes(points: list[dict | None], raw: RawOsm) -> np.ndarray:
    """Node ids for inline geometry (`out geom`): negative, and the same for the same spot, so that rings meet."""
    refs = []
    for point in points:
        if point is None:
            continue
        lon, lat = float(point["lon"]), float(point["lat"])
        number = -(round((lon + 180) * 1e7) * 4_000_000_000 + round((lat + 90) * 1e7)) - 1
        raw.add_node(number, lon, lat, {})
        refs.append(number)
    return np.array(refs, dtype=np.int64)
