"""Choosing which houses stay, so that every form has exactly its number.

Place in the flow: [geodata] -> sim -> scenarios -> dashboard.
"""

from __future__ import annotations

import numpy as np
import shapely

from geodata.drawing.boxes import clear_of
from geodata.drawing.frontage import Sides, block_sides, inner_depth, walk
from geodata.drawing.shapes import Houses, build_houses, free_of_overlap
from geodata.drawing.streets import RURAL, Streets
from geodata.drawing.zones import HOMES, OPEN, PAIR, Land
from geodata.norms import StockNorms


class NoRoom(Exception):
    """The laid-out blocks hold too few houses of some forms; `factor` says how much more land each needs."""

    def __init__(self, message: str, factor: dict[int, float]):
        super().__init__(message)
        self.factor = factor


def houses_on_blocks(land: Land, blocks: np.ndarray, wide_share: float, norms: StockNorms, luck) -> Houses:
    """All houses that the home blocks can hold.

    Args:
        land: pieces with their forms
        blocks: carved block per piece, empty polygons for the others
        wide_share: share of wide plots in rows
        norms: widths, depths, gaps
        luck: numpy random generator
    """
    rows = np.flatnonzero(np.isin(land.form, HOMES) & (shapely.area(blocks) > 350))
    sides = block_sides(blocks[rows], land.form[rows], rows)
    depth = inner_depth(sides, dict(zip(rows, blocks[rows], strict=True)))
    plots, corner = walk(sides, depth, norms, wide_share, luck)
    houses = build_houses(sides, plots, corner, depth, norms, luck)
    order = np.lexsort((np.arange(len(houses)), houses.side, houses.block))
    rank = np.empty(len(houses))
    rank[order] = np.arange(len(houses))
    return free_of_overlap(houses, rank)


def ribbon_houses(streets: Streets, barriers: np.ndarray, cores: np.ndarray, norms: StockNorms, luck) -> Houses:
    """Houses along country roads, the stretches nearest to a built core first.

    Args:
        streets: all streets; those of open land get ribbons
        barriers: water and rail, kept clear
        cores: built blocks
        norms: widths, depths, gaps
        luck: numpy random generator
    """
    rows = np.flatnonzero(~streets.built & (shapely.length(streets.line) > 30))
    lines = streets.line[rows]
    from_core = shapely.distance(shapely.union_all(shapely.centroid(cores)), lines) * luck.lognormal(0, 0.35, len(rows))
    rows, lines = rows[np.argsort(from_core)], lines[np.argsort(from_core)]
    half = norms.street_width_m["rural"] / 2
    left, right = shapely.offset_curve(lines, half), shapely.reverse(shapely.offset_curve(lines, -half))
    both = np.stack([left, right], axis=1).ravel()
    good = (shapely.get_type_id(both) == 1) & (shapely.length(both) > 25)
    both = both[good]
    form = np.where(luck.random(len(both)) < 0.2, PAIR, OPEN)
    right_angle = np.full(len(both), np.pi / 2)
    none = np.full(len(both), -1)
    sides = Sides(both, none, form, right_angle, right_angle, none)
    depth = np.full(len(both), 60.0)
    plots, corner = walk(sides, depth, norms, 0.0, luck)
    houses = build_houses(sides, plots, corner, depth, norms, luck)
    houses = free_of_overlap(houses, np.arange(len(houses)))
    stay = clear_of(houses.shape, barriers, 8.0) & clear_of(houses.shape, cores, 14.0)
    stay &= clear_of(houses.shape, streets.line, half + 1.0)
    stay &= (luck.random(len(houses)) > 0.12) | (houses.form == PAIR)
    return houses.take(np.flatnonzero(stay))


def join(parts: list[Houses]) -> Houses:
    """One table of houses; links between neighbours move along."""
    from dataclasses import fields

    shift = np.cumsum([0] + [len(p) for p in parts[:-1]])
    nexts = [np.where(p.next >= 0, p.next + s, -1) for p, s in zip(parts, shift, strict=True)]
    columns = [np.concatenate([getattr(p, f.name) for p in parts]) for f in fields(Houses) if f.name != "next"]
    names = [f.name for f in fields(Houses) if f.name != "next"]
    return Houses(**dict(zip(names, columns, strict=True)), next=np.concatenate(nexts))


def keep_exactly(houses: Houses, rank: np.ndarray, wanted: dict[int, int]) -> np.ndarray:
    """Rows of the houses that stay: per form the lowest ranks, exactly as many as wanted.

    Raises:
        NoRoom: too few houses of a form
    """
    rows, short = [], {}
    for form, number in wanted.items():
        found = int((houses.form == form).sum())
        if found < number:
            short[form] = 1.05 * number / max(found, number // 2)
    if short:
        raise NoRoom(f"too few plots of form {sorted(short)}", short)
    for form, number in wanted.items():
        of_form = np.flatnonzero(houses.form == form)
        rows.append(of_form[np.argsort(rank[of_form], kind="stable")][:number])
    return np.sort(np.concatenate(rows))


def shop_front(points: np.ndarray, streets: Streets, busy: np.ndarray) -> np.ndarray:
    """Distance to the nearest busy street, market or quay [m]."""
    lines = streets.line[np.isin(streets.kind, busy)]
    if not len(lines):
        lines = streets.line[streets.kind != RURAL]
    found = shapely.STRtree(lines).query_nearest(points, return_distance=True, all_matches=False)
    distance = np.full(len(points), 1e3)
    distance[found[0][0]] = found[1]
    return distance
