"""The energy service company: invests in public buildings and guarantees the saving."""

from __future__ import annotations

from sim.actors.base import CityActor, said


class Esco(CityActor):
    """Private: is paid back from what it saves for others, and pays when it saves less than promised.

    Invests or waits by its own rate (`answer_investment`).
    """

    name = "esco"
    title = {"en": "Energy service company", "nl": "Energiedienstenbedrijf", "fr": "Société de services énergétiques", "de": "Energiedienstleister"}  # fmt: skip
    role = "invests in buildings and guarantees the saving"
    rate_parameter = "contracts.esco_rate"
    goals = (said("savings that pay its investment back", "besparingen die haar investering terugbetalen"),)
    powers = (
        said("bids, invests or waits", "biedt, investeert of wacht"),
        said("guarantees a saving", "waarborgt een besparing"),
    )
    assets = (said("engineers and measuring gear", "ingenieurs en meetapparatuur"),)
    gives = ("service", "risk", "know_how", "energy")
    needs = ("city_hall", "bank", "contractors")
