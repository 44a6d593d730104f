"""A map as a picture (SVG), to look at and to print.

Place in the flow: [geodata] -> sim -> scenarios -> dashboard.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
import shapely

from geodata.citymap import LAMP_TYPES, LAND_KINDS, STREET_KINDS, CityMap

LAND_COLOURS = {
    "field": "#e9edd2", "forest": "#bcd2a4", "water": "#9cc3dd", "dock": "#9cc3dd", "park": "#cfe3b4", "rail": "#b9b3ad",
    "block": "#efe9df", "road": "#ffffff", "square": "#f2e6cf",
}  # fmt: skip
TYPE_COLOURS = ("#b5654a", "#d08c5a", "#dcb27a", "#7d6b91", "#c0455a", "#8d959c")
PERIOD_COLOURS = ("#6b3f2a", "#b0703f", "#d9a35b", "#c9c27a", "#7fae8e", "#3f8fa3")
LAMP_COLOURS = ("#2f6fd0", "#f08c1e", "#f2c230", "#8e6bbf", "#56a68b", "#777777")
ROAD_WIDTHS_M = (11, 6.5, 5, 9, 9, 3)


def svg(
    city: CityMap, colour_by: Literal["kind", "period", "lamps"] = "kind", size: int = 1400,
    window: tuple[float, float, float, float] | None = None,
) -> str:  # fmt: skip
    """The map as an SVG drawing.

    Args:
        city: what to draw
        colour_by: building type, construction period, or lamp type
        size: width and height [pixels]
        window: part to show as left, bottom, right, top [m]; the whole map without it
    """
    left, bottom, right, top = window or _extent(city)
    side = max(right - left, top - bottom)
    x0, y0 = (left + right - side) / 2, (bottom + top + side) / 2

    def to_page(shapes: np.ndarray) -> np.ndarray:
        return shapely.transform(shapes, lambda xy: np.column_stack([xy[:, 0] - x0, y0 - xy[:, 1]]))

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" viewBox="0 0 {side:.0f} {side:.0f}">',
        f'<rect width="{side:.0f}" height="{side:.0f}" fill="#e9edd2"/>',
        *_land(city, to_page),
        *_buildings(city, to_page, colour_by),
    ]
    if colour_by == "lamps":
        for code, colour in enumerate(LAMP_COLOURS[: len(LAMP_TYPES)]):
            rows = np.flatnonzero(city.lamps.type == code)
            dots = "".join(f"M{x:.1f} {y:.1f}h0" for x, y in zip(
                city.lamps.x_m[rows] - x0, y0 - city.lamps.y_m[rows], strict=True))  # fmt: skip
            parts.append(f'<path d="{dots}" stroke="{colour}" stroke-width="9" stroke-linecap="round" fill="none"/>')
    return "\n".join([*parts, "</svg>"])


def _extent(city: CityMap) -> tuple[float, float, float, float]:
    """A window around the buildings with some air [m]."""
    x, y = city.buildings.x_m, city.buildings.y_m
    air = 0.03 * float(max(np.ptp(x), np.ptp(y))) + 30
    return float(x.min()) - air, float(y.min()) - air, float(x.max()) + air, float(y.max()) + air


def _land(city: CityMap, to_page) -> list[str]:
    shapes = to_page(city.land.geometry)
    parts = []
    for kind, colour in LAND_COLOURS.items():
        if kind == "road":
            parts += _streets(city, to_page)
            continue
        edge = ' stroke="#dfe4c4" stroke-width="2"' if kind == "field" else ""
        rows = city.land.kind == LAND_KINDS.index(kind)
        parts.append(f'<path d="{_paths(shapes[rows])}" fill="{colour}" fill-rule="evenodd"{edge}/>')
    return parts


def _streets(city: CityMap, to_page) -> list[str]:
    lines = to_page(city.streets.geometry)
    parts = []
    for code in reversed(range(len(STREET_KINDS))):
        path = _paths(lines[city.streets.kind == code])
        colour = "#fbe3a6" if code == 0 else "#ffffff"
        parts.append(f'<path d="{path}" stroke="{colour}" stroke-width="{ROAD_WIDTHS_M[code]}" fill="none" '
                     'stroke-linecap="round"/>')  # fmt: skip
    return parts


def _buildings(city: CityMap, to_page, colour_by: str) -> list[str]:
    shapes = to_page(city.buildings.geometry)
    if colour_by == "lamps":
        return [f'<path d="{_paths(shapes)}" fill="#c9c4bb"/>']
    code = city.buildings.period if colour_by == "period" else city.buildings.type
    colours = PERIOD_COLOURS if colour_by == "period" else TYPE_COLOURS
    return [
        f'<path d="{_paths(shapes[code == k])}" fill="{colour}" stroke="#00000055" stroke-width="0.35"/>'
        for k, colour in enumerate(colours)
    ]


def _paths(shapes: np.ndarray) -> str:
    """Outlines as one path, to a decimetre."""
    words = []
    for shape in shapely.get_parts(shapes):
        rings = [shape] if shape.geom_type in ("LineString", "LinearRing") else [shape.exterior, *shape.interiors]
        for ring in rings:
            points = " ".join(f"{x:.1f},{y:.1f}" for x, y in shapely.get_coordinates(ring))
            words.append(f"M{points}")
    return "".join(words)
