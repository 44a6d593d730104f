"""What is bought in a deal: a programme of one measure, with its sums over all contracts.

Place in the flow: first module of `sim.ecosystem.deal`; knows euros and years only.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields

from sim.finance import NoSolution

LONGEST_TERM_YEARS = 100


@dataclass(frozen=True)
class Undertaking:
    """A programme whose partners are looked for. Money at list prices; yearly amounts when all of it stands."""

    measure: str
    form: str
    domain: str
    """lighting, public_buildings, public_solar, charging, collective_homes, heat or greening."""
    client: str
    """Party that needs it: city_hall, or the owner of the homes."""
    items: float
    capex_eur: float
    saving_eur: float
    """Energy saved on paper, at the price of the first year [EUR/yr]."""
    term_years: int
    """Years over which it is paid and saves."""
    budget_eur: float
    """What the client can spend on it in a year from its own means [EUR/yr]."""
    upkeep_saved_eur: float = 0.0
    """Upkeep that falls away, less the new one; below zero when the new thing needs more [EUR/yr]."""
    service_cost_eur: float = 0.0
    """Monitoring and margin for risk that a service adds to its fee [EUR/yr]."""
    transaction_own_eur: float = 0.0
    """Preparing and tendering a purchase, once [EUR]."""
    transaction_service_eur: float = 0.0
    """The same for a service [EUR]."""
    residual_share: float = 0.0
    """Worth after the term, as a share of capex [0 to 1]."""
    paid_by_others_share: float = 0.0
    """Grants, and works that were due anyway, as a share of capex [0 to 1]."""
    price_growth: float = 0.0
    """Yearly growth of the energy price [1/yr]."""

    def __post_init__(self) -> None:
        for trait in fields(self):
            value = getattr(self, trait.name)
            if isinstance(value, float) and not math.isfinite(value):
                raise NoSolution(f"{trait.name} is not a finite number")
        if self.capex_eur <= 0 or self.items <= 0:
            raise NoSolution("a deal needs something that is bought: items and capex above zero")
        if not 1 <= self.term_years <= LONGEST_TERM_YEARS:
            raise NoSolution(f"a term from 1 to {LONGEST_TERM_YEARS} years, not {self.term_years}")
        if self.budget_eur < 0 or self.service_cost_eur < 0:
            raise NoSolution("a budget or a cost of service below zero")

    @property
    def own_spread_years(self) -> int:
        """Years over which the client's own means spread the purchase, the term at most.

        >>> Undertaking("led", "loan", "lighting", "city_hall", 10, 6e6, 1e6, 15, budget_eur=1.5e6).own_spread_years
        4
        """
        return self.spread_years(self.budget_eur)

    def spread_years(self, purse_eur: float) -> int:
        """Years over which a yearly purse pays for it, the term at most."""
        if purse_eur * self.term_years <= self.capex_eur:
            return self.term_years
        return max(1, math.ceil(self.capex_eur / purse_eur))
