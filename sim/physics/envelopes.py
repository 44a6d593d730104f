"""Typical envelopes: what the walls, roofs and windows of a type and period are like.

Place in the flow: city -> population -> behaviour, markets -> [physics] -> inventory.
Called when a city is drawn or imported. The tables are those of `heat.yaml`, read off the Belgian buildings of the
TABULA typology; real roof and wall areas replace the typical ones where the map knows them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from sim.parameter import Book
from sim.physics.heat import ALL_ROUND, Envelope

ENVELOPE_TYPES = ("terraced", "semi_detached", "detached", "apartments", "shop_house", "other", "tower")
"""The building types of the map in their order, and `tower` for flats of many storeys."""
ENVELOPE_PERIODS = ("before_1946", "1946_1970", "1971_1990", "1991_2005", "2006_2011", "after_2011")
BUILT_LIKE = {"shop_house": "terraced", "other": "apartments"}
"""Types without a TABULA building of their own, and the type whose envelope they get."""

PER_FLOOR = ("roof", "wall", "ground", "window", "door")
BY_PERIOD = ("u_roof", "u_wall", "u_floor", "u_window", "u_door", "window_g", "infiltration_per_h", "thermal_bridge_u")


@dataclass(frozen=True)
class EnvelopeTables:
    """Tables of shape (types, periods), and numbers that hold for all periods of a type or for everything."""

    area_per_floor: dict[str, np.ndarray]
    by_period: dict[str, np.ndarray]
    reduction_at_1: np.ndarray
    reduction_at_4: np.ndarray
    air_use_per_h: float
    c_m: float
    ground_share: float

    @classmethod
    def from_book(cls, book: Book, year: int) -> EnvelopeTables:
        """The tables of `heat.yaml` as they hold in a year."""

        def table(name: str) -> np.ndarray:
            rows = book.at(f"heat.{name}", year)
            return np.array([[rows[_row(kind)][period] for period in ENVELOPE_PERIODS] for kind in ENVELOPE_TYPES])

        def by_type(name: str) -> np.ndarray:
            values = book.at(f"heat.{name}", year)
            return np.array([values[_row(kind)] for kind in ENVELOPE_TYPES])

        return cls(
            area_per_floor={name: table(f"{name}_m2_per_floor_m2") for name in PER_FLOOR},
            by_period={name: table(name) for name in BY_PERIOD},
            reduction_at_1=by_type("reduction_at_1"),
            reduction_at_4=by_type("reduction_at_4"),
            air_use_per_h=book.at("heat.air_use_per_h", year),
            c_m=book.at("heat.heat_capacity_wh_m2k", year),
            ground_share=book.at("heat.ground_share", year),
        )


def _row(kind: str) -> str:
    return BUILT_LIKE.get(kind, kind)


def period_of_year(built: Any, period_starts: Sequence[int]) -> np.ndarray:
    """Period of a year of construction, as an index into ENVELOPE_PERIODS.

    Args:
        built: year of construction, any shape
        period_starts: first year of each period, rising

    >>> period_of_year([1900, 1946, 1990, 2030], [1850, 1946, 1971, 1991, 2006, 2012]).tolist()
    [0, 1, 2, 5]
    """
    return np.searchsorted(np.asarray(period_starts)[1:], built, side="right").astype(np.int8)


def typical_envelope(
    kind: Any, period: Any, floor_m2: Any, tables: EnvelopeTables, window_facing: Any = ALL_ROUND, **known: Any
) -> Envelope:
    """Envelopes in their first state, before any retrofit.

    Args:
        kind: index into ENVELOPE_TYPES, which begins like the map's building types; shape (n,) or a scalar
        period: index into ENVELOPE_PERIODS
        floor_m2: heated floor area [m2]
        tables: from the book
        window_facing: index into `heat.FACINGS`
        known: fields of `Envelope` that are known better, like `roof_m2` from a map

    Returns:
        envelope with one row per building
    """
    floor = np.asarray(floor_m2, dtype=np.float64)
    typical = Envelope(
        floor_m2=floor,
        **{f"{name}_m2": share[kind, period] * floor for name, share in tables.area_per_floor.items()},
        **{name: values[kind, period] for name, values in tables.by_period.items()},
        air_use_per_h=tables.air_use_per_h,
        c_m=tables.c_m,
        reduction_at_1=tables.reduction_at_1[kind],
        reduction_at_4=tables.reduction_at_4[kind],
        ground_share=tables.ground_share,
        window_facing=window_facing,
    )
    return replace(typical, **known) if known else typical
