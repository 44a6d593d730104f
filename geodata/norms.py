"""The numbers a drawing needs, handed in by whoever holds the parameter book.

Place in the flow: [geodata] -> sim -> scenarios -> dashboard.
`scenarios` reads `stock.yaml`, checks its papers and passes the bare tables here: geodata knows no parameter files.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

Range = list[float]


@dataclass(frozen=True)
class StockNorms:
    """Tables of building stock and street lighting. Each field is the parameter `stock.<field>` of the book."""

    building_quota: dict[str, dict[str, dict[str, float]]]
    """group of municipalities -> building type -> period -> buildings; only proportions matter"""
    dwellings_per_house: dict[str, float]
    floor_area_m2: dict[str, float]
    storeys_share: dict[str, dict[int, float]]
    tower_storeys: dict[str, Range]
    storey_height_m: dict[str, float]
    wing_height_m: float
    wing_length_m: Range
    wing_share: dict[str, float]
    hall_height_m: dict[str, float]
    roof_pitch_deg: dict[str, Any]
    tenure_share: dict[str, dict[str, float]]
    plot_width_m: dict[str, Range]
    building_depth_m: dict[str, Range]
    setback_m: dict[str, Range]
    side_gap_m: dict[str, float]
    gross_area_m2: dict[str, float]
    block_length_m: dict[str, Range]
    street_width_m: dict[str, float]
    floor_per_inhabitant_m2: dict[str, float]
    storeys_by_use: dict[str, Range]
    largest_ground_m2: dict[str, float]
    free_standing_m: dict[str, dict[str, Range]]
    """layout -> `cell`, `length`, `width` in metres"""
    district_age_shift: dict[str, float]
    lamp_spacing_m: dict[str, float]
    lamp_mix_share: dict[str, dict[str, float]]
    lamp_power_w: dict[str, dict[str, float]]
    lamp_heavy_share: float
    lamp_year: dict[str, Range]

    @classmethod
    def from_tables(cls, tables: dict[str, Any]) -> StockNorms:
        """Norms from a dictionary {name after `stock.`: value}; further names are ignored.

        Raises:
            ValueError: a table is missing
        """
        wanted = [field.name for field in fields(cls)]
        missing = [name for name in wanted if name not in tables]
        if missing:
            raise ValueError(f"the book lacks {', '.join('stock.' + name for name in missing)}")
        return cls(**{name: tables[name] for name in wanted})

    def resized(self, home_size: Mapping[str, float]) -> StockNorms:
        """Norms of a place whose homes are larger or smaller than usual.

        Floors follow in full; the ground plans of houses by the root on each side, with gardens and gaps as they are, so
        that storeys stay the same. Flats get more or fewer storeys instead. Shop houses stand in the rows of terraced ones.

        Args:
            home_size: floor of homes against the usual one, by building type; types not named stay
        """
        if not home_size:
            return self
        floor = {kind: area * home_size.get(kind, 1.0) for kind, area in self.floor_area_m2.items()}
        width, depth, gross = dict(self.plot_width_m), dict(self.building_depth_m), dict(self.gross_area_m2)
        for kind, form, free_sides in (("terraced", "row", 0), ("semi_detached", "pair", 1), ("detached", "open", 2)):
            if kind not in home_size:
                continue
            side = home_size[kind] ** 0.5
            gap = free_sides * self.side_gap_m.get(kind, 0.0)
            width[kind] = [gap + (plot - gap) * side for plot in width[kind]]
            depth[kind] = [metres * side for metres in depth[kind]]
            gross[form] = gross[form] * side
        return replace(self, floor_area_m2=floor, plot_width_m=width, building_depth_m=depth, gross_area_m2=gross)

    def fingerprint(self) -> str:
        """Hash of all tables, the same on every machine."""
        text = json.dumps(asdict(self), sort_keys=True, default=str)
        return hashlib.sha256(text.encode()).hexdigest()
