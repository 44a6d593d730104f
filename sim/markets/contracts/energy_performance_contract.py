"""Energy performance contract: an ESCO invests in public buildings and guarantees the saving."""

from __future__ import annotations

from sim.finance import capital_recovery
from sim.markets.contract import Contract, ContractForm, Deal
from sim.markets.market import Market


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
    who_invests = performance_risk = "esco"

    def sign(self, market: Market, deal: Deal) -> Contract:
        """The ESCO pays the contractors, in part with the bank's money."""
        terms = market.terms
        fee = deal.capex_eur * float(capital_recovery(terms.esco_rate, terms.epc_term_years))
        contract = market.open_contract(
            self, deal, "city_hall", "esco", deal.year + terms.epc_term_years, deal.capex_eur, fee
        )
        contract.terms["guaranteed_eur"] = deal.saved_eur
        debt = deal.capex_eur * terms.provider_debt_share
        market.loans.lend(deal.year, "bank", "esco", debt, terms.bank_rate_business, terms.epc_term_years, contract.id)
        market.payments.pay(deal.year, "esco", "contractors", "investment", deal.capex_eur, contract.id)
        return contract

    def settle(self, market: Market, contract: Contract, year: int) -> None:
        """Fee to the ESCO; shortfall back to the city, or the ESCO's part of the surplus."""
        terms, pay = market.terms, market.payments.pay
        share = contract.share_of(year)
        if year == contract.last_year:
            share = 1.0 - contract.deal.share_of_first_year
        pay(year, "city_hall", "esco", "service fee", share * contract.yearly_fee_eur, contract.id)
        guaranteed = share * contract.terms["guaranteed_eur"]
        difference = guaranteed * (market.realised_over_guaranteed(contract.id, year) - 1.0)
        if difference < 0:
            pay(year, "esco", "city_hall", "shortfall of saving", -difference, contract.id)
        else:
            bonus = difference * (1.0 - terms.epc_client_share_of_surplus)
            pay(year, "city_hall", "esco", "share of surplus", bonus, contract.id)
