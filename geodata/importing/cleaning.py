"""Footprints made sound: rings repaired, slivers, doubles and overlaps taken out, every loss counted.

Place in the flow: [geodata] -> sim -> scenarios -> dashboard.
"""

from __future__ import annotations

from collections import Counter

import numpy as np
import shapely

from geodata.importing.findings import Things


def clean_footprints(found: Things, tolerance: dict[str, float], dropped: Counter) -> Things:
    """Valid, separate polygons of useful size.

    Args:
        found: building shapes [m] with tags
        tolerance: `sliver_m2`, `largest_m2`, `duplicate_share`, `overlap_m2`, `far_km` of `import.tolerance`
        dropped: counts by reason are added here
    """
    sound = polygons_only(found, dropped)
    sound = _without_regions(sound, tolerance["largest_m2"], dropped)
    sound = _near_the_rest(sound, tolerance["far_km"] * 1000, dropped)
    sound = _without_slivers(sound, tolerance["sliver_m2"], dropped)
    sound = _without_overlaps(sound, tolerance, dropped)
    return _without_slivers(sound, tolerance["sliver_m2"], dropped)


def polygons_only(found: Things, dropped: Counter) -> Things:
    """One row per polygon part, repaired; points and lines that a repair leaves behind are thrown away."""
    shapes = found.array()
    broken = ~shapely.is_valid(shapes)
    shapes[broken] = shapely.make_valid(shapes[broken])
    out = Things()
    for shape, tags, was_broken in zip(shapes, found.tags, broken, strict=True):
        parts = [part for part in _parts(shape) if part.geom_type == "Polygon" and part.area > 0]
        if not parts:
            dropped["no area"] += 1
        elif was_broken or len(parts) == 1:  # a repaired bow tie stays one building: its largest lobe
            out.add(max(parts, key=lambda part: part.area), tags)
        else:
            for part in parts:
                out.add(part, tags)
    return out


def _parts(shape: shapely.Geometry) -> list[shapely.Geometry]:
    """Simple parts of a shape, collections inside collections included."""
    if not hasattr(shape, "geoms"):
        return [shape]
    return [inner for part in shape.geoms for inner in _parts(part)]


def _near_the_rest(found: Things, far_m: float, dropped: Counter) -> Things:
    """Without the odd house at the other end of the world, which would stretch the map."""
    if not len(found):
        return found
    middle = shapely.get_coordinates(shapely.centroid(found.array()))
    near = np.hypot(*(middle - np.median(middle, axis=0)).T) <= far_m
    dropped["far from all other buildings"] += int((~near).sum())
    return found.keep(near)


def _without_regions(found: Things, most_m2: float, dropped: Counter) -> Things:
    """Without shapes no building can have: somebody brought a table of plots or municipalities."""
    small = shapely.area(found.array()) <= most_m2 if len(found) else np.zeros(0, dtype=bool)
    dropped["too large for a building"] += int((~small).sum())
    return found.keep(small)


def _without_slivers(found: Things, least_m2: float, dropped: Counter) -> Things:
    large = shapely.area(found.array()) >= least_m2 if len(found) else np.zeros(0, dtype=bool)
    dropped[f"smaller than {least_m2:g} m2"] += int((~large).sum())
    return found.keep(large)


def _without_overlaps(found: Things, tolerance: dict[str, float], dropped: Counter) -> Things:
    """No spot is built twice: of two shapes that overlap, the smaller (of equals the later) gives way."""
    shapes = found.array()
    area = shapely.area(shapes)
    gone = np.zeros(len(shapes), dtype=bool)
    for large, small in _pairs(shapes, area, tolerance["overlap_m2"]):
        if gone[large] or gone[small]:
            continue
        shared = shapely.intersection(shapes[large], shapes[small]).area
        if shared <= tolerance["overlap_m2"]:
            continue
        if shared >= tolerance["duplicate_share"] * shapes[small].area:
            gone[small] = True
            same = shared >= tolerance["duplicate_share"] * shapes[large].area
            dropped["drawn twice" if same else "inside another building"] += 1
            if same:
                found.tags[large] = {**found.tags[small], **found.tags[large]}
        else:
            rest = _parts(shapely.make_valid(shapely.difference(shapes[small], shapes[large])))
            rest = [part for part in rest if part.geom_type == "Polygon"]
            shapes[small] = max(rest, key=lambda part: part.area)
            dropped["overlap clipped (building kept)"] += 1
    out = found.keep(~gone)
    out.geometry = list(shapes[~gone])
    return out


def _pairs(shapes: np.ndarray, area: np.ndarray, overlap_m2: float) -> list[tuple[int, int]]:
    """Overlapping pairs as (larger, smaller), the largest shapes first."""
    if not len(shapes):
        return []
    left, right = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    once = left < right
    left, right = left[once], right[once]
    real = shapely.area(shapely.intersection(shapes[left], shapes[right])) > overlap_m2
    left, right = left[real], right[real]
    first_is_larger = area[left] >= area[right]
    large, small = np.where(first_is_larger, left, right), np.where(first_is_larger, right, left)
    order = np.lexsort([small, large, -area[small], -area[large]])
    return list(zip(large[order].tolist(), small[order].tolist(), strict=True))
