"""What a public buyer asks for, and how its tender ended.

Place in the flow: city -> population -> behaviour, [markets] -> physics -> inventory.
`tendering.hold_tender` makes an `Award` of a `TenderCall`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from sim.markets.firms import TRADES
from sim.markets.procedures import MOST_LOTS, PROCEDURES

NOBODY = -1
AWARDED, FAILED, DIRECTLY = "awarded", "failed", "direct"


@dataclass(frozen=True)
class Criteria:
    """How bids are ranked: price - sum of EUR per point times points.

    Price counts when `price_weight` is over 0; the weight itself is for the notice and for `bidding.relative_scores`.
    """

    price_weight: float
    quality: tuple[tuple[str, float], ...] = ()
    """(name, EUR per quality point fixed beforehand)."""

    @property
    def text(self) -> str:
        """Like `price` or `price, upkeep 500 EUR/point`."""
        parts = ["price"] * (self.price_weight > 0) + [f"{name} {worth:g} EUR/point" for name, worth in self.quality]
        return ", ".join(parts)


@dataclass(frozen=True)
class TenderCall:
    """What a buyer asks for."""

    project: int
    measure: str
    form: str
    domain: str
    trade: str
    buyer: str
    day: int
    """Of the call, from 1 January of the first simulated year."""
    estimate_eur: float
    """At list prices, all lots together, excl. VAT [EUR]."""
    items: float
    criteria: Criteria
    lots: int = 1
    risk: float = 0.0
    """What may go wrong for the firm, from plain purchase to promised performance [0 to 1]."""
    partners: int = 1
    """Firms that bid as one and share the capacity and the capital needed."""
    draw_id: int = 0
    """Permanent number of the tender, on which its draws hang."""
    needs_capital_eur: float = 0.0
    """What the winner must put in beforehand [EUR]."""
    bank_present: bool = True
    procedure: str = ""
    """One of PROCEDURES; by threshold when empty."""


@dataclass(frozen=True)
class Award:
    """How a tender ended."""

    call: TenderCall
    id: int
    """Place in the `TenderBook`; -1 until it is kept there."""
    procedure: str
    status: str
    """awarded, failed or direct."""
    awarded_day: int
    bids: np.ndarray
    """Dtype BID."""
    winner: int
    """Row of the firm with the most value in lots; -1 for nobody."""
    price_eur: float
    cost_eur: float
    """What the work really costs the winners, overrun in [EUR]."""
    reason: str

    @property
    def won(self) -> bool:
        """Whether somebody got it."""
        return self.status != FAILED

    @property
    def price_ratio(self) -> float:
        """Price over estimate; 1 when the tender failed."""
        return self.price_eur / self.call.estimate_eur if self.won else 1.0


def check_call(call: TenderCall, knowledge: float = 0.0) -> None:
    """Refuse a call that cannot be held.

    Raises:
        ValueError: in words, what is wrong and what is wanted
    """
    criteria = call.criteria
    wrong = [
        (call.trade not in TRADES, f"no firm has the trade {call.trade!r}; wanted one of {', '.join(TRADES)}"),
        (not (math.isfinite(call.estimate_eur) and call.estimate_eur > 0),
         f"a tender needs an estimate above 0 EUR, not {call.estimate_eur:g}"),
        (not criteria.quality and not criteria.price_weight > 0,
         "a tender needs criteria: a price weight above 0, or quality points with their worth in EUR"),
        (not 0 <= criteria.price_weight <= 1, f"the weight of price lies from 0 to 1, not at {criteria.price_weight:g}"),
        (not all(math.isfinite(worth) and worth >= 0 for _, worth in criteria.quality),
         "a quality point is worth a number of EUR that is not negative"),
        (not 1 <= call.lots <= MOST_LOTS, f"a tender has 1 to {MOST_LOTS} lots, not {call.lots}"),
        (call.partners < 1, f"a tender is won by 1 partner or more, not {call.partners}"),
        (not 0 <= call.risk <= 1, f"risk lies from 0 to 1, not at {call.risk:g}"),
        (not (math.isfinite(call.needs_capital_eur) and call.needs_capital_eur >= 0),
         f"the capital needed is not negative: {call.needs_capital_eur:g}"),
        (call.draw_id < 0 or call.day < 0, "the day and the draw number of a tender are not negative"),
        (call.procedure not in ("", *PROCEDURES),
         f"no procedure {call.procedure!r}; wanted one of {', '.join(PROCEDURES)}, or empty for the threshold's"),
        (not 0 <= knowledge <= 1, f"knowledge lies from 0 to 1, not at {knowledge:g}"),
    ]  # fmt: skip
    complaints = [text for is_wrong, text in wrong if is_wrong]
    if complaints:
        raise ValueError("; ".join(complaints))
