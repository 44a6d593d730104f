"""Heat delivery: a company lays the network, buys waste heat, and sells heat per MWh."""

from __future__ import annotations

from sim.markets.contract import ContractForm, Deal
from sim.markets.market import Market
from sim.markets.plan import HOUSEHOLDS_TOGETHER, Payment, Plan, PlannedLoan


class HeatDelivery(ContractForm):
    """The company invests; homes pay once to be connected, and for each MWh with their energy bill.

    The model enters all energy bills with the energy sellers, heat among them, so here those pass on what is paid for heat.
    Waste heat comes from `Deal.partner`, else from the port authority, or from businesses where there is no port.
    `Deal.saved_kwh` is the heat delivered in a year, `items` the connections. The city grants the concession, and takes the
    network over when the company fails.
    """

    name = "heat_delivery"
    title = {"en": "Heat delivery", "nl": "Warmtelevering", "fr": "Livraison de chaleur", "de": "Wärmelieferung"}
    domains = ("heat",)
    term_parameter = "contracts.heat_term_years"
    service_trade = "heat_service"
    provider = who_invests = who_owns = volume_risk = performance_risk = "esco"
    price_risk = "households"
    at_the_end = "transfer_free"
    rules = {
        "who_decides": "esco on the network, city_hall on where it may lie",
        "exit": "a customer may leave when the network does not deliver; the city pays what heat has not paid back",
        "data_ownership": "esco; each customer sees its own",
    }
    needs = ("esco", "bank")
    promises = "supply"
    rate_parameter = "contracts.esco_rate"

    def plan(self, market: Market, deal: Deal) -> Plan:
        """Network and connections; heat sold, heat bought, upkeep."""
        term, mwh = int(market.at("contracts.heat_term_years")), deal.saved_kwh / 1000.0
        connected = min(deal.capex_eur, deal.items * market.at("contracts.heat_connection_eur"))
        longest = int(market.at("actors.bank_longest_term_years"))
        debt = (deal.capex_eur - connected) * market.terms.provider_debt_share
        sold = mwh * market.at("contracts.heat_price_eur_per_mwh") * deal.price_ratio
        needed = mwh / (1.0 - market.at("contracts.heat_loss_share"))
        upkeep = deal.capex_eur * market.at("contracts.heat_upkeep_share")
        seller = deal.partner or ("port_authority" if market.present("port_authority") else "businesses")
        bought = needed * market.at("contracts.waste_heat_price_eur_per_mwh")
        return Plan(
            deal.capex_eur, term, fee_eur=sold,
            signing=(
                Payment(HOUSEHOLDS_TOGETHER, "esco", "connection fee", connected, "contribution"),
                Payment("esco", "contractors", "investment", deal.capex_eur, "investment"),
            ),
            yearly=(
                Payment("suppliers", "esco", "heat sold", sold, "energy", by_delivery=True),
                Payment("esco", seller, "waste heat", bought, "energy", by_delivery=True),
                Payment("esco", "contractors", "upkeep", upkeep, "operation"),
            ),
            loans=(PlannedLoan("bank", "esco", debt, market.terms.bank_rate_business, min(term, longest)),),
        )  # fmt: skip
