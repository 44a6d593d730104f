"""Panels of a citizens' co-operative on public roofs: shares of 250 EUR, a capped dividend, cheap power for the city."""

from __future__ import annotations

import math

from sim.markets.contract import Contract, ContractForm, Deal
from sim.markets.contracts.third_party_solar import panel_upkeep_eur, power_price_eur_kwh
from sim.markets.market import Market
from sim.markets.performance import delivered_share, settle_dispute
from sim.markets.plan import HOUSEHOLDS_TOGETHER, Payment, Plan, checked_term


class CooperativeSolar(ContractForm):
    """Citizens put up the capital; the city buys the power cheaply, and after the term the plant is its own for nothing.

    Each year upkeep is paid and a part of the capital put by; what is left goes to the members up to the cap. At the end
    they get their shares back from what was put by, which is less when the panels earned less (METHODS 2, reference 32).
    """

    name = "cooperative_solar"
    title = {
        "en": "Co-operative solar", "nl": "Coöperatieve zonnepanelen", "fr": "Solaire coopératif",
        "de": "Genossenschaftliche Solaranlage",
    }  # fmt: skip
    domains = ("public_solar",)
    term_parameter = "contracts.cooperative_term_years"
    service_trade = "solar_service"
    provider = who_invests = who_owns = price_risk = performance_risk = "cooperative"
    at_the_end = "transfer_free"
    rules = {
        "who_decides": "the members, one vote each",
        "exit": "the city pays what power sold has not paid back; a member sells its shares back to the cooperative",
        "data_ownership": "cooperative; open to members and city",
    }
    needs = ("cooperative",)
    promises = "supply"
    rate_parameter = "finance.cooperative_discount_rate"

    def plan(self, market: Market, deal: Deal) -> Plan:
        """Shares and works; power, upkeep and dividend; shares back."""
        term = checked_term(market.at("contracts.cooperative_term_years"))
        capital = share_capital_eur(market, deal)
        price = power_price_eur_kwh(market, market.at("contracts.cooperative_power_discount")) * deal.price_ratio
        sold, upkeep = deal.saved_kwh * price, panel_upkeep_eur(market, deal)
        dividend = self._dividend_eur(market, capital, term, sold - upkeep)
        put_by = capital - deal.capex_eur + term * (sold - upkeep - dividend)
        citizens, coop = HOUSEHOLDS_TOGETHER, "cooperative"
        return Plan(
            deal.capex_eur, term, fee_eur=sold,
            signing=(
                Payment(citizens, coop, "co-operative shares", capital, "shares"),
                Payment(coop, "contractors", "investment", deal.capex_eur, "investment"),
            ),
            yearly=(
                Payment("city_hall", coop, "power from panels", sold, "energy", by_delivery=True),
                Payment(coop, "contractors", "upkeep", upkeep, "operation"),
                Payment(coop, citizens, "dividend", dividend, "dividend"),
            ),
            final=(Payment(coop, citizens, "shares paid back", min(capital, max(0.0, put_by)), "repayment"),),
        )  # fmt: skip

    def sign(self, market: Market, deal: Deal) -> Contract:
        """As planned; the members' capital and what is put by are remembered."""
        contract, capital = super().sign(market, deal), share_capital_eur(market, deal)
        contract.terms |= {"capital_eur": capital, "put_by_eur": capital - deal.capex_eur}
        contract.terms["term_years"] = contract.last_year - deal.year
        return contract

    def settle(self, market: Market, contract: Contract, year: int) -> None:
        """Power in, upkeep out; members get what is left, up to the cap; at the end their shares."""
        share, terms = contract.served_share(year), contract.terms
        delivered = delivered_share(market, contract, year, share) if share > 0.0 else 1.0
        power, upkeep, dividend = contract.yearly
        sold, care = share * delivered * power.amount_eur, share * upkeep.amount_eur
        market.pay_all(year, power, sold, contract.id)
        market.pay_all(year, upkeep, care, contract.id)
        paid = self._dividend_eur(market, terms["capital_eur"], int(terms["term_years"]), sold - care, share)
        market.pay_all(year, dividend, paid, contract.id)
        terms["put_by_eur"] += sold - care - paid
        if year == contract.last_year:
            back = min(terms["capital_eur"], max(0.0, terms["put_by_eur"]))
            market.pay_all(year, contract.final[0], back, contract.id)
            terms["put_by_eur"] = terms["capital_eur"] = 0.0
        else:
            settle_dispute(market, contract, year, delivered)

    def claims(self, market: Market, contract: Contract) -> list[tuple[str, str, float]]:
        """The members' shares in the co-operative."""
        capital = contract.terms.get("capital_eur", 0.0)
        return [(HOUSEHOLDS_TOGETHER, contract.provider, capital)]

    @staticmethod
    def _dividend_eur(market: Market, capital: float, term: int, earned: float, share: float = 1.0) -> float:
        """What is left after capital is put by, up to the cap [EUR]."""
        cap = market.at("finance.cooperative_dividend_cap") * capital
        return min(cap * share, max(0.0, earned - share * capital / term))


def share_capital_eur(market: Market, deal: Deal) -> float:
    """Capital in whole shares, enough for the works [EUR]."""
    share = market.at("contracts.cooperative_share_eur")
    return math.ceil(deal.capex_eur / share) * share
