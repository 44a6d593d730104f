"""Light as a service from a private company: it invests and owns, the city pays a fee per lamp."""

from __future__ import annotations

from sim.finance import capital_recovery
from sim.markets.contract import Contract, ContractForm, Deal
from sim.markets.market import Market


class PrivateLightingService(ContractForm):
    """Lit hours instead of lamps.

    The company invests, maintains and carries the risk of performance; the fee covers capital at the company's own
    rate, upkeep, monitoring and risk (METHODS 2: F = (capex - RV/(1+w)^T) CRF(w,T) + m1 + mon + risk). The electricity
    bill stays with the city, and the lamps pass to it at their residual value when the term ends.
    """

    name = "private_lighting_service"
    title = {
        "en": "Private lighting service", "nl": "Private lichtdienst", "fr": "Service d'éclairage privé",
        "de": "Privater Lichtdienst",
    }  # fmt: skip
    domains = ("lighting",)
    tender_cost = "transaction_service_eur"
    who_invests = who_owns = performance_risk = "lighting_company"

    def unit_discount(self, market: Market, domain: str) -> float:
        """Scale of the company's purchases."""
        return market.terms.provider_capex_discount

    def sign(self, market: Market, deal: Deal) -> Contract:
        """The company pays for the works, in part with the bank's money."""
        terms = market.terms
        capex = deal.capex_eur * (1.0 - terms.provider_capex_discount)
        residual = capex * terms.residual_share
        capital = (capex - residual / (1.0 + terms.provider_rate) ** terms.service_term_years) * capital_recovery(
            terms.provider_rate, terms.service_term_years
        )
        per_lamp = terms.upkeep_eur_per_led + terms.monitoring_eur_per_lamp + terms.provider_risk_eur_per_lamp
        fee = float(capital) + deal.items * per_lamp
        contract = market.open_contract(
            self, deal, "city_hall", "lighting_company", deal.year + terms.service_term_years, capex, fee
        )
        contract.terms["residual_eur"] = residual
        debt = capex * terms.provider_debt_share
        market.loans.lend(
            deal.year, "bank", "lighting_company", debt, terms.bank_rate_business, terms.service_term_years, contract.id
        )
        market.payments.pay(deal.year, "lighting_company", "contractors", "investment", capex, contract.id)
        return contract

    def settle(self, market: Market, contract: Contract, year: int) -> None:
        """Fee in; upkeep, monitoring and penalties out; the residual value at the end."""
        terms, pay = market.terms, market.payments.pay
        share, lamps = self._share(contract, year), contract.deal.items
        pay(year, "city_hall", "lighting_company", "service fee", share * contract.yearly_fee_eur, contract.id)
        pay(year, "lighting_company", "contractors", "upkeep", share * lamps * terms.upkeep_eur_per_led, contract.id)
        pay(
            year,
            "lighting_company",
            "suppliers",
            "monitoring",
            share * lamps * terms.monitoring_eur_per_lamp,
            contract.id,
        )
        cap = terms.sla_penalty_cap_share * share * contract.yearly_fee_eur
        penalty = min(cap, terms.sla_penalty_eur_per_lamp_day * market.late_lamp_days(contract.id))
        pay(year, "lighting_company", "city_hall", "penalty", penalty, contract.id)
        if year == contract.last_year:
            pay(year, "city_hall", "lighting_company", "asset transfer", contract.terms["residual_eur"], contract.id)

    @staticmethod
    def _share(contract: Contract, year: int) -> float:
        """A term of T years pays T full fees: what the first year lacks is made up in the last."""
        if year == contract.last_year:
            return 1.0 - contract.deal.share_of_first_year
        return contract.share_of(year)
