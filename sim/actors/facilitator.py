"""The facilitator: knows everybody, has seen the papers before, and has a few free hours."""

from __future__ import annotations

from sim.actors.base import CityActor, said
from sim.actors.decisions import HelpAnswer


class Facilitator(CityActor):
    """Helps projects through their first papers: so many desks, each so many hours a year, free for who asks first."""

    name = "facilitator"
    title = {"en": "Facilitator", "nl": "Facilitator", "fr": "Facilitateur", "de": "Vermittler"}
    role = "brings parties together and helps with papers"
    rate_parameter = "finance.social_discount_rate"
    goals = (said("projects that get built", "projecten die er komen"),)
    powers = (said("gives free hours, introduces parties", "geeft gratis uren, brengt partijen samen"),)
    assets = (said("model documents and a full address book", "modeldocumenten en een vol adresboek"),)
    gives = ("know_how", "service")
    settings = {"desks": "people who help projects at the same time"}

    @property
    def hours_left(self) -> float:
        """Free hours left in the present year [h]."""
        per_desk = self.number("facilitator_hours_per_desk")
        return max(0.0, self.capacity * per_desk - self.committed.get(self.model.year, 0.0))

    def answer_help(self, hours: float) -> HelpAnswer:
        """Free hours for a project, at most so many for one; `commit` what is used."""
        if not self.present:
            return HelpAnswer(False, 0.0, self.absence)
        most = self.number("facilitator_hours_per_project")
        given = min(hours, most, self.hours_left)
        if given <= 0:
            return HelpAnswer(False, 0.0, "no free hours left this year")
        return HelpAnswer(True, given, f"{given:g} of {hours:g} hours")
