"""The bank: lends to the city, to companies and to households, and is lent money itself."""

from __future__ import annotations

from sim.actors.base import CityActor


class Bank(CityActor):
    """Lives on the difference between its rates and what its own money costs."""

    name = "bank"
    title = {"en": "Bank", "nl": "Bank", "fr": "Banque", "de": "Bank"}
    role = "lends to city, companies and households"
    rate_parameter = "finance.bank_funding_rate"

    def settle(self, year: int) -> None:
        """Pay for the money that it has lent on."""
        lent = self.model.market.loans.owed_eur(lender=self.name)
        cost = lent * self.model.book.at("finance.bank_funding_rate", year)
        self.model.market.payments.pay(year, self.name, "rest_of_world", "cost of funds", cost)
