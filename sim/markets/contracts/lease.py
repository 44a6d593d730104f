"""Lease: the bank buys, the city pays rent and may buy what is left at the end."""

from __future__ import annotations

from sim.finance import capital_recovery
from sim.finance.flows import annuity_fee
from sim.markets.contract import Contract, ContractForm, Deal
from sim.markets.market import Market
from sim.markets.plan import Payment, Plan


class Lease(ContractForm):
    """A lessor, here the bank, owns the things and asks a rent that earns its rate down to the price of the option.

    Only who owns moves: the city uses, looks after and insures the things as its own, and takes the option at the end.
    """

    name = "lease"
    title = {"en": "Lease", "nl": "Leasing", "fr": "Crédit-bail", "de": "Leasing"}
    domains = ("lighting", "public_solar", "charging")
    term_parameter = "contracts.lease_term_years"
    tender_cost = "transaction_own_eur"
    provider = who_invests = who_owns = "bank"
    at_the_end = "transfer_at_value"
    rules = {
        "who_decides": "city_hall",
        "exit": "the city pays what rents have not paid back and the break cost",
        "data_ownership": "city_hall",
    }
    needs = ("bank",)
    rate_parameter = "contracts.lease_rate"
    lowers_margin = True

    def burden_share(self, market: Market) -> float:
        """The rent of a euro."""
        return float(capital_recovery(market.at("contracts.lease_rate"), market.at("contracts.lease_term_years")))

    def plan(self, market: Market, deal: Deal) -> Plan:
        """The lessor pays for the works; rent, upkeep and the option."""
        price, term = deal.capex_eur * deal.price_ratio, int(market.at("contracts.lease_term_years"))
        option = price * market.at("contracts.lease_option_share")
        rent = annuity_fee(price, market.at("contracts.lease_rate"), term, option)
        yearly = [Payment("city_hall", "bank", "rent", rent, "fee")]
        if deal.domain == "lighting":  # lamps under a contract of others are left out of the city's own upkeep
            upkeep = deal.items * market.terms.upkeep_eur_per_led
            yearly.append(Payment("city_hall", "contractors", "upkeep", upkeep, "operation"))
        return Plan(
            price, term, fee_eur=rent, yearly=tuple(yearly),
            signing=(Payment("bank", "contractors", "investment", price, "investment"),),
            final=(Payment("city_hall", "bank", "asset transfer", option, "residual"),),
        )  # fmt: skip

    def sign(self, market: Market, deal: Deal) -> Contract:
        """As planned; the option is remembered."""
        contract = super().sign(market, deal)
        contract.terms["residual_eur"] = contract.final[0].amount_eur
        return contract
