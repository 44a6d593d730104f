"""Drawing a whole town: the order in which it grows.

Place in the flow: [geodata] -> sim -> scenarios -> dashboard.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from geodata.citymap import BUILDING_TYPES, PERIODS, USES, CityMap
from geodata.drawing import attributes as attr
from geodata.drawing.boxes import clear_of
from geodata.drawing.finish import finish
from geodata.drawing.homes import (
    NoRoom,
    houses_on_blocks,
    join,
    keep_exactly,
    ribbon_houses,
    shop_front,
)
from geodata.drawing.others import (
    INHABITANTS_PER_WORKSHOP,
    USE,
    Boxes,
    church_on,
    farms,
    free_standing,
    together,
    yard_buildings,
)
from geodata.drawing.programme import civic_uses, hand_out, more_land, shops_below_m2, wanted_floor_m2
from geodata.drawing.shapes import Houses, PartyWalls, party_walls
from geodata.drawing.sheet import Sheet, civics, homes_by_form, lay_sheet, ribbons_of
from geodata.drawing.streets import MAIN, QUAY, SQUARE_STREET
from geodata.drawing.zones import (
    CAMPUS,
    CIVIC,
    ESTATE,
    HALL,
    HARBOUR,
    OPEN,
    PAIR,
    PARK,
    ROW,
    SQUARE,
)
from geodata.norms import StockNorms
from geodata.quotas import quota_table
from geodata.recipe import Recipe, recipe_hash

FIRST_SLACK = {ROW: 1.3, PAIR: 1.43, OPEN: 1.2, CIVIC: 1.15, HALL: 1.0}
"""Land laid out against land wanted in the first sketch; corners and odd blocks eat the rest."""
ATTEMPTS = 8


@dataclass
class Stock:
    """Buildings as drawn, before heights and floors."""

    shape: np.ndarray
    types: np.ndarray
    use: np.ndarray
    block: np.ndarray
    side: np.ndarray
    storeys: np.ndarray
    """set already for buildings that are no home; 0 = by type"""
    depth_m: np.ndarray
    facing_deg: np.ndarray
    tower: np.ndarray
    wing_m: np.ndarray
    main_m2: np.ndarray
    shared: PartyWalls


def draw_city(recipe: Recipe, norms: StockNorms, seed: int | None = None) -> CityMap:
    """Draw the city of a recipe; the same recipe, norms and seed give the same map to the last bit.

    Args:
        recipe: what to draw
        norms: the tables of `stock.yaml`
        seed: another seed than the recipe's own

    Raises:
        ValueError: the recipe asks for what cannot be (too few dwellings, a quota group nobody counted)
    """
    if seed is not None:
        recipe = recipe.model_copy(update={"seed": seed})
    quota = _quota(recipe, norms)
    name, norms = recipe_hash(recipe, norms.fingerprint()), norms.resized(recipe.home_size)
    slack = dict(FIRST_SLACK)
    for attempt in range(ATTEMPTS):
        luck = np.random.Generator(np.random.Philox(recipe.seed))
        try:
            sheet = lay_sheet(recipe, norms, quota, slack, luck)
            stock = _build(sheet, quota, attempt == ATTEMPTS - 1, luck)
            return finish(sheet, stock, quota, name, luck)
        except NoRoom as problem:
            last = problem
            slack = {form: slack[form] * problem.factor.get(form, 1.0) for form in slack}
    raise ValueError(f"the town has no room for its buildings: {last}")


def _quota(recipe: Recipe, norms: StockNorms) -> np.ndarray:
    """Buildings by type and period: as counted, or in the proportions of the group of municipalities.

    Raises:
        ValueError: nobody counted that group
    """
    if recipe.stock is not None:
        return recipe.stock.by_period()
    if recipe.quota not in norms.building_quota:
        raise ValueError(f"no building quota {recipe.quota!r}; known are {', '.join(norms.building_quota)}")
    table = norms.building_quota[recipe.quota]
    shares = np.array([[table[t][p] for p in PERIODS] for t in BUILDING_TYPES], float)
    return quota_table(shares, recipe.buildings, attr.OTHER, recipe.other_share)


def _build(sheet: Sheet, quota: np.ndarray, last: bool, luck) -> Stock:
    """Put all buildings on the sheet, each type exactly as often as its quota.

    Raises:
        NoRoom: too little land of some kind; at the last attempt floor that finds no land is left out
    """
    recipe, norms, land = sheet.recipe, sheet.norms, sheet.land
    towers = free_standing(land, sheet.blocks, ESTATE, norms, luck)
    flats = int(quota[attr.APARTMENTS].sum())
    towers = towers.take(np.arange(min(len(towers), flats // 4)))
    homes = homes_by_form(recipe, quota, len(towers))
    ribbons = ribbons_of(recipe, homes)
    wide = (flats - len(towers) + civics(recipe)) / max(homes[ROW], 1)
    in_blocks = houses_on_blocks(land, sheet.blocks, wide, norms, luck)
    built = sheet.blocks[np.isin(land.form, (ROW, PAIR, OPEN, ESTATE, HALL, HARBOUR, CAMPUS, PARK, CIVIC))]
    built = built[shapely.area(built) > 50]
    barriers = np.concatenate([sheet.water, sheet.rail])
    church = _churches(sheet)
    in_blocks = in_blocks.take(np.flatnonzero(clear_of(in_blocks.shape, np.concatenate([barriers, church]), 1.0)))
    kept_free = np.concatenate([barriers, church, sheet.warp(land.pieces[land.form == SQUARE])])
    cattle, farmhouses, facing = farms(sheet.streets, np.concatenate([kept_free, built]), recipe.farms, luck)
    yard = np.concatenate([kept_free, shapely.buffer(cattle.shape, 2), shapely.buffer(farmhouses, 4)])
    outside = ribbon_houses(sheet.streets, yard, built, norms, luck)
    houses = _chosen_houses(in_blocks, outside, _as_houses(farmhouses, facing), homes, ribbons, land)
    types, use = _types_of_houses(sheet, houses, quota, len(towers), luck)
    storeys = np.where(types == attr.OTHER, _storeys_ofcivics(use, norms, luck), 0)
    left = _floor_left(sheet, houses, types, use, storeys, int(quota[attr.SHOP_HOUSE].sum()))
    others = _other_buildings(sheet, cattle, houses, int(quota[attr.OTHER].sum()) - civics(recipe), left, last, luck)
    return _assemble(houses, types, use, storeys, towers, others)


def _churches(sheet: Sheet) -> np.ndarray:
    """Ground plans of the churches, on the church square and on every village green."""
    squares = [sheet.plan.church_square, *sheet.plan.village_squares]
    return sheet.warp(np.array([church_on(square) for square in squares], dtype=object), 100.0)


def _as_houses(shapes: np.ndarray, facing: np.ndarray) -> Houses:
    n = len(shapes)
    none, wall = np.full(n, -1), np.zeros((n, 3))
    return Houses(
        shapes, np.full(n, OPEN), none, none, np.zeros(n, bool), facing, np.full(n, 9.0), none, wall, wall, shapes
    )


def _chosen_houses(in_blocks, outside, farmhouses, homes, ribbons, land) -> Houses:
    """Ribbons and farms as planned, the rest in blocks from the centre outward."""
    open_ribbon = max(ribbons[OPEN] - len(farmhouses), 0)
    rows = []
    for form, number in ((PAIR, ribbons[PAIR]), (OPEN, open_ribbon)):
        rows.append(np.flatnonzero(outside.form == form)[:number])
    outside = outside.take(np.sort(np.concatenate(rows)))
    houses = join([farmhouses.take(np.arange(min(len(farmhouses), homes[OPEN]))), outside, in_blocks])
    nearness = np.where(houses.block >= 0, land.nearness[houses.block], -1.0)
    order = np.lexsort((np.arange(len(houses)), houses.side, houses.block, nearness))
    rank = np.empty(len(houses))
    rank[order] = np.arange(len(houses))
    return houses.take(keep_exactly(houses, rank, homes))


def _storeys_ofcivics(use: np.ndarray, norms: StockNorms, luck) -> np.ndarray:
    """Storeys of each house if it were public: as usual for its use, at most three in a row."""
    bounds = np.array([norms.storeys_by_use.get(name, (1, 1)) for name in USES])[use]
    return np.minimum(luck.integers(bounds[:, 0], bounds[:, 1] + 1), 3)


def _floor_left(sheet: Sheet, houses: Houses, types, use, storeys, shop_houses: int) -> dict[str, float]:
    """Floor by use that the table asks for and that no house in a row gives yet [m2]."""
    floor = np.where(types == attr.OTHER, shapely.area(houses.shape) * storeys, 0)
    given = np.bincount(use, floor, len(USES))
    given[USE["shop"]] += shops_below_m2(shop_houses, sheet.norms)
    return {name: wanted - given[USE[name]] for name, wanted in wanted_floor_m2(sheet.recipe, sheet.norms).items()}


def _other_buildings(sheet: Sheet, cattle: Boxes, houses: Houses, wanted: int, left, last: bool, luck) -> Boxes:
    """Buildings that are no home, exactly as many as wanted.

    Raises:
        NoRoom: not enough yards, or too little land for large buildings
    """
    land, blocks, recipe, norms = sheet.land, sheet.blocks, sheet.recipe, sheet.norms
    church = _churches(sheet)
    one = np.ones(len(church), int)
    holy = Boxes(church, USE["church"] * one, -one, one)
    forms = (HARBOUR, HALL, CAMPUS, PARK, CIVIC)
    ground = together([free_standing(land, blocks, form, norms, luck) for form in forms])
    barriers = np.concatenate([sheet.water, sheet.rail])
    ground = ground.take(np.flatnonzero(clear_of(ground.shape, barriers, 3.0)))
    workshops = round(recipe.inhabitants / INHABITANTS_PER_WORKSHOP)
    lived_in = np.where(np.isin(np.arange(len(blocks)), houses.block), blocks, shapely.Polygon())
    standing = np.concatenate([houses.shape, ground.shape])
    yards = yard_buildings(land, lived_in, standing, wanted - len(holy) - len(cattle), workshops, luck)
    left["industry"] -= float(shapely.area(yards.shape[yards.use == USE["industry"]]).sum())
    large, short = hand_out(ground, land.form[ground.block], _to_station(sheet, ground), left, norms, luck)
    halls = float(shapely.area(ground.shape[land.form[ground.block] == HALL]).sum())
    factor = more_land(short, left, halls, recipe)
    if factor and not last:
        raise NoRoom(f"no land for floor of {', '.join(use for use, area in short.items() if area > 0)}", factor)
    big = together([holy, large, cattle])
    big = big.take(np.arange(min(len(big), wanted)))
    if len(big) + len(yards) < wanted:
        raise NoRoom(f"{len(big) + len(yards)} places for {wanted} buildings that are no home", {OPEN: 1.1, PAIR: 1.1})
    return together([big, yards.take(np.arange(wanted - len(big)))])


def _to_station(sheet: Sheet, ground: Boxes) -> np.ndarray:
    """Distance of ground plans to the station square, or to the market, as a share of the town's radius."""
    square = sheet.plan.market if sheet.plan.station_square is None else sheet.plan.station_square
    return shapely.distance(shapely.centroid(ground.shape), square) / sheet.plan.town_radius


def _assemble(houses: Houses, types, use, storeys, towers: Boxes, others: Boxes) -> Stock:
    """One table of all buildings with type and use."""
    n, t, o = len(houses), len(towers), len(others)
    tower_type, other_type = np.full(t, attr.APARTMENTS), np.full(o, attr.OTHER)
    shape = np.concatenate([houses.shape, towers.shape, others.shape])
    frame = shapely.get_coordinates(shapely.oriented_envelope(np.concatenate([towers.shape, others.shape])))
    frame = frame.reshape(-1, 5, 2)
    step = frame[:, 1] - frame[:, 0], frame[:, 2] - frame[:, 1]
    size = np.linalg.norm(step[0], axis=1), np.linalg.norm(step[1], axis=1)
    axis = np.where((size[0] >= size[1])[:, None], step[0], step[1])
    facing = np.degrees(np.arctan2(axis[:, 1], -axis[:, 0])) % 360
    return Stock(
        shape, np.concatenate([types, tower_type, other_type]),
        np.concatenate([use, np.full(t, USES.index("home")), others.use]),
        np.concatenate([houses.block, towers.block, others.block]),
        np.concatenate([houses.side, np.full(t + o, -1)]),
        np.concatenate([storeys, np.zeros(t, int), others.storeys]),
        np.concatenate([houses.deep_m, np.minimum(*size)]), np.concatenate([houses.facing_deg, facing]),
        np.r_[np.zeros(n, bool), np.ones(t, bool), np.zeros(o, bool)], np.r_[houses.wing_m, np.zeros(t + o)],
        shapely.area(np.concatenate([houses.main, towers.shape, others.shape])), party_walls(houses),
    )  # fmt: skip


def _types_of_houses(sheet: Sheet, houses: Houses, quota: np.ndarray, towers: int, luck):
    """Which houses of the rows are flats, shops or public, and the type and use of all."""
    by_type = quota.sum(axis=1)
    types = np.select([houses.form == PAIR, houses.form == OPEN], [attr.SEMI, attr.DETACHED], attr.TERRACED)
    use = np.full(len(types), USES.index("home"))
    rows = np.flatnonzero(houses.form == ROW)
    middle = shapely.centroid(houses.shape[rows])
    busy = shop_front(middle, sheet.streets, np.array([MAIN, QUAY, SQUARE_STREET]))
    market = shapely.distance(middle, sheet.plan.market)
    pull = 0.6 * np.minimum(busy / 150, 1) + 0.7 * market / sheet.plan.town_radius
    area = shapely.area(houses.shape[rows])
    civic_score = np.where(houses.wide[rows], 0, 3) + market / sheet.plan.town_radius * luck.uniform(0.2, 1, len(rows))
    civic = rows[np.argsort(civic_score, kind="stable")[: civics(sheet.recipe)]]
    types[civic] = attr.OTHER
    use[civic] = civic_uses(len(civic))
    free = types[rows] != attr.OTHER
    flat_score = np.where(houses.wide[rows], 0, 2 - area / 200) + 0.5 * pull + luck.normal(0, 0.25, len(rows))
    order = np.argsort(np.where(free, flat_score, np.inf), kind="stable")
    types[rows[order[: by_type[attr.APARTMENTS] - towers]]] = attr.APARTMENTS
    free = types[rows] == attr.TERRACED
    order = np.argsort(np.where(free, pull + luck.normal(0, 0.10, len(rows)), np.inf), kind="stable")
    shops = rows[order[: by_type[attr.SHOP_HOUSE]]]
    types[shops], use[shops] = attr.SHOP_HOUSE, USES.index("shop")
    return types, use
