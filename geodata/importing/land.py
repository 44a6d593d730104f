"""The ground between the buildings: water, fields, parks, blocks and roads.

Place in the flow: [geodata] -> sim -> scenarios -> dashboard.
"""

from __future__ import annotations

import numpy as np
import shapely

from geodata.citymap import STREET_KINDS
from geodata.importing.findings import Things
from geodata.importing.streets import Streets


def _table(words: dict[str, str]) -> dict[str, str]:
    return {word: kind for kind, listed in words.items() for word in listed.split()}


KIND_OF = {
    "landuse": _table({
        "water": "basin reservoir pond", "park": "grass village_green recreation_ground cemetery flowerbed",
        "field": "farmland meadow farm farmyard orchard vineyard greenhouse_horticulture plant_nursery allotments",
        "forest": "forest", "rail": "railway", "dock": "port harbour",
        "block": "residential commercial retail industrial construction education religious military civil garages",
    }),
    "natural": _table({"water": "water bay", "forest": "wood scrub heath", "field": "grassland wetland sand"}),
    "leisure": _table({
        "park": "park garden pitch golf_course playground sports_centre nature_reserve", "dock": "marina",
    }),
    "water": _table({"water": "lake pond river canal basin reservoir moat"}),
    "waterway": _table({"water": "riverbank river canal stream", "dock": "dock"}),
    "place": _table({"square": "square", "block": "city_block"}),
    "highway": _table({"square": "pedestrian"}),
    "railway": _table({"rail": "rail"}),
}  # fmt: skip
FROM_THE_BOTTOM = ("block", "field", "forest", "park", "rail", "water", "dock", "square")


def land_layer(
    found: Things, streets: Streets, ground: shapely.Geometry, width_m: dict[str, float], water_m: dict[str, float]
) -> tuple[list[str], list[str], list]:
    """Kind, name and polygon of each piece of land, from the bottom to the top of a drawing.

    Args:
        found: polygons and lines [m] with tags
        streets: segments, widened to road
        ground: area of the map; everything is cut to it [m]
        width_m: street width by kind
        water_m: `import.waterway_width_m`, by kind of watercourse, and `rail`
    """
    kinds, names, shapes = [], [], []
    for shape, tags in zip(found.geometry, found.tags, strict=True):
        kind = land_kind(tags)
        if shapely.get_dimensions(shape) == 1:
            wide = water_m.get("rail" if kind == "rail" else tags.get("waterway", ""), 0.0)
            shape = shapely.buffer(shape, wide / 2)
        if kind:
            kinds.append(kind)
            names.append(tags.get("name", ""))
            shapes.append(shape)
    cut = shapely.intersection(shapely.make_valid(np.array(shapes, dtype=object)), ground) if shapes else []
    rows = [row for row, shape in enumerate(cut) if shape.area > 0]
    rows.sort(key=lambda row: FROM_THE_BOTTOM.index(kinds[row]))
    roads = _roads(streets, width_m)
    return (
        [kinds[row] for row in rows] + ["road"] * len(roads),
        [names[row] for row in rows] + [""] * len(roads),
        [_only_polygons(cut[row]) for row in rows] + roads,
    )


def land_kind(tags: dict[str, str]) -> str | None:
    """Kind of land that the tags speak of, or None.

    >>> land_kind({"landuse": "meadow"}), land_kind({"natural": "water", "water": "lake"}), land_kind({"landuse": "x"})
    ('field', 'water', None)
    """
    for key in ("water", "waterway", "natural", "leisure", "place", "highway", "railway", "landuse"):
        kind = KIND_OF[key].get(tags.get(key, ""))
        if kind:
            return kind
    return None


def _roads(streets: Streets, width_m: dict[str, float]) -> list:
    """One polygon of carriageway and footpath per kind of street."""
    out = []
    for number, kind in enumerate(STREET_KINDS):
        of_kind = streets.geometry[streets.kind == number]
        if len(of_kind):
            out.append(shapely.union_all(shapely.buffer(of_kind, width_m[kind] / 2, quad_segs=3)))
    return out


def _only_polygons(shape: shapely.Geometry) -> shapely.Geometry:
    if shape.geom_type != "GeometryCollection":
        return shape
    return shapely.union_all([part for part in shape.geoms if shapely.get_dimensions(part) == 2])
