"""Which city of the library a municipality is most like, and why.

Place in the flow: a small tool of `scenarios.municipality`. The archetype lends what no table tells: districts, shape,
street lamps, gas network, pledges.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from geodata import BUILDING_TYPES, CityFile, CountedStock, list_cities
from scenarios.problems import Problem, Unusable, near_word, one_of, shown
from sim.parameter import Book

PORT = "port_city"
HOMES = len(BUILDING_TYPES) - 1
"""The types before `other`, in which people live."""


@dataclass(frozen=True)
class Choice:
    """An archetype, and the reason in a sentence."""

    file: CityFile
    why: str


def choose_archetype(code: str, stock: CountedStock, wish: str | None, book: Book, year: int) -> Choice:
    """The archetype that was asked for, or else the closest one.

    Seaports take the port city. Others take the nearest of the remaining archetypes: half the sum of differences in
    the shares of building types (which also tells how dense a place is), and the difference in size.

    Args:
        code: NIS code of today
        stock: its buildings
        wish: an archetype by name, or None
        book: quotas of the archetypes, list of seaports, weight of size
        year: whose values of the book hold

    Raises:
        Unusable: there is no such archetype
    """
    library = list_cities()
    if wish is not None:
        if wish not in library:
            found = Problem("--archetype", None, "", shown(wish), one_of(library), near_word(wish, library))
            raise Unusable([found])
        return Choice(library[wish], "asked for")
    if int(code) in {int(port) for port in book.at("municipality.seaports", year)}:
        return Choice(library[PORT], "one of the municipalities with a seaport (municipality.seaports)")
    far = {name: _distance(stock, file, book, year) for name, file in library.items() if name != PORT}
    first, second = sorted(far, key=lambda name: sum(far[name]))[:2]
    mix, size = far[first]
    why = (
        f"nearest in its mix of building types and its size: {mix:.2f} of homes in other types and {size:.2f} for size; "
        f"next {second} with {far[second][0]:.2f} and {far[second][1]:.2f}; no seaport"
    )
    return Choice(library[first], why)


def _distance(stock: CountedStock, file: CityFile, book: Book, year: int) -> tuple[float, float]:
    """Distance in the mix of types, and in size."""
    quota = book.at("stock.building_quota", year)[file.recipe.quota]
    theirs = np.array([sum(quota[kind].values()) for kind in BUILDING_TYPES[:HOMES]])
    ours = stock.table()[:HOMES].sum(axis=1)
    mix = np.abs(ours / max(ours.sum(), 1) - theirs / theirs.sum()).sum() / 2
    ratio = stock.homes().sum() / file.recipe.dwellings
    return float(mix), book.at("municipality.size_weight", year) * abs(math.log10(ratio))
