"""The contractors: crews of all trades, who hire when order books are full."""

from __future__ import annotations

from sim.actors.base import CityActor, said


class Contractors(CityActor):
    """All installers and builders together; single firms that bid against each other are columns of the market."""

    name = "contractors"
    title = {"en": "Contractors", "nl": "Aannemers", "fr": "Entrepreneurs", "de": "Handwerksbetriebe"}
    role = "do the works"
    rate_parameter = "finance.firm_discount_rate"
    goals = (said("full order books and crews at work", "volle orderboeken en ploegen aan het werk"),)
    powers = (said("bid or not, hire or let go", "bieden of niet, werven aan of laten gaan"),)
    assets = (said("crews and material", "ploegen en materieel"),)
    gives = ("service", "jobs")
    needs = ("manufacturer",)

    def act(self, year: int) -> None:
        """Hire where customers waited too long last year, let go where crews stood idle."""
        book = self.model.book
        limits = (
            book.at("works.supply_growth_per_year", year), book.at("works.supply_shrink_per_year", year),
            book.at("yard.wait_too_long_days", year), book.at("yard.idle_below_days", year),
        )  # fmt: skip
        if year > self.model.first_year:
            for trade in self.model.trades.values():
                trade.adjust(*limits)

    def settle(self, year: int) -> None:
        """Pass on what works cost them: wages and material, all but a margin."""
        received = self.model.received_eur(self.name)
        cost = received * (1.0 - self.model.book.at("assembly.contractor_margin", year))
        self.model.market.payments.pay(year, self.name, "rest_of_world", "wages and material", cost)
