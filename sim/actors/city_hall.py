"""The city hall: a budget, a debt room, a promise to keep, and the bills for light and heat."""

from __future__ import annotations

import numpy as np

from sim.actors.base import CityActor, said
from sim.inventory.covenant import CARRIER, SECTOR
from sim.markets.balance_rules import margin_at_start_eur
from sim.parameter import Book


def usual_budget_eur(book: Book, inhabitants: float, year: int) -> float:
    """What a city of this size invests in climate works in a year, unless its scenario says otherwise [EUR]."""
    investment = book.at("finance.municipal_budget_investment_eur_per_inhabitant", year)
    share = book.at("finance.municipal_climate_share_of_investment", year)
    grant = book.at("finance.lekp_grant_eur_per_inhabitant", year)
    return inhabitants * (investment * share + grant)


class CityHall(CityActor):
    """Decides on measures within budget and debt room, and pays for the energy of its lamps, buildings and vehicles.

    Its yearly budget for climate is a share of its usual investment; what is left at the end of a year lapses. Debt is
    limited by a room per inhabitant, which stands for the rule that the self-financing margin must not fall below zero.
    """

    name = "city_hall"
    title = {"en": "City hall", "nl": "Stadsbestuur", "fr": "Administration communale", "de": "Stadtverwaltung"}
    role = "decides, orders, pays for light and public buildings"
    rate_parameter = "finance.municipal_discount_rate"
    goals = (
        said("the promise to the Covenant of Mayors kept", "de belofte aan het Burgemeestersconvenant gehouden"),
        said("a budget that closes every year", "een begroting die elk jaar sluit"),
        said("citizens who trust it", "burgers die haar vertrouwen"),
    )
    powers = (
        said("decides, tenders and orders", "beslist, besteedt aan en bestelt"),
        said("gives permits", "verleent vergunningen"),
        said("borrows within its debt room", "leent binnen haar schuldruimte"),
    )
    assets = (
        said("street lights, public buildings and their roofs", "straatverlichting, openbare gebouwen en hun daken"),
    )
    gives = ("money", "data", "service")
    needs = ("contractors", "suppliers")
    settings = {
        "yearly_budget_eur": "what it may invest in climate works in a year",
        "debt_room_eur": "what it may owe for them",
    }
    limits = {"present": (1.0, 1.0)}  # a city without its hall decides nothing

    @property
    def means_eur(self) -> float:
        """What is left of this year's budget, and what it may still borrow [EUR]."""
        market = self.model.market
        owed = market.loans.owed_eur(borrower=self.name)
        return market.budget.left_eur(self.model.year) + market.budget.debt_room_left_eur(owed)

    def act(self, year: int) -> None:
        """Open the year's budget."""
        book, heads = self.model.book, self.model.city.facts.inhabitants
        settings = self.chosen
        yearly = settings.get("yearly_budget_eur", usual_budget_eur(book, heads, year))
        room = settings.get("debt_room_eur", heads * book.at("finance.municipal_debt_room_eur_per_inhabitant", year))
        self.model.market.budget.open(year, yearly, room, margin_at_start_eur(book, heads, year))

    def settle(self, year: int) -> None:
        """Pay for energy, and for the upkeep of lamps that no service takes care of."""
        model, book = self.model, self.model.book
        kwh = model.energy.total_kwh
        pay = model.market.payments.pay
        heads = model.city.facts.inhabitants
        pay(year, "region", self.name, "grant", heads * book.at("finance.lekp_grant_eur_per_inhabitant", year))
        light = kwh[SECTOR["public_lighting"], CARRIER["electricity"]]
        pay(
            year,
            self.name,
            "suppliers",
            "electricity for light",
            light * book.at("prices.electricity_public_lighting", year),
        )
        buildings, fleet = kwh[SECTOR["municipal_buildings"]], kwh[SECTOR["municipal_fleet"]]
        bill = (buildings + fleet) @ model.business_prices_eur_kwh(year)
        sold = model.public_solar_kwh
        bill -= sold * book.at("prices.electricity_municipal", year)
        pay(year, self.name, "suppliers", "energy", max(0.0, bill))
        lamps = model.city.street_lights
        own = lamps.contract < 0
        if len(without_upkeep := model.contracts_without_upkeep):
            own |= np.isin(lamps.contract, without_upkeep)
        upkeep = float(np.sum(lamps.upkeep_eur[own], dtype=np.float64))
        pay(year, self.name, "contractors", "upkeep", upkeep)
