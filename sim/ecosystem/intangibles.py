"""What changes hands without a price: a score of 0 to 3 per exchange, and a shadow total under its own name.

Place in the flow: actors -> [ecosystem]. Scores stay out of every total in euros (value network analysis, METHODS section
3, reference 45); shadow euros are no money and say so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sim.ecosystem.given_in_return import KINDS
from sim.ecosystem.transfers import KIND, Transfers
from sim.parameter import Book

WITHOUT_PRICE = ("co2", "data", "know_how", "comfort", "jobs", "risk")
"""Kinds that are scored; energy and services are what money is paid for."""
HIGHEST = 3.0
SHADOW_NAME = "shadow value, not money"


@dataclass(frozen=True)
class Exchange:
    """One kind of thing that one party gives another over the years."""

    giver: str
    taker: str
    kind: str
    score: float
    """0 nothing, 1 helpful, 2 matters for joining, 3 the reason to join."""
    years: int


@dataclass(frozen=True)
class ShadowTotal:
    """Quantities at shadow prices; `unpriced` kinds are in no sum."""

    by_kind_eur: dict[str, float]
    unpriced: tuple[str, ...]
    name: str = SHADOW_NAME

    @property
    def eur(self) -> float:
        """All kinds together [shadow EUR]."""
        return sum(self.by_kind_eur.values())


def scored(
    transfers: Transfers, scores: Mapping[str, float], own: Mapping[tuple[str, str, str], float] | None = None
) -> list[Exchange]:
    """Each exchange without a price with its score.

    Args:
        transfers: the value map
        scores: by kind, `ecosystem.intangible_scores`
        own: (giver, taker, kind) -> score that the parties gave themselves, before that of the kind

    Raises:
        ValueError: a score is not between 0 and 3
    """
    own = own or {}
    for name, score in (*scores.items(), *own.items()):
        if not 0.0 <= score <= HIGHEST:
            raise ValueError(f"the score of {name!r} is {score}; a score lies between 0 and {HIGHEST:.0f}")
    rows = transfers.rows
    chosen = rows[np.isin(rows["kind"], [KIND[kind] for kind in WITHOUT_PRICE])]
    yearly = np.unique(chosen[["giver", "taker", "kind", "year"]])
    keys, years = np.unique(yearly[["giver", "taker", "kind"]], return_counts=True)
    names = [(transfers.parties[giver], transfers.parties[taker], KINDS[kind]) for giver, taker, kind in keys.tolist()]
    return [
        Exchange(*name, float(own.get(name, scores.get(name[2], 0.0))), count)
        for name, count in zip(names, years.tolist(), strict=True)
    ]


def given_and_taken(exchanges: list[Exchange]) -> dict[str, tuple[float, float]]:
    """Score that each party gives and takes.

    >>> given_and_taken([Exchange("university", "city_hall", "know_how", 2.0, 5)])
    {'university': (2.0, 0.0), 'city_hall': (0.0, 2.0)}
    """
    sums: dict[str, list[float]] = {}
    for each in exchanges:
        sums.setdefault(each.giver, [0.0, 0.0])[0] += each.score
        sums.setdefault(each.taker, [0.0, 0.0])[1] += each.score
    return {party: (given, taken) for party, (given, taken) in sums.items()}


def shadow_total(transfers: Transfers, prices: Mapping[str, Mapping[int, float]]) -> ShadowTotal:
    """Quantities of things without a price at shadow prices, undiscounted.

    Quantities that are not known count as zero; a kind without a price is named, not counted.

    Args:
        transfers: the value map
        prices: kind -> price by year, in EUR per unit of that kind
    """
    by_kind, unpriced = {}, []
    for kind in WITHOUT_PRICE:
        rows = transfers.rows[transfers.rows["kind"] == KIND[kind]]
        if not len(rows):
            continue
        if kind not in prices:
            unpriced.append(kind)
            continue
        price = np.array([prices[kind][year] for year in rows["year"].tolist()])
        by_kind[kind] = float(np.nansum(rows["quantity"] * price))
    return ShadowTotal(by_kind, tuple(unpriced))


def co2_prices(book: Book, years: np.ndarray) -> dict[str, dict[int, float]]:
    """Prices for `shadow_total` that the book has per unit of a transfer: of a tonne [EUR/t].

    Comfort is worth something every year a home stays warm, while a transfer is the year it was renovated; that sum is
    made by `public_value_eur`.
    """
    return {"co2": {year: book.at("ecosystem.co2_shadow_price", year) for year in years.tolist()}}
