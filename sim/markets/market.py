"""Where contracts are closed and settled: the living contracts, the loans, the payments.

Place in the flow: city -> population -> behaviour, [markets] -> physics -> inventory.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from typing import ClassVar

import numpy as np

from sim.ledger import Ledger
from sim.luck import Luck
from sim.markets.contract import HOUSEHOLDS, Contract, ContractForm, Deal
from sim.markets.loans import LoanBook
from sim.markets.payments import Payments
from sim.parameter import Book, yearly


@dataclass(frozen=True)
class Terms:
    """The numbers contracts are written with, read from the book once a year; each field names its parameter below."""

    transaction_own_eur: float
    transaction_service_eur: float
    municipal_loan_rate: float
    municipal_loan_term_years: int
    provider_rate: float
    provider_debt_share: float
    provider_capex_discount: float
    provider_risk_eur_per_lamp: float
    monitoring_eur_per_lamp: float
    service_term_years: int
    residual_share: float
    sla_grace_days: float
    sla_penalty_eur_per_lamp_day: float
    sla_penalty_cap_share: float
    operator_rate: float
    operator_cash_share: float
    operator_share_share: float
    operator_expert_value_eur_per_lamp: float
    operator_dividend_rate: float
    esco_rate: float
    epc_term_years: int
    epc_client_share_of_surplus: float
    epc_realised_over_guaranteed: float
    epc_realised_sd: float
    operator_capex_discount: float
    upkeep_eur_per_led: float
    bank_rate_household: float
    bank_rate_business: float
    household_loan_term_years: float

    ELSEWHERE: ClassVar[dict[str, str]] = {
        "operator_capex_discount": "lighting.operator_capex_discount",
        "upkeep_eur_per_led": "lighting.upkeep_eur_per_lamp_led",
        "bank_rate_household": "finance.bank_rate_household",
        "bank_rate_business": "finance.bank_rate_business",
        "household_loan_term_years": "finance.bank_loan_term_years",
    }

    @classmethod
    def of(cls, book: Book, year: int) -> Terms:
        """The terms of a year: parameters of the topic `contracts`, but for those named in ELSEWHERE."""
        return _terms_of(book, year)


PARAMETER_OF_TERM = {entry.name: Terms.ELSEWHERE.get(entry.name, f"contracts.{entry.name}") for entry in fields(Terms)}


@yearly
def _terms_of(book: Book, year: int) -> Terms:
    values = {name: book.at(parameter, year) for name, parameter in PARAMETER_OF_TERM.items()}
    return Terms(**{name: int(value) if name.endswith("_years") else value for name, value in values.items()})


class Budget:
    """What the city hall may still spend and borrow; kept by the city hall, asked by the forms of contract."""

    def __init__(self) -> None:
        self.year = 0
        self.yearly_eur = 0.0
        self.reserved_eur = 0.0
        self.on_credit_eur = 0.0
        """Orders not yet delivered that a loan will pay; they do not lapse with the year."""
        self.debt_room_eur = 0.0

    def open(self, year: int, yearly_eur: float, debt_room_eur: float) -> None:
        """A new year's budget; what was left of the old one lapses."""
        self.year, self.yearly_eur, self.reserved_eur = year, yearly_eur, 0.0
        self.debt_room_eur = debt_room_eur

    def reserve(self, amount_eur: float) -> None:
        """Put money aside for an order."""
        self.reserved_eur += amount_eur

    def left_eur(self, year: int) -> float:
        """What may still be ordered from this year's budget [EUR]."""
        return max(0.0, self.yearly_eur - self.reserved_eur) if year == self.year else 0.0

    def debt_room_left_eur(self, owed_eur: float) -> float:
        """What may still be borrowed [EUR]."""
        return max(0.0, self.debt_room_eur - owed_eur - self.on_credit_eur)


class Market:
    """The contracts of one run.

    Args:
        book: parameters, scenario changes in
        luck: draws of this run
        district_names: names of the districts, in the map's order
    """

    def __init__(self, book: Book, luck: Luck, district_names: list[str]):
        self.book, self.luck, self.district_names = book, luck, district_names
        self.payments = Payments(Ledger())
        self.loans = LoanBook(self.payments)
        self.budget = Budget()
        self.contracts: list[Contract] = []
        self.terms: Terms
        self.purchases: list[tuple[str, np.ndarray]] = []
        """What households bought this year and have not paid yet: account, and money by district; see `household_with_grant`."""
        self.household_parties = np.array([self.payments.party(HOUSEHOLDS + name) for name in district_names])
        """Ledger index of the households of each district."""
        self._late_lamp_days = np.zeros(0)

    def open_year(self, year: int) -> None:
        """Terms of the year."""
        self.terms = Terms.of(self.book, year)

    def open_contract(
        self, form: ContractForm, deal: Deal, client: str, provider: str, last_year: int, capex_eur: float,
        yearly_fee_eur: float = 0.0,
    ) -> Contract:  # fmt: skip
        """Enter a new contract; its id is its place in the list."""
        contract = Contract(len(self.contracts), form, deal, client, provider, last_year, capex_eur, yearly_fee_eur)
        if deal.domain == "lighting" and form.tender_cost and not self._tendered(deal.measure):
            self.payments.pay(
                deal.year, client, "rest_of_world", "tender", getattr(self.terms, form.tender_cost), contract.id
            )
        self.contracts.append(contract)
        return contract

    def _tendered(self, measure: str) -> bool:
        """Whether the programme already has a contract: a tender is held once."""
        return any(contract.deal.measure == measure for contract in self.contracts)

    def settle(self, year: int, late_lamp_days: np.ndarray) -> None:
        """All flows of living contracts and loans in a year.

        Args:
            year: calendar year
            late_lamp_days: days beyond the grace that lamps stayed dark, by contract id
        """
        self._late_lamp_days = late_lamp_days
        for contract in self.contracts:
            if contract.deal.year <= year <= contract.last_year:
                contract.form.settle(self, contract, year)
        self.loans.settle(year)

    def late_lamp_days(self, contract: int) -> float:
        """Lamp-days of darkness beyond the grace this year under a contract."""
        return float(self._late_lamp_days[contract]) if contract < len(self._late_lamp_days) else 0.0

    def realised_over_guaranteed(self, contract: int, year: int) -> float:
        """Measured over guaranteed saving of a contract in a year (normal around the book's mean)."""
        first, second = (self.luck.one_gumbel("realised saving", year, contract, number) for number in (0, 1))
        standard = (first - second) / (math.pi / math.sqrt(3.0))  # logistic with unit spread
        return max(0.0, self.terms.epc_realised_over_guaranteed + self.terms.epc_realised_sd * standard)
