"""Public-private partnership: a project company designs, builds, finances and looks after; paid for being available."""

from __future__ import annotations

from sim.finance import capital_recovery
from sim.finance.flows import annuity_fee
from sim.markets.contract import ContractForm, Deal
from sim.markets.market import Market
from sim.markets.plan import Payment, Plan, PlannedLoan


class PublicPrivatePartnership(ContractForm):
    """An availability fee covers capital and upkeep; what is out of order is not paid for; the works pass over at the end.

    The project company is entered under the energy service company. It borrows most of the capital.
    """

    name = "public_private_partnership"
    title = {
        "en": "Public-private partnership", "nl": "Publiek-private samenwerking", "fr": "Partenariat public-privé",
        "de": "Öffentlich-private Partnerschaft",
    }  # fmt: skip
    domains = ("lighting", "public_buildings", "charging")
    term_parameter = "contracts.partnership_term_years"
    service_trade = "energy_service"
    tender_cost = "transaction_service_eur"
    provider = who_invests = who_owns = performance_risk = "esco"
    at_the_end = "transfer_free"
    rules = {
        "who_decides": "city_hall on what must be available, esco on how",
        "exit": "the city pays what fees have not paid back, who is at fault pays the break cost",
        "data_ownership": "esco; the city sees availability",
    }
    needs = ("esco", "bank")
    promises = "availability"
    rate_parameter = "contracts.partnership_rate"
    lowers_margin = True

    def burden_share(self, market: Market) -> float:
        """Capital in the fee."""
        rate, term = market.at("contracts.partnership_rate"), market.at("contracts.partnership_term_years")
        return float(capital_recovery(rate, term))

    def is_indexed(self, market: Market) -> bool:
        """By the parts of the book."""
        return market.fees_are_indexed

    def plan(self, market: Market, deal: Deal) -> Plan:
        """Works with the bank's money; fee and upkeep."""
        term = int(market.at("contracts.partnership_term_years"))
        upkeep = deal.capex_eur * market.at("contracts.maintenance_share_of_capex")
        if deal.domain == "lighting":
            upkeep = deal.items * market.terms.upkeep_eur_per_led
        fee = annuity_fee(deal.capex_eur, market.at("contracts.partnership_rate"), term, running_eur=upkeep)
        fee *= deal.price_ratio
        debt = deal.capex_eur * market.at("contracts.partnership_debt_share")
        return Plan(
            deal.capex_eur, term, fee_eur=fee,
            signing=(Payment("esco", "contractors", "investment", deal.capex_eur, "investment"),),
            yearly=(
                Payment("city_hall", "esco", "availability fee", fee, "fee", by_delivery=True),
                Payment("esco", "contractors", "upkeep", upkeep, "operation"),
            ),
            loans=(PlannedLoan("bank", "esco", debt, market.terms.bank_rate_business, term),),
        )  # fmt: skip
