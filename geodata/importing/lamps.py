"""Street lamps: those that were mapped, and those that are placed where none were.

Place in the flow: [geodata] -> sim -> scenarios -> dashboard.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from geodata.citymap import FILLED, LAMP_TYPES, STREET_KINDS
from geodata.importing import tags as read
from geodata.importing.defaults import ImportDefaults
from geodata.importing.findings import Things
from geodata.importing.luck import luck_at, share_out
from geodata.importing.streets import Streets

TYPE_OF_TAG = {
    "led": "led",
    "high_pressure_sodium": "sodium_high_pressure",
    "sodium": "sodium_high_pressure",
    "son": "sodium_high_pressure",
    "hps": "sodium_high_pressure",
    "low_pressure_sodium": "sodium_low_pressure",
    "sox": "sodium_low_pressure",
    "metal_halide": "metal_halide",
    "metal-halide": "metal_halide",
    "fluorescent": "fluorescent",
    "mercury": "mercury",
    **{name: name for name in LAMP_TYPES},
}
HEAVY_KINDS = ("main", "quay")
"""Streets with the heavy luminaires of main roads."""


@dataclass
class Lamps:
    """Lamps in columns; -1 or 0 where nothing was read."""

    x_m: np.ndarray
    y_m: np.ndarray
    street: np.ndarray
    type: np.ndarray
    power_w: np.ndarray
    year: np.ndarray
    placed: np.ndarray
    """Mask of lamps that no source mapped."""


def gather_lamps(found: Things, streets: Streets, built_up: np.ndarray, d: ImportDefaults) -> tuple[Lamps, list[str]]:
    """Lamps of the source, with default ones where the source has none; and what to warn about.

    Args:
        found: lamp points [m] with tags
        streets: segments
        built_up: number of buildings beside each segment
        d: `lamp_spacing_m`, `lamps`
    """
    mapped = _mapped(found, streets)
    wanted = lamps_wanted(streets, built_up, d)
    if len(mapped.x_m) >= d.lamps["trust_share"] * wanted.sum():
        return mapped, []
    wanted[np.unique(mapped.street)] = 0
    placed = _placed(streets, wanted, d.lamps["offset_m"])
    both = Lamps(*(np.concatenate([getattr(mapped, key), getattr(placed, key)]) for key in placed.__dict__))
    note = f"{len(mapped.x_m)} lamps in the source: {len(placed.x_m)} more were placed at the usual spacing"
    return both, [note]


def lamps_wanted(streets: Streets, built_up: np.ndarray, d: ImportDefaults) -> np.ndarray:
    """Lamps that each segment would have at the usual spacing of its kind; dark streets and empty roads none."""
    spacing = np.array([d.lamp_spacing_m[kind] for kind in STREET_KINDS])[streets.kind]
    lit = (streets.lit == 1) | ((streets.lit < 0) & (built_up > 0))
    middle = shapely.get_coordinates(shapely.line_interpolate_point(streets.geometry, 0.5, normalized=True))
    luck = luck_at(middle[:, 0], middle[:, 1], "lamps on segment")
    return np.where(lit, np.floor(shapely.length(streets.geometry) / spacing + luck), 0).astype(np.int64)


def _mapped(found: Things, streets: Streets) -> Lamps:
    points = found.array()
    xy = shapely.get_coordinates(points) if len(points) else np.zeros((0, 2))
    street = shapely.STRtree(streets.geometry).nearest(points) if len(points) else np.zeros(0, dtype=np.int64)
    types = [_lamp_type(tags) for tags in found.tags]
    power = [read.watts(tags.get("light:power")) or 0.0 for tags in found.tags]
    year = [read.year(tags.get("start_date")) or 0 for tags in found.tags]
    return Lamps(
        xy[:, 0],
        xy[:, 1],
        np.asarray(street, dtype=np.int64),
        np.array(types, dtype=np.int8),
        np.array(power, dtype=float),
        np.array(year, dtype=np.int16),
        np.zeros(len(xy), dtype=bool),
    )


def _lamp_type(tags: dict[str, str]) -> int:
    for key in ("light:method", "light:source", "lamp_type"):
        name = TYPE_OF_TAG.get(tags.get(key, "").strip().lower().replace(" ", "_"))
        if name:
            return LAMP_TYPES.index(name)
    return -1


def _placed(streets: Streets, wanted: np.ndarray, offset_m: float) -> Lamps:
    """Lamps evenly along one side of their segments."""
    street = np.repeat(np.arange(len(streets)), wanted)
    number = np.arange(len(street)) - np.repeat(np.cumsum(wanted) - wanted, wanted)
    along = (number + 0.5) / wanted[street]
    lines = streets.geometry[street]
    length = shapely.length(lines)
    here = shapely.get_coordinates(shapely.line_interpolate_point(lines, along, normalized=True)).reshape(-1, 2)
    before = shapely.line_interpolate_point(lines, np.maximum(along - 0.5 / length, 0), normalized=True)
    after = shapely.line_interpolate_point(lines, np.minimum(along + 0.5 / length, 1), normalized=True)
    step = (shapely.get_coordinates(after) - shapely.get_coordinates(before)).reshape(-1, 2)
    step = step / np.maximum(np.hypot(*step.T), 1e-6)[:, None]
    xy = here + offset_m * np.column_stack([step[:, 1], -step[:, 0]])
    blank = np.zeros(len(street))
    return Lamps(
        xy[:, 0], xy[:, 1], street, (blank - 1).astype(np.int8), blank, blank.astype(np.int16),
        np.ones(len(street), dtype=bool),
    )  # fmt: skip


def fill_lamps(lamps: Lamps, streets: Streets, d: ImportDefaults) -> dict[str, np.ndarray]:
    """Columns type, power_w, year and filled: what was not read is dealt street by street by the usual mix.

    Args:
        lamps: as gathered
        streets: their segments
        d: `lamp_mix_share`, `lamp_power_w`, `lamp_year`, `lamps.led_share`
    """
    heavy = np.isin(streets.kind[lamps.street], [STREET_KINDS.index(kind) for kind in HEAVY_KINDS])
    middle = shapely.get_coordinates(shapely.line_interpolate_point(streets.geometry, 0.5, normalized=True))
    street_luck = luck_at(middle[:, 0], middle[:, 1], "lamp type")[lamps.street]
    type_ = lamps.type.astype(np.int64)
    for group, rows in (
        ("heavy", np.flatnonzero(heavy & (type_ < 0))),
        ("light", np.flatnonzero(~heavy & (type_ < 0))),
    ):
        shares = lamp_shares(d, group)
        type_[rows] = np.array([LAMP_TYPES.index(n) for n in shares])[share_out(shares, street_luck[rows])]
    powers = np.array([[_power(d, group, name) for name in LAMP_TYPES] for group in ("light", "heavy")])
    power_w = np.where(lamps.power_w > 0, lamps.power_w, powers[heavy.astype(int), type_])
    spans = np.array([d.lamp_year[name] for name in LAMP_TYPES], dtype=float)[type_]
    year_luck = luck_at(middle[:, 0], middle[:, 1], "lamp year")[lamps.street]
    year = np.floor(spans[:, 0] + year_luck * (spans[:, 1] - spans[:, 0] + 1))
    filled = (
        FILLED["type"] * (lamps.type < 0)
        + FILLED["lamp_power"] * (lamps.power_w <= 0)
        + FILLED["year"] * (lamps.year <= 0)
        + FILLED["lamp_place"] * lamps.placed
    )
    return {"type": type_, "power_w": power_w, "year": np.where(lamps.year > 0, lamps.year, year), "filled": filled}


def lamp_shares(d: ImportDefaults, group: str) -> dict[str, float]:
    """Share of each lamp type among lamps of which nothing is known: LED first, the rest by the mix of the group."""
    led = d.lamps["led_share"]
    return {"led": led} | {name: (1 - led) * share for name, share in d.lamp_mix_share[group].items()}


def _power(d: ImportDefaults, group: str, name: str) -> float:
    """System power of a type [W]; a type that the group does not know takes the other group's value."""
    other = {"heavy": "light", "light": "heavy"}[group]
    return d.lamp_power_w[group].get(name, d.lamp_power_w[other].get(name, d.lamp_power_w[group]["led"]))
