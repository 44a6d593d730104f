"""The form of each building: type, storeys, heights, dwellings, and which of these are guesses.

Place in the flow: [geodata] -> sim -> scenarios -> dashboard.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from geodata.citymap import BUILDING_TYPES, PERIOD_STARTS, PERIODS, TENURES, USES
from geodata.importing import tags as read
from geodata.importing.defaults import ImportDefaults
from geodata.importing.luck import luck_at, share_out
from geodata.importing.uses import HALLS

TYPE_OF_TAG = {
    "apartments": "apartments",
    "apartment": "apartments",
    "block": "apartments",
    "dormitory": "apartments",
    "terrace": "terraced",
    "terraced": "terraced",
    "semidetached_house": "semi_detached",
    "semi": "semi_detached",
    **dict.fromkeys(("detached", "bungalow", "villa", "farm", "cabin"), "detached"),
}
FLAT_ROOFS = frozenset({"flat", "plat"})
MUNICIPAL_USES = ("school", "sports_hall", "culture", "town_hall", "fire_police", "church")


@dataclass
class Told:
    """What the tags of each building say, column by column; 0 or NaN where they say nothing clear."""

    height_m: np.ndarray
    roof_m: np.ndarray
    storeys: np.ndarray
    year: np.ndarray
    flats: np.ndarray
    type: np.ndarray
    """Index into BUILDING_TYPES, -1 when not told."""
    flat_roof: np.ndarray
    """1 flat, 0 pitched, -1 not told."""
    has_number: np.ndarray

    @classmethod
    def of(cls, tags: list[dict[str, str]]) -> Told:
        """Read the columns from tags."""

        def numbers(reader, *keys: str) -> np.ndarray:
            found = [next((v for k in keys if (v := reader(row.get(k))) is not None), np.nan) for row in tags]
            return np.array(found, dtype=float)

        types = [TYPE_OF_TAG.get(row.get("building", "").lower(), "") for row in tags]
        shapes = [row.get("roof:shape", "").lower() for row in tags]
        return cls(
            height_m=numbers(read.metres, "height", "building:height"),
            roof_m=numbers(read.metres, "roof:height"),
            storeys=np.nan_to_num(numbers(read.storeys, "building:levels")).astype(np.int8),
            year=np.nan_to_num(numbers(read.year, "start_date", "year_of_construction")).astype(np.int16),
            flats=np.nan_to_num(numbers(read.count, "building:flats")).astype(np.int16),
            type=np.array([BUILDING_TYPES.index(word) if word else -1 for word in types], dtype=np.int8),
            flat_roof=np.array([-1 if not s else int(s in FLAT_ROOFS) for s in shapes], dtype=np.int8),
            has_number=np.array(["housenumber_known" in row for row in tags], dtype=bool),
        )


def building_types(
    use: np.ndarray,
    told: Told,
    business: np.ndarray,
    neighbours: np.ndarray,
    footprint_m2: np.ndarray,
    sizes: dict[str, float],
) -> np.ndarray:
    """Index into BUILDING_TYPES: what the tags say, else from shared walls, size and storeys.

    Args:
        use: index into USES
        told: columns read
        business: mask of buildings with a business inside
        neighbours: how many other main buildings each shares a wall with
        footprint_m2: ground area [m2]
        sizes: `import.flats`: from_storeys, from_footprint_m2, shop_house_below_m2
    """
    terraced, semi, detached, apartments, shop_house, other = range(len(BUILDING_TYPES))
    by_walls = np.select([neighbours >= 2, neighbours == 1], [terraced, semi], detached)
    stacked = (told.storeys >= sizes["from_storeys"]) | (told.flats > 2)
    broad = (footprint_m2 >= sizes["from_footprint_m2"]) & (neighbours >= 1)
    type_ = np.where(stacked | broad, apartments, by_walls)
    type_ = np.where(told.type >= 0, told.type, type_)
    small_shop = (use == USES.index("shop")) & business & (footprint_m2 < sizes["shop_house_below_m2"])
    type_ = np.where(use == USES.index("home"), type_, np.where(small_shop, shop_house, other))
    return type_.astype(np.int8)


def storeys_filled(
    told: np.ndarray,
    type_: np.ndarray,
    use: np.ndarray,
    footprint_m2: np.ndarray,
    far_m: np.ndarray,
    defaults: ImportDefaults,
) -> np.ndarray:
    """Full storeys: as read, else dealt by the shares of the type; halls have one.

    The broadest detached houses are the lowest (bungalows); of all others the ones nearest the middle are the tallest.

    Args:
        told: storeys read, 0 when unknown
        type_, use: indices into BUILDING_TYPES and USES
        footprint_m2: ground area [m2]
        far_m: distance to the middle of the place [m]
        defaults: `storeys_share`
    """
    out = told.astype(np.int64)
    hall = np.isin(use, [USES.index(word) for word in HALLS])
    for number, name in enumerate(BUILDING_TYPES):
        rows = np.flatnonzero((told == 0) & (type_ == number) & ~hall)
        shares = {int(count): share for count, share in sorted(defaults.storeys_share[name].items(), key=_low_first)}
        order = -footprint_m2[rows] if name == "detached" else -far_m[rows]
        out[rows] = np.array(list(shares))[share_out(shares, order)]
    out[hall & (told == 0)] = 1
    return np.clip(out, 1, 120).astype(np.int8)


def _low_first(item: tuple) -> int:
    return int(item[0])


def years_filled(
    told: np.ndarray, type_: np.ndarray, x_m: np.ndarray, y_m: np.ndarray, street_luck: np.ndarray, d: ImportDefaults
) -> np.ndarray:
    """Construction years: as read, else dealt by the period shares of the type, exact after rounding.

    Houses of one street were mostly built together, so part of the luck is the street's.

    Args:
        told: years read, 0 when unknown
        type_: index into BUILDING_TYPES
        x_m, y_m: middles [m]
        street_luck: one draw per street, spread over its buildings [0 to 1]
        d: building quota, `street_share_of_luck`, last year of building
    """
    own = luck_at(x_m, y_m, "period")
    order = d.street_share_of_luck * street_luck + (1 - d.street_share_of_luck) * own
    within = luck_at(x_m, y_m, "year in period")
    ends = np.array([*PERIOD_STARTS[1:], d.last_year + 1])
    starts = np.array(PERIOD_STARTS)
    out = told.astype(np.int64)
    quota = d.quota_for(type_)
    for number, name in enumerate(BUILDING_TYPES):
        rows = np.flatnonzero((told == 0) & (type_ == number))
        period = share_out({key: quota[name].get(key, 0.0) for key in PERIODS}, order[rows])
        out[rows] = starts[period] + np.floor(within[rows] * (ends - starts)[period]).astype(np.int64)
    return out.astype(np.int16)


def periods_of(year: np.ndarray) -> np.ndarray:
    """Index into PERIODS of construction years.

    >>> periods_of(np.array([1265, 1945, 1946, 2020])).tolist()
    [0, 0, 1, 5]
    """
    return np.maximum(np.searchsorted(PERIOD_STARTS, year, side="right") - 1, 0).astype(np.int8)


def flat_roofs(told: np.ndarray, type_: np.ndarray, x_m: np.ndarray, y_m: np.ndarray, d: ImportDefaults) -> np.ndarray:
    """Mask of flat roofs: as read, else the flat share of the type is dealt by position."""
    flat = told == 1
    luck = luck_at(x_m, y_m, "flat roof")
    for number, name in enumerate(BUILDING_TYPES):
        rows = np.flatnonzero((told < 0) & (type_ == number))
        share = d.roof_pitch_deg["flat_share"][name]
        flat[rows] = share_out({"flat": share, "pitched": 1 - share}, luck[rows]) == 0
    return flat


def tenures(type_: np.ndarray, use: np.ndarray, x_m: np.ndarray, y_m: np.ndarray, d: ImportDefaults) -> np.ndarray:
    """Index into TENURES: homes by the shares of their type, public uses the municipality's, the rest business.

    A shed belongs to its home and is counted as the owner's.
    """
    out = np.full(len(type_), TENURES.index("business"), dtype=np.int8)
    luck = luck_at(x_m, y_m, "tenure")
    for number, name in enumerate(BUILDING_TYPES):
        if name in d.tenure_share:
            rows = np.flatnonzero(type_ == number)
            shares = d.tenure_share[name]
            out[rows] = np.array([TENURES.index(word) for word in shares])[share_out(shares, luck[rows])]
    out[np.isin(use, [USES.index(word) for word in MUNICIPAL_USES])] = TENURES.index("municipal")
    out[use == USES.index("shed")] = TENURES.index("owner_occupied")
    return out


def dwellings_filled(
    told: np.ndarray, type_: np.ndarray, floor_m2: np.ndarray, luck: np.ndarray, d: ImportDefaults
) -> np.ndarray:
    """Dwellings per building: as read, else blocks by floor area, houses by the few that hold a second home.

    Args:
        told: dwellings read, 0 when unknown
        type_: index into BUILDING_TYPES
        floor_m2: gross heated floor area [m2]
        luck: one draw per building [0 to 1]
        d: `floor_area_m2` and `dwellings_per_house`
    """
    rate = np.array([d.dwellings_per_house.get(name, 0.0) for name in BUILDING_TYPES])[type_]
    homes = np.floor(rate + luck)
    apartments, terraced = BUILDING_TYPES.index("apartments"), BUILDING_TYPES.index("terraced")
    block = np.maximum(np.round(floor_m2 / d.floor_area_m2["apartments"]), 2)
    row = np.maximum(np.floor(floor_m2 / d.floor_area_m2["terraced"]), 1)  # one polygon may hold a row of houses
    homes = np.where(type_ == apartments, block, np.where((type_ == terraced) & (row > 2), row, homes))
    is_home = type_ != BUILDING_TYPES.index("other")
    return np.where(is_home, np.where(told > 0, told, homes), 0).clip(0, 32_000).astype(np.int16)
