"""Can the cash carry the debt: cash for debt service, cover ratios, sources and uses of one borrower.

Place in the flow: markets -> [ecosystem]. Reads planned flows (year, payer, payee, account, EUR); what an account means to
a lender is declared here in words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sim.finance import NoSolution, annuity_schedule, present_value

Flow = tuple[int, str, str, str, float]
"""Year, payer, payee, account, amount [EUR]: a line of a contract's plan."""
INTEREST, REPAYMENT = "interest", "repayment"
SOURCES: dict[str, str] = {
    "loan paid out": "bank loan",
    "grant": "grant",
    "co-operative shares": "co-operative shares",
    "shares": "shares",
    "third party": "third party",
    "lamps brought in": "sale of installations",
}
"""Account that brings the borrower money for the works -> name of the source; the rest comes from own means."""
USES: dict[str, str] = {
    "investment": "works and equipment",
    "works on homes": "works on homes",
    "heating": "heating systems",
    "solar panels": "solar panels",
    "worn-out lamps": "lamps",
    "lamps brought in": "purchase of installations",
    "tender": "preparation and tender",
    "study": "studies",
}
"""Account through which the borrower spends on the works -> name of the use."""
OWN_MEANS, KEPT = "own means", "cash kept for later"
AFTER_DEBT = frozenset({"dividend"})
"""What the borrower pays only when the lender has been paid."""


@dataclass(frozen=True)
class CashTable:
    """One borrower's money by year, each array float64 of shape (years,) [EUR]."""

    years: np.ndarray
    sources_eur: np.ndarray
    uses_eur: np.ndarray
    income_eur: np.ndarray
    """Received in operation, avoided costs included."""
    avoided_eur: np.ndarray
    """Costs that no longer arise; they lie in the income and pass through no hands."""
    running_eur: np.ndarray
    """Paid in operation, before debt."""
    interest_eur: np.ndarray
    repayment_eur: np.ndarray
    after_debt_eur: np.ndarray

    @property
    def for_debt_eur(self) -> np.ndarray:
        """Cash available for debt service: income less running cost."""
        return self.income_eur - self.running_eur

    @property
    def debt_service_eur(self) -> np.ndarray:
        """Interest and repayment."""
        return self.interest_eur + self.repayment_eur

    @property
    def net_eur(self) -> np.ndarray:
        """What is left in the year."""
        works = self.sources_eur - self.uses_eur
        return works + self.for_debt_eur - self.debt_service_eur - self.after_debt_eur


@dataclass(frozen=True)
class Cover:
    """How often the cash carries the debt; NaN where there is no debt."""

    by_year: np.ndarray
    """DSCR = cash for debt service / debt service, shape (years,)."""
    least: float
    mean: float
    """Over the years with debt service."""
    loan_life: float
    """LLCR = present value of the cash from the first to the last payment / loan, at the loan's rate, a year before it."""
    weakest_year: int | None


def cash_table(flows: Sequence[Flow], borrower: str, avoided_eur: Mapping[int, float] | None = None) -> CashTable:
    """Planned flows of one borrower, by year and by what they mean to a lender.

    Args:
        flows: dated flows of the plan; those in which the borrower has no part are passed over
        borrower: party that owes the loan
        avoided_eur: costs that no longer arise, such as the energy saved, by year

    Raises:
        NoSolution: the borrower has no part in the plan, or an amount is negative or not a number
    """
    avoided_eur = avoided_eur or {}
    mine = [flow for flow in flows if borrower in (flow[1], flow[2]) and flow[1] != flow[2]]
    if not mine:
        raise NoSolution(f"{borrower!r} neither pays nor receives anything in this plan")
    wrong = next((flow for flow in mine if not 0 <= flow[4] < np.inf), None)
    if wrong:
        raise NoSolution(f"the plan has {wrong[4]} EUR for {wrong[3]!r} in {wrong[0]}; an amount is zero or more")
    first, last = (pick([flow[0] for flow in mine] + list(avoided_eur)) for pick in (min, max))
    years = np.arange(first, last + 1)
    sums = {name: np.zeros(len(years)) for name in CashTable.__dataclass_fields__ if name != "years"}
    for year, _, payee, account, amount in mine:
        sums[_column(account, payee == borrower)][year - first] += amount
    for year, amount in avoided_eur.items():
        sums["avoided_eur"][year - first] += amount
    sums["income_eur"] += sums["avoided_eur"]
    return CashTable(years, **sums)


def _column(account: str, received: bool) -> str:
    """Where an amount stands in the table."""
    if received:
        return "sources_eur" if account in SOURCES else "income_eur"
    if account in (INTEREST, REPAYMENT):
        return f"{account}_eur"
    if account in AFTER_DEBT:
        return "after_debt_eur"
    return "uses_eur" if account in USES else "running_eur"


def debt_flows(borrower: str, lender: str, loan_eur: float, rate: float, term_years: int, year: int) -> list[Flow]:
    """A loan repaid in equal yearly payments, the first one in the year after it is paid out.

    Raises:
        NoSolution: a negative loan, or a term that is no whole number of years

    >>> [round(flow[4], 2) for flow in debt_flows("city_hall", "bank", 1000.0, 0.1, 2, 2026)]
    [1000.0, 100.0, 476.19, 52.38, 523.81]
    """
    schedule = annuity_schedule(loan_eur, rate, term_years)
    flows: list[Flow] = [(year, lender, borrower, "loan paid out", float(loan_eur))]
    paid = np.stack([schedule.interest_eur[0], schedule.principal_eur[0]], axis=1).tolist()
    for after, (interest, principal) in enumerate(paid, start=1):
        flows.append((year + after, borrower, lender, INTEREST, max(0.0, interest)))  # rounding at a rate of zero
        flows.append((year + after, borrower, lender, REPAYMENT, principal))
    return flows


def cover(cash: CashTable, loan_eur: float, rate: float) -> Cover:
    """Cover ratios of a loan.

    Args:
        cash: of the borrower
        loan_eur: what is owed at the start [EUR]
        rate: of the loan [1/yr]
    """
    service, available = cash.debt_service_eur, cash.for_debt_eur
    owes = service > 0
    by_year = np.full(len(service), np.nan)
    by_year[owes] = available[owes] / service[owes]
    if not owes.any() or not loan_eur > 0:
        return Cover(by_year, np.nan, np.nan, np.nan, None)
    first, last = np.flatnonzero(owes)[[0, -1]].tolist()
    within = available[first : last + 1]
    life = float(present_value(within, rate, first=1)) / loan_eur
    weakest = int(np.nanargmin(by_year))
    return Cover(by_year, float(by_year[weakest]), float(by_year[owes].mean()), life, int(cash.years[weakest]))


def sources_and_uses(flows: Sequence[Flow], borrower: str) -> tuple[dict[str, float], dict[str, float]]:
    """Where the money for the works comes from and where it goes; both sides add up to the same [EUR].

    What sources do not bring is own means; what they bring too much is kept for later.

    >>> plan = [(2026, "city_hall", "contractors", "investment", 100.0), (2026, "region", "city_hall", "grant", 30.0)]
    >>> sources_and_uses(plan, "city_hall")
    ({'grant': 30.0, 'own means': 70.0}, {'works and equipment': 100.0})
    """
    sources: dict[str, float] = {}
    uses: dict[str, float] = {}
    for _, payer, payee, account, amount in flows:
        if payee == borrower and account in SOURCES and amount > 0:
            sources[SOURCES[account]] = sources.get(SOURCES[account], 0.0) + amount
        elif payer == borrower and account in USES and amount > 0:
            uses[USES[account]] = uses.get(USES[account], 0.0) + amount
    short = sum(uses.values()) - sum(sources.values())
    if short > 0:
        sources[OWN_MEANS] = short
    elif short < 0:
        uses[KEPT] = -short
    return sources, uses
