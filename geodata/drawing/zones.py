"""Which piece of land becomes what: rows, pairs, open houses, halls, green or field.

Place in the flow: [geodata] -> sim -> scenarios -> dashboard.
Old towns grew along their roads: a place counts as nearer to the market when a road runs by. The nearest blocks are
rows, then pairs, then open houses, until each kind has room for its quota; what lies beyond stays field.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from geodata.drawing.blocks import subdivide
from geodata.drawing.skeleton import Plan
from geodata.drawing.warp import noise
from geodata.norms import StockNorms
from geodata.recipe import Recipe

FORMS = ("row", "pair", "open", "estate", "hall", "harbour", "campus", "square", "park", "field", "none", "civic")
ROW, PAIR, OPEN, ESTATE, HALL, HARBOUR, CAMPUS, SQUARE, PARK, FIELD, NONE, CIVIC = range(len(FORMS))
HOMES = (ROW, PAIR, OPEN)
OWN_LAYOUT = {"tower_estate": ESTATE, "business_park": HALL, "campus": CAMPUS}


@dataclass(frozen=True)
class Land:
    """Pieces of flat land that fill the drawing, streets not yet taken off."""

    pieces: np.ndarray
    form: np.ndarray
    """index into FORMS"""
    district: np.ndarray
    """row in the recipe's districts"""
    nearness: np.ndarray
    """felt distance from the market as a share of the town's radius; roads shorten it"""


class Places:
    """Answers what lies where on the flat plan."""

    def __init__(self, plan: Plan, recipe: Recipe, luck):
        self.plan, self.recipe = plan, recipe
        self.rough = noise(luck, 520.0)
        self.fine = noise(luck, 190.0)
        self.roads = shapely.union_all(plan.radials)
        self.index = {d.name: i for i, d in enumerate(recipe.districts)}
        self.old_town = next(i for i, d in enumerate(recipe.districts) if d.kind == "old_town")

    def nearness(self, xy: np.ndarray) -> np.ndarray:
        """Felt distance from the market, 1 at the edge of the town; villages have their own small scale."""
        town = self.plan.town_radius
        far = np.linalg.norm(xy, axis=1) / town
        road = shapely.distance(shapely.points(xy), self.roads)
        felt = far * (1 - 0.20 * np.exp(-((road / 130) ** 2))) * (1 + 0.10 * self.rough(xy)) + 0.05 * self.fine(xy)
        for village in self.plan.villages:
            local = village.felt(xy)
            felt = np.where(local < 1.15, np.minimum(felt, 0.60 + 0.18 * local), felt)
        return felt

    def own_layout(self, xy: np.ndarray) -> np.ndarray:
        """Form of the districts that have their own layout; -1 elsewhere."""
        form = np.full(len(xy), -1)
        for district, centre, radius in self.plan.spots:
            if district.kind in OWN_LAYOUT:
                form[np.linalg.norm(xy - centre, axis=1) < radius] = OWN_LAYOUT[district.kind]
        if self.plan.harbour is not None:
            form[shapely.contains_xy(self.plan.harbour, xy[:, 0], xy[:, 1])] = HARBOUR
        return form

    def district(self, xy: np.ndarray) -> np.ndarray:
        """Row of the district that each point belongs to."""
        plan = self.plan
        score = np.full((len(xy), len(self.recipe.districts)), np.inf)
        for district, centre, radius in plan.spots:
            away = np.linalg.norm(xy - centre, axis=1)
            inside = away < radius
            score[:, self.index[district.name]] = np.where(inside, -1.0, np.inf) if radius else away
        for village in plan.villages:
            away = np.linalg.norm(xy - village.centre, axis=1)
            column = self.index[village.district.name]
            score[:, column] = np.where(village.felt(xy) < 1.15, -1.0, away * 1.15)
        for i, district in enumerate(self.recipe.districts):
            if district.kind == "harbour" and plan.harbour is not None:
                score[:, i] = np.where(self._near_harbour(xy), -2.0, np.inf)
        score[:, self.old_town] = np.where(shapely.contains_xy(plan.ring, xy[:, 0], xy[:, 1]), -3.0, 1e9)
        return np.argmin(score, axis=1)

    def _near_harbour(self, xy: np.ndarray) -> np.ndarray:
        return shapely.distance(self.plan.harbour, shapely.points(xy)) < 70


def skeleton_pieces(plan: Plan) -> tuple[np.ndarray, np.ndarray]:
    """The plan's lines closed into pieces of land, and their form where it is already known (-1 elsewhere)."""
    disk = shapely.Point(0, 0).buffer(plan.domain_radius, quad_segs=12)
    keep_out = [a for a in (plan.market, plan.church_square, plan.station_square) if a is not None]
    keep_out += [*plan.village_squares]
    lines = [*plan.radials, plan.ring.exterior, *plan.lanes]
    solid = shapely.union_all(keep_out)
    if plan.boulevard is not None:
        lines.append(plan.boulevard)
    lines += [village.outline() for village in plan.villages]
    corridors = [a for a in (plan.river_corridor, plan.rail_corridor) if a is not None]
    closed = shapely.union_all([*corridors, solid] + ([] if plan.harbour is None else [plan.harbour]))
    lines = shapely.difference(np.array(lines, dtype=object), closed)
    edges = [disk.exterior, *(a.exterior for a in keep_out), *(c.boundary for c in corridors)]
    if plan.harbour is not None:
        edges += [plan.harbour.boundary, *shapely.boundary(plan.docks), *plan.pier_streets]
    net = shapely.union_all([*lines, *edges], grid_size=0.05)
    net = shapely.intersection(net, disk.buffer(0.1))
    pieces = shapely.get_parts(shapely.polygonize(shapely.get_parts(net)))
    inner = shapely.point_on_surface(pieces)
    form = np.full(len(pieces), -1)
    for area in keep_out:
        form[shapely.contains(area, inner)] = SQUARE
    water_and_rail = shapely.union_all([*corridors, *plan.docks])
    form[shapely.contains(water_and_rail, inner)] = NONE
    return pieces, form


def lay_out(plan: Plan, recipe: Recipe, norms: StockNorms, quota: dict[int, float], slack: dict[int, float], luck):
    """Cut the land into blocks and say what each becomes.

    Args:
        plan: the main lines
        recipe: what to draw
        norms: block sizes
        quota: homes wanted per form (ROW, PAIR, OPEN), and land wanted for large buildings (CIVIC) [m2]
        slack: room laid out against room wanted, per form, a little above 1
        luck: numpy random generator

    Returns:
        the land and the places that answer questions about it
    """
    places = Places(plan, recipe, luck)
    pieces, form = skeleton_pieces(plan)
    edges = _first_guess(plan, norms, quota)

    def limits(xy):
        kind = places.own_layout(xy)
        felt = places.nearness(xy)
        kind = np.where(kind < 0, np.searchsorted(edges, felt), kind)
        names = ["row", "pair", "open", "estate", "hall", "hall", "estate"]
        table = np.array([norms.block_length_m[name] for name in names] + 5 * [norms.block_length_m["field"]])
        table[HARBOUR] = (max(700.0, 1.5 * recipe.dock_length_m), 230.0)
        most, least = table[np.where((kind == OPEN) & (felt > 1.32), FIELD, kind)].T
        tight = np.where((kind == ROW) & (np.linalg.norm(xy, axis=1) < plan.ring_radius), 0.82, 1.0)
        return most * tight, least * tight

    small = subdivide(pieces[form < 0], limits, 0.07, luck)
    everything = np.concatenate([small, pieces[form >= 0]])
    centre = shapely.get_coordinates(shapely.point_on_surface(everything))
    form = np.concatenate([places.own_layout(centre[: len(small)]), form[form >= 0]])
    felt = places.nearness(centre)
    felt = np.where(np.linalg.norm(centre, axis=1) < plan.ring_radius, np.minimum(felt, 0.3 * felt), felt)
    land = Land(everything, form, places.district(centre), felt)
    return _home_blocks(land, places, norms, quota, slack, luck), places


def _first_guess(plan: Plan, norms: StockNorms, quota: dict[int, float]) -> np.ndarray:
    """Felt distances at which rows give way to pairs, and pairs to open houses."""
    area = np.array([quota[f] * norms.gross_area_m2[FORMS[f]] for f in HOMES])
    return np.sqrt(np.cumsum(area)[:2] / area.sum())


def _home_blocks(land: Land, places: Places, norms: StockNorms, quota: dict[int, float], slack, luck) -> Land:
    """Give free pieces a form, nearest first, until every quota has room; put parks between; the rest is field."""
    form = land.form.copy()
    free = np.flatnonzero(form < 0)
    kinds = np.array([d.kind for d in places.recipe.districts])[land.district[free]]
    order = np.argsort(land.nearness[free] + luck.normal(0, 0.02, len(free)), kind="stable")
    free, kinds = free[order], kinds[order]
    felt_free = land.nearness[free]
    area, around = shapely.area(land.pieces[free]), shapely.length(land.pieces[free])
    inner = felt_free < 0.95
    small_enough = area < 0.7 * norms.block_length_m["field"][0] * norms.block_length_m["field"][1]
    round_ = 4 * np.pi * area / around**2
    usable = small_enough & (round_ > np.where(inner, 0.28, 0.36)) & (area > np.where(inner, 700, 1500))
    park = usable & (luck.random(len(free)) < 0.028) & (felt_free > 0.07) & (area > 2500)
    civic = _keeps_large(kinds, felt_free, area, usable & ~park, quota[CIVIC] * slack[CIVIC], luck)
    room = {f: 0.0 for f in HOMES}
    wanted = {f: quota[f] * slack[f] + 6 for f in HOMES}
    width = _front_per_home(norms)
    for k, row in enumerate(free):
        form[row] = FIELD
        if not usable[k]:
            form[row] = PARK if inner[k] and (area[k] < 8000 or felt_free[k] < 0.6) else FIELD
            continue
        if park[k] and any(room[f] < wanted[f] for f in HOMES):
            form[row] = PARK
            continue
        if civic[k] and any(room[f] < wanted[f] for f in HOMES):
            form[row] = CIVIC
            continue
        choice = _next_form(kinds[k] if felt_free[k] > 0.42 else "", room, wanted, luck)
        if choice is not None:
            form[row] = choice
            room[choice] += max(around[k] - (70, 100, 130)[choice], 0) / width[choice]
    return Land(land.pieces, form, land.district, land.nearness)


LARGE_BY_DISTRICT = {"station_quarter": 5.0, "old_town": 0.5, "village": 0.5, "garden_suburb": 0.5}
"""How much likelier than elsewhere a block holds offices, schools or a supermarket instead of houses (drawing style)."""


def _keeps_large(kinds, felt, area, usable, wanted_m2: float, luck) -> np.ndarray:
    """Which blocks are kept for large buildings of service and trade (mask), about as much land as wanted."""
    fits = usable & (area > 3200) & (area < 26_000) & (felt > 0.06) & (felt < 1.0)
    weight = np.array([LARGE_BY_DISTRICT.get(kind, 1.0) for kind in kinds]) * (1.5 - felt)
    order = np.argsort(np.where(fits, luck.random(len(kinds)) / np.maximum(weight, 1e-9), np.inf), kind="stable")
    upto = np.cumsum(area[order]) <= wanted_m2 + 0.5 * area[order]
    kept = np.zeros(len(kinds), bool)
    kept[order[upto]] = True
    return kept & fits


def _front_per_home(norms: StockNorms) -> dict[int, float]:
    mean = {name: sum(norms.plot_width_m[name]) / 2 for name in ("terraced", "wide", "semi_detached", "detached")}
    return {ROW: 0.87 * mean["terraced"] + 0.13 * mean["wide"], PAIR: mean["semi_detached"], OPEN: mean["detached"]}


def _next_form(kind: str, room: dict[int, float], wanted: dict[int, float], luck) -> int | None:
    """The form of the next block outward in a district of this kind; None when every quota has room."""
    liking = {"garden_suburb": (PAIR, OPEN), "village": (PAIR, OPEN, ROW)}.get(kind, HOMES)
    if kind == "garden_suburb" and luck.random() < 0.5:
        liking = (OPEN, PAIR)
    if kind == "village" and luck.random() < 0.15:
        liking = (ROW, PAIR, OPEN)
    for form in liking:
        if room[form] < wanted[form]:
            return form
    return None
