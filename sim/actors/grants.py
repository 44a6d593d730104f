"""How a government decides on a grant: rules first, then the envelope of the year, first come first served.

Place in the flow: under [actors]; region and European Union answer with it. Pure.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.actors.decisions import GrantAnswer, GrantRequest


@dataclass(frozen=True)
class GrantRules:
    """What a government gives for, and how much."""

    shares: dict[str, float]
    """Part of the cost by domain; what is not named gets nothing [0 to 1]."""
    least_saved_share: dict[str, float]
    """Energy saving asked, by domain where one is asked [0 to 1]."""
    own_share: float
    """Part of the cost that must come from the applicant, whatever others give [0 to 1]."""
    left_eur: float
    """What is left of the year's envelope [EUR]."""
    least_investment_eur: float = 0.0
    """A study or preparation must lead to so much [EUR]."""


def judge_grant(request: GrantRequest, rules: GrantRules) -> GrantAnswer:
    """Grant g = min(s C, (1 - o) C - other support, what is left of the envelope).

    >>> rules = GrantRules({"study": 0.5}, {}, own_share=0.25, left_eur=1e6)
    >>> judge_grant(GrantRequest("study", 40_000.0), rules).amount_eur
    20000.0
    """
    share = rules.shares.get(request.domain, 0.0)
    if share <= 0:
        return GrantAnswer(False, 0.0, f"no grants for {request.domain.replace('_', ' ')}")
    asked = rules.least_saved_share.get(request.domain, 0.0)
    if request.saved_share < asked:
        return GrantAnswer(False, 0.0, f"saves {request.saved_share:.0%}, asked {asked:.0%}")
    if request.investment_eur < rules.least_investment_eur:
        least = f"{rules.least_investment_eur:,.0f}"
        return GrantAnswer(False, 0.0, f"leads to {request.investment_eur:,.0f} EUR of investment, asked {least}")
    room = (1.0 - rules.own_share) * request.cost_eur - request.other_support_eur
    if room <= 0:
        return GrantAnswer(False, 0.0, f"others give enough: {rules.own_share:.0%} must be one's own")
    if rules.left_eur <= 0:
        return GrantAnswer(False, 0.0, "the envelope of this year is empty")
    amount = min(share * request.cost_eur, room, rules.left_eur)
    conditions = (f"a saving of {asked:.0%} is shown",) if asked else ()
    return GrantAnswer(True, amount, f"{amount / request.cost_eur:.0%} of the cost", conditions)
