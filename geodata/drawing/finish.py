"""From drawing to map: columns of all layers, turned and placed in Belgium.

Place in the flow: [geodata] -> sim -> scenarios -> dashboard.
"""

from __future__ import annotations

import numpy as np
import shapely

from geodata.citymap import DISTRICT_KINDS, LAND_KINDS, USES, CityMap, make_layer
from geodata.drawing import attributes as attr
from geodata.drawing.lamps import place_lamps
from geodata.drawing.streets import MAIN, RURAL, Streets, nearest_street, street_names
from geodata.drawing.zones import CAMPUS, CIVIC, ESTATE, FIELD, HALL, HARBOUR, NONE, OPEN, PAIR, PARK, ROW, SQUARE

CRS = "EPSG:3812"


def finish(sheet, stock, quota: np.ndarray, name: str, luck) -> CityMap:
    """The map of a drawn town.

    Args:
        sheet: lines, blocks, streets
        stock: buildings
        quota: buildings by type and period
        name: hash of what the town is drawn from
        luck: numpy random generator
    """
    recipe, norms = sheet.recipe, sheet.norms
    place = _placer(recipe)
    middle = shapely.centroid(stock.shape)
    streets, address = _used_streets(sheet, stock, middle)
    street_district = _districts_of(sheet, shapely.line_interpolate_point(streets.flat, 0.5, normalized=True))
    near = shapely.distance(streets.line, shapely.Point(0, 0))
    lit = np.bincount(address, minlength=len(streets.line)) > 0
    lit |= streets.built & (streets.kind != RURAL)
    lamps = place_lamps(
        streets.line, streets.kind, lit, near, street_district, recipe.lamps, recipe.led_share, norms, luck
    )
    lamps["x_m"], lamps["y_m"] = place(np.column_stack([lamps["x_m"], lamps["y_m"]])).T
    district = np.where(stock.block >= 0, sheet.land.district[stock.block], street_district[address])
    buildings = _building_columns(sheet, stock, quota, district, address, luck)
    at = place(shapely.get_coordinates(middle))
    buildings |= {"x_m": at[:, 0], "y_m": at[:, 1]}
    put = lambda shapes: shapely.transform(shapes, place)  # noqa: E731
    street_columns = _street_columns(streets, street_district, place, luck)
    land_columns, land_shapes = _land(sheet, stock, streets, luck)
    district_columns, district_shapes = _districts(sheet)
    return CityMap(
        name=recipe.name, crs=CRS, latitude=recipe.latitude, longitude=recipe.longitude,
        recipe_hash=name,
        districts=make_layer("districts", district_columns, put(district_shapes)),
        streets=make_layer("streets", street_columns, put(streets.line)),
        buildings=make_layer("buildings", buildings, put(stock.shape)),
        lamps=make_layer("lamps", lamps),
        land=make_layer("land", land_columns, put(land_shapes)),
        attribution=("Drawn by Stadslab; building stock after Statbel, cadastral statistics of 1 January 2025 (open data)",),
    )  # fmt: skip


def _placer(recipe):
    """Turns the drawing and moves its market to latitude and longitude, in EPSG:3812."""
    from pyproj import Transformer

    east, north = Transformer.from_crs("EPSG:4326", CRS, always_xy=True).transform(recipe.longitude, recipe.latitude)
    origin = np.round([east, north])
    angle = np.radians(recipe.turn_deg)
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    return lambda xy: xy @ turn + origin


def _used_streets(sheet, stock, middle) -> tuple[Streets, np.ndarray]:
    """Streets that lead somewhere (built, main, or with an address), and the address of each building."""
    streets = sheet.streets
    address = nearest_street(middle, streets.line)
    used = np.bincount(address, minlength=len(streets.line)) > 0
    land = sheet.land
    taken = np.isin(land.form, (PARK, ESTATE, CAMPUS, HALL, HARBOUR, SQUARE, CIVIC))
    taken[stock.block[stock.block >= 0]] = True
    centre = shapely.line_interpolate_point(streets.flat, 0.5, normalized=True)
    near, _ = shapely.STRtree(land.pieces[taken]).query(centre, predicate="dwithin", distance=1.5)
    used[near] = True
    used |= ~streets.built | (streets.kind == MAIN)
    rows = np.flatnonzero(used)
    new = np.full(len(used), -1)
    new[rows] = np.arange(len(rows))
    return streets.take(rows), new[address]


def _districts_of(sheet, flat_points) -> np.ndarray:
    """District of points on the flat plan: that of the nearest piece of land."""
    tree = shapely.STRtree(sheet.land.pieces)
    found = tree.query_nearest(flat_points, all_matches=False)
    district = np.zeros(len(flat_points), int)
    district[found[0]] = sheet.land.district[found[1]]
    return district


def _building_columns(sheet, stock, quota, district, address, luck) -> dict:
    """Columns of the buildings, place left out."""
    norms, recipe = sheet.norms, sheet.recipe
    nearness = np.where(stock.block >= 0, sheet.land.nearness[stock.block], 0.8)
    kind = np.array([norms.district_age_shift[d.kind] for d in recipe.districts])
    block_mood = luck.normal(0, 0.14, len(sheet.land.pieces) + 1)[stock.block]
    age = (
        nearness
        + kind[district]
        + block_mood
        + 0.12 * attr.row_luck(stock.side, luck)
        + luck.normal(0, 0.06, len(district))
    )
    period = attr.periods_by_age(stock.types, age, quota, _wishes(stock))
    storeys = attr.storeys_of(stock.types, stock.side, nearness, norms, luck)
    storeys = _special_storeys(stock, storeys, norms, luck)
    footprint = shapely.area(stock.shape)
    dwellings = _dwellings(stock, storeys, footprint, recipe, norms)
    storeys = attr.taller_flats(stock, storeys, footprint, dwellings, norms)
    height = attr.heights_m(stock.types, stock.use, period, storeys, norms)
    ridge, roof = attr.roofs(stock.types, stock.side, stock.depth_m, footprint, stock.main_m2, norms, luck)
    ridge, roof = np.where(stock.tower, 0, ridge), np.where(stock.tower, footprint, roof)
    facade, party = attr.walls(stock, height, ridge, norms)
    tenure = attr.tenures_of(stock.types, stock.use, stock.tower, norms, luck)
    years = attr.years_in(period, stock.side, luck)
    return {
        "district": district, "street": address, "type": stock.types, "use": stock.use,
        "tenure": tenure, "period": period,
        "year_built": years if recipe.stock is None else recipe.stock.years(stock.types, period, years),
        "dwellings": dwellings, "storeys": storeys,
        "height_m": height, "ridge_m": ridge, "footprint_m2": footprint,
        "floor_m2": attr.floors_m2(stock, storeys, footprint, dwellings, norms),
        "facade_m2": facade, "party_m2": party, "roof_m2": roof,
        "azimuth_deg": attr.sunny_side_deg(stock.facing_deg), "filled": np.zeros(len(period), np.uint8),
    }  # fmt: skip


def _dwellings(stock, storeys, footprint, recipe, norms) -> np.ndarray:
    """Dwellings per building: as counted by type, or houses by their usual mean and flats by what is left."""
    if recipe.stock is None:
        return attr.dwellings_of(stock.types, storeys, footprint, recipe.dwellings, norms)
    return attr.dwellings_as_counted(stock.types, footprint * storeys, recipe.stock.homes())


def _wishes(stock) -> np.ndarray:
    """First and last period that a building must have if its quota allows; -1 = free."""
    wish = np.full((len(stock.types), 2), -1)
    wish[stock.tower] = (1, 2)
    for use, span in (("church", (0, 0)), ("town_hall", (0, 0)), ("farm", (0, 2))):
        wish[stock.use == USES.index(use)] = span
    return wish


def _special_storeys(stock, storeys, norms, luck) -> np.ndarray:
    """Slabs and towers rise; what is no home has the storeys its use asked for."""
    storeys = storeys.copy()
    square = shapely.area(stock.shape) < 470
    for mask, name in ((stock.tower & square, "tower"), (stock.tower & ~square, "slab")):
        low, high = norms.tower_storeys[name]
        storeys[mask] = luck.integers(low, high + 1, int(mask.sum()))
    return np.where(stock.storeys > 0, stock.storeys, storeys)


def _street_columns(streets, district, place, luck) -> dict:
    middle = shapely.line_interpolate_point(streets.line, 0.5, normalized=True)
    at = place(shapely.get_coordinates(middle))
    return {
        "district": district, "kind": streets.kind, "length_m": shapely.length(streets.line),
        "x_m": at[:, 0], "y_m": at[:, 1], "name": street_names(streets, luck),
    }  # fmt: skip


def _sound(shapes: np.ndarray) -> np.ndarray:
    """The same shapes, those that bending made cross themselves repaired."""
    bad = ~shapely.is_valid(shapes)
    shapes = shapes.copy()
    shapes[bad] = shapely.buffer(shapes[bad], 0)
    return shapes


def _districts(sheet) -> tuple[dict, np.ndarray]:
    """Districts as the union of their pieces; open land goes to none of them."""
    given = sheet.recipe.districts
    shapes = []
    for row in range(len(given)):
        mine = (sheet.land.district == row) & ~np.isin(sheet.land.form, (FIELD, NONE))
        area = shapely.union_all(_sound(sheet.warp(sheet.land.pieces[mine])), grid_size=0.01)
        shapes.append(area.buffer(3).buffer(-3))
    columns = {
        "name": np.array([d.name for d in given]), "title_en": np.array([d.title.en for d in given]),
        "title_nl": np.array([d.title.nl for d in given]),
        "kind": np.array([DISTRICT_KINDS.index(d.kind) for d in given]),
    }  # fmt: skip
    return columns, np.array(shapes, dtype=object)


def _land(sheet, stock, streets, luck) -> tuple[dict, np.ndarray]:
    """Water, rail, blocks, green, open land and street surface."""
    land, recipe = sheet.land, sheet.recipe
    kinds, shapes = [], []

    def add(kind: str, things) -> None:
        things = _sound(np.asarray(things, dtype=object))
        parts = shapely.get_parts(things)
        parts = parts[(shapely.get_type_id(parts) == 3) & (shapely.area(parts) > 4)]
        kinds.extend([LAND_KINDS.index(kind)] * len(parts))
        shapes.extend(parts)

    docks = len(sheet.plan.docks)
    water = sheet.water[: len(sheet.water) - docks]
    occupied = np.unique(stock.block[stock.block >= 0])
    taken = np.zeros(len(land.pieces), bool)
    taken[occupied] = True
    open_land = (land.form == FIELD) | (np.isin(land.form, (ROW, PAIR, OPEN, HALL, CIVIC)) & ~taken)
    # a wedge too narrow for houses inside the town is a little green, no field
    little_green = open_land & (land.nearness < 0.6)
    open_land &= ~little_green
    wood = open_land & (luck.random(len(open_land)) < recipe.forest_share)
    add("field", sheet.warp(land.pieces[open_land & ~wood], 40.0))
    add("forest", sheet.warp(land.pieces[wood], 40.0))
    add("water", water)
    add("dock", sheet.water[len(sheet.water) - docks :])
    add("rail", sheet.rail)
    add("square", sheet.warp(land.pieces[land.form == SQUARE]))
    green = np.isin(land.form, (PARK, ESTATE, CAMPUS))
    add("park", sheet.blocks[green])
    add("park", sheet.warp(land.pieces[little_green]))
    add("block", sheet.blocks[np.isin(land.form, (ROW, PAIR, OPEN, HALL, HARBOUR, CIVIC)) & taken])
    widths = np.array(
        [sheet.norms.street_width_m[k] for k in ("main", "residential", "rural", "square", "quay", "path")]
    )
    wide = np.where(streets.built, widths[streets.kind], 0.55 * widths[streets.kind])
    add("road", [shapely.union_all(shapely.buffer(streets.line, wide / 2, quad_segs=2))])
    return {"kind": np.array(kinds), "name": np.full(len(kinds), "")}, np.array(shapes, dtype=object)
