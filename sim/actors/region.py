"""The region: grants and rules."""

from __future__ import annotations

from sim.actors.base import CityActor, said
from sim.actors.decisions import GrantAnswer, GrantRequest
from sim.actors.grants import GrantRules, judge_grant


class Region(CityActor):
    """Gives grants to households and to the city; its rules (duty to improve bought homes, oil ban) are in the book.

    Projects ask for theirs within a yearly envelope per inhabitant.
    """

    name = "region"
    title = {"en": "Region", "nl": "Gewest", "fr": "Région", "de": "Region"}
    role = "gives grants and sets rules"
    rate_parameter = "finance.social_discount_rate"
    goals = (
        said("targets for climate and energy met", "klimaat- en energiedoelen gehaald"),
        said("public money that moves other money", "overheidsgeld dat ander geld in beweging brengt"),
    )
    powers = (said("gives grants", "geeft premies"), said("sets rules and duties", "legt regels en plichten op"))
    assets = (said("a yearly envelope", "een jaarlijkse enveloppe"),)
    gives = ("money",)
    settings = {"grant_factor": "its grants to projects and their envelope, as a factor on those of the book"}

    @property
    def rules(self) -> GrantRules:
        """What it gives for in the present year."""
        year, factor = self.model.year, self.chosen.get("grant_factor", 1.0)
        shares = dict(self.number("region_grant_share"))
        shares["public_buildings"] = self.book.at("finance.regional_grant_share_public", year)
        shares["study"] = self.number("region_study_share")
        heads = self.model.city.facts.inhabitants
        envelope = factor * heads * self.number("region_envelope_eur_per_inhabitant")
        return GrantRules(
            {domain: min(1.0, factor * share) for domain, share in shares.items()},
            {"public_buildings": self.number("region_least_saved_share")},
            self.number("grant_own_share"),
            envelope - self.committed.get(year, 0.0),
        )

    def answer_grant(self, request: GrantRequest) -> GrantAnswer:
        """Whether it gives a grant, and how much of what is left this year."""
        return judge_grant(request, self.rules) if self.present else GrantAnswer(False, 0.0, self.absence)
