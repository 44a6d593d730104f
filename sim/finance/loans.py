"""Loans repaid in equal yearly payments, many tranches at a time.

Place in the flow: a small tool under actors and contracts. The bank's side is the borrower's side with another sign.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sim.finance.cash_flows import NoSolution, capital_recovery


@dataclass(frozen=True)
class LoanSchedule:
    """Payments at the end of each year, float64, shape (tranches, years) [EUR]; zero after a tranche's last year."""

    interest_eur: NDArray[np.float64]
    principal_eur: NDArray[np.float64]

    @property
    def payment_eur(self) -> NDArray[np.float64]:
        """Interest and principal together."""
        return self.interest_eur + self.principal_eur

    @property
    def owed_eur(self) -> NDArray[np.float64]:
        """What is still owed after each year's payment: what later years repay."""
        after = np.cumsum(self.principal_eur[:, ::-1], axis=1)[:, ::-1]
        return np.pad(after[:, 1:], ((0, 0), (0, 1)))


def annuity_schedule(loan_eur: ArrayLike, rate: ArrayLike, years: ArrayLike) -> LoanSchedule:
    """Interest and principal by year of loans with an equal yearly payment A = L CRF(r, T).

    The principal of year t is (A - r L)(1+r)^(t-1); the interest is what remains of A. The last principal payment
    closes the account, so that the principal adds up to the loan whatever the rounding.

    Args:
        loan_eur: borrowed at the start of year 1, not negative, shape (tranches,) or a scalar [EUR]
        rate: yearly interest [1/yr]
        years: whole number of yearly payments, one or more

    Raises:
        NoSolution: a negative or infinite loan, a rate of -100 % or lower, or a term that is no whole number of years

    >>> schedule = annuity_schedule(1000, 0.0, 4)
    >>> schedule.principal_eur.tolist(), schedule.interest_eur.sum().item()
    ([[250.0, 250.0, 250.0, 250.0]], 0.0)
    """
    loans, rates, terms = np.broadcast_arrays(
        *(np.atleast_1d(np.asarray(given, dtype=np.float64)) for given in (loan_eur, rate, years))
    )
    if not np.all(np.isfinite(loans) & (loans >= 0)):
        raise NoSolution("a loan is an amount of zero or more")
    if not np.all(np.isfinite(terms) & (terms >= 1) & (terms == np.floor(terms))):
        raise NoSolution("a loan runs for a whole number of years, one or more")
    payment = loans * capital_recovery(rates, terms)
    year = np.arange(int(terms.max()) if terms.size else 0)
    running = year < terms[:, np.newaxis]
    first = (payment - rates * loans)[:, np.newaxis]
    principal = np.where(running, first * (1 + rates)[:, np.newaxis] ** year, 0.0)
    row, last = np.arange(terms.size), terms.astype(np.int64) - 1
    principal[row, last] += loans - principal.sum(axis=1)
    interest = np.where(running, payment[:, np.newaxis] - principal, 0.0)
    return LoanSchedule(interest_eur=interest, principal_eur=principal)


def debt_service_by_year(
    schedule: LoanSchedule, first_payment: ArrayLike, years: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Interest and principal of all tranches together, by year of the horizon.

    Args:
        schedule: from `annuity_schedule`
        first_payment: index of the horizon year in which a tranche's first payment falls, shape (tranches,)
        years: length of the horizon; payments outside it are left out

    Returns:
        interest and principal, float64, each of shape (years,) [EUR]
    """
    start = np.broadcast_to(np.asarray(first_payment, dtype=np.int64), schedule.interest_eur.shape[:1])
    year = start[:, np.newaxis] + np.arange(schedule.interest_eur.shape[1])
    inside = (year >= 0) & (year < years)
    interest, principal = (
        np.bincount(year[inside], weights=paid[inside], minlength=years)
        for paid in (schedule.interest_eur, schedule.principal_eur)
    )
    return interest, principal
