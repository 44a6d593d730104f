"""What the city hall may still spend, borrow and promise to pay each year.

Place in the flow: city -> population -> behaviour, [markets] -> physics -> inventory.
"""

from __future__ import annotations

import math


class Budget:
    """What the city hall may still spend and borrow; kept by the city hall, asked by the forms of contract."""

    def __init__(self) -> None:
        self.year = 0
        self.yearly_eur = 0.0
        self.reserved_eur = 0.0
        self.on_credit_eur = 0.0
        """Orders not yet delivered that a loan will pay; they do not lapse with the year."""
        self.debt_room_eur = 0.0
        self.margin_eur = math.inf
        """Self-financing margin before the contracts of this run [EUR/yr]; without bound until somebody tells it."""
        self.on_margin_eur = 0.0
        """What orders not yet delivered will take from that margin [EUR/yr]."""

    def open(self, year: int, yearly_eur: float, debt_room_eur: float, margin_eur: float = math.inf) -> None:
        """A new year's budget; what was left of the old one lapses.

        Args:
            year: calendar year
            yearly_eur: what may be invested this year [EUR]
            debt_room_eur: what may be owed [EUR]
            margin_eur: operating surplus less the repayments of old debt, see `balance_rules.margin_at_start_eur` [EUR/yr]
        """
        self.year, self.yearly_eur, self.reserved_eur = year, yearly_eur, 0.0
        self.debt_room_eur, self.margin_eur = debt_room_eur, margin_eur

    def reserve(self, amount_eur: float) -> None:
        """Put money aside for an order."""
        self.reserved_eur += amount_eur

    def left_eur(self, year: int) -> float:
        """What may still be ordered from this year's budget [EUR]."""
        return max(0.0, self.yearly_eur - self.reserved_eur) if year == self.year else 0.0

    def debt_room_left_eur(self, owed_eur: float) -> float:
        """What may still be borrowed [EUR]."""
        return max(0.0, self.debt_room_eur - owed_eur - self.on_credit_eur)
