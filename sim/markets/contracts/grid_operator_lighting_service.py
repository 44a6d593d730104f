"""Light as a service from the grid operator, as in Flanders: poles and luminaires against cash and shares."""

from __future__ import annotations

from sim.finance import capital_recovery
from sim.markets.contract import Contract, ContractForm, Deal
from sim.markets.market import Market
from sim.markets.plan import Payment, Plan


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
    term_parameter = "contracts.service_term_years"
    tendered = False
    provider = who_invests = who_owns = performance_risk = "grid_operator"
    at_the_end = "transfer_free"
    rules = {
        "who_decides": "city_hall on light levels, grid_operator on works",
        "exit": "reversible: the city pays what lump sums have not paid back and may sell its shares back",
        "data_ownership": "grid_operator; the city may see it",
    }
    needs = ("grid_operator",)
    promises = "light"
    rate_parameter = "contracts.operator_rate"
    lowers_margin = True

    def unit_discount(self, market: Market, domain: str) -> float:
        """What the operator's bulk purchase saves."""
        return market.terms.operator_capex_discount

    def burden_share(self, market: Market) -> float:
        """Capital in the lump sum."""
        return float(capital_recovery(market.terms.operator_rate, market.terms.service_term_years))

    def plan(self, market: Market, deal: Deal) -> Plan:
        """The operator pays for the works; the lamps brought in are paid for in cash and shares."""
        terms, lamps = market.terms, deal.items
        capex = deal.capex_eur * (1.0 - terms.operator_capex_discount)
        recovery = float(capital_recovery(terms.operator_rate, terms.service_term_years))
        value = lamps * terms.operator_expert_value_eur_per_lamp
        fee = (capex + value) * recovery + lamps * terms.upkeep_eur_per_led
        cash = value * terms.operator_cash_share
        dividend = value * terms.operator_share_share * terms.operator_dividend_rate
        return Plan(
            capex, terms.service_term_years, fee_eur=fee,
            signing=(
                Payment("grid_operator", "city_hall", "lamps brought in", cash, "investment"),
                Payment("grid_operator", "contractors", "investment", capex, "investment"),
            ),
            yearly=(
                Payment("city_hall", "grid_operator", "service fee", fee, "fee"),
                Payment("grid_operator", "contractors", "upkeep", lamps * terms.upkeep_eur_per_led, "operation"),
                Payment("grid_operator", "city_hall", "dividend", dividend, "dividend"),
            ),
        )  # fmt: skip

    def sign(self, market: Market, deal: Deal) -> Contract:
        """As planned; the shares are remembered."""
        contract = super().sign(market, deal)
        value = deal.items * market.terms.operator_expert_value_eur_per_lamp
        contract.terms["shares_eur"] = value * market.terms.operator_share_share
        return contract

    def settle(self, market: Market, contract: Contract, year: int) -> None:
        """Lump sum in, upkeep out, dividend to the city."""
        terms, pay = market.terms, market.payments.pay
        share = contract.served_share(year)
        upkeep = share * contract.deal.items * terms.upkeep_eur_per_led
        dividend = share * contract.terms["shares_eur"] * terms.operator_dividend_rate
        pay(year, "city_hall", "grid_operator", "service fee", share * contract.yearly_fee_eur, contract.id)
        pay(year, "grid_operator", "contractors", "upkeep", upkeep, contract.id)
        pay(year, "grid_operator", "city_hall", "dividend", dividend, contract.id)
        promised = 365.0 * share * contract.deal.items
        if promised > 0.0:
            lit = max(0.0, 1.0 - market.late_lamp_days(contract.id) / promised)
            market.performance.note(contract, year, promised, lit, 0.0, "none", "lamp-days")

    def claims(self, market: Market, contract: Contract) -> list[tuple[str, str, float]]:
        """The city's shares in the operator."""
        return [(contract.client, contract.provider, contract.terms["shares_eur"])]
