"""The European Union: help with the preparation of large programmes, and rules for everybody."""

from __future__ import annotations

from sim.actors.base import CityActor, said
from sim.actors.decisions import GrantAnswer, GrantRequest
from sim.actors.grants import GrantRules, judge_grant


class EuropeanUnion(CityActor):
    """Pays most of the preparation of a programme that is large enough; small municipalities get there only together."""

    name = "eu"
    title = {"en": "European Union", "nl": "Europese Unie", "fr": "Union européenne", "de": "Europäische Union"}
    called = "European programme"
    role = "pays for the preparation of large programmes"
    rate_parameter = "finance.social_discount_rate"
    goals = (said("large programmes that others copy", "grote programma's die anderen overnemen"),)
    powers = (
        said("gives grants for preparation", "geeft steun voor voorbereiding"),
        said("sets thresholds for tenders and rules for public accounts", "bepaalt drempels voor aanbestedingen en regels voor overheidsrekeningen"),
    )  # fmt: skip
    assets = (said("a programme for technical assistance", "een programma voor technische bijstand"),)
    gives = ("money", "know_how")
    settings = {"grant_factor": "its grants, as a factor on those of the book"}

    @property
    def rules(self) -> GrantRules:
        """What it gives for in the present year: preparation only."""
        factor, year = self.chosen.get("grant_factor", 1.0), self.model.year
        share = min(1.0, factor * self.number("eu_preparation_share"))
        left = factor * self.number("eu_largest_grant_eur") - self.committed.get(year, 0.0)
        return GrantRules({"study": share}, {}, 1.0 - share, left, self.number("eu_least_investment_eur"))

    def answer_grant(self, request: GrantRequest) -> GrantAnswer:
        """Whether it pays for a preparation."""
        return judge_grant(request, self.rules) if self.present else GrantAnswer(False, 0.0, self.absence)
