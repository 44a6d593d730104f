"""Light as a service from the grid operator, as in Flanders: poles and luminaires against cash and shares."""

from __future__ import annotations

from sim.finance import capital_recovery
from sim.markets.contract import Contract, ContractForm, Deal
from sim.markets.market import Market


class GridOperatorLightingService(ContractForm):
    """The city brings its lamps in and gets a quarter of their value in cash, the rest in shares with a dividend.

    The operator buys in bulk, invests at its regulated rate and charges a lump sum that covers its actual cost: what it
    paid for the lamps brought in, the new ones, and upkeep. The shares stay with the city at their value. The
    electricity bill stays with the city (Fluvius, "Licht als een dienst"; METHODS 2).
    """

    name = "grid_operator_lighting_service"
    title = {
        "en": "Grid operator's lighting service", "nl": "Lichtdienst van de netbeheerder",
        "fr": "Service d'éclairage du gestionnaire de réseau", "de": "Lichtdienst des Netzbetreibers",
    }  # fmt: skip
    domains = ("lighting",)
    who_invests = who_owns = performance_risk = "grid_operator"

    def unit_discount(self, market: Market, domain: str) -> float:
        """What the operator's bulk purchase saves."""
        return market.terms.operator_capex_discount

    def sign(self, market: Market, deal: Deal) -> Contract:
        """The operator pays for the works; the lamps brought in are paid for in cash and shares."""
        terms = market.terms
        capex = deal.capex_eur * (1.0 - terms.operator_capex_discount)
        recovery = float(capital_recovery(terms.operator_rate, terms.service_term_years))
        value = deal.items * terms.operator_expert_value_eur_per_lamp
        fee = (capex + value) * recovery + deal.items * terms.upkeep_eur_per_led
        contract = market.open_contract(
            self, deal, "city_hall", "grid_operator", deal.year + terms.service_term_years, capex, fee
        )
        contract.terms["shares_eur"] = value * terms.operator_share_share
        cash = value * terms.operator_cash_share
        market.payments.pay(deal.year, "grid_operator", "city_hall", "lamps brought in", cash, contract.id)
        market.payments.pay(deal.year, "grid_operator", "contractors", "investment", capex, contract.id)
        return contract

    def settle(self, market: Market, contract: Contract, year: int) -> None:
        """Lump sum in, upkeep out, dividend to the city."""
        terms, pay = market.terms, market.payments.pay
        share = contract.share_of(year)
        if year == contract.last_year:
            share = 1.0 - contract.deal.share_of_first_year
        upkeep = share * contract.deal.items * terms.upkeep_eur_per_led
        dividend = share * contract.terms["shares_eur"] * terms.operator_dividend_rate
        pay(year, "city_hall", "grid_operator", "service fee", share * contract.yearly_fee_eur, contract.id)
        pay(year, "grid_operator", "contractors", "upkeep", upkeep, contract.id)
        pay(year, "grid_operator", "city_hall", "dividend", dividend, contract.id)
