"""Can the cash carry the debt: cash for debt service, cover ratios, sources and uses of one borrower.

Place in the flow: markets -> [ecosystem]. Reads planned flows (year, payer, payee, account, EUR); what an account means to
a lender is declared here in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.finance import NoSolution, annuity_schedule, present_value

DAYS_PER_YEAR = 365
Flow = tuple[int, str, str, str, float] | tuple[int, str, str, str, float, str]
"""Year, payer, payee, account, amount [EUR], and where it is known the kind of flow: a line of a contract's plan."""
INTEREST, REPAYMENT = "interest", "repayment"
SOURCES: dict[str, str] = {
    "loan paid out": "bank loan",
    "grant": "grant",
    "co-operative shares": "co-operative shares",
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
SOURCE_OF_KIND = {
    "loan": "bank loan",
    "grant": "grant",
    "shares": "co-operative shares",
    "contribution": "contributions",
}
"""Kind of flow -> source, for accounts that are not in SOURCES."""
KINDS_OF_USE = ("investment", "transaction")
"""Kinds of flow that are uses, for accounts that are not in USES; they go by the name of their account."""
OWN_MEANS, KEPT = "own means", "cash kept for later"
AFTER_DEBT = frozenset({"dividend", "shares paid back"})
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
    for flow in mine:
        sums[_column(flow, flow[2] == borrower)][flow[0] - first] += flow[4]
    for year, amount in avoided_eur.items():
        sums["avoided_eur"][year - first] += amount
    sums["income_eur"] += sums["avoided_eur"]
    return CashTable(years, **sums)


def plan_of(dated: Iterable[Any], first_year: int) -> list[Flow]:
    """Dated flows as lines of a plan by calendar year.

    Interest and repayment due on the first day of a year are paid out of the year before, which earned them.

    Args:
        dated: flows with `day`, `payer`, `payee`, `account`, `amount_eur` and `kind`, as a contract form plans them
        first_year: calendar year of day 0
    """
    return [
        (
            first_year + (each.day - (_kind_of_debt(each.account, each.kind) != "")) // DAYS_PER_YEAR,
            each.payer, each.payee, each.account, each.amount_eur, each.kind,
        )
        for each in dated
    ]  # fmt: skip


def _kind_of_debt(account: str, kind: str) -> str:
    """ "interest", "repayment" or "" for what is no debt to a lender."""
    if account in AFTER_DEBT:
        return ""
    return next((name for name in (INTEREST, REPAYMENT) if name in (account, kind)), "")


def _kind(flow: Flow) -> str:
    return flow[5] if len(flow) > 5 else ""


def pays_debt(flow: Flow, borrower: str) -> bool:
    """Whether a line is interest or repayment of a borrower."""
    return flow[1] == borrower and _kind_of_debt(flow[3], _kind(flow)) != ""


def _source_of(flow: Flow) -> str:
    """Name of the source that an amount received is, empty when it is none."""
    return SOURCES.get(flow[3]) or SOURCE_OF_KIND.get(_kind(flow), "")


def _use_of(flow: Flow) -> str:
    """Name of the use that an amount paid is, empty when it is none."""
    return USES.get(flow[3]) or (flow[3] if _kind(flow) in KINDS_OF_USE else "")


def _column(flow: Flow, received: bool) -> str:
    """Where an amount stands in the table."""
    if received:
        return "sources_eur" if _source_of(flow) else "income_eur"
    if flow[3] in AFTER_DEBT:
        return "after_debt_eur"
    debt = _kind_of_debt(flow[3], _kind(flow))
    return f"{debt}_eur" if debt else ("uses_eur" if _use_of(flow) else "running_eur")


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
    for flow in flows:
        source, use = _source_of(flow), _use_of(flow)
        if flow[2] == borrower and source and flow[4] > 0:
            sources[source] = sources.get(source, 0.0) + flow[4]
        elif flow[1] == borrower and use and flow[4] > 0:
            uses[use] = uses.get(use, 0.0) + flow[4]
    short = sum(uses.values()) - sum(sources.values())
    if short > 0:
        sources[OWN_MEANS] = short
    elif short < 0:
        uses[KEPT] = -short
    return sources, uses
