"""Which borders between blocks are streets, of what kind, and whose address a building has.

Place in the flow: [geodata] -> sim -> scenarios -> dashboard.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from geodata.citymap import STREET_KINDS
from geodata.drawing.blocks import split_long, street_net
from geodata.drawing.skeleton import Plan
from geodata.drawing.zones import FIELD, NONE, SQUARE, Land

MAIN, RESIDENTIAL, RURAL, SQUARE_STREET, QUAY, PATH = range(len(STREET_KINDS))
LONGEST_M = 132.0


@dataclass
class Streets:
    """Street segments; `flat` before bending, `line` after."""

    flat: np.ndarray
    line: np.ndarray
    kind: np.ndarray
    built: np.ndarray
    """runs along a built block (mask)"""

    def take(self, rows: np.ndarray) -> Streets:
        """Only these rows."""
        return Streets(self.flat[rows], self.line[rows], self.kind[rows], self.built[rows])


def draw_streets(plan: Plan, land: Land, warp) -> Streets:
    """All borders that carry traffic: around built blocks, and the roads through open land.

    Args:
        plan: the main lines
        land: pieces with their forms
        warp: bends flat lines
    """
    town = land.pieces[~np.isin(land.form, (FIELD, NONE))]
    roads = np.array([*plan.radials, *plan.lanes], dtype=object)
    flat = split_long(street_net(town, roads), LONGEST_M)
    flat = flat[shapely.length(flat) > 1.0]
    middle = shapely.line_interpolate_point(flat, 0.5, normalized=True)
    inside = shapely.distance(middle, shapely.Point(0, 0)) < plan.domain_radius
    if len(plan.docks):
        inside &= ~shapely.dwithin(shapely.union_all(plan.docks), middle, 6.0)
    flat, middle = flat[inside], middle[inside]
    built = np.zeros(len(flat), bool)
    built[shapely.STRtree(town).query(middle, predicate="dwithin", distance=1.5)[0]] = True
    return Streets(flat, warp(flat), _kinds(plan, land, middle, built), built)


def _kinds(plan: Plan, land: Land, middle: np.ndarray, built: np.ndarray) -> np.ndarray:
    """Kind of street at each middle."""
    kind = np.where(built, RESIDENTIAL, RURAL)
    mains = [*plan.radials, plan.ring.exterior] + ([plan.boulevard] if plan.boulevard is not None else [])
    kind[shapely.dwithin(shapely.union_all(mains), middle, 3.0)] = MAIN
    if plan.river_corridor is not None:
        kind[shapely.dwithin(plan.river_corridor.boundary, middle, 2.5) & built] = QUAY
    if len(plan.pier_streets):
        kind[shapely.dwithin(shapely.union_all(plan.pier_streets), middle, 2.5)] = QUAY
    squares = land.pieces[land.form == SQUARE]
    if len(squares):
        kind[shapely.dwithin(shapely.union_all(squares), middle, 2.5)] = SQUARE_STREET
    return kind


def carve_blocks(land: Land, rows: np.ndarray, streets: Streets, widths: dict[str, float], old_town: int, warp):
    """Take half a street off every side of these pieces of land.

    Args:
        land: flat pieces
        rows: which of them to carve
        streets: with their kinds
        widths: street width by kind, and `old_town` [m]
        old_town: row of the old town
        warp: bends flat polygons

    Returns:
        polygons, one per row; empty where nothing is left
    """
    half = np.where(land.district[rows] == old_town, widths["old_town"], widths["residential"]) / 2
    bent = warp(land.pieces[rows])
    blocks = shapely.buffer(bent, -half, join_style="mitre", mitre_limit=3)
    for kind in (MAIN, QUAY):
        lines = streets.line[streets.kind == kind]
        if not len(lines):
            continue
        band = shapely.buffer(lines, widths[STREET_KINDS[kind]] / 2, quad_segs=2, cap_style="round")
        block, line = shapely.STRtree(band).query(blocks, predicate="intersects")
        for b in np.unique(block):
            blocks[b] = blocks[b].difference(shapely.union_all(band[line[block == b]]))
    parts, owner = shapely.get_parts(blocks, return_index=True)
    largest = np.lexsort((shapely.area(parts), owner))
    found = np.full(len(rows), None, dtype=object)
    found[owner[largest]] = parts[largest]
    found[[f is None for f in found]] = shapely.Polygon()
    return shapely.simplify(shapely.polygons(shapely.get_exterior_ring(found)), 0.7)


def nearest_street(points: np.ndarray, lines: np.ndarray) -> np.ndarray:
    """Row of the street nearest to each point."""
    pairs = shapely.STRtree(lines).query_nearest(points, all_matches=False)
    found = np.zeros(len(points), int)
    found[pairs[0]] = pairs[1]
    return found


WORDS = (
    "Kerk", "Molen", "Nieuw", "Dorps", "School", "Kapel", "Linden", "Beuken", "Eiken", "Berken", "Populieren", "Kastanje",
    "Meers", "Broek", "Veld", "Akker", "Heide", "Bosch", "Wilgen", "Elzen", "Hazelaar", "Brouwers", "Wevers", "Smeden",
    "Bakkers", "Vlas", "Hop", "Tarwe", "Haver", "Gerst", "Klaver", "Leeuwerik", "Merel", "Zwaluw", "Vinken", "Reiger",
    "Vest", "Poort", "Toren", "Begijnen", "Klooster", "Abdij", "Gasthuis", "Koning", "Koningin", "Prinsen", "Vrijheids",
    "Statie", "Spoor", "Kanaal", "Sluis", "Brug", "Schippers", "Visserij", "Zand", "Klei", "Steen", "Berg", "Dal", "Bron",
    "Rozen", "Tulpen", "Lelie", "Viool", "Zonnebloem", "Papaver", "Madelief", "Iris", "Hyacinten", "Roggen", "Oude",
    "Lange", "Korte", "Brede", "Smalle", "Groene", "Hoge", "Lage", "Zuid", "Noord", "Oost", "West", "Wijngaard", "Boomgaard",
)  # fmt: skip
ENDS = {RESIDENTIAL: ("straat", "straat", "laan", "weg"), RURAL: ("weg", "veldweg"), QUAY: ("kaai",), PATH: ("pad",),
        SQUARE_STREET: ("plein",), MAIN: ("steenweg", "laan")}  # fmt: skip


def street_names(streets: Streets, luck) -> np.ndarray:
    """A name per segment: segments that run on straight through a crossing share it."""
    stroke = _strokes(streets)
    names, used = {}, set()
    for row, number in enumerate(stroke):
        if number in names:
            continue
        end = ENDS[int(streets.kind[row])][int(luck.integers(len(ENDS[int(streets.kind[row])])))]
        word = WORDS[int(luck.integers(len(WORDS)))]
        while word + end in used and len(used) < 0.5 * len(WORDS):
            word = WORDS[int(luck.integers(len(WORDS)))]
        used.add(word + end)
        names[number] = word + end
    return np.array([names[number] for number in stroke])


def _strokes(streets: Streets) -> np.ndarray:
    """Number of the run each segment belongs to: the straightest pair at each crossing runs on."""
    flat = streets.flat
    ends = np.stack([shapely.get_coordinates(shapely.get_point(flat, k)) for k in (0, -1)], axis=1)
    inner = np.stack([shapely.get_coordinates(shapely.get_point(flat, k)) for k in (1, -2)], axis=1)
    heading = inner - ends
    heading /= np.maximum(np.linalg.norm(heading, axis=2), 1e-9)[..., None]
    node = np.unique(np.round(ends.reshape(-1, 2), 1), axis=0, return_inverse=True)[1].reshape(-1)
    parent = np.arange(len(flat))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    order = np.argsort(node, kind="stable")
    starts = np.flatnonzero(np.r_[True, np.diff(node[order]) > 0])
    for a, b in zip(starts, np.r_[starts[1:], len(order)], strict=True):
        at = order[a:b]
        if len(at) < 2:
            continue
        away = heading.reshape(-1, 2)[at]
        straight = away @ away.T
        np.fill_diagonal(straight, 1)
        i, j = np.unravel_index(np.argmin(straight), straight.shape)
        if straight[i, j] < -0.9 and streets.kind[at[i] // 2] == streets.kind[at[j] // 2]:
            parent[root(at[i] // 2)] = root(at[j] // 2)
    return np.array([root(i) for i in range(len(flat))])
