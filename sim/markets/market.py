"""Where contracts are closed and settled: the living contracts, the loans, the payments.

Place in the flow: city -> population -> behaviour, [markets] -> physics -> inventory.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from sim.finance.flows import DAYS_PER_YEAR, index_factor
from sim.ledger import Ledger
from sim.luck import Luck
from sim.markets.balance_rules import margin_left_eur
from sim.markets.bankruptcy import settle_bankruptcies
from sim.markets.budget import Budget
from sim.markets.contract import HOUSEHOLDS, Contract, ContractForm, Deal
from sim.markets.loans import LoanBook
from sim.markets.payments import Payments
from sim.markets.performance import PerformanceBook
from sim.markets.plan import BROKEN, ENDED, HOUSEHOLDS_TOGETHER, RUNNING, Payment, Plan, checked_term
from sim.markets.terms import Terms
from sim.parameter import Book
from sim.scenario import ContractWish

__all__ = ["Budget", "Market", "Terms"]


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
        self.year = 0
        self.first_year = 0
        """Day 0 is its 1 January; the first year opened, unless the model says otherwise."""
        self.present: Callable[[str], bool] = lambda _: True
        """Whether a party is in the city."""
        self.wishes: Mapping[str, ContractWish] = {}
        """What the scenario wants in contracts, by form."""
        self.performance = PerformanceBook()
        self.measured: dict[int, float] = {}
        """Delivered over promised of a contract this year where the model has measured it; else it is drawn."""
        self.pledged_eur: dict[str, float] = {}
        """Own means that owners of providers put into contracts, by party; see `sim.markets.bankruptcy`."""
        self.cash_at_restart_eur: dict[str, float] = {}
        """Purse of a party when a new company took the place of a bankrupt one."""
        self.happenings: list[tuple[int, str, int, str, str]] = []
        """Dated turns of contracts: year, kind (dispute, broken, taken over, bankrupt), contract, party, reason."""
        self.purchases: list[tuple[str, np.ndarray]] = []
        """What households bought this year and have not paid yet: account, and money by district; see `household_with_grant`."""
        self.household_parties = np.array([self.payments.party(HOUSEHOLDS + name) for name in district_names])
        """Ledger index of the households of each district."""
        self.household_weights = np.full(len(district_names), 1.0 / max(1, len(district_names)))
        """Part of each district in what households do together, like co-operative shares; even until the model says."""
        self._late_lamp_days = np.zeros(0)

    def open_year(self, year: int) -> None:
        """Terms of the year."""
        self.terms, self.year = Terms.of(self.book, year), year
        self.first_year = self.first_year or year
        self.measured = {}

    def at(self, name: str) -> Any:
        """A parameter in the present year."""
        return self.book.at(name, self.year)

    def day_of(self, deal: Deal) -> int:
        """Day from which a deal serves, counted from the first day of the run."""
        into_year = min(DAYS_PER_YEAR - 1, round(DAYS_PER_YEAR * (1.0 - deal.share_of_first_year)))
        return (deal.year - self.first_year) * DAYS_PER_YEAR + into_year

    # --- signing -----------------------------------------------------------------------------------------------------

    def open_contract(
        self, form: ContractForm, deal: Deal, client: str, provider: str, last_year: int, capex_eur: float,
        yearly_fee_eur: float = 0.0,
    ) -> Contract:  # fmt: skip
        """Enter a new contract; its id is its place in the list.

        Raises:
            ValueError: no client or provider, a fee below zero, or a term that is no whole number from 1 to 99 years
        """
        if not client or not provider:
            who = "payer" if not client else "provider"
            raise ValueError(f"a contract of {form.name} for {deal.measure!r} has no {who}: name a party")
        if not 0.0 <= yearly_fee_eur < math.inf:
            raise ValueError(f"a fee of {yearly_fee_eur:,.2f} EUR a year in {form.name}: it must be zero or more")
        checked_term(last_year - deal.year)
        contract = Contract(len(self.contracts), form, deal, client, provider, last_year, capex_eur, yearly_fee_eur)
        for payment in form.tender_payments(self, deal):
            self.pay_all(deal.year, payment, payment.amount_eur, contract.id)
        self.contracts.append(contract)
        if (burden := form.burden_share(self)) > 0.0:
            ordered = deal.capex_eur * (1.0 - form.unit_discount(self, deal.domain))
            self.budget.on_margin_eur = max(0.0, self.budget.on_margin_eur - ordered * burden)
        return contract

    def has_tendered(self, measure: str) -> bool:
        """Whether the programme already has a contract: a tender is held once."""
        return any(contract.deal.measure == measure for contract in self.contracts)

    def pay_out(self, contract: Contract, plan: Plan) -> None:
        """What a plan moves on signing: loans first, then what they pay for."""
        year, own_eur = contract.deal.year, plan.capex_eur
        for lent in plan.loans:
            borrower: Any = lent.borrower
            principal: Any = lent.principal_eur
            if borrower == HOUSEHOLDS_TOGETHER:
                borrower, principal = self.household_parties, principal * self.household_weights
            self.loans.lend(year, lent.lender, borrower, principal, lent.rate, lent.term_years, contract.id)
            own_eur -= lent.principal_eur
        for payment in plan.signing:
            self.pay_all(year, payment, payment.amount_eur, contract.id)
            own_eur -= payment.amount_eur if payment.kind in ("shares", "grant") else 0.0
        if contract.form.who_invests == contract.provider:
            pledged = self.pledged_eur.get(contract.provider, 0.0)
            self.pledged_eur[contract.provider] = pledged + max(0.0, own_eur)

    def pay_all(self, year: int, payment: Payment, amount_eur: float, contract: int) -> None:
        """Pay so much between the parties of a payment; households pay and are paid by district."""
        payer: Any = payment.payer
        payee: Any = payment.payee
        if not amount_eur:
            return
        if HOUSEHOLDS_TOGETHER not in (payer, payee):
            self.payments.pay(year, payer, payee, payment.account, float(amount_eur), contract)
            return
        many = {HOUSEHOLDS_TOGETHER: self.household_parties}
        payer, payee = (many.get(name, self.payments.party(name)) if name in many else self.payments.party(name)
                        for name in (payer, payee))  # fmt: skip
        self.payments.pay(year, payer, payee, payment.account, amount_eur * self.household_weights, contract)

    # --- settling ----------------------------------------------------------------------------------------------------

    def settle(self, year: int, late_lamp_days: np.ndarray) -> None:
        """All flows of living contracts and loans in a year; then who cannot pay gives up.

        Args:
            year: calendar year
            late_lamp_days: days beyond the grace that lamps stayed dark, by contract id
        """
        self._late_lamp_days = late_lamp_days
        for contract in self.contracts:
            if contract.state == RUNNING and contract.deal.year <= year <= contract.last_year:
                contract.form.settle(self, contract, year)
                self._pass_on_fee(contract, year)
                if contract.state == RUNNING and year == contract.last_year:
                    self.end(contract, year, ENDED, "its term is over")
        self.loans.settle(year)
        settle_bankruptcies(self, year)

    def _pass_on_fee(self, contract: Contract, year: int) -> None:
        """Where the scenario names another payer than the client, that one makes the year's fee good."""
        wish = self.wishes.get(contract.form.name)
        if wish is None or wish.payer == contract.client or not contract.yearly_fee_eur > 0.0:
            return
        payer = HOUSEHOLDS_TOGETHER if wish.payer == HOUSEHOLDS_TOGETHER else wish.payer
        fee = contract.served_share(year) * contract.yearly_fee_eur * self.index_of(contract, year)
        self.pay_all(year, Payment(payer, contract.client, "fee passed on", fee, "fee"), fee, contract.id)

    def end(self, contract: Contract, year: int, state: str, reason: str) -> None:
        """A contract is over; one that is broken off has its last year now."""
        contract.state, contract.ended_year, contract.end_reason = state, year, reason
        if state == BROKEN:
            contract.last_year = year

    def late_lamp_days(self, contract: int) -> float:
        """Lamp-days of darkness beyond the grace this year under a contract."""
        return float(self._late_lamp_days[contract]) if contract < len(self._late_lamp_days) else 0.0

    def realised_over_guaranteed(self, contract: int, year: int) -> float:
        """Measured over guaranteed saving of a contract in a year (normal around the book's mean)."""
        standard = self.standard_draw("realised saving", year, contract)
        return max(0.0, self.terms.epc_realised_over_guaranteed + self.terms.epc_realised_sd * standard)

    def standard_draw(self, stream: str, year: int, contract: int) -> float:
        """A bell-shaped draw of mean zero and standard deviation one."""
        first, second = (self.luck.one_gumbel(stream, year, contract, number) for number in (0, 1))
        return (first - second) / (math.pi / math.sqrt(3.0))  # logistic with unit spread

    # --- fees and margins --------------------------------------------------------------------------------------------

    @property
    def fees_are_indexed(self) -> bool:
        """Whether a fee moves in real euros: a part follows wages, or a fixed part loses worth."""
        terms = self.terms
        return terms.indexation_fixed_share + terms.indexation_cpi_share != 1.0 or (
            terms.indexation_inflation != 0.0 and terms.indexation_fixed_share > 0.0
        )

    def fee_index(self, first_year: int, term_years: int) -> np.ndarray:
        """What a fee is multiplied with in each year of a contract, in real euros, shape (term + 1,).

        F_t = F_0 (a0 + a1 CPI_t + a2 labour_t) / CPI_t: a fixed part loses worth as prices rise.

        Raises:
            ValueError: parts that do not sum to 1
        """
        terms, years = self.terms, np.arange(term_years + 1, dtype=np.float64)
        prices = (1.0 + terms.indexation_inflation) ** years
        wages = prices * (1.0 + terms.indexation_real_wage_growth) ** years
        parts = terms.indexation_fixed_share, terms.indexation_cpi_share, terms.indexation_labour_share
        return index_factor(parts, prices, wages) / prices

    def index_of(self, contract: Contract, year: int) -> float:
        """What the fee of a contract is multiplied with this year."""
        if not contract.form.is_indexed(self):
            return 1.0
        return float(self.fee_index(contract.deal.year, max(0, year - contract.deal.year))[-1])

    def margin_left_eur(self) -> float:
        """What is left of the city's self-financing margin, orders and living contracts counted [EUR/yr]."""
        return margin_left_eur(self)
