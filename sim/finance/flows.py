"""One engine of dated flows: what a contract moves between parties, when, and what that is worth to each of them.

Place in the flow: a small tool under the forms of contract, the bank file and the deal; knows days, parties and euros only.

A day is counted from 1 January of the first simulated year (day 0). Worth follows the habit of yearly accounts: a flow
counts at the end of the year in which it falls, and one on the first day of a year at the end of the year before, so
that day 0 is today and is not discounted.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sim.finance.cash_flows import NoSolution, capital_recovery
from sim.finance.loans import annuity_schedule

DAYS_PER_YEAR = 365
KINDS = (
    "investment", "transaction", "loan", "interest", "repayment", "shares", "grant", "contribution", "fee", "operation", "energy",
    "income", "dividend", "residual", "exit", "performance", "beside",
)  # fmt: skip
"""What a flow is for: works and their preparation; who puts up the money and gets it back; what the service costs and
brings in; what is left at the end; what goes otherwise than planned; `beside`: of others who only join in."""


@dataclass(frozen=True, slots=True)
class Flow:
    """So much money from one party to another on a day.

    Raises:
        NoSolution: no payer or payee, a party that pays itself, an amount below zero or not finite, an unknown kind
    """

    day: int
    payer: str
    payee: str
    account: str
    amount_eur: float
    kind: str

    def __post_init__(self) -> None:
        if not self.payer or not self.payee:
            raise NoSolution(f"a flow for {self.account!r} has no {'payer' if not self.payer else 'payee'}")
        if self.payer == self.payee:
            raise NoSolution(f"{self.payer} pays itself for {self.account!r}")
        if not 0.0 <= self.amount_eur < math.inf:
            raise NoSolution(f"a flow for {self.account!r} is {self.amount_eur:g} EUR; it must be zero or more")
        if self.kind not in KINDS:
            raise NoSolution(f"{self.kind!r} is no kind of flow; one of {', '.join(KINDS)}")


# --- building flows --------------------------------------------------------------------------------------------------


def at_year_ends(
    first_day: int, payer: str, payee: str, account: str, amounts_eur: ArrayLike, kind: str
) -> list[Flow]:  # fmt: skip
    """One flow at the end of each year from the one in which `first_day` falls; zeros leave no trace.

    >>> [flow.day for flow in at_year_ends(0, "city_hall", "esco", "service fee", [5.0, 0.0, 5.0], "fee")]
    [364, 1094]
    """
    last_of_first = first_day // DAYS_PER_YEAR * DAYS_PER_YEAR + DAYS_PER_YEAR - 1
    return [
        Flow(last_of_first + DAYS_PER_YEAR * number, payer, payee, account, float(amount), kind)
        for number, amount in enumerate(np.atleast_1d(np.asarray(amounts_eur, dtype=np.float64)))
        if amount != 0.0
    ]


def loan(day: int, lender: str, borrower: str, principal_eur: float, rate: float, term_years: int) -> list[Flow]:
    """A loan paid out on a day and paid back in equal sums on its anniversaries.

    Raises:
        NoSolution: as `annuity_schedule`

    >>> flows = loan(0, "bank", "city_hall", 1000.0, 0.0, 4)
    >>> [(flow.day, flow.amount_eur) for flow in flows if flow.kind == "repayment"]
    [(365, 250.0), (730, 250.0), (1095, 250.0), (1460, 250.0)]
    """
    schedule = annuity_schedule(principal_eur, rate, term_years)
    if not principal_eur:
        return []
    flows = [Flow(day, lender, borrower, "loan paid out", float(principal_eur), "loan")]
    for number in range(term_years):
        due = day + DAYS_PER_YEAR * (number + 1)
        for kind, paid in (("interest", schedule.interest_eur), ("repayment", schedule.principal_eur)):
            if paid[0, number] > 0.0:
                flows.append(Flow(due, borrower, lender, kind, float(paid[0, number]), kind))
    return flows


def annuity_fee(
    capex_eur: float, rate: float, term_years: int, residual_eur: float = 0.0, running_eur: float = 0.0
) -> float:  # fmt: skip
    """Yearly fee that earns the investor its rate: F = (capex - RV/(1+w)^T) CRF(w,T) + running costs [EUR/yr].

    Raises:
        NoSolution: a rate of -100 % or lower, or no years

    >>> round(annuity_fee(600, 0.07, 15, 60, 7), 2)
    70.49
    """
    financed = capex_eur - residual_eur / (1.0 + rate) ** term_years
    return financed * float(capital_recovery(rate, term_years)) + running_eur


def index_factor(weights: Sequence[float], price_index: ArrayLike, wage_index: ArrayLike) -> NDArray[np.float64]:
    """What a fee is multiplied with: a0 + a1 CPI_t + a2 labour_t, indices being 1 at signing.

    Args:
        weights: fixed part, part that follows prices, part that follows wages; they sum to 1
        price_index, wage_index: of the year over that of signing, shape (years,) or a number

    Raises:
        NoSolution: a weight below zero, or weights that do not sum to 1

    >>> index_factor((0.4, 0.3, 0.3), 1.02, 1.03).round(3).item()
    1.015
    """
    fixed, prices, wages = weights
    if min(weights) < 0.0 or abs(fixed + prices + wages - 1.0) > 1e-9:
        raise NoSolution(f"the parts of an indexed fee are {fixed:g}, {prices:g} and {wages:g}; they must sum to 1")
    return fixed + prices * np.asarray(price_index, dtype=np.float64) + wages * np.asarray(wage_index, dtype=np.float64)


def unpaid_eur(
    capex_eur: float, rate: float, term_years: int, elapsed_years: float, residual_eur: float = 0.0
) -> float:
    """What fees have not yet paid back of an investment, at the investor's rate [EUR].

    It starts at the capex and ends at the residual value.

    >>> round(unpaid_eur(100, 0.0, 10, 4), 2), round(unpaid_eur(100, 0.07, 15, 15, 10), 2)
    (60.0, 10.0)
    """
    elapsed = min(max(elapsed_years, 0.0), float(term_years))
    if abs(rate) < 1e-9:  # so small that the growth below is lost in rounding
        return capex_eur - (capex_eur - residual_eur) * elapsed / term_years
    grown = math.expm1(elapsed * math.log1p(rate))
    annuity = annuity_fee(capex_eur, rate, term_years, residual_eur)
    return capex_eur * (1.0 + grown) - annuity * grown / rate


# --- asking flows ----------------------------------------------------------------------------------------------------


def net_by_party(flows: Iterable[Flow]) -> dict[str, float]:
    """Received less paid of every party [EUR]; they sum to zero but for rounding."""
    net: dict[str, float] = {}
    for flow in flows:
        net[flow.payer] = net.get(flow.payer, 0.0) - flow.amount_eur
        net[flow.payee] = net.get(flow.payee, 0.0) + flow.amount_eur
    return net


def net_by_year(flows: Iterable[Flow], party: str, years: int) -> NDArray[np.float64]:
    """Received less paid of one party by calendar year, float64, shape (years,) [EUR]; later years are left out."""
    net = np.zeros(years)
    for flow in flows:
        year = flow.day // DAYS_PER_YEAR
        if 0 <= year < years:
            net[year] += flow.amount_eur * ((flow.payee == party) - (flow.payer == party))
    return net


def years_from_today(day: ArrayLike, today: int = 0) -> NDArray[np.float64]:
    """Years by which a flow is discounted: whole years, rounded up.

    >>> years_from_today([0, 1, 364, 365, 366, 730]).tolist()
    [0.0, 1.0, 1.0, 1.0, 2.0, 2.0]
    """
    return np.ceil((np.asarray(day, dtype=np.float64) - today) / DAYS_PER_YEAR)


def present_value_of(flows: Iterable[Flow], party: str, rate: float, today: int = 0) -> float:
    """Worth of a contract to one party at its own rate [EUR].

    Raises:
        NoSolution: a rate of -100 % or lower

    >>> round(present_value_of([Flow(365, "bank", "city_hall", "x", 110.0, "fee")], "city_hall", 0.1), 6)
    100.0
    """
    if not rate > -1.0:
        raise NoSolution(f"a rate of {rate:.0%} leaves nothing to discount with; it must be above -100 %")
    mine = [flow for flow in flows if party in (flow.payer, flow.payee)]
    amounts = np.array([flow.amount_eur if flow.payee == party else -flow.amount_eur for flow in mine])
    return float(amounts @ (1.0 + rate) ** -years_from_today([flow.day for flow in mine], today)) if mine else 0.0


def present_values(flows: Sequence[Flow], rates: Mapping[str, float], today: int = 0) -> dict[str, float]:
    """Worth of a contract to each party that has a rate [EUR]."""
    return {party: present_value_of(flows, party, rate, today) for party, rate in rates.items()}


USES = ("investment", "transaction")
SOURCES = {"loan": "bank_loan", "grant": "grant", "shares": "cooperative_shares", "contribution": "contributions"}
"""Kinds of flow on the day of signing that bring money in, and the word for them."""


def sources_and_uses(flows: Sequence[Flow], own: Sequence[str]) -> tuple[dict[str, float], dict[str, float]]:
    """Where the money of the first day comes from and where it goes; both sum to the same [EUR].

    Args:
        flows: of one contract
        own: parties for whom the works are; their money is `own_means`, that of whoever else invests `third_party`
    """
    uses: dict[str, float] = {}
    sources: dict[str, float] = {}
    for flow in flows:
        if flow.kind in USES:
            uses[flow.account] = uses.get(flow.account, 0.0) + flow.amount_eur
        elif flow.kind in SOURCES:
            word = SOURCES[flow.kind]
            sources[word] = sources.get(word, 0.0) + flow.amount_eur
    investors = {flow.payer: 0.0 for flow in flows if flow.kind in USES}
    for flow in flows:
        if flow.kind in USES:
            investors[flow.payer] += flow.amount_eur
        elif flow.kind in SOURCES and flow.payee in investors:
            investors[flow.payee] -= flow.amount_eur
    for investor, own_eur in investors.items():
        if own_eur < 0.0:  # whole shares bring in a little more than the works cost
            uses["cash put by"] = uses.get("cash put by", 0.0) - own_eur
            continue
        word = "own_means" if investor in own else "third_party"
        sources[word] = sources.get(word, 0.0) + own_eur
    return {word: amount for word, amount in sources.items() if amount > 0.0}, uses
