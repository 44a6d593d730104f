"""From a split to a contract: the prices that give every party what the deal promises it.

Place in the flow: [deal]: worth -> sharing -> [terms]. Each partner has one price of its own, the client is at the other
end of all of them, so when every partner has its part the client has its own too, but for what a cap takes away.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.ecosystem.deal.conditions import Conditions
from sim.ecosystem.deal.undertaking import Undertaking
from sim.ecosystem.deal.worth import served_years


@dataclass(frozen=True)
class Term:
    """One price in the contract, as it is and as the deal wants it."""

    party: str
    name: str
    """fee, interest_margin, dividend, price_of_works, price_of_material, success_fee, advice_fee, joining_share, heat_price."""
    unit: str
    now: float
    wanted: float
    residual_eur: float
    """What the party lacks because the price may not go further; 0 when it gets its part [EUR]."""


NAME_OF_ROLE = {
    "lighting_company": "fee", "esco": "fee", "grid_operator": "fee", "bank": "interest_margin",
    "cooperative": "dividend", "contractors": "price_of_works", "manufacturer": "price_of_material",
    "facilitator": "success_fee", "university": "advice_fee", "neighbours": "joining_share",
    "port_authority": "heat_price",
}  # fmt: skip
"""The price by which a role takes its part."""


def terms_of(
    it: Undertaking,
    on: Conditions,
    roles: tuple[str, ...],
    now_eur: NDArray[np.float64],
    wanted_eur: NDArray[np.float64],
) -> tuple[Term, ...]:
    """Solve the price of every partner; linear, for each price moves one party's worth and the client's.

    Args:
        it, on: programme and conditions
        roles: client first
        now_eur, wanted_eur: gain of each role on today's terms and in the deal, shape (n,)

    Returns:
        one term per partner whose gain is to move or who has one now
    """
    served = served_years(it, on.client_rate, 1)
    found = []
    for place, role in enumerate(roles[1:], start=1):
        now, wanted = float(now_eur[place]), float(wanted_eur[place])
        if abs(now) < 1.0 and abs(wanted) < 1.0:
            continue
        name = NAME_OF_ROLE.get(role, "fee")
        unit, per_unit_eur = _unit(name, it, served)
        base = _base(name, it, on)
        price_now, price = base + now / per_unit_eur, base + wanted / per_unit_eur
        allowed = min(price, on.dividend_cap) if name == "dividend" else price
        found.append(Term(role, name, unit, price_now, allowed, (price - allowed) * per_unit_eur))
    return tuple(found)


def _unit(name: str, it: Undertaking, served: float) -> tuple[str, float]:
    """Unit of a price, and what one unit of it is worth today [EUR]."""
    if name == "fee":
        return "EUR per item and year", it.items * served
    if name in ("interest_margin", "dividend"):
        return "share of the money lent per year", it.capex_eur * _mean_owed_years(served)
    if name in ("price_of_works", "price_of_material"):
        return "share of the investment", it.capex_eur
    if name == "heat_price":
        return "EUR per year", served
    return "EUR once", 1.0


def _mean_owed_years(served: float) -> float:
    """Discounted years that a euro is owed on average under equal repayments: half of those served."""
    return served / 2.0


def _base(name: str, it: Undertaking, on: Conditions) -> float:
    """The price at which a party gains nothing and loses nothing."""
    if name == "dividend":
        return on.cooperative_rate
    return 0.0
