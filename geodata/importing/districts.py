"""Districts of an imported place: its named parts when the source tells them, else parts of a handy size.

Place in the flow: [geodata] -> sim -> scenarios -> dashboard.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

import numpy as np
import shapely

from geodata.importing.findings import Things

ROUNDS = 60
"""K-means has settled long before."""


@dataclass
class Districts:
    """Districts in columns, and the row of the district of each building."""

    name: list[str]
    title: list[str]
    kind: list[str]
    geometry: list
    of_building: np.ndarray


def find_districts(
    xy: np.ndarray,
    ground: shapely.Geometry,
    places: Things,
    title: str,
    title_given: bool,
    like_a_town: bool,
    sizes: dict[str, float],
) -> Districts:
    """Districts that cover all buildings.

    Args:
        xy: middles of the buildings [n, 2] [m]
        ground: the built area that the districts share [m]
        places: named points and boundary polygons [m]
        title: name of the whole place, used when it stays one district
        title_given: the user chose it, so it beats a name in the source
        like_a_town: the one district of a small place is then a neighbourhood, else a village
        sizes: `import.district`: least_buildings, split_above, buildings_each
    """
    small = len(xy) <= sizes["split_above"]
    by_boundary = _by_boundaries(xy, ground, places, sizes["least_buildings"])
    if by_boundary:
        return by_boundary
    points = [
        (shape, tags) for shape, tags in zip(places.geometry, places.tags, strict=True) if shape.geom_type == "Point"
    ]
    centres, names, kinds = _by_points(xy, points, sizes["least_buildings"])
    if not len(centres) and not small:
        centres = _k_means(xy, int(np.ceil(len(xy) / sizes["buildings_each"])))
        names = [f"{title} {number + 1}".strip() for number in range(len(centres))]
        kinds = ["neighbourhood"] * len(centres)
    if not len(centres):
        told = next((tags["name"] for _, tags in points), title)
        kind = "village" if small and not like_a_town else "neighbourhood"
        centres, names, kinds = xy.mean(axis=0, keepdims=True), [title if title_given else told], [kind]
    return _around(centres, names, kinds, xy, ground)


def _by_boundaries(xy: np.ndarray, ground: shapely.Geometry, places: Things, least: float) -> Districts | None:
    """Boundaries of the finest level that splits the place; buildings outside go to the nearest one."""
    levels: dict[str, list[tuple]] = {}
    for shape, tags in zip(places.geometry, places.tags, strict=True):
        if shapely.get_dimensions(shape) == 2:
            levels.setdefault(tags.get("admin_level", "place"), []).append((shape, tags["name"]))
    points = shapely.points(xy)
    best: tuple | None = None
    for found in levels.values():
        shapes = np.array([shape for shape, _ in found], dtype=object)
        inside = np.array([shapely.contains(shape, points).sum() for shape in shapes])
        used = np.flatnonzero(inside >= least)
        if len(used) >= 2 and (best is None or len(used) > len(best[0])):
            best = (shapes[used], [found[row][1] for row in used])
    if best is None:
        return None
    shapes, names = best
    of_building = np.argmin(np.array([shapely.distance(shape, points) for shape in shapes]), axis=0)
    clipped = [shapely.intersection(shape, ground) for shape in shapes]
    return Districts(_slugs(names), names, ["neighbourhood"] * len(names), clipped, of_building)


def _by_points(xy: np.ndarray, points: list[tuple], least: float) -> tuple[np.ndarray, list[str], list[str]]:
    """Centres of named places that each have enough buildings nearest to them; fewer than two are none."""
    while len(points) >= 2:
        centres = np.array([[shape.x, shape.y] for shape, _ in points])
        counts = np.bincount(_nearest(xy, centres), minlength=len(points))
        if counts.min() >= least:
            kinds = ["village" if tags["place"] in ("village", "hamlet") else "neighbourhood" for _, tags in points]
            return centres, [tags["name"] for _, tags in points], kinds
        points = [point for number, point in enumerate(points) if number != counts.argmin()]
    return np.zeros((0, 2)), [], []


def _around(centres: np.ndarray, names: list[str], kinds: list[str], xy: np.ndarray, ground) -> Districts:
    """Each building belongs to the nearest centre, and the polygons say the same."""
    if len(centres) == 1:
        return Districts(_slugs(names), names, kinds, [ground], np.zeros(len(xy), dtype=np.int64))
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.MultiPoint(centres), extend_to=shapely.envelope(ground)))
    owner = shapely.STRtree(cells).query(shapely.points(centres), predicate="within")[1]
    geometry = [shapely.intersection(cells[row], ground) for row in owner]
    return Districts(_slugs(names), names, kinds, geometry, _nearest(xy, centres))


def _nearest(xy: np.ndarray, centres: np.ndarray) -> np.ndarray:
    from scipy.spatial import cKDTree

    return cKDTree(centres).query(xy)[1]


def _k_means(xy: np.ndarray, number: int) -> np.ndarray:
    """Centres of compact groups (Lloyd), begun at buildings far from each other: no chance involved."""
    centres = xy[[np.hypot(*(xy - xy.mean(axis=0)).T).argmin()]]
    while len(centres) < number:
        gap = np.min([np.hypot(*(xy - centre).T) for centre in centres], axis=0)
        centres = np.vstack([centres, xy[gap.argmax()]])
    for _ in range(ROUNDS):
        owner = _nearest(xy, centres)
        moved = np.array(
            [xy[owner == row].mean(axis=0) if (owner == row).any() else c for row, c in enumerate(centres)]
        )
        if np.allclose(moved, centres):
            break
        centres = moved
    return centres


def _slugs(titles: list[str]) -> list[str]:
    """File names of titles, each once.

    >>> _slugs(["Kaartinkaupunki", "Pääskynen", "’t Zand", "Pääskynen"])
    ['kaartinkaupunki', 'paaskynen', 't_zand', 'paaskynen_2']
    """
    out: list[str] = []
    for title in titles:
        plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
        slug = re.sub(r"[^a-z0-9]+", "_", plain).strip("_") or "district"
        slug = slug if slug[0].isalpha() else f"district_{slug}"
        number = sum(other == slug or re.fullmatch(rf"{slug}_\d+", other) is not None for other in out)
        out.append(f"{slug}_{number + 1}" if number else slug)
    return out
