"""Citizens and businesses as columns: owners vote on works in their building, districts complain, a city votes.

Place in the flow: under [actors]; no agent, but arrays. Pure, except for `Citizens`, which keeps complaints and trust.
"""

from __future__ import annotations

import math

import numpy as np

from sim.actors.decisions import VoteAnswer, VoteRequest
from sim.parameter import Book


def owners_vote(request: VoteRequest, needed_share: float) -> VoteAnswer:
    """A meeting of co-owners: each is for works that are worth more to it than the trouble; quotas count, not heads.

    A plain majority is more than half; any higher one is reached when it is met.

    >>> request = VoteRequest(np.array([2.0, 1.0]), np.array([500.0, -100.0]))
    >>> owners_vote(request, needed_share=2 / 3).passes
    True
    """
    whole = float(np.sum(request.quotas))
    for_it = np.asarray(request.gain_eur) > np.asarray(request.hassle_eur)
    yes = float(np.sum(request.quotas * for_it)) / whole if whole > 0 else 0.0
    passes = yes > needed_share if needed_share <= 0.5 else yes >= needed_share - 1e-9
    return VoteAnswer(bool(passes), yes, needed_share, f"{yes:.0%} of the quotas for it, needed {needed_share:.0%}")


def vote_of_owners(request: VoteRequest, book: Book, year: int) -> VoteAnswer:
    """The same with the majority the law asks for: works of choice, or works that are a duty."""
    return owners_vote(request, book.at("actors.owners_majority", year)["duty" if request.duty else "works"])


def vote_of_the_city(gain_eur_per_household: float, trust: float, book: Book, year: int) -> VoteAnswer:
    """Households in favour of a plan: logit of what it brings each of them and of their trust.

    y = 1 / (1 + exp(-(a G + b (r - r0)))), more than half needed.
    """
    at = lambda name: book.at(f"actors.{name}", year)  # noqa: E731
    appeal = at("citizens_vote_per_keur") * gain_eur_per_household / 1000.0
    appeal += at("citizens_vote_per_trust") * (trust - at("reputation_start"))
    yes = 1.0 / (1.0 + math.exp(-max(-50.0, min(50.0, appeal))))
    return VoteAnswer(yes > 0.5, yes, 0.5, f"{yes:.0%} of households for it, more than 50% needed")


def complaints_of(dark_lamp_days, long_waits, per_dark_lamp_day: float, per_long_wait: float) -> np.ndarray:
    """Complaints by district: what stays dark and who waits too long.

    >>> complaints_of([100.0, 0.0], [0.0, 30.0], per_dark_lamp_day=0.05, per_long_wait=0.2).tolist()
    [5.0, 6.0]
    """
    return per_dark_lamp_day * np.asarray(dark_lamp_days) + per_long_wait * np.asarray(long_waits)


def trust_after(trust, complaints_per_head, start: float, recovery: float, loss: float) -> np.ndarray:
    """Trust after a year: T' = clip(T + k (T0 - T) - l q, 0, 1).

    >>> trust_after(0.4, 0.01, start=0.6, recovery=0.5, loss=10.0).round(6).item()
    0.4
    """
    return np.clip(trust + recovery * (start - trust) - loss * np.asarray(complaints_per_head), 0.0, 1.0)


class Citizens:
    """Complaints and trust of the districts, by year.

    Args:
        inhabitants: by district, shape (districts,)
        book: numbers of the run
        year: the first year
    """

    def __init__(self, inhabitants: np.ndarray, book: Book, year: int):
        self.inhabitants, self.book = np.maximum(1.0, np.asarray(inhabitants, dtype=np.float64)), book
        self.trust = np.full(len(self.inhabitants), book.at("actors.reputation_start", year))
        """By district [0 to 1]."""
        self.complaints: dict[int, np.ndarray] = {}

    def hear(self, year: int, dark_lamp_days, long_waits) -> np.ndarray:
        """A year is over: what districts complain of, and what is left of their trust.

        Args:
            year: calendar year
            dark_lamp_days: by district [d]
            long_waits: households that waited longer for works than they find reasonable, by district

        Returns:
            complaints by district, shape (districts,)
        """
        at = lambda name: self.book.at(f"actors.{name}", year)  # noqa: E731
        found = complaints_of(
            dark_lamp_days, long_waits, at("complaints_per_dark_lamp_day"), at("complaints_per_long_wait")
        )
        self.complaints[year] = found
        per_head = found / self.inhabitants
        self.trust = trust_after(
            self.trust,
            per_head,
            at("reputation_start"),
            at("trust_recovery_per_year"),
            at("trust_lost_per_complaint_per_head"),
        )
        return found
