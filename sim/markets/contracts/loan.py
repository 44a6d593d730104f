"""Loan and purchase: the bank pays, the city owns and pays back in equal yearly sums."""

from __future__ import annotations

from sim.markets.contract import Contract, ContractForm, Deal
from sim.markets.market import Market


class Loan(ContractForm):
    """Bought with borrowed money; the debt room sets the limit, and every risk stays with the city."""

    name = "loan"
    title = {"en": "Loan and purchase", "nl": "Lening en aankoop", "fr": "Prêt et achat", "de": "Kredit und Kauf"}
    domains = ("lighting", "public_buildings", "public_solar", "charging", "greening", "heat", "collective_homes")
    tender_cost = "transaction_own_eur"

    def room_eur(self, market: Market, year: int) -> float:
        """What is left of the debt room."""
        return market.budget.debt_room_left_eur(market.loans.owed_eur(borrower="city_hall"))

    def set_aside(self, market: Market, amount_eur: float) -> None:
        """The debt is as good as made, though the bank pays on delivery."""
        market.budget.on_credit_eur += amount_eur

    def sign(self, market: Market, deal: Deal) -> Contract:
        """The bank pays out, the contractors are paid."""
        terms = market.terms
        market.budget.on_credit_eur = max(0.0, market.budget.on_credit_eur - deal.capex_eur)
        contract = market.open_contract(
            self, deal, "city_hall", "contractors", deal.year + deal.life_years, deal.capex_eur
        )
        rate, term = terms.municipal_loan_rate, terms.municipal_loan_term_years
        market.loans.lend(deal.year, "bank", "city_hall", deal.capex_eur, rate, term, contract.id)
        market.payments.pay(deal.year, "city_hall", "contractors", "investment", deal.capex_eur, contract.id)
        return contract
