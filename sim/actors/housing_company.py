"""The social housing company: owns homes, rents them for little, and votes with its quotas in shared buildings."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from geodata import TENURES
from sim.actors.base import CityActor, judge_investment, said
from sim.actors.decisions import InvestmentAnswer, InvestmentRequest

SOCIAL = TENURES.index("social_rent")


class HousingCompany(CityActor):
    """Lives where homes are let as social housing. It pays for works, its tenants have the saving.

    A part of it comes back through the rent, a part counts because tenants who pay less for heat are its goal.
    """

    name = "housing_company"
    title = {"en": "Social housing company", "nl": "Sociale huisvestingsmaatschappij", "fr": "Société de logement social", "de": "Soziale Wohnungsgesellschaft"}  # fmt: skip
    role = "lets and renovates social homes"
    rate_parameter = "finance.social_discount_rate"
    goals = (
        said("good homes for small purses", "goede woningen voor kleine beurzen"),
        said("tenants who can pay for heat", "huurders die hun verwarming kunnen betalen"),
    )
    powers = (
        said("decides for whole blocks", "beslist voor hele blokken"),
        said("votes with its quotas", "stemt met haar quotiteiten"),
    )
    assets = (said("social homes and their roofs", "sociale woningen en hun daken"),)
    gives = ("comfort", "money")
    needs = ("region", "contractors")

    @classmethod
    def lives_in(cls, city) -> bool:
        """Where a building is let as social housing."""
        return bool(np.any(city.map.buildings.tenure == SOCIAL))

    def worth_of(self, request: InvestmentRequest) -> InvestmentRequest:
        """The same works with the part of the yearly saving that counts for it."""
        share = self.number("housing_counted_saving_share")
        return replace(request, yearly_cash_eur=share * request.yearly_cash_eur)

    def answer_investment(self, request: InvestmentRequest) -> InvestmentAnswer:
        """Works on its homes; the yearly cash is what tenants save."""
        if not self.present:
            return InvestmentAnswer(False, 0.0, 0.0, self.absence)
        return judge_investment(self.worth_of(request), self.discount_rate, self.means_eur)

    def gain_eur(self, request: InvestmentRequest) -> float:
        """Present value of works to it, for its row in a vote of owners [EUR]."""
        return judge_investment(self.worth_of(request), self.discount_rate, 0.0).npv_eur
