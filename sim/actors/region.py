"""The region: grants and rules."""

from __future__ import annotations

from sim.actors.base import CityActor


class Region(CityActor):
    """Gives grants to households and to the city; its rules (duty to improve bought homes, oil ban) are in the book."""

    name = "region"
    title = {"en": "Region", "nl": "Gewest", "fr": "Région", "de": "Region"}
    role = "gives grants and sets rules"
    rate_parameter = "finance.social_discount_rate"
