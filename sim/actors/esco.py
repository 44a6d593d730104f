"""The energy service company: invests in public buildings and guarantees the saving."""

from __future__ import annotations

from sim.actors.base import CityActor


class Esco(CityActor):
    """Private: is paid back from what it saves for others, and pays when it saves less than promised."""

    name = "esco"
    title = {"en": "Energy service company", "nl": "Energiedienstenbedrijf", "fr": "Société de services énergétiques", "de": "Energiedienstleister"}  # fmt: skip
    role = "invests in buildings and guarantees the saving"
    rate_parameter = "contracts.esco_rate"
