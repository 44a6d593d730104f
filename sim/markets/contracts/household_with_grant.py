"""Households buy with a grant: the region and the city pay a part, the household the rest, with a loan if it must."""

from __future__ import annotations

import numpy as np

from sim.markets.contract import ContractForm, Deal
from sim.markets.market import Market
from sim.markets.plan import HOUSEHOLDS_TOGETHER, Payment, Plan


class HouseholdWithGrant(ContractForm):
    """Works in homes, panels on their roofs, cars: many small purchases, entered by district."""

    name = "household_with_grant"
    title = {
        "en": "Household with a grant", "nl": "Gezin met premie", "fr": "Ménage avec prime",
        "de": "Haushalt mit Zuschuss",
    }  # fmt: skip
    domains = ("homes",)
    tendered = False
    client = who_invests = who_owns = price_risk = volume_risk = performance_risk = "households"
    rules = {
        "who_decides": "each household for its home",
        "exit": "nothing to leave: the works are done",
        "data_ownership": "the household",
    }

    def plan(self, market: Market, deal: Deal) -> Plan:
        """A typical purchase: what grants and loans there are differs by home, and comes in by `purchase`."""
        price = deal.capex_eur * deal.price_ratio
        works = Payment(HOUSEHOLDS_TOGETHER, "contractors", "works on homes", price, "investment")
        return Plan(price, deal.life_years, signing=(works,))

    def purchase(self, market: Market, account: str, money_eur: np.ndarray) -> None:
        """Note many purchases of one kind; they are entered together by `enter`.

        Args:
            market: where they are entered
            account: what was bought
            money_eur: by district: price with grants, region's and city's grant, borrowed, shape (districts, 4) [EUR]
        """
        market.purchases.append((account, money_eur))

    def enter(self, market: Market, year: int) -> None:
        """Households of each district pay for what they bought this year, get their grants, and borrow."""
        if not market.purchases:
            return
        payments, terms, buyers = market.payments, market.terms, market.household_parties
        money = np.stack([money for _, money in market.purchases])
        bought, count = len(money), len(buyers)
        accounts = [payments.ledger.account(name) for name, _ in market.purchases]
        grant, everybody = payments.ledger.account("grant"), np.tile(buyers, bought + 2)
        givers = [payments.party(name) for name in ("region", "city_hall")]
        sellers = [payments.party("contractors")] * bought
        others, totals = np.repeat([*sellers, *givers], count), money.sum(axis=0)
        is_grant = np.arange(len(everybody)) >= bought * count
        payments.pay(
            year, np.where(is_grant, others, everybody), np.where(is_grant, everybody, others),
            np.repeat([*accounts, grant, grant], count),
            np.concatenate([money[:, :, 0].ravel(), totals[:, 1], totals[:, 2]]),
        )  # fmt: skip
        market.loans.lend(
            year, "bank", buyers, totals[:, 3], terms.bank_rate_household, terms.household_loan_term_years
        )
        market.purchases = []
