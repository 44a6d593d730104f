"""The first lines of a town: market, radials, ring, river, railway, docks, district places.

Place in the flow: [geodata] -> sim -> scenarios -> dashboard.
Everything is drawn on flat paper with the market at (0, 0), the river running along x and north up; `warp` bends the
paper afterwards, so lines may be plain here.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from geodata.norms import StockNorms
from geodata.recipe import District, Recipe


@dataclass(frozen=True)
class Village:
    """A village stretched along its road."""

    district: District
    centre: np.ndarray
    radius: float
    """of a circle of the same area [m]"""
    along: np.ndarray
    """unit vector of the road"""

    def felt(self, xy: np.ndarray) -> np.ndarray:
        """Distance from the middle, 1 on the edge of the stretched shape; points (n, 2) [m]."""
        away = xy - self.centre
        u = away @ self.along / (1.7 * self.radius)
        v = away @ np.array([-self.along[1], self.along[0]]) / (0.62 * self.radius)
        return np.hypot(u, v)

    def outline(self) -> shapely.LinearRing:
        """The edge of the built village."""
        angle = np.linspace(0, 2 * np.pi, 14, endpoint=False)
        u, v = 1.75 * self.radius * np.cos(angle), 0.66 * self.radius * np.sin(angle)
        across = np.array([-self.along[1], self.along[0]])
        return shapely.LinearRing(self.centre + u[:, None] * self.along + v[:, None] * across)

    def green(self) -> shapely.Polygon:
        """A small church green beside the road."""
        across = np.array([-self.along[1], self.along[0]])
        corners = np.array([(-30, 4), (28, 4), (24, 44), (-27, 40)])
        return shapely.Polygon(self.centre + corners[:, :1] * self.along + corners[:, 1:] * across)


@dataclass(frozen=True)
class Plan:
    """Lines and places on flat paper [m]."""

    ring_radius: float
    """radius of the old town"""
    town_radius: float
    """where the built-up town ends, about"""
    domain_radius: float
    radials: np.ndarray
    ring: shapely.Polygon
    boulevard: shapely.LineString | None
    market: shapely.Polygon
    church_square: shapely.Polygon
    station_square: shapely.Polygon | None
    river: shapely.Polygon | None
    river_corridor: shapely.Polygon | None
    rail: shapely.LineString | None
    rail_corridor: shapely.Polygon | None
    harbour: shapely.Polygon | None
    docks: np.ndarray
    pier_streets: np.ndarray
    lanes: np.ndarray
    """country roads that link the roads out of town"""
    spots: tuple[tuple[District, np.ndarray, float], ...]
    """district, its centre and its radius (0 = takes what is left)"""
    villages: tuple[Village, ...]
    village_squares: np.ndarray


def draw_plan(
    recipe: Recipe, norms: StockNorms, homes_area_m2: float, old_area_m2: float, business_factor: float, luck
) -> Plan:
    """Lay out the main lines.

    Args:
        recipe: what to draw
        norms: street widths
        homes_area_m2: gross area that all ordinary blocks need [m2]
        old_area_m2: of which inside the ring [m2]
        business_factor: how much larger than in the recipe business parks are
        luck: numpy random generator
    """
    recipe = _with_business(recipe, business_factor)
    harbour_size = _harbour_size(recipe, norms)
    ring_radius, town_radius = _radii(recipe, homes_area_m2, old_area_m2, harbour_size[0] * harbour_size[1])
    villages = [d for d in recipe.districts if d.kind == "village"]
    domain = town_radius * max(1.75, max([d.distance for d in villages], default=1.5) + 0.45)
    domain = max(domain, LEAST_LAND_M)
    bank = -(ring_radius * 1.04 + 12 + recipe.river_width_m / 2)
    river, corridor = _river(recipe, bank, domain, luck) if recipe.river_width_m > 0 else (None, None)
    rail_y = ring_radius + max(230.0, 0.36 * (town_radius - ring_radius))
    rail = _rail(rail_y, domain, luck) if recipe.railway else None
    harbour, docks, piers = None, np.array([], dtype=object), np.array([], dtype=object)
    if recipe.docks:
        corner = ring_radius * 1.02, bank + recipe.river_width_m / 2 + 9
        harbour, docks, piers = _harbour(corner, recipe, norms)
    angles = _angles(recipe, harbour, luck)
    radials = np.array([_radial(a, ring_radius, domain, luck) for a in angles], dtype=object)
    hamlets = tuple(_on_a_road(d, town_radius, radials, river) for d in villages)
    ring = shapely.Polygon(_wobbly(ring_radius, 0.05, 40, luck))
    return Plan(
        ring_radius=ring_radius, town_radius=town_radius, domain_radius=domain, radials=radials, ring=ring,
        boulevard=_boulevard(ring_radius, town_radius, luck), market=_market(ring_radius, luck),
        church_square=_church_square(ring_radius), station_square=_station_square(radials, angles, rail),
        river=river, river_corridor=corridor, rail=rail, rail_corridor=None if rail is None else rail.buffer(15),
        harbour=harbour, docks=docks, pier_streets=piers, lanes=_lanes(town_radius, domain, hamlets, luck),
        spots=_spots(recipe, town_radius), villages=hamlets,
        village_squares=np.array([v.green() for v in hamlets], dtype=object),
    )  # fmt: skip


def _with_business(recipe: Recipe, factor: float) -> Recipe:
    """The recipe with larger business parks."""
    grown = [
        d.model_copy(update={"area_ha": d.area_ha * factor}) if d.kind == "business_park" else d
        for d in recipe.districts
    ]
    return recipe.model_copy(update={"districts": tuple(grown)})


LEAST_LAND_M = 450.0
"""Radius of the land that even the smallest hamlet has around it: its blocks are not smaller than those of a town
(drawing style) [m]."""
INSIDE_TOWN = {"village": 0.0, "business_park": 0.4}
"""Part of a district's area that lies within the built-up circle, where it is not all: parks sit on its edge, villages
beyond it (drawing style)."""


def _radii(recipe: Recipe, homes_area_m2: float, old_area_m2: float, harbour_m2: float) -> tuple[float, float]:
    """Radius of the old town and of the built-up town [m]; a sixth more for squares, parks and odd corners."""
    special_m2 = sum(d.area_ha * INSIDE_TOWN.get(d.kind, 1.0) for d in recipe.districts) * 1e4
    town = np.sqrt((homes_area_m2 * 7 / 6 + special_m2 + harbour_m2) / np.pi)
    return float(np.sqrt(old_area_m2 / np.pi)), float(town)


def _spots(recipe: Recipe, town_radius: float) -> tuple[tuple[District, np.ndarray, float], ...]:
    """Districts that are placed by direction and distance: what they are, centre, radius."""
    placed = [d for d in recipe.districts if d.kind not in ("village", "old_town", "harbour")]
    return tuple(
        (d, _at(d.bearing_deg, d.distance * town_radius), float(np.sqrt(d.area_ha * 1e4 / np.pi))) for d in placed
    )


def _station_square(radials: np.ndarray, angles: np.ndarray, rail):
    """The square on the town side of the railway, where the northern radial meets it."""
    if rail is None:
        return None
    radial = radials[int(np.argmin(np.abs(angles - np.pi / 2)))]
    hit = shapely.intersection(radial, rail).representative_point()
    return shapely.box(hit.x - 48, hit.y - 74, hit.x + 42, hit.y - 15)


def _boulevard(ring_radius: float, town_radius: float, luck):
    """An outer ring road, for towns large enough to have one."""
    if town_radius < max(1.9 * ring_radius, 700):
        return None
    return shapely.LinearRing(_wobbly(0.62 * town_radius + 0.2 * ring_radius, 0.05, 72, luck))


def _at(bearing_deg: float, distance: float) -> np.ndarray:
    angle = np.radians(bearing_deg)
    return distance * np.array([np.cos(angle), np.sin(angle)])


def _angles(recipe: Recipe, harbour, luck) -> np.ndarray:
    """Directions of the radials, the first due north (to the station), none through the harbour [rad]."""
    n = recipe.radials
    jitter = luck.uniform(-0.22, 0.22, n) * 2 * np.pi / n
    jitter[0] = 0.0
    angles = np.mod(np.pi / 2 + np.arange(n) * 2 * np.pi / n + jitter, 2 * np.pi)
    if harbour is None:
        return angles
    low, high = -0.95, 0.10
    signed = np.where(angles > np.pi, angles - 2 * np.pi, angles)
    return angles[(signed < low) | (signed > high)]


def _radial(angle: float, ring_radius: float, domain: float, luck) -> shapely.LineString:
    """A road from the market outward that sways a little, like a field track that became a highway."""
    reach = np.arange(0, domain * 1.02, 90.0)
    sway = np.cumsum(luck.normal(0, 0.018, len(reach)))
    sway -= np.linspace(0, 1, len(reach)) * sway[-1] * 0.5
    bearing = angle + sway - sway[0]
    return shapely.LineString(np.column_stack([reach * np.cos(bearing), reach * np.sin(bearing)]))


def _wobbly(radius: float, share: float, points: int, luck) -> np.ndarray:
    angle = np.linspace(0, 2 * np.pi, points, endpoint=False)
    wobble = sum(luck.uniform(0.3, 1.0) / k * np.sin(k * angle + luck.uniform(0, 2 * np.pi)) for k in (2, 3, 5))
    r = radius * (1 + share * wobble)
    return np.column_stack([r * np.cos(angle), r * np.sin(angle)])


def _river(recipe: Recipe, bank: float, domain: float, luck) -> tuple[shapely.Polygon, shapely.Polygon]:
    """The water, and the strip between the two quay streets. Straight along the town, winding beyond it."""
    x = np.arange(-domain * 1.1, domain * 1.1, 60.0)
    calm = 1 - np.exp(-(((x - 0.25 * domain) / (0.45 * domain)) ** 2))
    y = bank + calm * domain * (0.10 * np.sin(x / domain * 5 + luck.uniform(-0.5, 0.5)))
    line = shapely.LineString(np.column_stack([x, y]))
    half = recipe.river_width_m / 2
    return line.buffer(half, cap_style="flat"), line.buffer(half + 9, cap_style="flat")


def _rail(y: float, domain: float, luck) -> shapely.LineString:
    x = np.linspace(-domain * 1.1, domain * 1.1, 60)
    bend = luck.uniform(0.05, 0.10) * domain * (x / domain) ** 2
    return shapely.LineString(np.column_stack([x, y + bend]))


def _slot(recipe: Recipe, norms: StockNorms) -> tuple[float, float]:
    """Width of a dock, and of the pier beside it with two rows of sheds and three quays [m]."""
    return 45 + recipe.dock_length_m / 12, 2.2 * norms.street_width_m["quay"] + 80


def _harbour_size(recipe: Recipe, norms: StockNorms) -> tuple[float, float]:
    """Length along the river and depth of the harbour, 0 without docks [m]."""
    dock, pier = _slot(recipe, norms)
    return (recipe.docks * (dock + pier) + pier, recipe.dock_length_m * 1.25) if recipe.docks else (0.0, 0.0)


def _harbour(corner: tuple[float, float], recipe: Recipe, norms: StockNorms):
    """A zone on the north bank with slanted basins open to the river and a street along every pier."""
    left, bottom = corner
    n, length = recipe.docks, recipe.dock_length_m
    dock_width, pier = _slot(recipe, norms)
    _, depth = _harbour_size(recipe, norms)
    lean = 0.18
    right = left + n * (dock_width + pier) + pier
    zone = shapely.Polygon([(left, bottom), (right, bottom), (right + lean * depth, bottom + depth),
                            (left + lean * depth, bottom + depth)])  # fmt: skip
    docks, streets = [], []
    for i in range(n + 1):
        x = left + i * (dock_width + pier)
        streets.append(_leaning(x + pier / 2, bottom, depth, lean))
        if i < n:
            a, b = x + pier, x + pier + dock_width
            top = bottom + length
            docks.append(shapely.Polygon([(a - lean * 9, bottom - 9), (b - lean * 9, bottom - 9),
                                          (b + lean * length, top), (a + lean * length, top)]))  # fmt: skip
    y = bottom + length + (depth - length) * 0.55
    for dock in docks:
        corners = shapely.get_coordinates(dock)[2:4]
        streets += [shapely.LineString([c, (c[0] + lean * (y - c[1]), y)]) for c in corners]
    back = shapely.LineString([(left + lean * (y - bottom), y), (right + lean * (y - bottom), y)])
    return zone, np.array(docks, dtype=object), np.array([*streets, back], dtype=object)


def _leaning(x, bottom, depth, lean):
    return shapely.LineString([(x, bottom), (x + lean * depth, bottom + depth)])


def _market(ring_radius: float, luck) -> shapely.Polygon:
    """A market square is never square: four corners pulled about, the long side east to west."""
    size = np.clip(ring_radius / 340, 0.45, 1.5)
    corners = np.array([(-46, -30), (44, -34), (50, 27), (-41, 31)]) * size
    return shapely.Polygon(corners + luck.uniform(-5, 5, (4, 2)) * size)


def _church_square(ring_radius: float) -> shapely.Polygon:
    size = np.clip(ring_radius / 340, 0.6, 1.3)
    corners = np.array([(-44, -27), (43, -30), (47, 24), (-40, 30)]) * size
    return shapely.Polygon(corners + np.array([-118, 84]) * np.clip(ring_radius / 340, 0.85, 1.6))


def _lanes(town_radius: float, domain: float, hamlets, luck) -> np.ndarray:
    """Country roads in loops: one outside the town, one through the hamlets if they lie far out."""
    far = [float(np.linalg.norm(v.centre)) for v in hamlets]
    loops = [1.5 * town_radius] if domain > 1.7 * town_radius else []
    loops += [float(np.mean(far))] if far and np.mean(far) > 2.1 * town_radius else []
    return np.array([shapely.LinearRing(_wobbly(r, 0.05, 60, luck)) for r in loops], dtype=object)


def _on_a_road(district: District, town_radius: float, radials: np.ndarray, river):
    """A village lies on the highway: move its centre to the nearest radial, clear of the water."""
    wish = shapely.Point(_at(district.bearing_deg, district.distance * town_radius))
    road = radials[int(np.argmin(shapely.distance(radials, wish)))]
    along = shapely.line_locate_point(road, wish)
    radius = float(np.sqrt(district.area_ha * 1e4 / np.pi))
    spot = shapely.line_interpolate_point(road, along)
    while river is not None and spot.distance(river) < radius * 0.9 and along < road.length - 2 * radius:
        along += radius / 2
        spot = shapely.line_interpolate_point(road, along)
    ahead = shapely.line_interpolate_point(road, min(along + 60, road.length))
    step = np.array([ahead.x - spot.x, ahead.y - spot.y])
    return Village(district, np.array([spot.x, spot.y]), radius, step / max(np.linalg.norm(step), 1e-9))
