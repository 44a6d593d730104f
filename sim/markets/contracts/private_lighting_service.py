"""Light as a service from a private company: it invests and owns, the city pays a fee per lamp."""

from __future__ import annotations

from sim.finance import capital_recovery
from sim.finance.flows import annuity_fee
from sim.markets.contract import Contract, ContractForm, Deal
from sim.markets.market import Market
from sim.markets.performance import settle_dispute
from sim.markets.plan import Payment, Plan, PlannedLoan


class PrivateLightingService(ContractForm):
    """Lit hours instead of lamps.

    The company invests, maintains and carries the risk of performance; the fee covers capital at the company's own
    rate, upkeep, monitoring and risk (METHODS 2: F = (capex - RV/(1+w)^T) CRF(w,T) + m1 + mon + risk), less the city's
    part of what poles earn by carrying sensors, charge points and data. The fee follows prices and wages by the parts the
    book gives. The electricity bill stays with the city, and the lamps pass to it at their residual value at the end.
    """

    name = "private_lighting_service"
    title = {
        "en": "Private lighting service", "nl": "Private lichtdienst", "fr": "Service d'éclairage privé",
        "de": "Privater Lichtdienst",
    }  # fmt: skip
    domains = ("lighting",)
    term_parameter = "contracts.service_term_years"
    service_trade = "lighting_service"
    tender_cost = "transaction_service_eur"
    provider = who_invests = who_owns = performance_risk = "lighting_company"
    at_the_end = "transfer_at_value"
    rules = {
        "who_decides": "city_hall on light levels, lighting_company on how",
        "exit": "the city pays what fees have not paid back, who is at fault pays the break cost",
        "data_ownership": "city_hall; the company may use it for upkeep",
    }
    needs = ("lighting_company", "bank")
    promises = "light"
    rate_parameter = "contracts.provider_rate"
    successor = "grid_operator"
    lowers_margin = True

    def unit_discount(self, market: Market, domain: str) -> float:
        """Scale of the company's purchases."""
        return market.terms.provider_capex_discount

    def burden_share(self, market: Market) -> float:
        """Capital in the fee; upkeep in it takes the place of the city's own."""
        return float(capital_recovery(market.terms.provider_rate, market.terms.service_term_years))

    def is_indexed(self, market: Market) -> bool:
        """By the parts of the book."""
        return market.fees_are_indexed

    def plan(self, market: Market, deal: Deal) -> Plan:
        """The company pays for the works, in part with the bank's money."""
        terms, term, lamps = market.terms, market.terms.service_term_years, deal.items
        capex = deal.capex_eur * (1.0 - terms.provider_capex_discount)
        residual = capex * terms.residual_share
        per_lamp = terms.upkeep_eur_per_led + terms.monitoring_eur_per_lamp + terms.provider_risk_eur_per_lamp
        fee = annuity_fee(capex, terms.provider_rate, term, residual) + lamps * per_lamp
        extra = pole_income(market, lamps)
        kept = sum(p.amount_eur * (1.0 if p.payee == self.provider else -1.0) for p in extra)
        fee = max(0.0, fee * deal.price_ratio - market.at("contracts.pole_income_client_share") * max(0.0, kept))
        return Plan(
            capex, term, fee_eur=fee,
            signing=(Payment(self.provider, "contractors", "investment", capex, "investment"),),
            yearly=(
                Payment("city_hall", self.provider, "service fee", fee, "fee"),
                Payment(self.provider, "contractors", "upkeep", lamps * terms.upkeep_eur_per_led, "operation"),
                Payment(self.provider, "suppliers", "monitoring", lamps * terms.monitoring_eur_per_lamp, "operation"),
                *extra,
            ),
            final=(Payment("city_hall", self.provider, "asset transfer", residual, "residual"),),
            loans=(
                PlannedLoan("bank", self.provider, capex * terms.provider_debt_share, terms.bank_rate_business, term),
            ),
        )  # fmt: skip

    def sign(self, market: Market, deal: Deal) -> Contract:
        """As planned; what the lamps are worth at the end is remembered."""
        contract = super().sign(market, deal)
        contract.terms["residual_eur"] = contract.final[0].amount_eur
        return contract

    def settle(self, market: Market, contract: Contract, year: int) -> None:
        """Fee in; upkeep, monitoring and penalties out; the residual value at the end."""
        terms, pay, company = market.terms, market.payments.pay, contract.provider
        share, lamps = contract.served_share(year), contract.deal.items
        fee = share * contract.yearly_fee_eur * market.index_of(contract, year)
        pay(year, "city_hall", company, "service fee", fee, contract.id)
        pay(year, company, "contractors", "upkeep", share * lamps * terms.upkeep_eur_per_led, contract.id)
        pay(year, company, "suppliers", "monitoring", share * lamps * terms.monitoring_eur_per_lamp, contract.id)
        for extra in contract.yearly[3:]:
            payer, payee = (company if name == self.provider else name for name in (extra.payer, extra.payee))
            pay(year, payer, payee, extra.account, share * extra.amount_eur, contract.id)
        late = market.late_lamp_days(contract.id)
        cap = terms.sla_penalty_cap_share * share * contract.yearly_fee_eur
        penalty = min(cap, terms.sla_penalty_eur_per_lamp_day * late)
        pay(year, company, "city_hall", "penalty", penalty, contract.id)
        is_last = year == contract.last_year
        if is_last:
            pay(year, "city_hall", company, "asset transfer", contract.terms["residual_eur"], contract.id)
        promised = 365.0 * share * lamps
        if promised > 0.0:
            lit = max(0.0, 1.0 - late / promised)
            kind = "penalty" if penalty > 0.0 else "none"
            market.performance.note(contract, year, promised, lit, penalty, kind, "lamp-days")
            if not is_last:
                settle_dispute(market, contract, year, lit)


def pole_income(market: Market, lamps: float) -> list[Payment]:
    """Sub-contracts for what poles carry besides light: who rents the place pays, who runs it is paid; zero leaves none."""
    income, cost = market.at("contracts.pole_income_eur_per_lamp"), market.at("contracts.pole_cost_share")
    payments = []
    for use, per_lamp in income.items():
        if per_lamp > 0.0:
            earned = lamps * per_lamp
            payments += [
                Payment("businesses", "lighting_company", f"poles: {use}", earned, "income"),
                Payment("lighting_company", "manufacturer", f"poles: {use}, upkeep", earned * cost, "operation"),
            ]
    return payments
