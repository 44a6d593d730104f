"""The streets of a place: mapped ones, tracks where homes stand on them, and made-up ones where nothing is mapped.

Place in the flow: [geodata] -> sim -> scenarios -> dashboard.
"""

from __future__ import annotations

from collections import Counter

import numpy as np
import shapely

from geodata.citymap import STREET_KINDS
from geodata.importing.findings import Findings, Things
from geodata.importing.streets import Streets, built_beside, cut_streets, near_buildings, street_kind

DARK, NOT_SAID = 0, -1


def lay_streets(found: Findings, footprints: np.ndarray, xy: np.ndarray, sizes: dict[str, float]) -> Streets:
    """Segments such that every building has one near.

    Args:
        found: roads [m]; what is left out is counted in its `dropped`, what is made up told in its `warnings`
        footprints: building polygons [m]
        xy: their middles [n, 2] [m]
        sizes: `import.street`
    """
    streets, spare = _mapped(found, footprints, sizes)
    lonely = _far_from(streets, footprints, sizes["far_m"])
    if lonely.any() and len(spare):
        streets = _take_in_tracks(streets, spare, footprints[lonely], found.dropped, sizes)
        lonely = _far_from(streets, footprints, sizes["far_m"])
    if lonely.any():
        lit = NOT_SAID if lonely.all() else DARK
        kind = "residential" if lonely.all() else "rural"
        made_up = sketch_streets(xy[lonely, 0], xy[lonely, 1], int(sizes["homes_each"]), sizes["longest_m"], kind, lit)
        what = "no streets in the source" if lonely.all() else f"{lonely.sum()} buildings far from any street"
        found.warnings.append(f"{what}: {len(made_up)} segments were made up from groups of buildings")
        streets = streets.join(made_up)
    _, m2_per_100m = built_beside(streets, footprints, sizes["reach_m"])
    dense = (streets.kind == STREET_KINDS.index("rural")) & (m2_per_100m >= sizes["dense_m2_per_100m"])
    streets.kind[dense & (streets.lit != DARK)] = STREET_KINDS.index("residential")
    return streets


def _mapped(found: Findings, footprints: np.ndarray, sizes: dict[str, float]) -> tuple[Streets, Things]:
    """Segments of the roads that are streets, and the roads that are not."""
    verdicts = [street_kind(tags) for tags in found.roads.tags]
    is_street = np.array([kind is not None for kind, _ in verdicts], dtype=bool)
    found.dropped.update(reason for kind, reason in verdicts if kind is None)
    kinds = [kind for kind, _ in verdicts if kind is not None]
    streets, _ = cut_streets(found.roads.keep(is_street), kinds, sizes["longest_m"])
    return near_buildings(streets, footprints, sizes["margin_m"], found.dropped), found.roads.keep(~is_street)


def _far_from(streets: Streets, footprints: np.ndarray, far_m: float) -> np.ndarray:
    """Mask of buildings with no segment within `far_m`."""
    far = np.ones(len(footprints), dtype=bool)
    if len(streets):
        far[shapely.STRtree(streets.geometry).query(footprints, predicate="dwithin", distance=far_m)[0]] = False
    return far


def _take_in_tracks(
    streets: Streets, spare: Things, lonely: np.ndarray, dropped: Counter, sizes: dict[str, float]
) -> Streets:
    """The streets with those tracks, driveways and paths added that lonely buildings stand on: unlit unless told."""
    useful = np.array(["motorway" not in tags["highway"] and "trunk" not in tags["highway"] for tags in spare.tags])
    spare = spare.keep(useful)
    tracks, owner = cut_streets(spare, ["rural"] * len(spare), sizes["longest_m"])
    if not len(tracks):
        return streets
    number, _ = built_beside(tracks, lonely, sizes["reach_m"])
    taken = tracks.keep(number > 0)
    taken.lit[taken.lit == NOT_SAID] = DARK
    for row in np.unique(owner[number > 0]):
        dropped[street_kind(spare.tags[row])[1]] -= 1
    return streets.join(taken)


def sketch_streets(
    x_m: np.ndarray, y_m: np.ndarray, homes_each: int, longest_m: float, kind: str = "residential", lit: int = NOT_SAID
) -> Streets:
    """Made-up segments for footprints without streets: buildings halved along their longer spread until few are left.

    Args:
        x_m, y_m: middles of the buildings [m]
        homes_each: most buildings on one segment
        longest_m: longest segment [m]
        kind: word of STREET_KINDS that all of them get
        lit: as in `Streets`
    """
    lines, waiting = [], [np.arange(len(x_m))]
    while waiting:
        rows = waiting.pop()
        spread = np.ptp(x_m[rows]), np.ptp(y_m[rows])
        if len(rows) <= homes_each and max(spread) <= longest_m or len(rows) == 1:
            lines.append(_line_through(x_m[rows], y_m[rows], longest_m))
            continue
        along = x_m if spread[0] >= spread[1] else y_m
        order = rows[np.argsort(along[rows], kind="stable")]
        waiting.extend([order[len(order) // 2 :], order[: len(order) // 2]])
    blank = np.full(len(lines), "", dtype=str)
    geometry = np.empty(len(lines), dtype=object)
    geometry[:] = lines
    codes = np.full(len(lines), STREET_KINDS.index(kind), dtype=np.int8)
    return Streets(geometry, codes, blank, np.full(len(lines), lit, dtype=np.int8))


def _line_through(x_m: np.ndarray, y_m: np.ndarray, longest_m: float) -> shapely.LineString:
    """Straight line along the main direction of some points, a plot's width long at least."""
    middle = np.array([x_m.mean(), y_m.mean()])
    offsets = np.column_stack([x_m, y_m]) - middle
    direction = np.linalg.svd(offsets, full_matrices=True)[2][0] if len(x_m) > 1 else np.array([1.0, 0.0])
    along = offsets @ direction
    half = np.clip((along.max() - along.min()) / 2, longest_m / 15, longest_m / 2)
    return shapely.LineString([middle - half * direction, middle + half * direction])
