"""Loan and purchase: the bank pays, the city owns and pays back in equal yearly sums."""

from __future__ import annotations

from sim.finance import capital_recovery
from sim.markets.contract import Contract, ContractForm, Deal
from sim.markets.market import Market
from sim.markets.plan import Payment, Plan, PlannedLoan


class Loan(ContractForm):
    """Bought with borrowed money; debt room and self-financing margin set the limit, and every risk stays with the city."""

    name = "loan"
    title = {"en": "Loan and purchase", "nl": "Lening en aankoop", "fr": "Prêt et achat", "de": "Kredit und Kauf"}
    domains = ("lighting", "public_buildings", "public_solar", "charging", "greening")
    term_parameter = "contracts.municipal_loan_term_years"
    tender_cost = "transaction_own_eur"
    needs = ("bank",)

    def room_eur(self, market: Market, year: int) -> float:
        """What is left of the debt room, or what the margin still carries if that is less."""
        room = market.budget.debt_room_left_eur(market.loans.owed_eur(borrower="city_hall"))
        return min(room, super().room_eur(market, year))

    def burden_share(self, market: Market) -> float:
        """The annuity of a euro borrowed."""
        return float(capital_recovery(market.terms.municipal_loan_rate, market.terms.municipal_loan_term_years))

    def set_aside(self, market: Market, amount_eur: float) -> None:
        """The debt is as good as made, though the bank pays on delivery."""
        market.budget.on_credit_eur += amount_eur
        super().set_aside(market, amount_eur)

    def plan(self, market: Market, deal: Deal) -> Plan:
        """The bank pays out, the contractors are paid."""
        terms, price = market.terms, deal.capex_eur * deal.price_ratio
        works = Payment("city_hall", "contractors", "investment", price, "investment")
        lent = PlannedLoan(
            "bank", "city_hall", price, terms.municipal_loan_rate, terms.municipal_loan_term_years
        )  # fmt: skip
        return Plan(price, deal.life_years, signing=(works,), loans=(lent,))

    def sign(self, market: Market, deal: Deal) -> Contract:
        """The credit line gives way to the debt."""
        market.budget.on_credit_eur = max(0.0, market.budget.on_credit_eur - deal.capex_eur)
        return super().sign(market, deal)

    def settle(self, market: Market, contract: Contract, year: int) -> None:
        """Nothing but the loan, which the loan book settles."""
