"""Own purchase: the city pays from this year's investment budget and owns what it buys."""

from __future__ import annotations

from sim.markets.contract import Contract, ContractForm, Deal
from sim.markets.market import Market
from sim.markets.plan import Payment, Plan


class OwnBudget(ContractForm):
    """Bought outright; the yearly budget sets the pace, and every risk stays with the city."""

    name = "own_budget"
    title = {"en": "Own budget", "nl": "Eigen budget", "fr": "Budget propre", "de": "Eigenes Budget"}
    domains = ("lighting", "public_buildings", "public_solar", "charging", "greening")
    tender_cost = "transaction_own_eur"

    def room_eur(self, market: Market, year: int) -> float:
        """What is left of the year's budget."""
        return market.budget.left_eur(year)

    def set_aside(self, market: Market, amount_eur: float) -> None:
        """The money of this year is spoken for."""
        market.budget.reserve(amount_eur)

    def plan(self, market: Market, deal: Deal) -> Plan:
        """Pay the contractors on delivery."""
        price = deal.capex_eur * deal.price_ratio
        works = Payment("city_hall", "contractors", "investment", price, "investment")
        return Plan(price, deal.life_years, signing=(works,))

    def settle(self, market: Market, contract: Contract, year: int) -> None:
        """Nothing more is due."""
