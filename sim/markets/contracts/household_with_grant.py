"""Households buy with a grant: the region and the city pay a part, the household the rest, with a loan if it must."""

from __future__ import annotations

import numpy as np

from sim.markets.contract import ContractForm
from sim.markets.market import Market


class HouseholdWithGrant(ContractForm):
    """Works in homes, panels on their roofs, cars: many small purchases, entered by district."""

    name = "household_with_grant"
    title = {
        "en": "Household with a grant", "nl": "Gezin met premie", "fr": "Ménage avec prime",
        "de": "Haushalt mit Zuschuss",
    }  # fmt: skip
    domains = ("homes",)
    who_invests = who_owns = performance_risk = "households"

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
        kinds, count = len(market.purchases), len(buyers)
        account = np.repeat([payments.ledger.account(name) for name, _ in market.purchases], count)
        money = np.stack([money for _, money in market.purchases])
        everybody = np.tile(buyers, kinds)
        contractors = market.party_row("contractors", len(everybody))
        payments.pay(year, everybody, contractors, account, money[:, :, 0].ravel())
        for giver, column in (("region", 1), ("city_hall", 2)):
            payments.pay(year, market.party_row(giver, count), buyers, "grant", money[:, :, column].sum(axis=0))
        borrowed = money[:, :, 3].sum(axis=0)
        market.loans.lend(year, "bank", buyers, borrowed, terms.bank_rate_household, terms.household_loan_term_years)
        market.purchases = []
