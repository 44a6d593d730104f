"""What the city has planted and dug since the first year, by district: trees, rain storage, facade gardens, plots.

Place in the flow: [city] calls physics. State lives here; `sim.measures.greener_streets` orders it. Effects are counted in
things and cubic metres, never in money: what shade and dry cellars are worth to people is not known here.
"""

from __future__ import annotations

import numpy as np

from sim.parameter import Book
from sim.physics.street_trees import crown_m2, rain_kept_by_crowns_m3, trees_alive

STORE_M3 = 10.0
"""Size in which rain storage is ordered and paid [m3]."""
GARDEN_M = 5.0
"""Length in which facade gardens are ordered and paid [m]."""
PLOT_M2 = 10.0
"""Size of a nature plot as the local pact counts it [m2]."""
AMOUNT_OF_PIECE = {"tree": 1.0, "rain storage": STORE_M3, "facade garden": GARDEN_M, "nature plot": 1.0}
"""What one piece of each kind of order counts for: trees, m3, m, plots."""


class Greening:
    """Green and blue of the streets, one row per district.

    >>> green = Greening(2)
    >>> green.add("rain storage", np.array([0, 0, 1]), 2026)
    >>> green.there["rain storage"].tolist()
    [20.0, 10.0]
    """

    def __init__(self, districts: int):
        self.there = {kind: np.zeros(districts) for kind in AMOUNT_OF_PIECE}
        """Made since the first year, by kind and district; trees that have died since taken in."""
        self.trees_of_year: dict[int, np.ndarray] = {}
        """Trees planted in each year, by district."""

    def add(self, kind: str, districts: np.ndarray, year: int) -> None:
        """One piece of a kind is finished in each of these districts (a district named twice has two).

        Args:
            kind: key of AMOUNT_OF_PIECE
            districts: row of the district of each piece, shape (n,)
            year: calendar year
        """
        pieces = np.bincount(districts, minlength=len(self.there[kind])).astype(np.float64)
        self.there[kind] += pieces * AMOUNT_OF_PIECE[kind]
        if kind == "tree":
            self.trees_of_year[year] = self.trees_of_year.get(year, 0.0) + pieces

    @property
    def is_bare(self) -> bool:
        """Whether nothing has been made yet."""
        return not any(amount.any() for amount in self.there.values())

    def trees(self, book: Book, year: int) -> np.ndarray:
        """Planted trees that stand at the end of a year, by district."""
        loss = book.at("greening.tree_loss_share_per_year", year)
        standing = [trees_alive(planted, year - then, loss) for then, planted in self.trees_of_year.items()]
        return np.sum(standing, axis=0) if standing else np.zeros_like(self.there["tree"])

    def canopy_m2(self, book: Book, year: int) -> np.ndarray:
        """Ground under the crowns of planted trees at the end of a year, by district [m2]."""
        loss, crown = (book.at(f"greening.{name}", year) for name in ("tree_loss_share_per_year", "crown"))
        covered = [
            trees_alive(planted, year - then, loss)
            * crown_m2(year - then, crown["planted_m2"], crown["grown_m2"], crown["years_to_grow"])
            for then, planted in self.trees_of_year.items()
        ]
        return np.sum(covered, axis=0) if covered else np.zeros_like(self.there["tree"])

    def rain_held_back_m3(self, book: Book, year: int) -> np.ndarray:
        """Rain of a mean year that does not run into the sewer at once, by district [m3/yr].

        Storage counts as often as it fills; crowns by what they hold; gardens and plots by the pavement they open.
        """
        rain_mm, there = book.at("greening.rain_mm_per_year", year), self.there
        stored = there["rain storage"] * book.at("greening.rain_storage_fills_per_year", year)
        kept = rain_kept_by_crowns_m3(self.canopy_m2(book, year), rain_mm, book.at("greening.crown_keeps_share", year))
        width_m = book.at("greening.facade_garden_width_m", year)
        opened_m2 = there["facade garden"] * width_m + there["nature plot"] * PLOT_M2
        return stored + kept + rain_kept_by_crowns_m3(opened_m2, rain_mm, 1.0)

    def upkeep_eur(self, book: Book, year: int) -> float:
        """What a year of upkeep costs [EUR]."""
        price = book.at("greening.upkeep_eur", year)
        amounts = {**self.there, "tree": self.trees(book, year)}
        return float(sum(amounts[kind].sum() * price[kind.replace(" ", "_")] for kind in AMOUNT_OF_PIECE))

    def by_district(self, book: Book, year: int) -> dict[str, np.ndarray]:
        """Numbers of a year by district, for the table `districts`; none while nothing has been made."""
        if self.is_bare:
            return {}
        return {
            "trees": self.trees(book, year),
            "trees_planted": self.there["tree"].copy(),
            "canopy_m2": self.canopy_m2(book, year),
            "rain_m3": self.there["rain storage"].copy(),
            "rain_held_back_m3": self.rain_held_back_m3(book, year),
            "facade_garden_m": self.there["facade garden"].copy(),
            "nature_plots": self.there["nature plot"].copy(),
        }
