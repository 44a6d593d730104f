"""Joint purchase by several municipalities: a lower price for all, one tender shared."""

from __future__ import annotations

from sim.markets.contract import Contract, Deal
from sim.markets.contracts.own_budget import OwnBudget
from sim.markets.market import Market
from sim.markets.plan import Payment, Plan


class JointPurchase(OwnBudget):
    """As own purchase, with neighbours: price(Q) = p1 (Q/Q0)^-b, the tender's cost shared, its co-ordination paid.

    Q0 is what the city buys alone, Q what all buy together; neighbours pay for their own part (METHODS 4).
    """

    name = "joint_purchase"
    title = {
        "en": "Joint purchase with neighbours", "nl": "Samenaankoop met buurgemeenten",
        "fr": "Achat groupé avec les communes voisines", "de": "Gemeinsamer Einkauf mit Nachbargemeinden",
    }  # fmt: skip
    domains = ("lighting", "public_buildings", "public_solar", "charging", "greening")
    rules = {
        "who_decides": "the partners together, one of them holds the tender",
        "exit": "until the order; afterwards nothing to leave: the things are bought",
        "data_ownership": "each for its own",
    }
    needs = ("neighbours",)

    def room_eur(self, market: Market, year: int) -> float:
        """What is left of the year's budget, if there is somebody to buy with."""
        return 0.0 if self.missing_roles(market) else super().room_eur(market, year)

    def unit_discount(self, market: Market, domain: str) -> float:
        """What buying together saves."""
        together = 1.0 + (partners(market) - 1) * market.at("contracts.joint_partner_size")
        return 1.0 - together ** -market.at("procurement.group_price_elasticity")

    def plan(self, market: Market, deal: Deal) -> Plan:
        """The city pays the contractors for its own; what the others buy and save is outside the model."""
        price = deal.capex_eur * (1.0 - self.unit_discount(market, deal.domain)) * deal.price_ratio
        investment = Payment("city_hall", "contractors", "investment", price, "investment")
        return Plan(price, deal.life_years, signing=(investment,))

    def tender_payments(self, market: Market, deal: Deal) -> tuple[Payment, ...]:
        """The city's part of the tender's cost and of co-ordination."""
        alone = super().tender_payments(market, deal)
        if not alone:
            return ()
        count = partners(market)
        part = alone[0].amount_eur / count + market.at("contracts.joint_coordination_eur")
        return (Payment("city_hall", "rest_of_world", "tender", part, "transaction"),)

    def settle(self, market: Market, contract: Contract, year: int) -> None:
        """Nothing more is due."""


def partners(market: Market) -> int:
    """Municipalities that buy together, the city one of them."""
    return max(1, int(market.at("contracts.joint_partners")))
