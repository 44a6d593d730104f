"""The intermunicipal body: desks that several municipalities share, and a name under which they buy together."""

from __future__ import annotations

from sim.actors.base import CityActor, said
from sim.actors.decisions import OrganiseAnswer


class Intermunicipal(CityActor):
    """Runs joint purchases at cost, for its members."""

    name = "intermunicipal"
    title = {
        "en": "Intermunicipal body",
        "nl": "Intercommunale",
        "fr": "Intercommunale",
        "de": "Interkommunaler Verband",
    }
    role = "runs joint purchases for municipalities"
    rate_parameter = "finance.municipal_discount_rate"
    goals = (said("members served at cost", "leden bediend tegen kostprijs"),)
    powers = (said("buys in the name of its members", "koopt aan in naam van haar leden"),)
    assets = (said("purchasers and engineers", "aankopers en ingenieurs"),)
    gives = ("service", "know_how")
    needs = ("city_hall", "neighbours")
    settings = {"desks": "joint purchases it can run at the same time"}

    def answer_organise(self, value_eur: float, members: int, running: int = 0) -> OrganiseAnswer:
        """Whether it runs a purchase, and its fee.

        Args:
            value_eur: what is bought [EUR]
            members: municipalities that take part
            running: joint purchases it already runs
        """
        if not self.present:
            return OrganiseAnswer(False, 0.0, self.absence)
        least = int(self.number("intermunicipal_least_members"))
        if members < least:
            return OrganiseAnswer(False, 0.0, f"{members} members, it takes {least}")
        if running >= self.capacity:
            return OrganiseAnswer(False, 0.0, f"all {self.capacity} desks are taken")
        fee = value_eur * self.number("intermunicipal_fee_share")
        return OrganiseAnswer(True, fee, f"for {members} members at {fee:,.0f} EUR")
