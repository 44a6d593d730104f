"""Type, period, storeys, heights, walls, roofs, dwellings and holders of the drawn buildings.

Place in the flow: [geodata] -> sim -> scenarios -> dashboard.
Every quota is met by rank: the oldest years go to the places where a town is oldest, the tallest houses to the centre.
"""

from __future__ import annotations

import numpy as np
import shapely

from geodata.citymap import BUILDING_TYPES, PERIOD_STARTS, PERIODS, TENURES, USES
from geodata.norms import StockNorms
from geodata.quotas import by_rank, largest_remainder, whole_parts

WIDEST_ROOF_M = 12.0
"""Deeper houses have a flat strip behind their slopes: rafters of a house span no further [m]."""
STOREYS_APART = (0.20, 0.09)
"""How far rows, and houses within a row, stray from the rule that the centre is tallest [share of the town's radius].
The drawing's hand: the shares of storeys themselves come from the norms."""
ROW_KEEPS_ROOF = 0.7
"""Share of houses whose roof has the shape of its row (drawing style)."""
TERRACED, SEMI, DETACHED, APARTMENTS, SHOP_HOUSE, OTHER = range(len(BUILDING_TYPES))


def periods_by_age(types, age, quota, fixed) -> np.ndarray:
    """Construction period of each building; every (type, period) exactly as often as the quota says.

    Args:
        types: building type per building
        age: low where the town is old, any scale
        quota: buildings by type and period
        fixed: lists of periods a building must prefer (n, 2) as first and last, -1 for no wish

    Returns:
        index into PERIODS
    """
    period = np.zeros(len(types), int)
    for kind in range(len(BUILDING_TYPES)):
        rows = np.flatnonzero(types == kind)
        left = quota[kind].copy()
        bound = rows[fixed[rows, 0] >= 0]
        for row in bound[np.argsort(age[bound], kind="stable")]:
            wish = np.arange(fixed[row, 0], fixed[row, 1] + 1)
            pick = wish[np.argmax(left[wish])] if left[wish].max() > 0 else int(np.argmax(left))
            period[row] = pick
            left[pick] -= 1
        rest = rows[fixed[rows, 0] < 0]
        period[rest] = by_rank(age[rest], left)
    return period


def years_in(period, side, luck) -> np.ndarray:
    """Construction year within the period; two thirds of a side of a block were built together."""
    starts = np.array([*PERIOD_STARTS, 2025])
    together = luck.random(int(side.max(initial=0)) + 2)[side]
    own = luck.random(len(period))
    share = np.where((luck.random(len(period)) < 0.66) & (side >= 0), together, own)
    share = np.where(period == 0, 1 - (1 - share) ** 2 * 0.98, share)
    share = np.where(period == 0, 0.25 + 0.75 * share - 0.25 * (own < 0.12), share)
    first, last = starts[period], starts[period + 1]
    return np.clip(np.floor(first + share * (last - first)), first, last - 1).astype(int)


def row_luck(side, luck) -> np.ndarray:
    """A normal number per building that all houses of one side of a block share: rows were built together.

    Args:
        side: side of a block per building, -1 for buildings that stand alone
        luck: numpy random generator
    """
    alone = luck.normal(0, 1, len(side))
    return np.where(side >= 0, luck.normal(0, 1, int(side.max(initial=0)) + 1)[side], alone)


def storeys_of(types, side, central, norms: StockNorms, luck) -> np.ndarray:
    """Full storeys, the tallest of each type nearest to the centre; a row mostly keeps one height.

    Args:
        types: building type per building
        side: side of a block per building, -1 for none
        central: low near the centre
        norms: shares of storeys
        luck: numpy random generator
    """
    storeys = np.ones(len(types), int)
    score = -central + STOREYS_APART[0] * row_luck(side, luck) + STOREYS_APART[1] * luck.normal(0, 1, len(types))
    for kind, name in enumerate(BUILDING_TYPES):
        rows = np.flatnonzero(types == kind)
        table = {int(k): v for k, v in norms.storeys_share[name].items()}
        levels = np.array(sorted(table))
        counts = largest_remainder(np.array([table[k] for k in levels]), len(rows))
        storeys[rows] = levels[by_rank(score[rows], counts)]
    return storeys


def heights_m(types, use, period, storeys, norms: StockNorms) -> np.ndarray:
    """Height of the eaves: storeys times the usual floor height, or the clear height of a hall."""
    floor = np.array([norms.storey_height_m[p] for p in PERIODS])[period]
    height = storeys * floor
    hall = np.array([norms.hall_height_m.get(u, 0.0) for u in USES])[use]
    return np.where((types == OTHER) & (hall > 0) & (storeys == 1), hall, height)


def roofs(types, side, depth_m, footprint_m2, main_m2, norms: StockNorms, luck) -> tuple[np.ndarray, np.ndarray]:
    """Ridge above the eaves [m] and roof surface [m2]; slopes cover at most 12 m of the main volume, wings are flat."""
    flat_share = np.array([norms.roof_pitch_deg["flat_share"][t] for t in BUILDING_TYPES])[types]
    together, alone = luck.random(int(side.max(initial=0)) + 1)[side], luck.random(len(types))
    pitched = np.where((side >= 0) & (luck.random(len(types)) < ROW_KEEPS_ROOF), together, alone) >= flat_share
    slope = np.radians(norms.roof_pitch_deg["pitch"])
    span = np.minimum(depth_m, WIDEST_ROOF_M)
    ridge = np.where(pitched, span / 2 * np.tan(slope), 0.0)
    covered = np.minimum(span / np.maximum(depth_m, 1e-6), 1.0) * main_m2
    surface = footprint_m2 + np.where(pitched, covered * (1 / np.cos(slope) - 1), 0.0)
    return ridge, surface


def walls(stock, height_m, ridge_m, norms: StockNorms) -> tuple[np.ndarray, np.ndarray]:
    """Outer wall and party wall area, gables under pitched roofs included.

    Two neighbours share a wall up to the lower of the two, piece by piece: main volume or the lower wing behind it.

    Args:
        stock: buildings as drawn, with the walls they share
        height_m: eaves [m]
        ridge_m: ridge above the eaves [m]
        norms: height of wings

    Returns:
        facade [m2], party wall [m2]
    """
    n, walls = len(height_m), stock.shared
    wing = np.minimum(height_m, norms.wing_height_m)
    gable = np.minimum(stock.depth_m, WIDEST_ROOF_M) * ridge_m / 2
    whole = shapely.length(stock.shape) * height_m - 2 * stock.wing_m * (height_m - wing) + 2 * gable
    one, other = walls.one, walls.other
    lower = [np.minimum(a[one], b[other]) for a in (height_m, wing) for b in (height_m, wing)]
    shared = (walls.length_m * np.column_stack(lower)).sum(axis=1)
    shared += np.where(walls.length_m[:, 0] > 0, np.minimum(gable[one], gable[other]), 0)
    party = np.bincount(one, shared, n) + np.bincount(other, shared, n)
    party = np.minimum(party, whole)
    return whole - party, party


def dwellings_of(types, storeys, footprint_m2, total: int, norms: StockNorms) -> np.ndarray:
    """Dwellings per building, adding up to the total: houses by their usual mean, flats by size.

    Raises:
        ValueError: more houses than dwellings
    """
    dwellings = np.zeros(len(types), int)
    for kind, name in enumerate(BUILDING_TYPES):
        rows = np.flatnonzero(types == kind)
        if kind == APARTMENTS or not len(rows) or norms.dwellings_per_house[name] <= 0:
            continue
        extra = round((norms.dwellings_per_house[name] - 1) * len(rows))
        largest = rows[np.argsort(-(footprint_m2 * storeys)[rows], kind="stable")]
        dwellings[rows] = 1
        dwellings[largest[: max(extra, 0)]] = 2
    blocks = np.flatnonzero(types == APARTMENTS)
    left = total - int(dwellings.sum())
    if left < len(blocks):
        raise ValueError(f"{total} dwellings are too few for {int((dwellings > 0).sum()) + len(blocks)} homes")
    if len(blocks):
        dwellings[blocks] = whole_parts((footprint_m2 * storeys)[blocks], left, min(2, left // len(blocks)))
    else:
        homes = np.flatnonzero(dwellings > 0)
        dwellings[homes] += largest_remainder(footprint_m2[homes], left)
    return dwellings


def dwellings_as_counted(types: np.ndarray, floor_m2: np.ndarray, homes: np.ndarray) -> np.ndarray:
    """Dwellings per building that add up to those counted in each type; the largest buildings hold the most.

    Buildings that are no home hold none on the map: dwellings counted in them go to the flats, or to the houses where
    there are no flats.

    Args:
        types: building type per building
        floor_m2: a measure of the size of each building
        homes: dwellings by type, shape (types,)

    >>> dwellings_as_counted(np.array([0, 0, 3, 5]), np.array([90.0, 120.0, 400.0, 50.0]), np.array([3, 0, 0, 5, 0, 1]))
    array([1, 2, 6, 0])
    """
    dwellings, wanted = np.zeros(len(types), int), homes.copy()
    nowhere = int(wanted[OTHER]) + sum(int(n) for kind, n in enumerate(wanted[:OTHER]) if not np.any(types == kind))
    wanted = np.where([np.any(types == kind) for kind in range(len(wanted))], wanted, 0)
    wanted[OTHER] = 0
    roomy = APARTMENTS if np.any(types == APARTMENTS) else int(np.argmax(wanted))
    wanted[roomy] += nowhere
    for kind, number in enumerate(wanted[:OTHER]):
        rows = np.flatnonzero(types == kind)
        if not len(rows):
            continue
        if kind == APARTMENTS:
            dwellings[rows] = whole_parts(floor_m2[rows], int(number), min(2, int(number) // len(rows)))
            continue
        each, more = divmod(int(number), len(rows))
        largest = rows[np.argsort(-floor_m2[rows], kind="stable")]
        dwellings[rows] = each
        dwellings[largest[:more]] += 1
    return dwellings


def taller_flats(stock, storeys, footprint_m2, dwellings, norms: StockNorms) -> np.ndarray:
    """Storeys where a city has more dwellings per block of flats than usual: its blocks rise until they hold them.

    Args:
        stock: buildings as drawn; towers keep their storeys
        storeys: full storeys by the shares of the type
        footprint_m2: ground area [m2]
        dwellings: dwellings per building
        norms: floor of a flat
    """
    flats = stock.types == APARTMENTS
    low = flats & ~stock.tower
    drawn = footprint_m2 * storeys
    wanted = norms.floor_area_m2["apartments"] * dwellings[flats].sum() - drawn[stock.tower].sum()
    factor = wanted / max(drawn[low].sum(), 1.0)
    return np.where(low, np.round(storeys * max(factor, 1.0)), storeys).astype(int)


def floors_m2(stock, storeys, footprint_m2, dwellings, norms: StockNorms) -> np.ndarray:
    """Gross heated floor area: drawn floors, scaled per type to the usual mean; nothing for a shed.

    Args:
        stock: buildings as drawn; a wing counts one floor
        storeys: full storeys of the main volume
        footprint_m2: ground area, wings included [m2]
        dwellings: dwellings per building
        norms: usual floor areas
    """
    types = stock.types
    drawn = stock.main_m2 * storeys + (footprint_m2 - stock.main_m2)
    floor = np.where(stock.use == USES.index("shed"), 0.0, drawn)
    for kind, name in enumerate(BUILDING_TYPES):
        rows = types == kind
        if kind == OTHER or not rows.any():
            continue
        number = dwellings[rows].sum() if kind == APARTMENTS else rows.sum()
        floor[rows] = drawn[rows] * (norms.floor_area_m2[name] * number / drawn[rows].sum())
    return floor


def tenures_of(types, use, social, norms: StockNorms, luck) -> np.ndarray:
    """Who holds most of each building: homes by share, estates social.

    Town halls and fire stations are municipal throughout; of schools, halls and homes for the old only a part is, and
    which part is no property of the map.
    """
    tenure = np.full(len(types), TENURES.index("business"))
    public = ("town_hall", "fire_police")
    tenure[np.isin(use, [USES.index(u) for u in public])] = TENURES.index("municipal")
    for kind, name in enumerate(BUILDING_TYPES[:OTHER]):
        rows = np.flatnonzero((types == kind) & ~social)
        shares = np.array([norms.tenure_share[name].get(t, 0.0) for t in TENURES])
        tenure[rows] = by_rank(luck.random(len(rows)), largest_remainder(shares, len(rows)))
    tenure[social] = TENURES.index("social_rent")
    return tenure


def sunny_side_deg(facing_deg) -> np.ndarray:
    """Direction of the roof face nearest to south: the street side or the garden side [deg].

    >>> sunny_side_deg(np.array([10.0, 200.0]))
    array([190., 200.])
    """
    other = (facing_deg + 180) % 360
    return np.where(np.abs(facing_deg - 180) <= np.abs(other - 180), facing_deg, other)
