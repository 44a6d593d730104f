"""What each party gains on the terms of today: the form of contract as it is signed, posted prices, usual margins.

Place in the flow: [deal]: beside `sharing`; the client has what is left after everybody else took theirs.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sim.ecosystem.deal.conditions import Conditions
from sim.ecosystem.deal.undertaking import Undertaking
from sim.ecosystem.deal.worth import begun_when, residual_per_year, served_years, worth_of_coalitions
from sim.finance import capital_recovery

WAY_OF_FORM = {
    "own_budget": ("own_budget", ()),
    "loan": ("loan", ("bank",)),
    "lease": ("loan", ("bank",)),
    "joint_purchase": ("own_budget", ("neighbours",)),
    "private_lighting_service": ("lighting_company_with_bank", ("lighting_company", "bank")),
    "grid_operator_lighting_service": ("grid_operator_with_bank", ("grid_operator", "bank")),
    "energy_performance_contract": ("esco_with_bank", ("esco", "bank")),
    "maintenance_energy_performance_contract": ("esco_with_bank", ("esco", "bank")),
    "public_private_partnership": ("esco_with_bank", ("esco", "bank")),
    "third_party_solar": ("esco_with_bank", ("esco", "bank")),
    "heat_delivery": ("esco_with_bank", ("esco", "bank", "port_authority")),
    "cooperative_solar": ("cooperative", ("cooperative",)),
}
"""How a form of contract is carried, and who beside client and contractors takes part in it."""


def partners_of_form(form: str, roles: tuple[str, ...]) -> tuple[str, ...]:
    """Those at the table who take part in a contract of this form, client first; builders always do."""
    _, others = WAY_OF_FORM.get(form, ("own_budget", ()))
    return tuple(name for name in roles if name == roles[0] or name == "contractors" or name in others)


def gains_today(
    undertaking: Undertaking, conditions: Conditions, roles: tuple[str, ...], alone_eur: float
) -> NDArray[np.float64]:
    """Gain of each role against doing without this contract, shape (n,) [EUR].

    The partners of the form share what they are worth together: the bank has its margin, provider and builder theirs,
    the client the rest less what it could have had alone.

    Args:
        undertaking, conditions, roles: as for `worth_of_coalitions`
        alone_eur: worth of the client by itself
    """
    partners = partners_of_form(undertaking.form, roles)
    way, _ = WAY_OF_FORM.get(undertaking.form, ("own_budget", ()))
    total = _value_of(undertaking, conditions, partners, way)
    gain = dict.fromkeys(roles, 0.0)
    gain |= {name: amount for name, amount in _usual_margins(undertaking, conditions, way).items() if name in partners}
    gain[roles[0]] = total - alone_eur - sum(gain[name] for name in roles[1:])
    return np.array([gain[name] for name in roles])


def _value_of(undertaking: Undertaking, conditions: Conditions, partners: tuple[str, ...], way: str) -> float:
    """Worth of the partners when they go this way and no other; 0 when somebody is missing for it."""
    worth = worth_of_coalitions(undertaking, conditions, partners, only=way)
    return float(worth.eur[-1])


def _usual_margins(it: Undertaking, on: Conditions, way: str) -> dict[str, float]:
    """Present value of what each partner but the client keeps at posted prices [EUR]."""
    spread = it.own_spread_years if way == "own_budget" else 1
    served, begun = served_years(it, on.client_rate, spread), begun_when(on.client_rate, spread)
    left = residual_per_year(it, on.client_rate)

    def yearly(rate: float) -> float:
        return float(capital_recovery(rate, it.term_years)) - left

    builders = (1 - on.next_best_share) * on.contractor_margin * it.capex_eur * begun
    margins = {"contractors": builders}
    if way == "loan":
        margins["bank"] = it.capex_eur * served * (yearly(on.loan_rate) - yearly(on.loan_cost))
    elif way.endswith("_with_bank"):
        provider = way.removesuffix("_with_bank")
        operator = provider == "grid_operator"
        discount = on.operator_discount if operator else on.provider_discount
        equity = on.operator_equity_rate if operator else on.equity_rate
        capex = it.capex_eur * (1 - discount - it.paid_by_others_share)
        asked, cost = (
            on.debt_share * rate + (1 - on.debt_share) * equity for rate in (on.business_rate, on.business_cost)
        )
        margins["bank"] = capex * served * (yearly(asked) - yearly(cost))
        reckons = max(asked, on.operator_rate if operator else on.provider_rate)  # nobody sells below cost for long
        margins[provider] = capex * served * (yearly(reckons) - yearly(asked))
        margins["contractors"] *= 1 - discount
    return margins
