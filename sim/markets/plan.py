"""What a form of contract plans to move on signing, each year and at the end, before anything goes otherwise.

Place in the flow: city -> population -> behaviour, [markets] -> physics -> inventory.
A form writes one `Plan`; signing and settling pay it out year by year, and `dated_flows` tells it all beforehand.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.finance.flows import DAYS_PER_YEAR, Flow, at_year_ends, loan

HOUSEHOLDS_TOGETHER = "households"
"""Word for the households of all districts; the ledger enters them by district."""
RUNNING, ENDED, BROKEN = "running", "ended", "broken"
"""States of a contract: in force, over as agreed, broken off before its end."""
LONGEST_TERM_YEARS = 99
"""A right to another's ground or walls ends after 99 years in Belgium (long lease); a longer contract is a slip of the pen."""


@dataclass(frozen=True, slots=True)
class Payment:
    """So much from one party to another; of a full year, if it is yearly.

    Raises:
        ValueError: no payer or payee, or an amount below zero
    """

    payer: str
    payee: str
    account: str
    amount_eur: float
    kind: str
    by_delivery: bool = False
    """Whether it is paid for what is delivered, not for what was promised."""

    def __post_init__(self) -> None:
        if not self.payer or not self.payee:
            raise ValueError(
                f"the payment {self.account!r} has no {'payer' if not self.payer else 'payee'}: name a party"
            )
        if not 0.0 <= self.amount_eur < float("inf"):
            raise ValueError(f"the payment {self.account!r} is {self.amount_eur:,.2f} EUR: it must be zero or more")


@dataclass(frozen=True, slots=True)
class PlannedLoan:
    """Money borrowed on the day of signing, paid back in equal sums from the year after."""

    lender: str
    borrower: str
    principal_eur: float
    rate: float
    term_years: int


@dataclass(frozen=True, slots=True)
class Plan:
    """All money of one contract.

    Raises:
        ValueError: a term that is no whole number from 1 to 99 years
    """

    capex_eur: float
    """What the works really cost who pays them [EUR]."""
    term_years: int
    signing: tuple[Payment, ...] = ()
    yearly: tuple[Payment, ...] = ()
    """Of a full year. A term of T years has T of them: what the first year lacks is made up in the last."""
    final: tuple[Payment, ...] = ()
    """In the last year."""
    loans: tuple[PlannedLoan, ...] = ()
    fee_eur: float = 0.0
    """What the client pays in a full year [EUR/yr]."""

    def __post_init__(self) -> None:
        checked_term(self.term_years)
        if not self.capex_eur >= 0.0:
            raise ValueError(f"works for {self.capex_eur:,.2f} EUR: they must cost zero or more")
        if not self.fee_eur >= 0.0:
            raise ValueError(f"a fee of {self.fee_eur:,.2f} EUR a year: it must be zero or more")


def checked_term(years: float) -> int:
    """A term of a contract.

    Raises:
        ValueError: no whole number from 1 to 99

    >>> checked_term(15.0)
    15
    """
    if years != int(years) or not 1 <= years <= LONGEST_TERM_YEARS:
        raise ValueError(
            f"a contract of {years:g} years: its term must be a whole number from 1 to {LONGEST_TERM_YEARS}"
        )
    return int(years)


def dated_flows(plan: Plan, first_day: int, share_of_first_year: float, index: np.ndarray | None = None) -> list[Flow]:
    """The plan as flows, if all goes as promised.

    Args:
        plan: of one contract
        first_day: on which the works are done, counted from the first day of the run
        share_of_first_year: part of that year in which they serve [0 to 1]
        index: what yearly fees are multiplied with, by year of the contract, shape (term + 1,)
    """
    flows = [Flow(first_day, p.payer, p.payee, p.account, p.amount_eur, p.kind) for p in plan.signing if p.amount_eur]
    for lent in plan.loans:
        flows += loan(first_day, lent.lender, lent.borrower, lent.principal_eur, lent.rate, lent.term_years)
    shares = np.ones(plan.term_years + 1)
    shares[0], shares[-1] = share_of_first_year, 1.0 - share_of_first_year
    last_day = first_day + DAYS_PER_YEAR * plan.term_years
    for p in plan.yearly:
        factor = index if index is not None and p.kind == "fee" else 1.0
        amounts = shares * factor * p.amount_eur
        flows += at_year_ends(first_day, p.payer, p.payee, p.account, amounts[:-1], p.kind)
        if amounts[-1]:
            flows.append(Flow(last_day, p.payer, p.payee, p.account, float(amounts[-1]), p.kind))
    flows += [Flow(last_day, p.payer, p.payee, p.account, p.amount_eur, p.kind) for p in plan.final if p.amount_eur]
    return sorted(flows, key=lambda flow: flow.day)
