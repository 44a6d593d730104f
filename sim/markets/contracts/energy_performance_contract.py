"""Energy performance contract: an ESCO invests in public buildings and guarantees the saving."""

from __future__ import annotations

from sim.finance import capital_recovery
from sim.markets.contract import Contract, ContractForm, Deal
from sim.markets.market import Market
from sim.markets.performance import promise_of, settle_dispute
from sim.markets.plan import Payment, Plan, PlannedLoan


class EnergyPerformanceContract(ContractForm):
    """The city pays an annuity on the investment; a shortfall of the guaranteed saving is paid back, a surplus shared.

    The baseline is the building's use before the works (IPMVP in spirit, without weather adjustment: the model's
    weather is the same every year).
    """

    name = "energy_performance_contract"
    title = {
        "en": "Energy performance contract", "nl": "Energieprestatiecontract",
        "fr": "Contrat de performance énergétique", "de": "Energiespar-Contracting",
    }  # fmt: skip
    domains = ("public_buildings",)
    term_parameter = "contracts.epc_term_years"
    service_trade = "energy_service"
    provider = who_invests = performance_risk = "esco"
    rules = {
        "who_decides": "city_hall on comfort, esco on how to save",
        "exit": "the city pays what fees have not paid back, who is at fault pays the break cost",
        "data_ownership": "city_hall; the meter readings are open to both",
    }
    needs = ("esco", "bank")
    promises = "guarantee"
    rate_parameter = "contracts.esco_rate"
    lowers_margin = True

    def burden_share(self, market: Market) -> float:
        """The annuity at the ESCO's rate."""
        return float(capital_recovery(market.terms.esco_rate, market.terms.epc_term_years))

    def plan(self, market: Market, deal: Deal) -> Plan:
        """The ESCO pays the contractors, in part with the bank's money."""
        terms, term = market.terms, market.terms.epc_term_years
        fee = deal.capex_eur * float(capital_recovery(terms.esco_rate, term)) * deal.price_ratio
        debt = deal.capex_eur * terms.provider_debt_share
        return Plan(
            deal.capex_eur, term, fee_eur=fee,
            signing=(Payment("esco", "contractors", "investment", deal.capex_eur, "investment"),),
            yearly=(Payment("city_hall", "esco", "service fee", fee, "fee"),),
            loans=(PlannedLoan("bank", "esco", debt, terms.bank_rate_business, term),),
        )  # fmt: skip

    def sign(self, market: Market, deal: Deal) -> Contract:
        """As planned; what is guaranteed is remembered."""
        contract = super().sign(market, deal)
        contract.terms["guaranteed_eur"] = deal.saved_eur
        return contract

    def settle(self, market: Market, contract: Contract, year: int) -> None:
        """Fee to the ESCO; shortfall back to the city, or the ESCO's part of the surplus."""
        terms, pay, provider = market.terms, market.payments.pay, contract.provider
        share, is_last = contract.served_share(year), year == contract.last_year
        self.pay_services(market, contract, year, share)
        guaranteed = share * contract.terms["guaranteed_eur"]
        realised = market.measured.get(contract.id)
        if realised is None:
            realised = market.realised_over_guaranteed(contract.id, year)
        difference = guaranteed * (realised - 1.0)
        if difference < 0:
            money, kind = -difference * terms.epc_shortfall_repaid_share, "shortfall"
            pay(year, provider, "city_hall", "shortfall of saving", money, contract.id)
        else:
            money, kind = difference * (1.0 - terms.epc_client_share_of_surplus), "bonus" if difference > 0 else "none"
            pay(year, "city_hall", provider, "share of surplus", money, contract.id)
        promised, unit = promise_of(contract)
        if share > 0.0:
            market.performance.note(contract, year, share * promised, realised, money, kind, unit)
        if not is_last:
            settle_dispute(market, contract, year, realised)

    def pay_services(self, market: Market, contract: Contract, year: int, share: float) -> None:
        """What is paid whatever is saved."""
        fee = share * contract.yearly_fee_eur
        market.payments.pay(year, "city_hall", contract.provider, "service fee", fee, contract.id)
