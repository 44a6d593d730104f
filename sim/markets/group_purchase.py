"""Buying together: the price falls with the quantity, the tender is paid once, and joining costs time and fit.

Place in the flow: city -> population -> behaviour, [markets] -> physics -> inventory. Pure, but for reading the book.
price(Q) = p1 (Q/Q0)^(-b). Source: METHODS section 4.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.parameter import Book


def price_together(price_alone: float, quantity: float, quantity_alone: float, elasticity: float) -> float:
    """Price of a piece in a purchase of Q pieces: p1 (Q/Q0)^(-b), in the unit of `price_alone`.

    Raises:
        ValueError: a quantity that is not above 0

    >>> round(price_together(600.0, 2000, 1000, 0.05), 2)
    579.56
    """
    if not (quantity > 0 and quantity_alone > 0):
        raise ValueError(f"a purchase needs a quantity above 0, not {quantity:g} and {quantity_alone:g}")
    return price_alone * (quantity / quantity_alone) ** -elasticity


@dataclass(frozen=True)
class GroupRules:
    """The numbers of a joint purchase."""

    elasticity: float
    joining_eur: float
    misfit_share: float

    @classmethod
    def of(cls, book: Book, year: int) -> GroupRules:
        """Those of a year."""
        names = ("group_price_elasticity", "group_joining_eur", "group_misfit_share")
        return cls(*(book.at(f"procurement.{name}", year) for name in names))


def gain_of_joining_eur(
    quantities: np.ndarray, members: np.ndarray, unit_price_eur: float, tender_cost_eur: float, rules: GroupRules
) -> np.ndarray:
    """What each buyer gains by buying with the members instead of alone [EUR], shape (n,); 0 for those outside.

    Alone: unit price times pieces, and a tender. Together: the joint price, with the buyer's own quantity as Q0, a part
    of one tender by quantity, the time of joining, and what the joint specification loses.

    Args:
        quantities: pieces each buyer wants, shape (n,)
        members: who takes part, bool, shape (n,)
        unit_price_eur: what a piece costs a buyer alone
        tender_cost_eur: of holding one tender
    """
    total = float(quantities[members].sum())
    if total <= 0:
        return np.zeros(len(quantities))
    alone = unit_price_eur * quantities + tender_cost_eur
    falls = np.ones(len(quantities))
    falls[members] = (total / quantities[members]) ** -rules.elasticity
    together = unit_price_eur * quantities * falls + tender_cost_eur * quantities / total
    together += rules.joining_eur + rules.misfit_share * unit_price_eur * quantities
    return np.where(members, alone - together, 0.0)


def who_joins(
    quantities: np.ndarray, unit_price_eur: float, tender_cost_eur: float, rules: GroupRules
) -> tuple[np.ndarray, np.ndarray]:
    """A group that holds: all start in it, and who loses leaves, worst first, until nobody does.

    Returns:
        members, bool, and the gain of each [EUR], both shape (n,); nobody when fewer than two gain

    Raises:
        ValueError: a quantity that is not above 0
    """
    quantities = np.asarray(quantities, dtype=np.float64)
    if not (quantities > 0).all():
        raise ValueError("each buyer in a joint purchase wants a quantity above 0")
    members = np.ones(len(quantities), dtype=bool)
    while members.sum() > 1:
        gain = gain_of_joining_eur(quantities, members, unit_price_eur, tender_cost_eur, rules)
        worst = int(np.argmin(np.where(members, gain, np.inf)))
        if gain[worst] >= 0:
            return members, gain
        members[worst] = False
    return np.zeros(len(quantities), dtype=bool), np.zeros(len(quantities))


@dataclass
class Framework:
    """A framework agreement: one tender, a price that holds for some years, orders called off up to a most."""

    tender: int
    firm: int
    unit_price_eur: float
    most_pieces: float
    last_day: int
    called_off: float = 0.0

    def call_off(self, pieces: float, day: int) -> float:
        """Order so many pieces.

        Returns:
            the price of the order [EUR]

        Raises:
            ValueError: nothing ordered, the agreement is over, or more than is left
        """
        left = self.most_pieces - self.called_off
        if not pieces > 0:
            raise ValueError(f"an order needs a quantity above 0, not {pieces:g}")
        if day > self.last_day:
            raise ValueError(f"the framework agreement ended on day {self.last_day}, before day {day}")
        if pieces > left:
            raise ValueError(f"{left:g} pieces are left in the framework agreement, not {pieces:g}")
        self.called_off += pieces
        return pieces * self.unit_price_eur
