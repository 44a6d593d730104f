"""Why a service is worth more or less to the client than its own purchase: five reasons that add up.

Place in the flow: [deal]: beside `sharing`. Puts the question of METHODS 2: is it speed, scale, delivered quality, moved
risk or the price of capital that carries the result?

Each reason is one change on the way from purchase to service. What a change is worth depends on which were made
before it, so every order counts alike: the parts are the Shapley value of the changes, and they add up to the gap.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import numpy as np

from sim.ecosystem.deal.conditions import Conditions
from sim.ecosystem.deal.undertaking import Undertaking
from sim.ecosystem.deal.worth import price_weighted_years, residual_per_year, served_years
from sim.ecosystem.games import shapley_value
from sim.finance import capital_recovery

LEVERS = ("capital_cost", "scale", "speed", "delivered_quality", "moved_risk")


@dataclass(frozen=True)
class Gap:
    """A service against an own purchase, seen by the client [EUR]."""

    own_eur: float
    service_eur: float
    levers: dict[str, float]
    """Part of each of LEVERS in the gap; they add up to it."""

    @property
    def gap_eur(self) -> float:
        """Service less own purchase: above zero the service is better."""
        return self.service_eur - self.own_eur

    @property
    def deciding_lever(self) -> str:
        """The lever that pulls hardest in the direction in which the gap goes."""
        sign = 1.0 if self.gap_eur >= 0 else -1.0
        return max(LEVERS, key=lambda name: sign * self.levers[name])


def gap_of(undertaking: Undertaking, conditions: Conditions, operator: bool = False) -> Gap:
    """Split the gap of a service.

    Args:
        undertaking: what is bought
        conditions: what money costs and who delivers what
        operator: the grid operator's service instead of a private one
    """
    worth = np.array(
        [
            _client_eur(
                undertaking, conditions, {name for place, name in enumerate(LEVERS) if mask >> place & 1}, operator
            )
            for mask in range(1 << len(LEVERS))
        ]
    )
    parts = shapley_value(worth - worth[0])
    levers = dict(zip(LEVERS, map(float, parts), strict=True))
    return Gap(float(worth[0]), float(worth[-1]), levers)


def _client_eur(it: Undertaking, on: Conditions, changed: AbstractSet[str], operator: bool) -> float:
    """Worth to the client when these changes towards the service are made [EUR]."""
    rate, owner_rate = on.loan_rate, on.client_rate
    if "capital_cost" in changed:  # and the worth after the term is put by at the owner's rate
        rate = owner_rate = on.operator_rate if operator else on.provider_rate
    discount, transaction_eur = 0.0, it.transaction_own_eur
    if "scale" in changed:  # bought cheaper, but the service is dearer to prepare
        discount = on.operator_discount if operator else on.provider_discount
        transaction_eur = it.transaction_service_eur
    spread = 1 if "speed" in changed else it.own_spread_years
    realised = on.realised_service if "delivered_quality" in changed else on.realised_own
    overrun, yearly_eur = on.overrun_own, 0.0
    if "moved_risk" in changed:  # the provider bears what works cost more, and asks a margin and measuring for it
        overrun, yearly_eur = 0.0, 0.0 if operator else it.service_cost_eur
    served = served_years(it, on.client_rate, spread)
    saving = it.saving_eur * realised * price_weighted_years(it, on.client_rate, spread)
    capex = it.capex_eur * ((1 - discount) * (1 + overrun) - it.paid_by_others_share)
    yearly = float(capital_recovery(rate, it.term_years)) - residual_per_year(it, owner_rate)
    return saving - served * (capex * yearly + yearly_eur - it.upkeep_saved_eur) - transaction_eur
