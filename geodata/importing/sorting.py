"""Which collection a tagged thing belongs to: building, road, lamp, land, place or business.

Place in the flow: [geodata] -> sim -> scenarios -> dashboard.
One rule for OpenStreetMap and for tables that use its tags.
"""

from __future__ import annotations

from typing import Any

from geodata.importing.findings import Findings

NOT_BUILT = {
    "no": "said to be no building",
    "False": "said to be no building",
    "0": "said to be no building",
    "roof": "roof without walls",
    "carport": "roof without walls",
    "ruins": "ruin",
    "collapsed": "ruin",
    "construction": "not yet built",
    "proposed": "not yet built",
    "entrance": "entrance only",
    "underpass_entrance": "entrance only",
    "ship": "ship",
    "bridge": "bridge",
}
BUSINESS_KEYS = frozenset({"amenity", "shop", "office", "craft", "tourism", "healthcare", "social_facility"})
GROUND_KEYS = ("landuse", "natural", "leisure", "water", "waterway", "amenity", "place")
PLACE_WORDS = frozenset({"village", "hamlet", "suburb", "neighbourhood", "quarter", "town", "locality_part"})


def is_building(tags: dict[str, str]) -> bool:
    """Whether the tags speak of a building at all (a `building=no` included, to be counted)."""
    return "building" in tags


def add_point(point: Any, tags: dict[str, str], into: Findings) -> None:
    """File a tagged point; points that tell nothing are left without a count, a map has thousands."""
    if tags.get("highway") == "street_lamp":
        into.lamps.add(point, tags)
    elif tags.get("place") in PLACE_WORDS and "name" in tags:
        into.places.add(point, tags)
    elif is_building(tags) and tags["building"] not in NOT_BUILT:
        into.dropped["building drawn as a point"] += 1
    elif BUSINESS_KEYS & tags.keys():
        into.businesses.add(point, tags)


def add_line(line: Any, tags: dict[str, str], into: Findings) -> None:
    """File a tagged line: a road, a rail or a watercourse."""
    if "highway" in tags and tags.get("area") != "yes":
        into.roads.add(line, tags)
    elif tags.get("railway") == "rail" or tags.get("waterway") in ("river", "canal", "stream", "dock"):
        into.land.add(line, tags)


def add_area(area: Any, tags: dict[str, str], into: Findings) -> None:
    """File a tagged polygon: a building, a piece of land or a named place; a building can be only that."""
    if is_building(tags):
        reason = why_not_built(tags)
        if reason:
            into.dropped[reason] += 1
        else:
            into.buildings.add(area, tags)
        return
    named_place = tags.get("boundary") == "administrative" or tags.get("place") in PLACE_WORDS
    if named_place and "name" in tags:
        into.places.add(area, tags)
    elif any(key in tags for key in GROUND_KEYS) or tags.get("highway") == "pedestrian":
        into.land.add(area, tags)


def why_not_built(tags: dict[str, str]) -> str | None:
    """Why a thing with a building tag is no building that can be heated or shaded, or None.

    >>> why_not_built({"building": "roof"}), why_not_built({"building": "house"})
    ('roof without walls', None)
    """
    if tags.get("location") == "underground" or tags.get("layer", "0").startswith("-"):
        return "under the ground"
    if tags.get("ruins") == "yes":
        return "ruin"
    return NOT_BUILT.get(tags["building"])
