"""What households are offered for a technology: grants, a campaign, advice.

Place in the flow: a small tool. Measures make supports, the market adds them up to offers, households decide on them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

TECHNOLOGIES = ("renovation", "heat_pump", "solar", "battery_car")


NOTHING = np.zeros(1, dtype=np.float32)
"""A number of an offer that is nought for everybody, as loops over homes want it; for reading only."""


@dataclass(frozen=True)
class Support:
    """What one measure adds for one technology. Numbers hold for the rows of `mask`, for all when it is None."""

    measure: int
    """Number of the measure in the scenario."""
    technology: str
    grant_share: float = 0.0
    """City's part of the price [0 to 1]."""
    grant_eur: float = 0.0
    """City's fixed grant, per home, kWp or car [EUR]."""
    campaign: float = 0.0
    """How loudly people are told [0 to 1]."""
    advice: float = 0.0
    """How well people are helped on the way, a one-stop shop at 1 [0 to 1]."""
    mask: np.ndarray | None = None
    """Dwellings it is meant for, bool."""


@dataclass(frozen=True)
class Offer:
    """All supports for a technology together; each a float, or float32 per dwelling when some are aimed."""

    technology: str
    grant_share: float | np.ndarray = 0.0
    grant_eur: float | np.ndarray = 0.0
    campaign: float | np.ndarray = 0.0
    advice: float | np.ndarray = 0.0
    measures: tuple[tuple[int, np.ndarray | None], ...] = ()
    """Who stands behind it: number of the measure in the scenario, and mask."""

    def at(self, name: str, rows: np.ndarray) -> float | np.ndarray:
        """A number of the offer for these dwellings."""
        value = getattr(self, name)
        return value[rows] if isinstance(value, np.ndarray) else value

    def weighted(self, name: str, weight: float = 1.0) -> np.ndarray:
        """A number of the offer times a weight as loops over homes want it: one for all, or one each, float32."""
        value = getattr(self, name)
        if isinstance(value, float) and value == 0.0:
            return NOTHING
        return np.atleast_1d(np.float32(weight) * np.asarray(value, dtype=np.float32))

    def credited(self, jobs: np.ndarray, helped: np.ndarray | None = None) -> np.ndarray:
        """The same jobs, each with the number of the measure that helped; `helped` is a mask, None for all of them."""
        if self.measures:
            rows = slice(None) if helped is None else np.flatnonzero(helped)
            jobs["measure"][rows] = self.measure_of(jobs["home"][rows])
        return jobs

    def measure_of(self, rows: np.ndarray) -> np.ndarray:
        """Number of the first measure that helps these dwellings, -1 for none, int8."""
        number = np.full(len(rows), -1, dtype=np.int8)
        for measure, mask in reversed(self.measures):
            number[slice(None) if mask is None else mask[rows]] = measure
        return number


def add_up(supports: Iterable[Support], dwellings: int) -> dict[str, Offer]:
    """One offer per technology, those without support among them.

    Shares and loudness of several measures add up to 1 at most, fixed grants without limit.
    """
    offers = {}
    supports = list(supports)
    for technology in TECHNOLOGIES:
        own = [support for support in supports if support.technology == technology]
        if not own:
            offers[technology] = Offer(technology)
            continue
        aimed = any(support.mask is not None for support in own)
        sums: dict[str, float | np.ndarray] = {}
        for name in ("grant_share", "grant_eur", "campaign", "advice"):
            total: float | np.ndarray = np.zeros(dwellings, dtype=np.float32) if aimed else 0.0
            for support in own:
                amount = getattr(support, name)
                total = total + (amount if support.mask is None else np.float32(amount) * support.mask)
            sums[name] = total if name == "grant_eur" else np.minimum(total, 1.0)
        offers[technology] = Offer(technology, **sums, measures=tuple((s.measure, s.mask) for s in own))
    return offers
