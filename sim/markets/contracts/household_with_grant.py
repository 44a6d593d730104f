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
        money = np.array([money for _, money in market.purchases])
        bought, totals = len(money), money.sum(axis=0)
        payer, payee, account = np.empty((3, bought + 2, len(buyers)), dtype=np.int64)
        payer[:bought], payee[:bought] = buyers, payments.party("contractors")
        payer[bought], payer[bought + 1], payee[bought:] = payments.party("region"), payments.party("city_hall"), buyers
        names = [name for name, _ in market.purchases] + ["grant", "grant"]
        account.T[:] = [payments.ledger.account(name) for name in names]
        amount_eur = np.concatenate([money[:, :, 0], totals[:, 1:3].T])
        payments.pay(year, payer.ravel(), payee.ravel(), account.ravel(), amount_eur.ravel())
        market.loans.lend(
            year, "bank", buyers, totals[:, 3], terms.bank_rate_household, terms.household_loan_term_years
        )
        market.purchases = []
