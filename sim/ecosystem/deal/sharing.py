"""The deal: everybody's part in what all are worth together, the group that might leave, and the terms.

Place in the flow: [deal]: worth -> [sharing] -> terms. The nucleolus is recommended, for no group can do better by
leaving if that is possible at all; Shapley (what each brings on average) and Nash (equal power) are markers.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.ecosystem.deal.conditions import Conditions
from sim.ecosystem.deal.terms import Term, terms_of
from sim.ecosystem.deal.today import gains_today
from sim.ecosystem.deal.undertaking import Undertaking
from sim.ecosystem.deal.worth import NOTHING, Worth, worth_of_coalitions
from sim.ecosystem.games import core_excess, core_is_empty, nash_bargaining, nucleolus, shapley_value

EVEN_EUR = 1.0
"""Less than this is neither gain nor loss."""
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Deal:
    """What the partners of one programme can make of it. Gains are against each one's best alternative [EUR]."""

    undertaking: Undertaking
    worth: Worth
    today: Floats
    """Gain of each role on the terms of today, shape (n,)."""
    splits: dict[str, Floats]
    """Gain of each role by nucleolus, shapley and nash, each of shape (n,)."""
    core_empty: bool
    largest_excess_eur: float
    """Of the nucleolus: what the least content group could have more by leaving; below zero nobody leaves."""
    leavers_today: tuple[str, ...]
    """The group that could gain most by leaving today's terms; empty when none can."""
    terms: tuple[Term, ...]

    @property
    def roles(self) -> tuple[str, ...]:
        """Everybody at the table, client first."""
        return self.worth.roles

    @property
    def surplus_eur(self) -> float:
        """What all together are worth more than everybody alone [EUR]."""
        return float(self.worth.eur[-1] - self.worth.eur[1])

    @property
    def pays(self) -> bool:
        """Whether a partnership is worth more than the client alone."""
        return self.surplus_eur > EVEN_EUR

    @property
    def can_play(self) -> tuple[str, ...]:
        """Roles without which all together would be worth less."""
        full = self.worth.eur.size - 1
        lost = [self.worth.eur[-1] - self.worth.eur[full ^ (1 << place)] for place in range(len(self.roles))]
        return tuple(name for name, eur in zip(self.roles, lost, strict=True) if eur > EVEN_EUR)

    @property
    def best_way(self) -> str:
        """How all together carry it."""
        return self.worth.best_way

    @property
    def worthwhile(self) -> bool:
        """Whether there is anything better than to leave it."""
        return self.worth.best_way != NOTHING


def share_out(undertaking: Undertaking, conditions: Conditions, roles: tuple[str, ...]) -> Deal:
    """Value, split and price a programme.

    Args:
        undertaking: what is bought
        conditions: what money costs and roles add
        roles: parties, client first, 12 at most

    Raises:
        NoSolution: the table or the programme cannot be
    """
    worth = worth_of_coalitions(undertaking, conditions, roles)
    alone = np.zeros(len(roles))
    alone[0] = worth.eur[1]
    ranked = nucleolus(worth.eur)
    splits = {
        "nucleolus": ranked.allocation - alone,
        "shapley": shapley_value(worth.eur) - alone,
        "nash": nash_bargaining(worth.eur) - alone,
    }
    today = gains_today(undertaking, conditions, roles, float(worth.eur[1]))
    return Deal(
        undertaking=undertaking, worth=worth, today=today, splits=splits, core_empty=core_is_empty(worth.eur),
        largest_excess_eur=float(ranked.largest_excess), leavers_today=_leavers(worth, today + alone),
        terms=terms_of(undertaking, conditions, roles, today, splits["nucleolus"]),
    )  # fmt: skip


def _leavers(worth: Worth, allocation: Floats) -> tuple[str, ...]:
    """The group that could do best by leaving an allocation, by name; empty when none can do better."""
    excess, group = core_excess(worth.eur, allocation)
    if excess <= EVEN_EUR:
        return ()
    return tuple(name for place, name in enumerate(worth.roles) if int(group) >> place & 1)
