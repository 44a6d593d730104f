"""The university: finds things out and hands them on as items of knowledge."""

from __future__ import annotations

import numpy as np

from geodata import DISTRICT_KINDS
from sim.actors.base import CityActor, said
from sim.actors.decisions import HelpAnswer

CAMPUS = DISTRICT_KINDS.index("campus")


class University(CityActor):
    """Lives where there is a campus; its items of knowledge grow with the years and with what it may measure."""

    name = "university"
    title = {"en": "University", "nl": "Universiteit", "fr": "Université", "de": "Universität"}
    role = "finds out and teaches"
    rate_parameter = "finance.social_discount_rate"
    goals = (
        said("a city to learn from", "een stad om van te leren"),
        said("knowledge that is used", "kennis die gebruikt wordt"),
    )
    powers = (said("measures, publishes, advises", "meet, publiceert, adviseert"),)
    assets = (said("laboratories, students, measuring series", "laboratoria, studenten, meetreeksen"),)
    gives = ("know_how", "data")
    needs = ("city_hall",)
    settings = {"items_per_year": "items of knowledge it brings out in a year for a field"}

    @classmethod
    def lives_in(cls, city) -> bool:
        """Where a district is a campus."""
        return bool(np.any(city.map.districts.kind == CAMPUS))

    def answer_knowledge(self, measured_years: int = 0) -> HelpAnswer:
        """Items of knowledge it has by now for a field of works, at its own pace and from data shared with it.

        Args:
            measured_years: years for which somebody shared measurements of that field
        """
        if not self.present:
            return HelpAnswer(False, 0.0, self.absence)
        pace = self.chosen_or("items_per_year", "actors.university_items_per_year")
        from_data = measured_years * self.number("university_items_per_measured_year")
        items = float(int(pace * (self.model.index + 1) + from_data + 1e-9))
        return HelpAnswer(items > 0, items, f"{items:.0f} items" if items else "nothing to hand on yet")
