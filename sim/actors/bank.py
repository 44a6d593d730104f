"""The bank: lends to the city, to companies and to households, and is lent money itself.

It asks for cover, a ticket worth its desk's time, room under the limit for one borrower, and a name; it rewards saving.
As a facilitator it screens small projects one by one and lends to those that pass as one ticket.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sim.actors.base import CityActor, said
from sim.actors.decisions import LoanAnswer, LoanRequest
from sim.finance import capital_recovery
from sim.parameter import Book

RATES = {
    "public": ("municipal_loan_rate", "contracts.municipal_loan_rate"),
    "household": ("bank_rate_household", "finance.bank_rate_household"),
    "business": ("bank_rate_business", "finance.bank_rate_business"),
}
"""Kinds of borrower: field of the market's terms, and parameter, of the list rate."""


@dataclass(frozen=True)
class LoanPolicy:
    """The bank's rules of a year."""

    list_rates: dict[str, float]
    funding_rate: float
    minimum_cover_ratio: float
    comfortable_cover_ratio: float
    minimum_ticket_eur: float
    longest_term_years: float
    exposure_limit_eur: float
    """Most that one borrower may owe it; public borrowers are left out, as the law does."""
    reputation_start: float
    lowest_reputation: float
    reputation_margin: float
    """Rate added when the reputation falls from 1 to 0 [1/yr]."""
    green_saved_share: dict[str, float]
    green_rate_step: dict[str, float]
    arranging_fee_share: float

    def rate_for(self, request: LoanRequest) -> float:
        """List rate, dearer for a bad name, cheaper by the last green step reached, never under the cost of money."""
        name = self.reputation_start if request.reputation is None else request.reputation
        reached = [step for step, share in self.green_saved_share.items() if request.saved_share >= share]
        green = max((self.green_rate_step[step] for step in reached), default=0.0)
        asked = self.list_rates[request.kind] + self.reputation_margin * (self.reputation_start - name) - green
        return max(self.funding_rate, asked)


def policy_of(book: Book, year: int, chosen: dict[str, float], own_capital_eur: float) -> LoanPolicy:
    """The rules as the book has them, with what a scenario sets: `interest_factor` bends every rate."""
    at, factor = (lambda name: book.at(f"actors.{name}", year)), chosen.get("interest_factor", 1.0)
    return LoanPolicy(
        list_rates={kind: factor * book.at(parameter, year) for kind, (_, parameter) in RATES.items()},
        funding_rate=book.at("finance.bank_funding_rate", year) * min(1.0, factor),
        minimum_cover_ratio=chosen.get("minimum_cover_ratio", at("bank_minimum_cover_ratio")),
        comfortable_cover_ratio=at("bank_comfortable_cover_ratio"),
        minimum_ticket_eur=chosen.get("minimum_ticket_eur", at("bank_minimum_ticket_eur")),
        longest_term_years=at("bank_longest_term_years"),
        exposure_limit_eur=at("bank_exposure_share_of_capital") * own_capital_eur,
        reputation_start=at("reputation_start"), lowest_reputation=at("bank_lowest_reputation"),
        reputation_margin=at("bank_reputation_margin"), green_saved_share=at("bank_green_saved_share"),
        green_rate_step=at("bank_green_rate_step"), arranging_fee_share=at("bank_arranging_fee_share"),
    )  # fmt: skip


def cover_ratio(request: LoanRequest, rate: float) -> tuple[float, float, float]:
    """Cover in the worst year, DSCR = min_t CFADS_t / A with A = L CRF(i,T).

    Returns:
        cover ratio, the yearly payment A [EUR/yr], cash of the worst year [EUR/yr]

    >>> cover_ratio(LoanRequest("esco", 1000.0, 4, 300.0), rate=0.0)
    (1.2, 250.0, 300.0)
    """
    cash = request.cash_eur
    if not isinstance(cash, (int, float)):
        cash = min(cash[: request.term_years]) if len(cash) >= request.term_years else min(0.0, *cash)
    payment = request.amount_eur * float(capital_recovery(rate, request.term_years))
    return (cash / payment if payment > 0 else math.inf), payment, float(cash)


def refusal_before_cover(request: LoanRequest, policy: LoanPolicy, ticket: bool) -> str:
    """The first rule that keeps the bank from looking at the cash at all, in words; empty when none does."""
    name = policy.reputation_start if request.reputation is None else request.reputation
    if request.kind not in policy.list_rates:
        return f"no loans to {request.kind} borrowers"
    if request.term_years > policy.longest_term_years:
        return f"{request.term_years} years, longer than {policy.longest_term_years:g}"
    if ticket and request.kind != "household" and request.amount_eur < policy.minimum_ticket_eur:
        return f"ticket of {request.amount_eur:,.0f} EUR below {policy.minimum_ticket_eur:,.0f}"
    owed = request.owes_eur + request.amount_eur
    if request.kind != "public" and owed > policy.exposure_limit_eur:
        return f"{owed:,.0f} EUR on one borrower, above {policy.exposure_limit_eur:,.0f}"
    if name < policy.lowest_reputation:
        return f"reputation {name:.2f} below {policy.lowest_reputation:.2f}"
    return ""


def judge_loan(request: LoanRequest, policy: LoanPolicy, ticket: bool = True) -> LoanAnswer:
    """Grant or refuse one loan by the rules of the year.

    Args:
        request: what is asked
        policy: the rules
        ticket: whether the smallest ticket counts (not for a project that is to be bundled)

    Raises:
        ValueError: an amount of zero or less, or no whole number of years
    """
    if not (0 < request.amount_eur < math.inf and request.term_years >= 1):
        raise ValueError("a loan is an amount above zero for one year or more")
    if why := refusal_before_cover(request, policy, ticket):
        return LoanAnswer(False, 0.0, why)
    rate = policy.rate_for(request)
    cover, payment, cash = cover_ratio(request, rate)
    most = max(0.0, cash / policy.minimum_cover_ratio / payment * request.amount_eur)
    if cover < policy.minimum_cover_ratio - 1e-12:  # a ratio on the line is a yes, whatever the rounding
        why = f"cover ratio {cover:.2f} below {policy.minimum_cover_ratio:.2f}"
        return LoanAnswer(False, rate, why, (), cover, payment, 0.0, most)
    fee = policy.arranging_fee_share * request.amount_eur if request.facilitated else 0.0
    why = f"cover ratio {cover:.2f}, asked {policy.minimum_cover_ratio:.2f}"
    return LoanAnswer(True, rate, why, conditions_of(request, policy, cover), cover, payment, fee, most)


def conditions_of(request: LoanRequest, policy: LoanPolicy, cover: float) -> tuple[str, ...]:
    """What the bank wants in the papers."""
    found = [] if request.kind == "public" else ["the income of the project is pledged"]
    if cover < policy.comfortable_cover_ratio:
        found.append("half a year of debt service stands in a reserve account")
    if any(request.saved_share >= share for share in policy.green_saved_share.values()):
        found.append("the saving is measured and reported every year")
    if request.facilitated:
        found.append("the arranging fee is paid at closing")
    return tuple(found)


def judge_bundle(requests: Sequence[LoanRequest], policy: LoanPolicy) -> list[LoanAnswer]:
    """Answers to many at once: what is too small alone is screened, and lent as one ticket when the sum will do."""
    alone = [judge_loan(request, policy) for request in requests]
    small = [number for number, request in enumerate(requests) if is_small(request, policy)]
    screened = {
        number: judge_loan(replace(requests[number], facilitated=True), policy, ticket=False) for number in small
    }
    passed = [number for number in small if screened[number].granted]
    total = sum(requests[number].amount_eur for number in passed)
    for number in small:
        if not screened[number].granted:
            alone[number] = screened[number]
        elif total >= policy.minimum_ticket_eur:
            why = f"{screened[number].reason}; one of {len(passed)} in a ticket of {total:,.0f} EUR"
            alone[number] = replace(screened[number], reason=why)
    return alone


def is_small(request: LoanRequest, policy: LoanPolicy) -> bool:
    """Whether a request is below the ticket of the bank."""
    return request.kind != "household" and request.amount_eur < policy.minimum_ticket_eur


class Bank(CityActor):
    """Lives on the difference between its rates and what its own money costs, the rate at which it weighs the future."""

    name = "bank"
    title = {"en": "Bank", "nl": "Bank", "fr": "Banque", "de": "Bank"}
    role = "lends to city, companies and households"
    rate_parameter = "finance.bank_funding_rate"
    goals = (
        said("loans that are paid back, with a margin", "leningen die terugbetaald worden, met een marge"),
        said("a greener loan book", "een groenere kredietportefeuille"),
    )
    powers = (
        said("lends or refuses", "leent of weigert"),
        said("sets rate, cover and conditions", "bepaalt rente, dekking en voorwaarden"),
        said("bundles small projects", "bundelt kleine projecten"),
    )
    assets = (said("its own capital and savings entrusted to it", "eigen kapitaal en toevertrouwd spaargeld"),)
    gives = ("money", "service")
    settings = {
        "interest_factor": "all its rates, as a factor on those of the book",
        "minimum_ticket_eur": "smallest loan to a project",
        "minimum_cover_ratio": "cash over debt service it asks for in the worst year",
    }

    @property
    def policy(self) -> LoanPolicy:
        """Its rules in the present year."""
        own = self.book.at("actors.own_means_eur", self.model.first_year)[self.name]
        return policy_of(self.book, self.model.year, self.chosen, own)

    def answer_loan(self, request: LoanRequest) -> LoanAnswer:
        """Whether it lends, at which rate and under which conditions."""
        return judge_loan(request, self.policy) if self.present else LoanAnswer(False, 0.0, self.absence)

    def answer_loans(self, requests: Sequence[LoanRequest]) -> list[LoanAnswer]:
        """Many requests at once, small ones bundled."""
        if not self.present:
            return [LoanAnswer(False, 0.0, self.absence)] * len(requests)
        return judge_bundle(requests, self.policy)

    def owed_by(self, borrower: str) -> float:
        """What a borrower owes it today [EUR]."""
        return self.model.market.loans.owed_eur(borrower=borrower, lender=self.name)

    def act(self, year: int) -> None:
        """Its rates of the year, where a scenario bends them, in the terms with which contracts are written."""
        factor = self.chosen.get("interest_factor", 1.0)
        if factor != 1.0:
            terms = self.model.market.terms
            self.model.market.terms = replace(
                terms, **{field: factor * getattr(terms, field) for field, _ in RATES.values()}
            )
