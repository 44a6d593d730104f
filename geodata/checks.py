"""Laws that every map keeps, drawn or imported.

Place in the flow: [geodata] -> sim -> scenarios -> dashboard.
"""

from __future__ import annotations

import numpy as np

from geodata.citymap import (
    BUILDING_TYPES,
    DISTRICT_KINDS,
    LAMP_TYPES,
    LAND_KINDS,
    LAYERS,
    PERIODS,
    STREET_KINDS,
    TENURES,
    USES,
    WITH_GEOMETRY,
    CityMap,
)

CODES = {
    ("districts", "kind"): DISTRICT_KINDS, ("streets", "kind"): STREET_KINDS, ("buildings", "type"): BUILDING_TYPES,
    ("buildings", "use"): USES, ("buildings", "tenure"): TENURES, ("buildings", "period"): PERIODS,
    ("lamps", "type"): LAMP_TYPES, ("land", "kind"): LAND_KINDS,
}  # fmt: skip
OVERLAP_M2 = 0.01


def check_map(city: CityMap) -> list[str]:
    """Every law that the map breaks, as sentences; an empty list is a sound map."""
    problems = []
    for name in LAYERS:
        layer = city.layer(name)
        for key, column in layer.columns.items():
            if column.dtype.kind == "f" and not np.all(np.isfinite(column)):
                problems.append(f"{name}.{key} holds {int((~np.isfinite(column)).sum())} numbers that are not finite")
    for (name, key), words in CODES.items():
        column = city.layer(name).columns[key]
        if len(column) and (column.min() < 0 or column.max() >= len(words)):
            problems.append(f"{name}.{key} holds codes outside 0 to {len(words) - 1}")
    return problems + _rows(city) + _numbers(city) + _shapes(city)


def _rows(city: CityMap) -> list[str]:
    """Rows that point to a street or district that is not there."""
    problems = []
    for name, key, target in (
        ("buildings", "street", "streets"), ("lamps", "street", "streets"), ("streets", "district", "districts"),
        ("buildings", "district", "districts"), ("lamps", "district", "districts"),
    ):  # fmt: skip
        column = city.layer(name).columns[key]
        lost = int(((column < 0) | (column >= len(city.layer(target)))).sum())
        if lost:
            problems.append(f"{lost} of {name} have no {key}")
    return problems


def _numbers(city: CityMap) -> list[str]:
    """Sizes that cannot be."""
    problems, b = [], city.buildings
    for key in ("height_m", "footprint_m2", "roof_m2"):
        if len(b) and b.columns[key].min() <= 0:
            problems.append(f"{int((b.columns[key] <= 0).sum())} buildings have no {key}")
    for key in ("floor_m2", "facade_m2", "party_m2", "ridge_m", "dwellings"):
        if len(b) and b.columns[key].min() < 0:
            problems.append(f"{int((b.columns[key] < 0).sum())} buildings have a negative {key}")
    if len(city.lamps) and city.lamps.power_w.min() <= 0:
        problems.append(f"{int((city.lamps.power_w <= 0).sum())} lamps draw no power")
    return problems


def _shapes(city: CityMap) -> list[str]:
    """Broken outlines, and buildings that stand in each other."""
    import shapely

    problems = []
    for name in WITH_GEOMETRY:
        bad = int((~shapely.is_valid(city.layer(name).geometry)).sum())
        if bad:
            problems.append(f"{bad} shapes of {name} are not valid")
    shapes = city.buildings.geometry
    if problems or not len(shapes):
        return problems
    one, other = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    one, other = one[one < other], other[one < other]
    area = shapely.area(shapely.intersection(shapes[one], shapes[other]))
    clash = np.flatnonzero(area > OVERLAP_M2)
    if len(clash):
        worst = clash[np.argmax(area[clash])]
        problems.append(
            f"{len(clash)} pairs of buildings overlap, the worst {one[worst]} and {other[worst]} by {area[worst]:.2f} m2"
        )
    return problems
