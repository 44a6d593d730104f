"""All columns of the building layer of an imported place, and which of their values are guesses.

Place in the flow: [geodata] -> sim -> scenarios -> dashboard.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from geodata.citymap import BUILDING_TYPES, FILLED, PERIODS, USES
from geodata.importing import forms, shapes, uses
from geodata.importing.defaults import ImportDefaults
from geodata.importing.findings import Findings
from geodata.importing.luck import luck_at
from geodata.importing.streets import Streets

Columns = dict[str, np.ndarray]


@dataclass
class Ground:
    """What the geometry of all footprints tells, worked out once."""

    footprints: np.ndarray
    x_m: np.ndarray
    y_m: np.ndarray
    area_m2: np.ndarray
    walls: shapes.Walls
    street: np.ndarray
    """Row of each building's street segment."""


def building_columns(
    ground: Ground, found: Findings, streets: Streets, d: ImportDefaults
) -> tuple[Columns, np.ndarray]:
    """Columns of the layer `buildings` but for the district, and the mask of uses that were read.

    Args:
        ground: geometry of the buildings
        found: buildings, businesses and land [m] with tags
        streets: segments
        d: all defaults
    """
    told = forms.Told.of(found.buildings.tags)
    use, use_read, business = _uses(ground, found, told, d)
    main = use != USES.index("shed")
    type_ = forms.building_types(use, told, business, ground.walls.neighbours(main), ground.area_m2, d.flats)
    street_luck = luck_at(*_middles(streets.geometry).T, "period")[ground.street]
    year = forms.years_filled(told.year, type_, ground.x_m, ground.y_m, street_luck, d)
    period = forms.periods_of(year)
    body = _body(ground, told, use, type_, period, streets, d)
    heated = np.array([d.heated_share[name] for name in BUILDING_TYPES])[type_]
    floor_m2 = np.where(main, ground.area_m2 * body["storeys"] * heated, 0.0)
    second_home = luck_at(ground.x_m, ground.y_m, "second home")
    columns = body | {
        "street": ground.street,
        "type": type_,
        "use": use,
        "tenure": forms.tenures(type_, use, ground.x_m, ground.y_m, d),
        "period": period,
        "year_built": year,
        "dwellings": forms.dwellings_filled(told.flats, type_, floor_m2, second_home, d),
        "footprint_m2": ground.area_m2,
        "floor_m2": floor_m2,
        "x_m": ground.x_m,
        "y_m": ground.y_m,
        "filled": _filled(told, use_read, type_),
    }
    return columns, use_read


def _uses(ground: Ground, found: Findings, told: forms.Told, d: ImportDefaults) -> tuple[np.ndarray, ...]:
    """Use of each building, mask of uses read, mask of buildings with a business."""
    in_a_row = ground.walls.neighbours(np.ones(len(ground.x_m), dtype=bool)) > 0
    stacked = in_a_row | (told.storeys > d.flats["shop_storeys_most"])
    many_users = stacked & (ground.area_m2 >= d.flats["shop_house_below_m2"])
    use, business = uses.uses_read(found.buildings, found.businesses, many_users)
    suggested = uses.ground_uses(shapely.point_on_surface(ground.footprints), found.land)
    guess = uses.uses_guessed(ground.area_m2, told.has_number, suggested, in_a_row, told.storeys, d.use_by_size)
    return np.where(use >= 0, use, guess), use >= 0, business


def _body(
    ground: Ground,
    told: forms.Told,
    use: np.ndarray,
    type_: np.ndarray,
    period: np.ndarray,
    streets: Streets,
    d: ImportDefaults,
) -> Columns:
    """Storeys, heights, walls and roof."""
    _, depth, long_deg = shapes.axes(ground.footprints)
    flat = forms.flat_roofs(told.flat_roof, type_, ground.x_m, ground.y_m, d)
    slope = np.tan(np.radians(d.roof_pitch_deg["pitch"]))
    ridge = np.where(flat, 0.0, slope * shapes.depth_under_roof(depth, d.roof_deepest_m) / 2)
    ridge = np.where(np.isnan(told.roof_m), ridge, told.roof_m)
    ridge = np.where(np.isnan(told.height_m), ridge, np.minimum(ridge, told.height_m / 2))
    eaves_read = told.height_m - ridge
    floor_height = np.array([d.storey_height_m[name] for name in PERIODS])[period]
    by_height = np.where(np.isnan(eaves_read), 0, np.maximum(np.round(np.nan_to_num(eaves_read) / floor_height), 1))
    known = np.where(told.storeys > 0, told.storeys, by_height)
    far_m = np.hypot(ground.x_m - np.median(ground.x_m), ground.y_m - np.median(ground.y_m))
    storeys = forms.storeys_filled(known, type_, use, ground.area_m2, far_m, d)
    eaves = np.where(np.isnan(eaves_read), _eaves_m(storeys, floor_height, use, told.storeys, d), eaves_read)
    party = ground.walls.party_m2(eaves)
    pitched_part = np.where(ridge > 0, np.minimum(d.roof_deepest_m / np.maximum(depth, 0.1), 1.0), 0.0)
    steeper = np.hypot(1.0, ridge / np.maximum(shapes.depth_under_roof(depth, d.roof_deepest_m) / 2, 0.1))
    in_a_row = ground.walls.neighbours(use != USES.index("shed")) > 0
    street_deg = shapes.line_direction(streets.geometry)[ground.street]
    azimuth = shapes.best_roof_azimuth(shapes.ridge_direction(long_deg, street_deg, in_a_row))
    return {
        "storeys": storeys,
        "height_m": eaves,
        "ridge_m": ridge,
        "party_m2": party,
        "facade_m2": np.maximum(shapely.length(ground.footprints) * eaves - party, 0.0),
        "roof_m2": ground.area_m2 * (1 - pitched_part + pitched_part * steeper),
        "azimuth_deg": np.where(ridge > 0, azimuth, 180.0),
    }


def _eaves_m(storeys: np.ndarray, floor_height: np.ndarray, use: np.ndarray, told: np.ndarray, d: ImportDefaults):
    """Height of the eaves: storeys times floor height; halls of unknown storeys have the height of their use [m]."""
    eaves = storeys * floor_height
    for name, hall_m in d.hall_height_m.items():
        hall = (use == USES.index(name)) & (told == 0) & (storeys == 1)
        eaves = np.where(hall, hall_m, eaves)
    return eaves


def _filled(told: forms.Told, use_read: np.ndarray, type_: np.ndarray) -> np.ndarray:
    """Bits of the fields that were not read. A number of storeys counts as a height."""
    is_home = type_ != BUILDING_TYPES.index("other")
    return (
        FILLED["height"] * (np.isnan(told.height_m) & (told.storeys == 0))
        + FILLED["year"] * (told.year == 0)
        + FILLED["use"] * ~use_read
        + FILLED["type"] * (told.type < 0)
        + FILLED["dwellings"] * (is_home & (told.flats == 0))
    )


def _middles(lines: np.ndarray) -> np.ndarray:
    return shapely.get_coordinates(shapely.line_interpolate_point(lines, 0.5, normalized=True))
