"""A private deal: a buyer and a seller bargain, and split what they gain by dealing with each other.

Place in the flow: city -> population -> behaviour, [markets] -> physics -> inventory. Pure.

Nash's split: each gets what it has without the deal, and a part of the surplus by its power. Power comes from outside
options: who can turn to many others gives away less. Public lots go through `tendering` instead.
Source: METHODS sections 3 and 4.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Bargain:
    """How a bargain ended."""

    agreed: bool
    price_eur: float
    """0 when they did not agree."""
    buyer_power: float
    """Buyer's part of the surplus [0 to 1]."""
    buyer_gain_eur: float
    """Over its best alternative."""
    seller_gain_eur: float
    reason: str


def power_of(own_options: int, others_options: int) -> float:
    """Part of the surplus by the number of others each could deal with: (1 + a) / (2 + a + b).

    Raises:
        ValueError: fewer than no options

    >>> power_of(0, 0), power_of(3, 0)
    (0.5, 0.8)
    """
    if own_options < 0 or others_options < 0:
        raise ValueError("nobody has fewer than no other options")
    return (1.0 + own_options) / (2.0 + own_options + others_options)


def bargain(
    worth_eur: float, cost_eur: float, buyer_options: int = 0, seller_options: int = 0,
    buyer_alternative_eur: float = 0.0, seller_alternative_eur: float = 0.0,
) -> Bargain:  # fmt: skip
    """A buyer and a seller split the surplus worth - cost - alternatives; no deal when there is none.

    Args:
        worth_eur: what the thing is worth to the buyer
        cost_eur: what it costs the seller
        buyer_options, seller_options: how many others each could deal with
        buyer_alternative_eur, seller_alternative_eur: what each gains without this deal

    Raises:
        ValueError: fewer than no options, or a worth or cost that is negative

    >>> bargain(1000.0, 600.0).price_eur
    800.0
    >>> bargain(1000.0, 600.0, buyer_options=3).price_eur
    680.0
    """
    if worth_eur < 0 or cost_eur < 0:
        raise ValueError(f"worth and cost are not negative: {worth_eur:g} and {cost_eur:g} EUR")
    power = power_of(buyer_options, seller_options)
    surplus = worth_eur - cost_eur - buyer_alternative_eur - seller_alternative_eur
    if surplus < 0:
        reason = f"no price suits both: {-surplus:,.0f} EUR short of what each has without the deal"
        return Bargain(False, 0.0, power, 0.0, 0.0, reason)
    price_eur = cost_eur + seller_alternative_eur + (1.0 - power) * surplus
    reason = f"the buyer has {buyer_options} other options, the seller {seller_options}"
    return Bargain(True, price_eur, power, power * surplus, (1.0 - power) * surplus, reason)


def at_posted_price(worth_eur: float, price_eur: float, buyer_alternative_eur: float = 0.0) -> bool:
    """Whether a buyer takes a thing at the price that stands on it."""
    return worth_eur - price_eur >= buyer_alternative_eur
