"""Who gives without taking, and who takes without giving.

Place in the flow: actors -> [ecosystem]. An interface is what passes between two parties under one contract (or outside
any); it must go both ways over the years of a run, in whatever kind (e3value: an interface fires as a whole).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.ecosystem.given_in_return import KINDS, SOCIETY, kind_of, returns_of
from sim.ecosystem.transfers import MONEY, Transfers

ON_BEHALF_OF_SOCIETY = frozenset({"region", "eu", "city_hall"})
"""Parties that pay for what society takes."""


@dataclass(frozen=True)
class OneSided:
    """An interface through which things pass in one direction only."""

    giver: str
    taker: str
    contract: int
    kinds: tuple[str, ...]
    objects: tuple[str, ...]
    eur: float
    """Money given over all years; 0 when it is no money."""
    first_year: int
    last_year: int

    @property
    def undeclared(self) -> tuple[str, ...]:
        """Accounts in it for which no return is declared: the table, not the giver, may lack something."""
        return tuple(name for name in self.objects if "money" in self.kinds and returns_of(name) is None)

    @property
    def sentence(self) -> str:
        """The finding in words.

        >>> OneSided("region", "city_hall", -1, ("money",), ("grant",), 90000.0, 2025, 2026).sentence
        'region gives city_hall grant (90,000 EUR, 2025 to 2026) and takes nothing'
        """
        what = ", ".join(self.objects)
        money = f"{self.eur:,.0f} EUR, " if self.eur else ""
        return (
            f"{self.giver} gives {self.taker} {what} ({money}{self.first_year} to {self.last_year}) and takes nothing"
        )


def reciprocity(transfers: Transfers, public_value: bool = True) -> list[OneSided]:
    """Interfaces with one direction only, the largest in euros first.

    Args:
        transfers: the value map
        public_value: a public body that gives without taking is answered when the taker, or others of its kind, give
            society something (avoided emissions for a grant); then neither side is listed
    """
    rows = transfers.rows
    if not len(rows):
        return []
    low, high = np.minimum(rows["giver"], rows["taker"]), np.maximum(rows["giver"], rows["taker"])
    forth = rows["giver"] == low
    key = (low.astype(np.int64) * len(transfers.parties) + high) * (int(rows["contract"].max()) + 2)
    _, place = np.unique(key + rows["contract"] + 1, return_inverse=True)
    place = place.ravel()
    goes, comes = (np.bincount(place, weights=way) > 0 for way in (forth, ~forth))
    alone = np.flatnonzero((~(goes & comes))[place] & (low != high))
    alone = alone[np.argsort(place[alone], kind="stable")]
    _, starts = np.unique(place[alone], return_index=True)
    found = [_described(transfers, part) for part in np.split(alone, starts[1:])] if len(alone) else []
    if public_value:
        found = _answered_by_society(found)
    return sorted(found, key=lambda each: (-each.eur, each.giver, each.taker, each.contract))


def gives_without_taking(one_sided: list[OneSided], transfers: Transfers) -> list[str]:
    """Parties to whom nothing at all comes, in the order of the parties."""
    givers = {each.giver for each in one_sided}
    takers = {transfers.parties[place] for place in np.unique(transfers.rows["taker"]).tolist()}
    return [name for name in transfers.parties if name in givers - takers]


def _described(transfers: Transfers, part: np.ndarray) -> OneSided:
    rows = transfers.rows[part]
    is_money = rows["kind"] == MONEY
    return OneSided(
        transfers.parties[rows["giver"][0]],
        transfers.parties[rows["taker"][0]],
        int(rows["contract"][0]),
        tuple(KINDS[kind] for kind in np.unique(rows["kind"]).tolist()),
        tuple(transfers.objects[what] for what in np.unique(rows["object"]).tolist()),
        float(rows["eur"][is_money].sum()),
        int(rows["year"].min()),
        int(rows["year"].max()),
    )


def _answered_by_society(found: list[OneSided]) -> list[OneSided]:
    """Without the pairs public body -> somebody -> society."""
    helped = {kind_of(each.taker) for each in found if each.giver in ON_BEHALF_OF_SOCIETY and each.taker != SOCIETY}
    give_back = {kind_of(each.giver) for each in found if each.taker == SOCIETY}
    answered = helped & give_back

    def stays(each: OneSided) -> bool:
        if each.taker == SOCIETY:
            public = each.giver in ON_BEHALF_OF_SOCIETY  # what a public body does for society is its task
            return not public and kind_of(each.giver) not in answered
        return not (each.giver in ON_BEHALF_OF_SOCIETY and kind_of(each.taker) in answered)

    return [each for each in found if stays(each)]
