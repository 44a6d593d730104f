"""Which floor a town needs beside its homes, and which free-standing building gives it.

Place in the flow: [geodata] -> sim -> scenarios -> dashboard.
The table says how many square metres of each use go with an inhabitant. Ground plans are handed out use by use until
the table is met; the last building of each use is made as small as what is still needed.
"""

from __future__ import annotations

import numpy as np
import shapely

from geodata.citymap import USES
from geodata.drawing.others import USE, Boxes
from geodata.drawing.zones import CAMPUS, CIVIC, HALL, HARBOUR, PARK
from geodata.norms import StockNorms
from geodata.recipe import Recipe

PLACES = {
    "port": (HARBOUR,),
    "hospital": (CAMPUS, PARK, CIVIC, HALL),
    "town_hall": (CIVIC, HALL),
    "fire_police": (CIVIC, HALL),
    "school": (CAMPUS, PARK, CIVIC),
    "care_home": (PARK, CIVIC, CAMPUS),
    "sports_hall": (CAMPUS, CIVIC, PARK, HALL),
    "culture": (CIVIC, CAMPUS, PARK, HALL),
    "office": (CIVIC, HALL, CAMPUS),
    "shop": (HALL, CIVIC),
    "industry": (HALL, HARBOUR),
}
"""Kinds of land where each use settles, the most liked first, in the order in which the uses choose (drawing style)."""
SPREAD = {"office": 1.6, "shop": 1.6, "school": 2.4, "care_home": 1.6, "culture": 1.2}
"""How far luck outweighs liking, in places on the list above: these uses lie about the whole town (drawing style)."""
SMALLEST_PART = 0.35
"""The last building of a use may shrink to this part of its ground plan; what is less is not built."""
SHORT = 0.07
"""A use that misses this share of its floor or more asks for more land."""
SHORT_M2 = 600.0
"""... and misses more than this: one building, which a hamlet may do without [m2]."""
TOWN_SHARE = {"shop": 0.4, "office": 0.5, "school": 0.5, "care_home": 0.5, "sports_hall": 0.6, "culture": 0.7,
              "town_hall": 0.8, "fire_police": 0.8}  # fmt: skip
"""Part of each use that stands on blocks of its own inside the town; only sizes the first sketch."""
COVERED = 0.27
"""Part of such a block that is built on; only sizes the first sketch."""


def wanted_floor_m2(recipe: Recipe, norms: StockNorms) -> dict[str, float]:
    """Gross floor by use that the table asks for [m2]; the recipe may replace single entries.

    Raises:
        ValueError: the recipe names a use that the table does not have
    """
    unknown = sorted(set(recipe.floor_per_inhabitant_m2) - set(norms.floor_per_inhabitant_m2))
    if unknown:
        known = ", ".join(norms.floor_per_inhabitant_m2)
        raise ValueError(f"floor_per_inhabitant_m2 of the recipe: {', '.join(unknown)} is none of {known}")
    table = norms.floor_per_inhabitant_m2 | recipe.floor_per_inhabitant_m2
    return {use: area * recipe.inhabitants for use, area in table.items()}


def shops_below_m2(shop_houses: int, norms: StockNorms) -> float:
    """Shop floor on the ground floors of shop houses: one storey of each [m2]."""
    one_floor = sum(share / int(storeys) for storeys, share in norms.storeys_share["shop_house"].items())
    return shop_houses * norms.floor_area_m2["shop_house"] * one_floor


def civic_land_m2(recipe: Recipe, norms: StockNorms) -> float:
    """Land inside the town to keep for large buildings of service and trade [m2]."""
    wanted = wanted_floor_m2(recipe, norms)
    ground = sum(wanted.get(u, 0) * share / np.mean(norms.storeys_by_use[u]) for u, share in TOWN_SHARE.items())
    return ground / COVERED


def hand_out(
    ground: Boxes, form: np.ndarray, to_station: np.ndarray, wanted: dict[str, float], norms: StockNorms, luck
) -> tuple[Boxes, dict[str, float]]:
    """Give free-standing ground plans a use and storeys.

    Args:
        ground: ground plans, uses not yet known
        form: kind of land each stands on
        to_station: distance to the station or the market, as a share of the town's radius
        wanted: floor still to be given, by use [m2]
        norms: storeys by use
        luck: numpy random generator

    Returns:
        the buildings, fewer than the ground plans; and the floor that found no place, by use [m2]
    """
    mood = luck.random((int(ground.block.max(initial=0)) + 1, len(PLACES)))
    free, area = np.ones(len(ground), bool), shapely.area(ground.shape)
    parts, short = [], {}
    for k, (use, places) in enumerate(PLACES.items()):
        fits = area <= norms.largest_ground_m2.get(use, np.inf)
        rows = np.flatnonzero(free & fits & np.isin(form, places))
        rank = np.array([places.index(f) for f in form[rows]])
        score = rank + SPREAD.get(use, 0.7) * mood[ground.block[rows], k] + (use == "office") * to_station[rows]
        score -= (use == "hospital") * area[rows] / 1000
        rows = rows[np.argsort(score, kind="stable")]
        low, high = norms.storeys_by_use[use]
        storeys = luck.integers(low, high + 1, len(rows))
        number, shrink, left = _upto(area[rows] * storeys, wanted.get(use, 0.0))
        rows, storeys = rows[:number], storeys[:number]
        free[rows] = False
        shapes = ground.shape[rows]
        if number:
            shapes[-1] = shapely.affinity.scale(shapes[-1], np.sqrt(shrink), np.sqrt(shrink))
        parts.append(Boxes(shapes, np.full(number, USE[use]), ground.block[rows], storeys))
        short[use] = left
    together = [np.concatenate([getattr(p, name) for p in parts]) for name in ("shape", "use", "block", "storeys")]
    return Boxes(*together), short


def _upto(floor: np.ndarray, wanted: float) -> tuple[int, float, float]:
    """How many of these floors make the wanted sum, what part of the last one is built, and what stays lacking."""
    if wanted <= 0 or not len(floor):
        return 0, 1.0, max(wanted, 0.0)
    total = np.cumsum(floor)
    if total[-1] <= wanted:
        return len(floor), 1.0, float(wanted - total[-1])
    number = int(np.searchsorted(total, wanted)) + 1
    part = 1 - float(total[number - 1] - wanted) / float(floor[number - 1])
    if part < SMALLEST_PART and number > 1:
        return number - 1, 1.0, 0.0
    return number, max(part, SMALLEST_PART), 0.0


def more_land(
    short: dict[str, float], wanted: dict[str, float], hall_ground_m2: float, recipe: Recipe
) -> dict[int, float]:
    """How much more land of each kind a town needs whose uses came short; empty when all are served.

    A town without a business park or harbour keeps its industry to what its yards hold.

    Args:
        short: floor that found no place, by use [m2]
        wanted: floor that was to be given, by use [m2]
        hall_ground_m2: ground plans that the business parks held [m2]
        recipe: tells whether there is a business park
    """
    kinds = {district.kind for district in recipe.districts}
    factor: dict[int, float] = {}
    for use, left in short.items():
        if left <= max(SHORT * wanted.get(use, 0.0), SHORT_M2):
            continue
        if use in ("industry", "port"):
            if use == "industry" and "business_park" in kinds:
                factor[HALL] = min(1.06 * (1 + left / max(hall_ground_m2, 1.0)), 3.0)
        else:
            factor[CIVIC] = 1.35
    return factor


def civic_uses(number: int) -> np.ndarray:
    """Uses of the public buildings in rows, in the order in which a growing town gets them."""
    first = ("town_hall", "culture", "fire_police", "care_home", "office", "culture")
    return np.array([USES.index(first[k] if k < len(first) else "office") for k in range(number)], int)
