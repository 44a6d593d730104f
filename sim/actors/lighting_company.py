"""The lighting company: sells lit hours, owns the lamps, carries the risk of performance."""

from __future__ import annotations

from sim.actors.base import CityActor, said


class LightingCompany(CityActor):
    """Private: needs its own return on the capital it puts into lamps; invests or waits (`answer_investment`)."""

    name = "lighting_company"
    title = {"en": "Lighting company", "nl": "Lichtbedrijf", "fr": "Société d'éclairage", "de": "Lichtunternehmen"}
    role = "invests in lamps and sells light"
    rate_parameter = "contracts.provider_rate"
    goals = (
        said("a return on lamps over the whole term", "rendement op lampen over de hele looptijd"),
        said("poles that carry more than light", "palen die meer dragen dan licht"),
    )
    powers = (said("bids, invests or waits", "biedt, investeert of wacht"),)
    assets = (said("lamps it owns under contract", "lampen die het onder contract bezit"),)
    gives = ("service", "risk", "data")
    needs = ("city_hall", "bank", "contractors", "manufacturer")
