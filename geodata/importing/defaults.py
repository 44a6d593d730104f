"""The numbers that fill what a source does not tell, handed in by whoever holds the parameter book.

Place in the flow: [geodata] -> sim -> scenarios -> dashboard.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, fields
from typing import Any

import numpy as np

from geodata.citymap import BUILDING_TYPES


@dataclass(frozen=True)
class ImportDefaults:
    """Tables of the topics `stock` (shared with the drawn cities) and `import` (of importing alone)."""

    building_quota: dict[str, dict[str, dict[str, float]]]
    dwellings_per_house: dict[str, float]
    floor_area_m2: dict[str, float]
    storeys_share: dict[str, dict[int, float]]
    storey_height_m: dict[str, float]
    hall_height_m: dict[str, float]
    roof_pitch_deg: dict[str, Any]
    tenure_share: dict[str, dict[str, float]]
    street_width_m: dict[str, float]
    lamp_spacing_m: dict[str, float]
    lamp_mix_share: dict[str, dict[str, float]]
    lamp_power_w: dict[str, dict[str, float]]
    lamp_year: dict[str, list[float]]
    tolerance: dict[str, float]
    size_limit: dict[str, float]
    street: dict[str, float]
    use_by_size: dict[str, float]
    flats: dict[str, float]
    heated_share: dict[str, float]
    roof_deepest_m: float
    last_year: int
    street_share_of_luck: float
    town_terraced_share: float
    lamps: dict[str, float]
    district: dict[str, float]
    waterway_width_m: dict[str, float]

    @classmethod
    def from_tables(cls, tables: dict[str, Any]) -> ImportDefaults:
        """Defaults from {name after `stock.` or `import.`: value}, both topics in one dictionary; others are ignored.

        Raises:
            ValueError: a table is missing
        """
        wanted = [field.name for field in fields(cls)]
        missing = [name for name in wanted if name not in tables]
        if missing:
            raise ValueError(f"the book lacks, under `stock.` or `import.`: {', '.join(missing)}")
        return cls(**{name: tables[name] for name in wanted})

    def fingerprint(self) -> str:
        """Hash of all tables, the same on every machine."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True, default=str).encode()).hexdigest()

    def quota_for(self, type_: np.ndarray) -> dict[str, dict[str, float]]:
        """Building stock of the group of municipalities that this place resembles: town or countryside."""
        return self.building_quota["town" if self.like_a_town(type_) else "rural"]

    def like_a_town(self, type_: np.ndarray) -> bool:
        """Whether enough homes stand in rows or blocks.

        Args:
            type_: index into BUILDING_TYPES of every building
        """
        houses = np.isin(type_, range(BUILDING_TYPES.index("apartments") + 1))
        attached = np.isin(type_, [BUILDING_TYPES.index("terraced"), BUILDING_TYPES.index("apartments")])
        return bool(attached.sum() >= self.town_terraced_share * max(houses.sum(), 1))
