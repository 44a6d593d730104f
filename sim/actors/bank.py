"""The bank: lends to the city, to companies and to households, and is lent money itself."""

from __future__ import annotations

from sim.actors.base import CityActor


class Bank(CityActor):
    """Lives on the difference between its rates and what its own money costs, the rate at which it weighs the future."""

    name = "bank"
    title = {"en": "Bank", "nl": "Bank", "fr": "Banque", "de": "Bank"}
    role = "lends to city, companies and households"
    rate_parameter = "finance.bank_funding_rate"
