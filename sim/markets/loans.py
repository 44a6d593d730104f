"""All loans of a run as columns: who lent to whom, and what is still owed.

Place in the flow: city -> population -> behaviour, [markets] -> physics -> inventory.
Annuity loans, paid at the end of each year after the one in which they were taken.
"""

from __future__ import annotations

import numpy as np

from sim.columns import picked, stacked
from sim.ledger import NO_CONTRACT
from sim.markets.payments import Payments

LOAN = np.dtype(
    [
        ("lender", "i4"), ("borrower", "i4"), ("contract", "i4"), ("rate", "f8"), ("annuity_eur", "f8"),
        ("owed_eur", "f8"), ("years_left", "i2"),
    ]
)  # fmt: skip


class LoanBook:
    """Living loans; paid-off ones are dropped.

    Args:
        payments: through which principal and interest flow
    """

    def __init__(self, payments: Payments):
        self.payments = payments
        self._loans = np.empty(0, dtype=LOAN)
        self._new: list[np.ndarray] = []

    def lend(
        self, year: int, lender: str, borrower, principal_eur, rate: float, term_years: int, contract=NO_CONTRACT
    ) -> None:
        """Pay out one loan or many on the same terms.

        Args:
            year: calendar year
            lender: name of the party that lends
            borrower: name, or indices of the parties that borrow
            principal_eur: what is lent, float or array [EUR]
            rate: yearly interest [1/yr]
            term_years: years to pay back, at least 1
            contract: contract id or ids
        """
        if not np.any(principal_eur):
            return
        principal = np.atleast_1d(np.asarray(principal_eur, dtype=np.float64))
        borrowers = self.payments.party(borrower) if isinstance(borrower, str) else borrower
        lender_index = self.payments.party(lender)
        self.payments.pay(year, lender_index, borrowers, "loan paid out", principal_eur, contract)
        loans = np.empty(len(principal), dtype=LOAN)
        loans["lender"], loans["borrower"], loans["contract"] = lender_index, borrowers, contract
        loans["rate"], loans["owed_eur"], loans["years_left"] = rate, principal, term_years
        factor = rate / -np.expm1(-term_years * np.log1p(rate)) if rate > 0 else 1.0 / term_years
        loans["annuity_eur"] = principal * factor
        self._new.append(picked(loans, principal > 0))

    def settle(self, year: int) -> None:
        """The year's interest and repayment of every loan taken in earlier years."""
        loans = self._loans
        if len(loans):
            interest = loans["owed_eur"] * loans["rate"]
            last = loans["years_left"] == 1
            principal = np.where(last, loans["owed_eur"], loans["annuity_eur"] - interest)
            parties = loans["borrower"], loans["lender"]
            self.payments.pay(year, *parties, "interest", interest, loans["contract"])
            self.payments.pay(year, *parties, "repayment", principal, loans["contract"])
            loans["owed_eur"] -= principal
            loans["years_left"] -= 1
            loans = picked(loans, loans["years_left"] > 0)
        self._loans = stacked(loans, *self._new)
        self._new = []

    def yearly_payment_eur(self, borrower: str) -> float:
        """Interest and repayment a borrower has to pay in a full year [EUR/yr]."""
        loans = stacked(self._loans, *self._new)
        return float(loans["annuity_eur"][loans["borrower"] == self.payments.party(borrower)].sum())

    def close(self, year: int, borrower: str, available_eur: float, contract: int | None = None) -> float:
        """End the loans of a borrower who cannot pay: lenders get what there is, the rest is written off.

        A write-off is entered as in national accounts: the lender gives the money ("loan written off") with which the
        borrower repays. No cash moves, and loans paid out less repayments stay what is owed.

        Args:
            year: calendar year
            borrower: name of the party
            available_eur: what there is for the lenders, shared by what they are owed [EUR]
            contract: only the loans of this contract; None for all

        Returns:
            what was written off [EUR]
        """
        closing, kept = [], []
        for loans in (self._loans, *self._new):
            ends = loans["borrower"] == self.payments.party(borrower)
            if contract is not None:
                ends &= loans["contract"] == contract
            closing.append(loans[ends])
            kept.append(loans[~ends])
        self._loans, self._new, closing = kept[0], kept[1:], stacked(*closing)
        owed = float(closing["owed_eur"].sum())
        if owed <= 0.0:
            return 0.0
        lost = closing["owed_eur"] * (1.0 - min(1.0, max(0.0, available_eur) / owed))
        parties = closing["lender"], closing["borrower"]
        self.payments.pay(year, *parties, "loan written off", lost, closing["contract"])
        self.payments.pay(year, *parties[::-1], "repayment", closing["owed_eur"], closing["contract"])
        return float(lost.sum())

    def owed_eur(self, borrower: str | None = None, lender: str | None = None) -> float:
        """What a borrower still owes, or what a lender still has out, new loans included [EUR]."""
        loans = stacked(self._loans, *self._new)
        chosen = np.ones(len(loans), dtype=bool)
        for column, name in (("borrower", borrower), ("lender", lender)):
            if name is not None:
                chosen &= loans[column] == self.payments.party(name)
        return float(loans["owed_eur"][chosen].sum())

    def owed_by_party(self) -> np.ndarray:
        """Debt less claims of every party, in the ledger's order [EUR]."""
        loans = stacked(self._loans, *self._new)
        count = len(self.payments.ledger.parties)
        debt = np.bincount(loans["borrower"], weights=loans["owed_eur"], minlength=count)
        return debt - np.bincount(loans["lender"], weights=loans["owed_eur"], minlength=count)
