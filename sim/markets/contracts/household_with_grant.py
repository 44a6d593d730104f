"""Households buy with a grant: the region and the city pay a part, the household the rest, with a loan if it must."""

from __future__ import annotations

import numpy as np

from sim.markets.contract import HOUSEHOLDS, ContractForm
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

    def purchase(
        self, market: Market, year: int, district: np.ndarray, price_eur: np.ndarray, region_eur: np.ndarray,
        city_eur: np.ndarray, borrowed_eur: np.ndarray, account: str,
    ) -> None:  # fmt: skip
        """Enter many purchases of one kind.

        Args:
            market: where it is entered
            year: calendar year
            district: row of each buyer's district, shape (n,)
            price_eur: what each pays the contractor, grants included, shape (n,) [EUR]
            region_eur, city_eur: grants, shape (n,) [EUR]
            borrowed_eur: part paid with a loan, shape (n,) [EUR]
            account: what was bought
        """
        names = market.district_names
        buyers = np.array([market.payments.party(HOUSEHOLDS + name) for name in names])
        sums = [
            np.bincount(district, weights=amount, minlength=len(names))
            for amount in (price_eur, region_eur, city_eur, borrowed_eur)
        ]
        market.payments.pay(year, buyers, market.party_row("contractors", len(names)), account, sums[0])
        market.payments.pay(year, market.party_row("region", len(names)), buyers, "grant", sums[1])
        market.payments.pay(year, market.party_row("city_hall", len(names)), buyers, "grant", sums[2])
        terms = market.terms
        market.loans.lend(year, "bank", buyers, sums[3], terms.bank_rate_household, terms.household_loan_term_years)
