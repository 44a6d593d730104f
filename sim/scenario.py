"""A question put to the city, as plain values: what the model gets after reading and checking are done.

Place in the flow: a small tool, used everywhere in `sim`. Values in, values out: `scenarios.load_scenario` makes it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

PROCEDURES = ("direct", "negotiated", "open", "european")
"""How a scenario may ask to tender: direct award; negotiated without publication; published, in Europe too where the
value demands it; published in Europe whatever the value."""
CROWDS = ("households", "businesses")
"""The many, who pay like an actor does; in the ledger households stand by district."""


@dataclass(frozen=True)
class Target:
    """What the city promised for a year, against its base year."""

    year: int
    kind: str
    """`absolute` (tonnes of the whole city) or `per_head`."""
    pledged_share: float
    """Share of the base year's emissions to be gone by then [0 to 1]."""
    label: dict[str, str] = field(default_factory=dict)
    """What people read, per language."""


@dataclass(frozen=True)
class Change:
    """One parameter bent for the occasion."""

    how: str
    """`multiply`, `add` or `set`."""
    amount: float | dict[int, float]
    """Factor, difference in the parameter's unit, or new value; a new value may be given by year."""
    because: str
    from_year: int | None = None
    """First year it counts; None: from the beginning."""


@dataclass(frozen=True)
class Party:
    """A party of the user's own: it plays the role of one of the city's actors. Real names come only from here."""

    role: str
    """Name of the actor whose role it plays, as in `sim.actors.ACTORS`."""
    name: str
    """What people read; the word of the file when no name is given."""
    equity_eur: float | None = None
    """Means of its own at the start [EUR]; None: those of its role."""
    reputation: float | None = None
    """How far others trust it at the start [0 to 1]; None: as its role."""


@dataclass(frozen=True)
class ContractWish:
    """What the scenario wants to stand in contracts of one form; None: what the book says."""

    payer: str
    """Who pays the fee: an actor, a party of the file, or one of `CROWDS`."""
    term_years: int | None = None
    fee_eur_per_item: float | None = None
    """Paid in a year per lamp, building, kWp or charge point [EUR/yr]."""
    penalty_cap_share: float | None = None
    """Most that penalties of a year may take of the year's fee [0 to 1]."""


@dataclass(frozen=True)
class TenderWish:
    """How a measure is put out to tender.

    >>> wish = TenderWish((("price", 60.0), ("service", 30.0), ("design", 10.0)))
    >>> wish.price_weight, wish.quality
    (0.6, {'service': 0.75, 'design': 0.25})
    """

    criteria: tuple[tuple[str, float], ...]
    """Name and weight; the weights add up to 100 and that of `price` is above 0."""
    lots: int = 1
    procedure: str = ""
    """One of `PROCEDURES`; empty: as the value of the purchase demands."""
    quality_eur_per_point: float | None = None
    """What a point of quality is worth, all criteria together [EUR]; None: what the book says."""

    @property
    def price_weight(self) -> float:
        """How much price decides [0 to 1]."""
        return dict(self.criteria)["price"] / sum(weight for _, weight in self.criteria)

    @property
    def quality(self) -> dict[str, float]:
        """Share of each criterion but price in what quality is worth; together 1, or nothing when price alone counts."""
        counted = {name: weight for name, weight in self.criteria if name != "price" and weight > 0}
        total = sum(counted.values())
        return {name: weight / total for name, weight in counted.items()}


@dataclass(frozen=True)
class Scenario:
    """What the city decides (`measures`) apart from what happens to it (`context`, `what_if`)."""

    name: str
    title: dict[str, str]
    """What people read: each of nl, fr, de, en has its text."""
    question: dict[str, str]
    city: str
    """Name of a city, or the path of its file."""
    first_year: int
    last_year: int
    seed: int
    runs: int
    context: dict[str, str] = field(default_factory=dict)
    """Chosen variant by aspect, every aspect named."""
    measures: dict[str, Any] = field(default_factory=dict)
    """Each a `sim.measures.Measure`, by the word the scenario uses for it."""
    what_if: dict[str, Change] = field(default_factory=dict)
    """Changes by dotted name of the parameter."""
    targets: tuple[Target, ...] | None = None
    """None: the targets of the city itself."""
    compare_with: tuple[str, ...] = ()
    actors: dict[str, dict[str, float]] = field(default_factory=dict)
    """Settings of single actors, by actor."""
    parties: dict[str, Party] = field(default_factory=dict)
    """Parties of the user's own, by the word the scenario uses."""
    contracts: dict[str, ContractWish] = field(default_factory=dict)
    """By form of contract."""
    tenders: dict[str, TenderWish] = field(default_factory=dict)
    """By measure, by the word the scenario uses for it."""

    @property
    def years(self) -> range:
        """The simulated years, first and last included."""
        return range(self.first_year, self.last_year + 1)
