"""Streets cut into segments between crossings, and the segment that each building stands on.

Place in the flow: [geodata] -> sim -> scenarios -> dashboard.
Two roads cross where they share a drawn point; where they only pass over each other (a bridge) they share none.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.ops import substring

from geodata.citymap import STREET_KINDS
from geodata.importing.findings import Things

KIND_OF_HIGHWAY = {
    **dict.fromkeys(("primary", "secondary", "tertiary", "primary_link", "secondary_link", "tertiary_link"), "main"),
    **dict.fromkeys(("residential", "living_street", "road"), "residential"),
    **dict.fromkeys(("unclassified", "rural"), "rural"),
    **dict.fromkeys(("pedestrian", "square"), "square"),
    **dict.fromkeys(("footway", "cycleway", "path", "steps", "bridleway"), "path"),
    "main": "main",
    "quay": "quay",
}
LEFT_OUT = {
    **dict.fromkeys(("motorway", "motorway_link", "trunk", "trunk_link"), "road: motorway, not the municipality's"),
    "track": "road: field track",
    "service": "road: driveway or service road",
}
OTHER_ROAD = "road: path, platform or work in progress"
SAME_SPOT_M = 0.01
"""Points of a map are given to a centimetre; nearer ones are one point."""


@dataclass
class Streets:
    """Segments in columns; row number is the street's id."""

    geometry: np.ndarray
    kind: np.ndarray
    """Index into STREET_KINDS."""
    name: np.ndarray
    lit: np.ndarray
    """1 said to be lit, 0 said to be dark, -1 not said."""

    def __len__(self) -> int:
        return len(self.geometry)

    def join(self, other: Streets) -> Streets:
        """These segments and then the others."""
        return Streets(*(np.concatenate([getattr(self, key), getattr(other, key)]) for key in self.__dict__))

    def keep(self, mask: np.ndarray) -> Streets:
        """The rows of a mask."""
        return Streets(self.geometry[mask], self.kind[mask], self.name[mask], self.lit[mask])


def street_kind(tags: dict[str, str]) -> tuple[str | None, str]:
    """Kind of street of a road, or None with the reason to leave it out.

    >>> street_kind({"highway": "tertiary"}), street_kind({"highway": "track"})[0]
    (('main', ''), None)
    >>> service = {"highway": "service", "name": "Mill Lane"}
    >>> street_kind({"highway": "footway", "lit": "yes"})[0], street_kind(service)[0]
    ('path', 'residential')
    """
    highway = tags.get("highway", "")
    kind = KIND_OF_HIGHWAY.get(highway)
    if highway == "service" and "name" in tags and "service" not in tags:
        kind = "residential"
    if kind == "path" and (tags.get("lit") != "yes" or tags.get("footway") in ("sidewalk", "crossing")):
        kind = None
    return kind, "" if kind else LEFT_OUT.get(highway, OTHER_ROAD)


def cut_streets(roads: Things, kinds: list[str], longest_m: float) -> tuple[Streets, np.ndarray]:
    """Segments between crossings, each of at most `longest_m`.

    Args:
        roads: lines [m] with tags
        kinds: kind of street of each road
        longest_m: longer pieces are halved, thirded and so on [m]

    Returns:
        segments, and the row of the road that each comes from
    """
    pieces, owner = _cut_at_crossings(roads.geometry, longest_m)
    codes = np.array([STREET_KINDS.index(kind) for kind in kinds], dtype=np.int8)
    names = np.array([tags.get("name", "") for tags in roads.tags], dtype=str)
    lit = np.array([_lit(tags) for tags in roads.tags], dtype=np.int8)
    return Streets(pieces, codes[owner], names[owner], lit[owner]), owner


def _lit(tags: dict[str, str]) -> int:
    said = tags.get("lit")
    return -1 if said is None else int(said != "no")


def _cut_at_crossings(lines: list, longest_m: float) -> tuple[np.ndarray, np.ndarray]:
    """Pieces and the line each comes from."""
    if not lines:
        return np.array([], dtype=object), np.array([], dtype=np.int64)
    points, of_line = shapely.get_coordinates(np.array(lines, dtype=object), return_index=True)
    spots = np.round(points / SAME_SPOT_M).astype(np.int64)
    _, spot, times = np.unique(spots, axis=0, return_inverse=True, return_counts=True)
    crossing = times[np.ravel(spot)] > 1
    pieces, owner = [], []
    bounds = np.searchsorted(of_line, np.arange(len(lines) + 1))
    for number, (first, last) in enumerate(zip(bounds[:-1], bounds[1:], strict=True)):
        inner = np.flatnonzero(crossing[first + 1 : last - 1]) + first + 1
        for start, end in zip([first, *inner], [*inner, last - 1], strict=True):
            parts = _even_parts(shapely.LineString(points[start : end + 1]), longest_m)
            pieces.extend(parts)
            owner.extend([number] * len(parts))
    out = np.empty(len(pieces), dtype=object)
    out[:] = pieces
    long_enough = shapely.length(out) > SAME_SPOT_M
    return out[long_enough], np.array(owner, dtype=np.int64)[long_enough]


def _even_parts(line: shapely.LineString, longest_m: float) -> list:
    count = max(1, int(np.ceil(line.length / longest_m)))
    if count == 1:
        return [line]
    return [substring(line, i / count, (i + 1) / count, normalized=True) for i in range(count)]


def near_buildings(streets: Streets, footprints: np.ndarray, margin_m: float, dropped: Counter) -> Streets:
    """Only the segments within reach of a building: an extract's long tails of road are not the village's."""
    if not len(streets):
        return streets
    near = np.zeros(len(streets), dtype=bool)
    near[shapely.STRtree(footprints).query(streets.geometry, predicate="dwithin", distance=margin_m)[0]] = True
    dropped["street segment away from all buildings"] += int((~near).sum())
    return streets.keep(near)


def built_beside(streets: Streets, footprints: np.ndarray, reach_m: float) -> tuple[np.ndarray, np.ndarray]:
    """Buildings within reach of each segment: how many, and their footprint per 100 m of street [m2].

    Args:
        streets: segments
        footprints: building polygons [m]
        reach_m: a building this near fronts the street [m]
    """
    segment, building = shapely.STRtree(footprints).query(streets.geometry, predicate="dwithin", distance=reach_m)
    number = np.bincount(segment, minlength=len(streets))
    area_m2 = np.bincount(segment, weights=shapely.area(footprints)[building], minlength=len(streets))
    return number, area_m2 / ((shapely.length(streets.geometry) + 2 * reach_m) / 100)


def nearest_street(footprints: np.ndarray, addresses: list[str], streets: Streets, address_m: float) -> np.ndarray:
    """Row of the segment that each building stands on: of its address when near enough, else the nearest.

    Args:
        footprints: building polygons [m]
        addresses: street name of each building's address, empty when unknown
        streets: segments; paths take no building unless there is nothing else
        address_m: farthest a segment of the address may lie [m]
    """
    open_to_cars = np.flatnonzero(streets.kind != STREET_KINDS.index("path"))
    rows = open_to_cars if len(open_to_cars) else np.arange(len(streets))
    out = rows[_nearest(footprints, streets.geometry[rows])]
    wanted = np.array(addresses, dtype=str)
    for name in np.unique(wanted[wanted != ""]):
        of_name = rows[streets.name[rows] == name]
        asking = np.flatnonzero((wanted == name) & (streets.name[out] != name))
        if len(of_name) and len(asking):
            best = of_name[_nearest(footprints[asking], streets.geometry[of_name])]
            near = shapely.distance(footprints[asking], streets.geometry[best]) <= address_m
            out[asking[near]] = best[near]
    return out


def _nearest(shapes: np.ndarray, lines: np.ndarray) -> np.ndarray:
    """Row of the nearest line of each shape; of equally near ones the first."""
    asked, found = shapely.STRtree(lines).query_nearest(shapes)
    order = np.lexsort([found, asked])
    asked, first = np.unique(asked[order], return_index=True)
    return found[order][first]
