"""Blocks of flats whose homes are renovated together: which there are, which wait for crews, which are done.

Place in the flow: [city]. State lives here; `sim.measures.collective_retrofit` orders the works.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np

from sim.city.dwellings import Dwellings


class Blocks:
    """Buildings with several homes, by the row of the building in the map.

    Homes of one building stand side by side in the table of dwellings.

    Args:
        homes: all dwellings
        buildings: number of buildings in the map
    """

    def __init__(self, homes: Dwellings, buildings: int):
        self._homes, self._buildings = homes, buildings
        self.ordered = np.empty(0, dtype=bool)
        self.renovated = np.empty(0, dtype=bool)
        """Of every building of the map; empty while nothing was ordered."""
        self.homes_done = 0
        """Dwellings renovated together since the first year."""

    @cached_property
    def _index(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Buildings with homes, the first home of each, and how many it has; made when first asked for."""
        return np.unique(self._homes.building, return_index=True, return_counts=True)

    def _open_lists(self) -> None:
        if not len(self.ordered):
            self.ordered, self.renovated = (np.zeros(self._buildings, dtype=bool) for _ in range(2))

    def waiting(self, least_homes: int) -> np.ndarray:
        """Buildings with at least so many homes that are neither done nor ordered, shape (n,)."""
        building, _, count = self._index
        found = building[count >= least_homes].astype(np.int64)
        return found if not len(self.ordered) else found[~(self.ordered | self.renovated)[found]]

    def homes_of(self, building: int) -> np.ndarray:
        """Rows of the homes of a building."""
        buildings, first, count = self._index
        place = int(np.searchsorted(buildings, building))
        if place == len(buildings) or buildings[place] != building:
            return np.empty(0, dtype=np.int64)
        return np.arange(first[place], first[place] + count[place], dtype=np.int64)

    def mark(self, buildings: np.ndarray, waits: bool) -> None:
        """These buildings wait for crews, or no longer do."""
        self._open_lists()
        self.ordered[buildings] = waits

    def done(self, buildings: np.ndarray, homes: int) -> None:
        """The works in these buildings are finished."""
        self._open_lists()
        self.ordered[buildings], self.renovated[buildings] = False, True
        self.homes_done += homes
