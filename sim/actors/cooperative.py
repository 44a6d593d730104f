"""The citizens' energy co-operative: members put savings into the city's roofs and vote on every project."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from sim.actors.base import CityActor, judge_investment, said
from sim.actors.decisions import InvestmentAnswer, InvestmentRequest


def dividend_of(request: InvestmentRequest, paid_share: float, cap: float) -> float:
    """Dividend per euro of shares: d = min(cap, p (c - (I - R)/T) / I), profit after straight-line depreciation.

    >>> round(dividend_of(InvestmentRequest(1000.0, 150.0, 10), paid_share=0.8, cap=0.06), 6)
    0.04
    """
    profit = request.yearly_cash_eur - (request.amount_eur - request.residual_eur) / request.term_years
    return min(cap, max(0.0, paid_share * profit / request.amount_eur))


def share_in_favour(dividend: float, care: np.ndarray, wanted: float, per_care: float) -> float:
    """Members who vote for a project: those for whom d + w care >= wanted; a meeting without members says no.

    >>> share_in_favour(0.02, np.array([0.0, 1.0, 2.0, -1.0]), wanted=0.03, per_care=0.01)
    0.5
    """
    return float(np.mean(dividend + per_care * care >= wanted - 1e-12)) if len(care) else 0.0


class Cooperative(CityActor):
    """Asks for a modest return and is owned by the households that care most.

    Its members are the households of the city with the greatest weight of the environment, as many as the book says;
    its capital is what they hold on average.
    """

    name = "cooperative"
    title = {"en": "Energy co-operative", "nl": "Energiecoöperatie", "fr": "Coopérative d'énergie", "de": "Energiegenossenschaft"}  # fmt: skip
    role = "invests citizens' savings"
    rate_parameter = "finance.cooperative_discount_rate"
    goals = (
        said("clean energy in citizens' hands", "schone energie in handen van burgers"),
        said("a modest dividend", "een bescheiden dividend"),
    )
    powers = (
        said("invests members' capital", "investeert het kapitaal van leden"),
        said("members vote, each one voice", "leden stemmen, ieder één stem"),
    )
    assets = (said("shares of members", "aandelen van leden"),)
    gives = ("money", "energy", "know_how")
    needs = ("city_hall",)
    settings = {
        "capital_eur": "what members have put in and is still free",
        "dividend_share": "part of the profit it pays to members",
    }
    limits = {"dividend_share": (0.0, 1.0)}

    @property
    def members(self) -> np.ndarray:
        """Weight of the environment of its members, the greatest first, shape (members,)."""
        lived_in = self.model.city.dwellings.occupied
        care = np.sort(self.model.people.households.care_for_climate[lived_in])[::-1]
        return care[: round(len(care) * self.number("cooperative_member_share"))]

    @property
    def equity_eur(self) -> float:
        """Shares of members at the start, and what it earned or lost since [EUR]."""
        capital = self.chosen.get("capital_eur")
        if capital is None:
            each = self.number("cooperative_capital_eur_per_member")
            capital = len(self.members) * each
        return capital + self.cash_eur

    def answer_investment(self, request: InvestmentRequest) -> InvestmentAnswer:
        """Worth while at its rate, within its capital, and with a majority of its members."""
        if not self.present:
            return InvestmentAnswer(False, 0.0, 0.0, self.absence)
        found = judge_investment(request, self.discount_rate, self.means_eur)
        if found.npv_eur < 0:
            return found
        cap = self.book.at("finance.cooperative_dividend_cap", self.model.year)
        dividend = dividend_of(request, self.chosen_or("dividend_share", "actors.cooperative_dividend_share"), cap)
        yes = share_in_favour(
            dividend,
            self.members,
            self.number("cooperative_wanted_dividend"),
            self.number("cooperative_dividend_per_care"),
        )
        found = replace(found, yes_share=yes, dividend=dividend)
        if yes <= self.number("cooperative_majority"):
            why = f"{yes:.0%} of members vote for it at a dividend of {dividend:.1%}"
            return replace(found, invests=False, waits=False, amount_eur=0.0, reason=why)
        return found
