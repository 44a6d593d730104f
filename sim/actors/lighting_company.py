"""The lighting company: sells lit hours, owns the lamps, carries the risk of performance."""

from __future__ import annotations

from sim.actors.base import CityActor


class LightingCompany(CityActor):
    """Private: needs its own return on the capital it puts into lamps."""

    name = "lighting_company"
    title = {"en": "Lighting company", "nl": "Lichtbedrijf", "fr": "Société d'éclairage", "de": "Lichtunternehmen"}
    role = "invests in lamps and sells light"
    rate_parameter = "contracts.provider_rate"
