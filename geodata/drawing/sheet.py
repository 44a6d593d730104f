"""The drawing on the table before the first house: lines, land, blocks and streets.

Place in the flow: [geodata] -> sim -> scenarios -> dashboard.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from geodata.drawing import attributes as attr
from geodata.drawing.programme import civic_land_m2
from geodata.drawing.skeleton import Plan, draw_plan
from geodata.drawing.streets import Streets, carve_blocks, draw_streets
from geodata.drawing.warp import Warp
from geodata.drawing.zones import CIVIC, FIELD, FORMS, HALL, NONE, OPEN, PAIR, ROW, SQUARE, Land, lay_out
from geodata.norms import StockNorms
from geodata.recipe import Recipe

INHABITANTS_PER_CIVIC = 3000
"""About one public building or office in the rows of the centre for so many people; the large ones stand apart."""
BENDS_M = [(820.0, 26.0), (470.0, 12.0), (260.0, 4.0)]
"""Length and height of the waves that bend straight cuts into streets (drawing style) [m, m]."""
RAIL_HALF_M = 9.0
"""Half the width of the railway land that nobody builds on: two tracks and a path (drawing style) [m]."""


@dataclass
class Sheet:
    """The drawing on the table."""

    recipe: Recipe
    norms: StockNorms
    plan: Plan
    warp: Warp
    land: Land
    blocks: np.ndarray
    streets: Streets
    water: np.ndarray
    rail: np.ndarray


def homes_by_form(recipe: Recipe, quota: np.ndarray, towers: int) -> dict[int, int]:
    """Houses of each form on blocks and ribbons; rows hold terraced and shop houses, flats and public buildings."""
    by_type = quota.sum(axis=1)
    rows = by_type[attr.TERRACED] + by_type[attr.SHOP_HOUSE] + by_type[attr.APARTMENTS] - towers + civics(recipe)
    return {ROW: int(rows), PAIR: int(by_type[attr.SEMI]), OPEN: int(by_type[attr.DETACHED])}


def civics(recipe: Recipe) -> int:
    """Public buildings and offices that stand in rows."""
    return max(1, min(round(recipe.inhabitants / INHABITANTS_PER_CIVIC), recipe.buildings // 100))


def ribbons_of(recipe: Recipe, homes: dict[int, int]) -> dict[int, int]:
    """Houses of each form that stand in ribbons, farmhouses included."""
    wanted = round(recipe.ribbon_share * sum(homes.values()))
    open_ = min(round(wanted * 0.8), homes[OPEN] * 2 // 3)
    return {ROW: 0, PAIR: min(wanted - open_, homes[PAIR] // 3), OPEN: open_}


def lay_sheet(recipe: Recipe, norms: StockNorms, quota: np.ndarray, slack: dict[int, float], luck) -> Sheet:
    """Lines, blocks and streets."""
    homes = homes_by_form(recipe, quota, 0)
    ribbons = ribbons_of(recipe, homes)
    compact = {f: homes[f] - ribbons[f] for f in homes}
    compact[CIVIC] = civic_land_m2(recipe, norms)
    area = sum(compact[f] * norms.gross_area_m2[FORMS[f]] for f in homes) + compact[CIVIC] * slack[CIVIC]
    old = recipe.old_town_share * recipe.buildings * norms.gross_area_m2["row"]
    plan = draw_plan(recipe, norms, area, old, slack[HALL], luck)
    land, _ = lay_out(plan, recipe, norms, compact, slack, luck)
    warp = Warp(luck, BENDS_M, _calm_places(plan, recipe))
    streets = draw_streets(plan, land, warp)
    carved = np.flatnonzero(~np.isin(land.form, (FIELD, NONE, SQUARE)))
    blocks = np.full(len(land.pieces), shapely.Polygon(), dtype=object)
    old_town = next(i for i, d in enumerate(recipe.districts) if d.kind == "old_town")
    blocks[carved] = carve_blocks(land, carved, streets, norms.street_width_m, old_town, warp)
    water = [a for a in (plan.river, *plan.docks) if a is not None]
    rail = [] if plan.rail is None else [plan.rail.buffer(RAIL_HALF_M, cap_style="flat")]
    bend = lambda things: warp(np.array(things, dtype=object)) if things else np.array([], dtype=object)  # noqa: E731
    return Sheet(recipe, norms, plan, warp, land, blocks, streets, bend(water), bend(rail))


def _calm_places(plan: Plan, recipe: Recipe) -> list[tuple[np.ndarray, float]]:
    calm = [(np.zeros(2), 90.0)]
    for district, centre, radius in plan.spots:
        if district.kind == "business_park":
            calm.append((centre, 0.9 * radius))
    if plan.harbour is not None:
        middle = np.array([plan.harbour.centroid.x, plan.harbour.centroid.y])
        calm.append((middle, 0.62 * float(np.sqrt(plan.harbour.area)) + 0.25 * recipe.docks * 60))
    return calm
