"""The rules that bind a Flemish municipality: a result of zero or more each year, a self-financing margin at the plan's end.

Place in the flow: city -> population -> behaviour, [markets] -> physics -> inventory.

Available budget result >= 0 in every year; self-financing margin (operating surplus less repayments of debt) >= 0 in the
last year of the plan (METHODS 2, reference 35). An annuity lowers the margin and so does a service fee: light as a service
is not free money. Functions on yearly arrays judge a plan; `margin_left_eur` is asked before an order is given.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sim.markets.plan import RUNNING
from sim.parameter import Book

if TYPE_CHECKING:
    from sim.markets.market import Market

PAYER = "city_hall"


@dataclass(frozen=True)
class Finding:
    """One rule, held against a plan."""

    rule: str
    """available_result, self_financing_margin or debt_room."""
    holds: bool
    worst_eur: float
    """The lowest result, the margin at the end, or the debt room left at its lowest [EUR]."""
    year: int
    """Index of the year in which that is."""
    reason: str


def available_result_eur(
    operating_eur: ArrayLike, investment_eur: ArrayLike, financing_eur: ArrayLike, carried_over_eur: float = 0.0
) -> NDArray[np.float64]:  # fmt: skip
    """Available budget result at the end of each year: what was carried over and all balances since [EUR].

    Args:
        operating_eur: receipts less spending of daily business, interest in, shape (years,) [EUR]
        investment_eur: investment receipts less spending, shape (years,) [EUR]
        financing_eur: loans taken up less repaid, shape (years,) [EUR]
        carried_over_eur: result before the first year [EUR]

    >>> available_result_eur([5, 5], [-20, 0], [12, -2]).tolist()
    [-3.0, 0.0]
    """
    balances = [np.asarray(given, dtype=np.float64) for given in (operating_eur, investment_eur, financing_eur)]
    return carried_over_eur + np.cumsum(balances[0] + balances[1] + balances[2])


def self_financing_margin_eur(operating_eur: ArrayLike, repayments_eur: ArrayLike) -> NDArray[np.float64]:
    """Operating surplus less the periodic repayments of debt, by year [EUR].

    >>> self_financing_margin_eur([10, 10], [4, 12]).tolist()
    [6.0, -2.0]
    """
    return np.asarray(operating_eur, dtype=np.float64) - np.asarray(repayments_eur, dtype=np.float64)


def judge_plan(
    operating_eur: ArrayLike, investment_eur: ArrayLike, borrowed_eur: ArrayLike, repayments_eur: ArrayLike,
    debt_room_eur: float, carried_over_eur: float = 0.0, margin_minimum_eur: float = 0.0,
) -> list[Finding]:  # fmt: skip
    """The three rules against a plan of some years.

    Args:
        operating_eur: receipts less spending of daily business, fees and interest in, shape (years,) [EUR]
        investment_eur: investment receipts less spending, shape (years,) [EUR]
        borrowed_eur, repayments_eur: loans taken up and repaid, shape (years,) [EUR]
        debt_room_eur: debt that may be added [EUR]
        carried_over_eur: result before the first year [EUR]
        margin_minimum_eur: self-financing margin asked in the last year [EUR]
    """
    borrowed, repaid = (np.asarray(given, dtype=np.float64) for given in (borrowed_eur, repayments_eur))
    result = available_result_eur(operating_eur, investment_eur, borrowed - repaid, carried_over_eur)
    margin = self_financing_margin_eur(operating_eur, repaid)
    room = debt_room_eur - np.cumsum(borrowed - repaid)
    poorest, tightest, last = int(np.argmin(result)), int(np.argmin(room)), len(margin) - 1
    return [
        _finding("available_result", result[poorest], poorest, 0.0, "the available result at its lowest"),
        _finding("self_financing_margin", margin[last], last, margin_minimum_eur, "the margin in the plan's last year"),
        _finding("debt_room", room[tightest], tightest, 0.0, "the debt room left at its lowest"),
    ]


def _finding(rule: str, value: float, year: int, least: float, what: str) -> Finding:
    holds = bool(value >= least - 1e-6)
    words = f"{what} is {value:,.0f} EUR, {'enough' if holds else 'too little'}: at least {least:,.0f} is asked"
    return Finding(rule, holds, float(value), year, words)


# --- asked in a run --------------------------------------------------------------------------------------------------


def margin_at_start_eur(book: Book, inhabitants: float, year: int) -> float:
    """Self-financing margin before the contracts of a run that climate works may take: city hall tells it to its `Budget`.

    Operating surplus less repayments of the debt there is, and the part of it that is open to climate works [EUR/yr].
    """
    surplus = book.at("contracts.operating_surplus_eur_per_inhabitant", year)
    old_debt = book.at("finance.municipal_debt_eur_per_inhabitant", year)
    repayments = old_debt / book.at("contracts.municipal_loan_term_years", year)
    margin = max(0.0, surplus - repayments) * book.at("contracts.margin_share_for_climate", year)
    return inhabitants * margin


def burdens_eur(market: Market) -> float:
    """What living contracts and loans of this run take from the city's margin in a full year, savings counted [EUR/yr]."""
    fees = saved = 0.0
    for contract in market.contracts:
        if contract.client == PAYER and contract.form.promises != "supply":
            saved += contract.deal.saved_eur
            fees += contract.yearly_fee_eur if contract.state == RUNNING and contract.form.lowers_margin else 0.0
    return fees + market.loans.yearly_payment_eur(PAYER) - market.terms.saving_counted_in_margin * saved


def margin_left_eur(market: Market) -> float:
    """What is left of the margin after living contracts, loans and orders on the way, not below zero [EUR/yr]."""
    if market.budget.margin_eur == float("inf"):
        return float("inf")
    return max(0.0, market.budget.margin_eur - market.budget.on_margin_eur - burdens_eur(market))
