"""What happens when one price of a deal moves: euros go from the client to a party, and a group may do better alone.

Place in the flow: [deal]: beside `terms`, which says what a price is worth; asked by the showroom's slider.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sim.ecosystem.deal.conditions import Conditions
from sim.ecosystem.deal.terms import terms_of
from sim.ecosystem.deal.undertaking import Undertaking
from sim.ecosystem.games import core_excess, sums_over_groups

EVEN_EUR = 1.0
"""Less than this is no reason to leave."""
PROBE_EUR = 1000.0
"""Gain with which the slope of a price is measured; prices are linear, so its size does not matter."""


@dataclass(frozen=True)
class Price:
    """The price by which one party takes its part."""

    party: str
    name: str
    """As in `terms.Term`."""
    unit: str
    base: float
    """At which the party gains nothing and loses nothing."""
    eur_per_unit: float
    """Gain of the party when the price rises by one unit [EUR]."""

    def at(self, gain_eur: float) -> float:
        """The price that gives the party a gain.

        >>> Price("esco", "fee", "EUR per item and year", 2.0, 50.0).at(100.0)
        4.0
        """
        return self.base + gain_eur / self.eur_per_unit

    def gain_eur(self, price: float) -> float:
        """What the party gains at a price [EUR].

        >>> Price("esco", "fee", "EUR per item and year", 2.0, 50.0).gain_eur(4.0)
        100.0
        """
        return (price - self.base) * self.eur_per_unit


@dataclass(frozen=True)
class Departure:
    """The group that could do best by leaving an offer."""

    mask: int
    """Bit k for role k; 0 when nobody leaves."""
    extra_eur: float
    """What it could have more among itself [EUR]."""


def prices_of(undertaking: Undertaking, conditions: Conditions, roles: tuple[str, ...]) -> dict[str, Price]:
    """The price of every partner, by party.

    Args:
        undertaking, conditions: as for `terms_of`
        roles: client first
    """
    even, probe = np.zeros(len(roles)), np.full(len(roles), -PROBE_EUR)  # downwards, where no cap stands in the way
    return {
        term.party: Price(term.party, term.name, term.unit, term.now, PROBE_EUR / (term.now - term.wanted))
        for term in terms_of(undertaking, conditions, roles, even, probe)
    }


def moved(gains_eur: ArrayLike, party: int, gain_eur: float) -> NDArray[np.float64]:
    """Gains of all after a party's price moved; the client, role 0, is at the other end of it.

    >>> moved([100.0, 20.0, 5.0], party=1, gain_eur=50.0).tolist()
    [70.0, 50.0, 5.0]
    """
    after = np.array(gains_eur, dtype=np.float64)
    after[0] -= gain_eur - after[party]
    after[party] = gain_eur
    return after


def departure(worth_eur: ArrayLike, gains_eur: ArrayLike) -> Departure:
    """Who would leave, when gains are told against the client alone.

    Args:
        worth_eur: of every group, shape (2^n,)
        gains_eur: of every role, client first, shape (n,)

    >>> departure([0.0, 10.0, 0.0, 30.0], [-4.0, 24.0])
    Departure(mask=1, extra_eur=4.0)
    >>> departure([0.0, 10.0, 0.0, 30.0], [10.0, 10.0])
    Departure(mask=0, extra_eur=0.0)
    """
    found = core_excess(worth_eur, _shares(worth_eur, gains_eur))
    if found.excess <= EVEN_EUR:
        return Departure(0, 0.0)
    return Departure(found.group, found.excess)


def quiet_range(worth_eur: ArrayLike, gains_eur: ArrayLike, party: int) -> tuple[float, float] | None:
    """Between which gains of a party nobody leaves, its price moving and all other prices standing still.

    Returns:
        least and most gain of the party [EUR]; None when somebody leaves whatever this price is

    >>> quiet_range([0.0, 10.0, 0.0, 30.0], [15.0, 5.0], party=1)
    (0.0, 20.0)
    """
    worth, shares = np.asarray(worth_eur, dtype=np.float64), _shares(worth_eur, gains_eur)
    masks = np.arange(worth.size)
    room = sums_over_groups(shares) - worth
    with_client, with_party = (masks & 1).astype(bool), (masks >> party & 1).astype(bool)
    both = (with_client == with_party) & (masks > 0) & (masks < worth.size - 1)
    low = float(shares[party] - np.min(room[with_party & ~with_client]))
    high = float(shares[party] + np.min(room[with_client & ~with_party]))
    if np.any(room[both] < -EVEN_EUR) or low > high + EVEN_EUR:
        return None
    return low, high


def _shares(worth_eur: ArrayLike, gains_eur: ArrayLike) -> NDArray[np.float64]:
    """What each role gets in all: its gain, and for the client what it is worth alone."""
    shares = np.array(gains_eur, dtype=np.float64)
    shares[0] += float(np.asarray(worth_eur)[1])
    return shares
