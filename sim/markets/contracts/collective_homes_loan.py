"""Tower blocks renovated as a whole: housing company and owners' association, with grants and cheap loans."""

from __future__ import annotations

from sim.markets.contract import HOUSEHOLDS, Contract, ContractForm, Deal
from sim.markets.market import Market
from sim.markets.plan import HOUSEHOLDS_TOGETHER, Payment, Plan, PlannedLoan


class CollectiveHomesLoan(ContractForm):
    """The social housing company pays for its flats, the owners' association for the others; the region helps both.

    The association borrows as one from the region's renovation loan, the housing company from the bank. `Deal.partner`
    says whose block it is; without one the block is mixed.
    """

    name = "collective_homes_loan"
    title = {
        "en": "Loan for a whole block", "nl": "Lening voor een heel gebouw", "fr": "Prêt pour tout un immeuble",
        "de": "Kredit für den ganzen Block",
    }  # fmt: skip
    domains = ("collective_homes",)
    term_parameter = "contracts.collective_loan_term_years"
    client = who_invests = who_owns = performance_risk = "housing_company"
    price_risk = volume_risk = "households"
    rules = {
        "who_decides": "the general assembly of owners by majority, the housing_company votes for its flats",
        "exit": "nothing to leave: the works are done; a flat is sold with its part of the loan",
        "data_ownership": "the owners",
    }
    needs = ("housing_company", "bank", "region")

    @property
    def own_money(self) -> tuple[str, ...]:
        """Both kinds of owners."""
        return ("housing_company", HOUSEHOLDS_TOGETHER)

    def plan(self, market: Market, deal: Deal) -> Plan:
        """Each kind of owner: a grant, a loan, the rest from own means."""
        price = deal.capex_eur * deal.price_ratio
        social = price * social_share(market, deal.partner)
        grant, debt = market.at("contracts.collective_grant_share"), market.at("contracts.collective_debt_share")
        term = int(market.at("contracts.collective_loan_term_years"))
        owners = deal.partner if deal.partner.startswith(HOUSEHOLDS) else HOUSEHOLDS_TOGETHER
        signing, loans = [], []
        for owner, part, lender, rate in (
            ("housing_company", social, "bank", market.terms.municipal_loan_rate),
            (owners, price - social, "region", market.at("contracts.collective_loan_rate")),
        ):
            loans.append(PlannedLoan(lender, owner, part * (1.0 - grant) * debt, rate, term))
            signing += [
                Payment("region", owner, "grant", part * grant, "grant"),
                Payment(owner, "contractors", "investment", part, "investment"),
            ]
        return Plan(price, deal.life_years, signing=tuple(signing), loans=tuple(loans))

    def settle(self, market: Market, contract: Contract, year: int) -> None:
        """Nothing but the loans, which the loan book settles."""


def social_share(market: Market, owner: str) -> float:
    """Part of a block that is the housing company's, by the ledger name of who owns it [0 to 1]."""
    if owner == "":
        return float(market.at("contracts.collective_social_share"))
    return 1.0 if owner == "housing_company" else 0.0
