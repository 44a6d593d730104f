"""The numbers of a deal, read from the book for one domain and year.

Place in the flow: beside `sim.ecosystem.deal.worth`.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.parameter import Book


@dataclass(frozen=True)
class Conditions:
    """What money costs each party, and what each role adds. Rates per year, shares from 0 to 1."""

    client_rate: float
    loan_rate: float
    """What the bank asks of the client."""
    loan_cost: float
    """What a loan to the client costs the bank itself."""
    business_rate: float
    business_cost: float
    debt_share: float
    equity_rate: float
    provider_rate: float
    """What a provider reckons with when it sets its fee."""
    provider_discount: float
    provider_purse_eur: float
    operator_rate: float
    """What the grid operator reckons with in its lump sum."""
    operator_equity_rate: float
    operator_purse_eur: float
    operator_discount: float
    cooperative_rate: float
    cooperative_purse_eur: float
    realised_own: float
    realised_service: float
    overrun_own: float
    contractor_margin: float
    material_share: float
    manufacturer_margin: float
    next_best_share: float
    direct_purchase_cut: float
    facilitator_cut: float
    facilitator_cost: float
    university_gap_closed: float
    university_cost: float
    neighbours_quantity: float
    neighbours_cost: float
    group_exponent: float
    dividend_cap: float

    @classmethod
    def of(cls, book: Book, year: int, domain: str, interest_factor: float = 1.0) -> Conditions:
        """Everything from the book.

        Args:
            book: all parameters, the scenario's changes in
            year: in which the deal is made
            domain: a key of `roles.ROLES_OF_DOMAIN`
            interest_factor: by which the bank multiplies its rates
        """

        def at(name: str):
            return book.at(name, year)

        loan, loan_cost = bank_rates(book, year, "contracts.municipal_loan_rate", interest_factor)
        business, business_cost = bank_rates(book, year, "finance.bank_rate_business", interest_factor)
        lighting = domain == "lighting"
        return cls(
            client_rate=at("finance.municipal_discount_rate"), loan_rate=loan, loan_cost=loan_cost,
            business_rate=business, business_cost=business_cost, debt_share=at("contracts.provider_debt_share"),
            equity_rate=at("deal.equity_rate"),
            provider_rate=at("contracts.provider_rate" if lighting else "contracts.esco_rate"),
            provider_discount=at("contracts.provider_capex_discount") if lighting else 0.0,
            provider_purse_eur=at("deal.equity_purse_eur"), operator_rate=at("contracts.operator_rate"),
            operator_equity_rate=at("deal.operator_equity_rate"), operator_purse_eur=at("deal.operator_purse_eur"),
            operator_discount=at("lighting.operator_capex_discount"),
            cooperative_rate=at("finance.cooperative_discount_rate"),
            cooperative_purse_eur=at("deal.cooperative_purse_eur"),
            realised_own=at("deal.realised_share_own")[domain],
            realised_service=at("deal.realised_share_service")[domain], overrun_own=at("deal.overrun_share_own"),
            contractor_margin=at("assembly.contractor_margin"),
            material_share=at("deal.material_share_of_capex")[domain],
            manufacturer_margin=at("deal.manufacturer_margin"), next_best_share=at("deal.margin_next_best_share"),
            direct_purchase_cut=at("deal.direct_purchase_cut"), facilitator_cut=at("deal.facilitator_transaction_cut"),
            facilitator_cost=at("deal.facilitator_cost_share"), university_gap_closed=at("deal.university_gap_closed"),
            university_cost=at("deal.university_cost_share"), neighbours_quantity=at("deal.neighbours_quantity"),
            neighbours_cost=at("deal.neighbours_cost_share"), group_exponent=at("procurement.group_price_elasticity"),
            dividend_cap=at("finance.cooperative_dividend_cap"),
        )  # fmt: skip


def bank_rates(book: Book, year: int, rate_parameter: str, factor: float = 1.0) -> tuple[float, float]:
    """What a bank asks, and what the loan costs it.

    The margin of an ordinary loan is what the asked rate stands above the cost of money in the book; it stays as it is
    when money gets dearer, so a bank never lends below its cost.

    Args:
        book, year: where and when
        rate_parameter: of the asked rate
        factor: by which the bank multiplies its rates

    Returns:
        asked rate, and cost of the money with running the loan in it [1/yr]
    """
    asked, funding = factor * book.at(rate_parameter, year), factor * book.at("finance.bank_funding_rate", year)
    margin = book.at("finance.bank_margin", year)
    asked = max(asked, funding + margin)
    return asked, asked - margin
