"""What the files hold, sorted by kind, before anything is judged. All in degrees, then in metres.

Place in the flow: [geodata] -> sim -> scenarios -> dashboard.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import numpy as np

OSM_CREDIT = "(c) OpenStreetMap contributors"
"""The line that the licence of OpenStreetMap (ODbL) asks for."""


@dataclass
class Things:
    """Geometries with their tags, row by row."""

    geometry: list[Any] = field(default_factory=list)
    tags: list[dict[str, str]] = field(default_factory=list)

    def add(self, geometry: Any, tags: dict[str, str]) -> None:
        self.geometry.append(geometry)
        self.tags.append(tags)

    def __len__(self) -> int:
        return len(self.geometry)

    def array(self) -> np.ndarray:
        """Geometries as an object array (numpy would otherwise try to look inside)."""
        out = np.empty(len(self.geometry), dtype=object)
        out[:] = self.geometry
        return out

    def without_repeats(self) -> Things:
        """Each geometry once: two extracts that overlap bring the same road twice."""
        import shapely

        _, first = np.unique(shapely.to_wkb(self.array(), hex=True).astype(str), return_index=True)
        mask = np.zeros(len(self), dtype=bool)
        mask[first] = True
        return self.keep(mask)

    def keep(self, mask: np.ndarray) -> Things:
        """The rows of a mask, as new Things."""
        rows = np.flatnonzero(mask)
        return Things([self.geometry[row] for row in rows], [self.tags[row] for row in rows])


@dataclass
class Findings:
    """Everything of use in the files, longitude and latitude on WGS84 until `in_metres`."""

    buildings: Things = field(default_factory=Things)
    roads: Things = field(default_factory=Things)
    lamps: Things = field(default_factory=Things)
    land: Things = field(default_factory=Things)
    places: Things = field(default_factory=Things)
    """Named points (villages, suburbs) and named boundary polygons."""
    businesses: Things = field(default_factory=Things)
    """Points with a shop, school, office: they tell what the building around them is for."""
    dropped: Counter = field(default_factory=Counter)
    warnings: list[str] = field(default_factory=list)
    attribution: set[str] = field(default_factory=set)

    def kinds(self) -> dict[str, Things]:
        """All collections by name."""
        names = ("buildings", "roads", "lamps", "land", "places", "businesses")
        return {name: getattr(self, name) for name in names}
