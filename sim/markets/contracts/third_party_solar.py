"""Panels of a third party on public roofs: it invests and sells the power at a fixed price (power purchase agreement)."""

from __future__ import annotations

from sim.markets.contract import ContractForm, Deal
from sim.markets.market import Market
from sim.markets.plan import Payment, Plan, PlannedLoan


class ThirdPartySolar(ContractForm):
    """The city lends its roof and buys what the panels deliver, cheaper than from the grid; the plant is its own at the end.

    The price is fixed at signing, a discount on what the city pays then. The city's energy bill already falls by the
    panels' production, so what it pays here takes the place of a part of that bill. `Deal.saved_kwh` is the production.
    """

    name = "third_party_solar"
    title = {
        "en": "Third-party solar with power purchase", "nl": "Zonnepanelen van een derde, met stroomafname",
        "fr": "Solaire en tiers investisseur, avec achat d'électricité", "de": "Solaranlage eines Dritten mit Stromabnahme",
    }  # fmt: skip
    domains = ("public_solar",)
    term_parameter = "contracts.power_purchase_term_years"
    service_trade = "solar_service"
    provider = who_invests = who_owns = price_risk = performance_risk = "esco"
    at_the_end = "transfer_free"
    rules = {
        "who_decides": "esco on the plant, city_hall on its roof",
        "exit": "the city pays what power sold has not paid back, who is at fault pays the break cost",
        "data_ownership": "esco; the city sees what its roofs deliver",
    }
    needs = ("esco", "bank")
    promises = "supply"
    rate_parameter = "contracts.esco_rate"

    def plan(self, market: Market, deal: Deal) -> Plan:
        """Works, power sold, upkeep."""
        terms, term = market.terms, int(market.at("contracts.power_purchase_term_years"))
        price = power_price_eur_kwh(market, market.at("contracts.power_purchase_discount")) * deal.price_ratio
        debt = deal.capex_eur * terms.provider_debt_share
        sold = deal.saved_kwh * price
        return Plan(
            deal.capex_eur, term, fee_eur=sold,
            signing=(Payment("esco", "contractors", "investment", deal.capex_eur, "investment"),),
            yearly=(
                Payment("city_hall", "esco", "power from panels", sold, "energy", by_delivery=True),
                Payment("esco", "contractors", "upkeep", panel_upkeep_eur(market, deal), "operation"),
            ),
            loans=(PlannedLoan("bank", "esco", debt, terms.bank_rate_business, term),),
        )  # fmt: skip


def power_price_eur_kwh(market: Market, discount: float) -> float:
    """What a kWh of the panels costs, fixed at signing [EUR/kWh]."""
    return market.at("prices.electricity_municipal") * (1.0 - discount)


def panel_upkeep_eur(market: Market, deal: Deal) -> float:
    """Upkeep and insurance of the panels a deal buys, reckoned from their price [EUR/yr]."""
    kwp = deal.capex_eur / market.at("solar_market.capex_public_eur_per_kwp")
    return kwp * market.at("solar_market.upkeep_eur_per_kwp")
