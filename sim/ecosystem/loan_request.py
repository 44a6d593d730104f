"""What a contract as planned asks of a financier: borrower, loan, payer, risks, covers and papers read from the contract.

Place in the flow: markets -> [ecosystem]. Reads what a form declares about itself and its plan; what neither says stays
open, and the bank file asks for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sim.ecosystem.bank_file import Request
from sim.ecosystem.cover_ratios import Flow, cash_table, pays_debt, sources_and_uses
from sim.parameter import Book

PROMISED: dict[str, tuple[str, ...]] = {
    "guarantee": ("guarantee", "measurement"),
    "light": ("penalty", "measurement"),
}
"""How a form measures what it promises -> covers of the performance risk."""
ALWAYS_KNOWN = frozenset({"objectives", "measures", "baseline", "impacts", "promoter", "partners", "contract form"})
"""Papers that a run with this contract in it can always fill."""


def request_for(
    form: Any, deal: Any, plan: Sequence[Flow], book: Book, year: int, indexed: bool = False, title: str = ""
) -> Request:
    """The request that follows from a contract form, a deal and the plan of it.

    The borrower is who borrows the most in the plan; without a loan, who pays for the works. When the borrower is the
    client, the saving it expects counts as a cost that no longer arises.

    Args:
        form: with name, client, risks, and if it has them promises and successor
        deal: with measure, year, saved_eur, life_years, and if it has them tender and project
        plan: planned flows with their kinds, from `plan_of`
        book: with the thresholds
        year: calendar year of signing
        indexed: whether the fee follows an index
        title: of the file; the form and the measure when empty
    """
    borrower, lender, loan_eur = _borrower(plan)
    rate, term = _terms_of_loan(plan, borrower, loan_eur)
    client = getattr(form, "client", "city_hall")
    return Request(
        title or f"{form.name.replace('_', ' ')}, {deal.measure.replace('_', ' ')}", borrower, loan_eur, rate, term, year,
        book.at("actors.bank_minimum_cover_ratio", year), book.at("actors.bank_minimum_ticket_eur", year), lender,
        payer=_who_pays(plan, borrower), risks=dict(form.risks), covers=_covers(form, indexed), papers=_papers(form, deal),
        avoided_eur=_avoided(deal, plan, borrower) if borrower == client else {},
    )  # fmt: skip


def _borrower(plan: Sequence[Flow]) -> tuple[str, str, float]:
    """Who borrows the most, from whom it borrows the most, and what it borrows in all."""
    lent: dict[str, dict[str, float]] = {}
    for flow in plan:
        if flow[3] == "loan paid out":
            of_lender = lent.setdefault(flow[2], {})
            of_lender[flow[1]] = of_lender.get(flow[1], 0.0) + flow[4]
    if lent:
        borrower = max(lent, key=lambda name: sum(lent[name].values()))
        return borrower, max(lent[borrower], key=lambda name: lent[borrower][name]), sum(lent[borrower].values())
    spent = {name: sum(sources_and_uses(plan, name)[1].values()) for name in dict.fromkeys(flow[1] for flow in plan)}
    return max(spent, key=lambda name: spent[name]), "bank", 0.0


def _terms_of_loan(plan: Sequence[Flow], borrower: str, loan_eur: float) -> tuple[float, int]:
    """Rate, from the first year's interest, and number of years with a payment."""
    years = [flow[0] for flow in plan if pays_debt(flow, borrower)]
    if not years or not loan_eur > 0:
        return 0.0, 0
    of_first_year = [flow for flow in plan if flow[0] == min(years) and pays_debt(flow, borrower)]
    interest = float(cash_table(of_first_year, borrower).interest_eur.sum())
    return interest / loan_eur, len(set(years))


def _who_pays(plan: Sequence[Flow], borrower: str) -> str:
    """Who pays the borrower the most in operation; empty when nobody does."""
    paid: dict[str, float] = {}
    for payer in dict.fromkeys(flow[1] for flow in plan if flow[2] == borrower):
        between = [flow for flow in plan if flow[1] == payer and flow[2] == borrower]
        paid[payer] = float(cash_table(between, borrower).income_eur.sum())
    best = max(paid, key=lambda name: paid[name], default="")
    return best if paid.get(best, 0.0) > 0 else ""


def _covers(form: Any, indexed: bool) -> tuple[str, ...]:
    covers = PROMISED.get(getattr(form, "promises", ""), ())
    covers += ("indexation",) if indexed else ()
    return covers + (("step-in",) if getattr(form, "successor", "") else ())


def _papers(form: Any, deal: Any) -> tuple[str, ...]:
    papers = set(ALWAYS_KNOWN)
    papers |= {"procurement"} if getattr(deal, "tender", -1) >= 0 else set()
    papers |= {"planning"} if getattr(deal, "project", -1) >= 0 else set()
    papers |= {"measurement"} if "measurement" in PROMISED.get(getattr(form, "promises", ""), ()) else set()
    return tuple(sorted(papers))


def _avoided(deal: Any, plan: Sequence[Flow], borrower: str) -> dict[int, float]:
    """The saving of every year in which debt is paid and the works live."""
    if not deal.saved_eur > 0:
        return {}
    years = sorted({flow[0] for flow in plan if pays_debt(flow, borrower)})
    return {year: float(deal.saved_eur) for year in years if year < deal.year + deal.life_years}
