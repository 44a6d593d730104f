"""What a financier would want to read about one contract: cash, cover, sources and uses, ticket, risks, missing papers.

Place in the flow: markets -> [ecosystem] -> pages and exports. Plain values throughout. The file asks questions; whether a
loan is given is for a financier to say.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np

from sim.ecosystem.cover_ratios import (
    CashTable,
    Cover,
    Flow,
    cash_table,
    cover,
    debt_flows,
    pays_debt,
    sources_and_uses,
)
from sim.ecosystem.investment_concept import missing_papers
from sim.parameter import Book

MUNICIPALITY = "city_hall"
RISKS = ("price", "volume", "performance", "counterparty")
COVERED_BY: dict[str, dict[str, str]] = {
    "price": {
        "indexation": "the fee follows an index",
        "fixed price": "the price is fixed for the term",
    },
    "volume": {
        "minimum volume": "a minimum is paid for in any case",
        "availability fee": "the fee is paid for being available, not for use",
    },
    "performance": {
        "penalty": "penalties for what is not delivered",
        "guarantee": "a guaranteed saving, the shortfall is paid back",
        "measurement": "measured by an agreed method",
        "insurance": "performance insurance",
    },
    "counterparty": {
        "municipality pays": "a municipality pays",
        "step-in": "the lender may hand the contract to another provider",
        "collateral": "collateral",
        "guarantor": "a guarantor",
    },
}
"""Risk -> what may cover it: key of a fact of the contract, in words."""
COVER_FROM_ACCOUNT = {
    "penalty": "penalty",
    "shortfall of saving": "guarantee",
    "availability fee": "availability fee",
}
"""Account in the plan -> the cover that it shows."""


@dataclass(frozen=True)
class Request:
    """What is asked of a financier, and what is known about the contract."""

    title: str
    borrower: str
    loan_eur: float
    rate: float
    term_years: int
    year: int
    """Year in which the loan is paid out."""
    least_cover: float
    """Cover ratio that the bank asks, `actors.bank_minimum_cover_ratio`."""
    least_ticket_eur: float
    """`actors.bank_minimum_ticket_eur`."""
    lender: str = "bank"
    payer: str = ""
    """Who pays the income of the borrower; its failure is the counterparty risk."""
    risks: Mapping[str, str] = field(default_factory=dict)
    """price, volume, performance -> party that bears it."""
    covers: Collection[str] = ()
    """Keys of COVERED_BY that the contract has."""
    papers: Collection[str] = ()
    """Keys of the papers that are there beside those that this file makes."""
    avoided_eur: Mapping[int, float] = field(default_factory=dict)
    """Costs that no longer arise, by year."""


@dataclass(frozen=True)
class BankFile:
    """The file as values."""

    request: Request
    cash: CashTable
    cover: Cover
    sources: dict[str, float]
    uses: dict[str, float]
    risks: list[dict[str, Any]]
    missing: dict[str, list[dict[str, str | bool]]]
    questions: list[str]

    @property
    def ticket(self) -> dict[str, Any]:
        """The loan against the smallest one a bank prepares."""
        asked, least = self.request.loan_eur, self.request.least_ticket_eur
        return {
            "loan_eur": asked,
            "least_eur": least,
            "large_enough": asked >= least,
            "short_eur": max(0.0, least - asked),
        }

    @property
    def income_cushion(self) -> float:
        """Share of the income that may stay away before cash no longer covers the debt, in the year of the least room.

        NaN without debt service; below zero when cash does not cover it as planned.
        """
        owes = self.cash.debt_service_eur > 0
        left, income = self.cash.for_debt_eur - self.cash.debt_service_eur, self.cash.income_eur
        if not owes.any():
            return float("nan")
        if np.any(income[owes] <= 0):
            return float("-inf")
        return float(np.min(left[owes] / income[owes]))

    def as_dict(self) -> dict[str, Any]:
        """Everything as numbers, words and lists, fit for JSON; what is not a number is None."""
        request = asdict(self.request)
        request |= {"covers": sorted(self.request.covers), "papers": sorted(self.request.papers)}
        names = [name for name in CashTable.__dataclass_fields__ if name != "years"] + ["for_debt_eur", "net_eur"]
        columns = {"year": self.cash.years, **{name: getattr(self.cash, name) for name in names}}
        columns["cover"] = self.cover.by_year
        rows = zip(*(column.tolist() for column in columns.values()), strict=True)
        return {
            "request": request,
            "cash_flow": [dict(zip(columns, map(_plain, row), strict=True)) for row in rows],
            "cover": {
                "least": _plain(self.cover.least), "mean": _plain(self.cover.mean),
                "loan_life": _plain(self.cover.loan_life), "weakest_year": self.cover.weakest_year, "income_cushion": _plain(self.income_cushion),
            },
            "sources": self.sources, "uses": self.uses, "ticket": self.ticket, "risks": self.risks,
            "missing_papers": self.missing, "questions": self.questions,
        }  # fmt: skip


def bank_file(request: Request, flows: Sequence[Flow]) -> BankFile:
    """The file of one contract.

    A plan without debt in it gets the loan of the request: equal yearly payments, the first in the year after.

    Args:
        request: what is asked, and what is known
        flows: the contract's planned flows; `plan_of` makes them of dated ones

    Raises:
        NoSolution: the borrower has no part in the plan, or the loan cannot be repaid in equal payments
        ValueError: a paper or a cover that is not on the list
    """
    _check_covers(request.covers)
    plan = list(flows)
    if not any(pays_debt(flow, request.borrower) for flow in plan):
        terms = request.loan_eur, request.rate, request.term_years, request.year
        plan = [flow for flow in plan if not (flow[2] == request.borrower and flow[3] == "loan paid out")]
        plan += debt_flows(request.borrower, request.lender, *terms) if request.loan_eur > 0 else []
    cash = cash_table(plan, request.borrower, request.avoided_eur)
    ratios = cover(cash, request.loan_eur, request.rate)
    sources, uses = sources_and_uses(plan, request.borrower)
    risks = _risk_table(request, {flow[3] for flow in plan})
    made_here = {"investment", "cash flow", "sources and uses", "cover ratio", "risks"}
    missing = missing_papers(made_here | set(request.papers))
    questions = _questions(request, ratios, cash, risks)
    return BankFile(request, cash, ratios, sources, uses, risks, missing, questions)


def request_from_book(book: Book, year: int, **facts: Any) -> Request:
    """A request with the bank's thresholds of the book; `facts` are the other fields of `Request`."""
    return Request(
        year=year, least_cover=book.at("actors.bank_minimum_cover_ratio", year),
        least_ticket_eur=book.at("actors.bank_minimum_ticket_eur", year), **facts,
    )  # fmt: skip


def _check_covers(covers: Collection[str]) -> None:
    known = {key for of_risk in COVERED_BY.values() for key in of_risk}
    strangers = sorted(set(covers) - known)
    if strangers:
        raise ValueError(f"no cover is called {', '.join(strangers)}; there are {', '.join(sorted(known))}")


def _risk_table(request: Request, accounts: set[str]) -> list[dict[str, Any]]:
    """Each risk, who bears it, what covers it."""
    shown = {cover_key for account, cover_key in COVER_FROM_ACCOUNT.items() if account in accounts}
    covers = set(request.covers) | shown
    if MUNICIPALITY in (request.payer, request.borrower):
        covers.add("municipality pays")
    stands_to_lose = request.lender if request.loan_eur > 0 else request.borrower
    bearers = {"counterparty": stands_to_lose, **request.risks}
    return [
        {
            "risk": risk,
            "borne_by": bearers.get(risk, "not said"),
            "covered_by": [words for key, words in COVERED_BY[risk].items() if key in covers],
        }
        for risk in RISKS
        if risk != "counterparty" or request.payer or request.loan_eur > 0  # somebody must owe something
    ]


def _questions(request: Request, ratios: Cover, cash: CashTable, risks: list[dict[str, Any]]) -> list[str]:
    """What a financier would ask; nothing here says yes or no."""
    asks = []
    if ratios.weakest_year is not None and not cash.income_eur.any():
        asks.append(f"from what the loan is paid back: this plan alone brings {request.borrower} no income")
    elif ratios.weakest_year is not None and ratios.least < request.least_cover:
        weak = int(np.sum(ratios.by_year < request.least_cover))
        asks.append(
            f"why cash covers debt service {ratios.least:.2f} times in {ratios.weakest_year} ({weak} years under the "
            f"{request.least_cover:.2f} that the bank asks)"
        )
    if 0 < request.loan_eur < request.least_ticket_eur:
        asks.append(
            f"whether others can join: {request.loan_eur:,.0f} EUR is less than the smallest loan it prepares, "
            f"{request.least_ticket_eur:,.0f} EUR"
        )
    avoided, income = float(cash.avoided_eur.sum()), float(cash.income_eur.sum())
    if avoided > 0:
        asks.append(f"how costs that no longer arise are shown: they are {avoided / income:.0%} of the income")
    for row in risks:
        if row["borne_by"] == "not said":
            asks.append(f"who bears the {row['risk']} risk")
        elif row["borne_by"] in (request.borrower, request.lender) and not row["covered_by"]:
            asks.append(f"what covers the {row['risk']} risk, which {row['borne_by']} bears")
    return [f"A financier would ask {question}." for question in asks]


def _plain(value: float) -> float | None:
    return value if np.isfinite(value) else None
