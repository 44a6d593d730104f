"""Is a performance contract likely to stay off the public balance sheet? A checklist with reasons, never a verdict.

Place in the flow: city -> population -> behaviour, [markets] -> physics -> inventory.
After the guide of Eurostat and the EIB on the statistical treatment of energy performance contracts (METHODS 2, references
33 and 34); the limits are in the book. Statisticians decide, not this list, and it gives no legal advice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sim.finance.flows import Flow

if TYPE_CHECKING:
    from sim.markets.contract import ContractForm, Deal
    from sim.markets.market import Market

LIKELY_OFF, LIKELY_ON = "likely off", "likely on"


@dataclass(frozen=True)
class Limits:
    """What the tests ask."""

    least_term_years: float
    most_client_share_of_surplus: float
    most_public_finance_share: float


@dataclass(frozen=True)
class Case:
    """What the checklist wants to know of a contract; sums are over its term, undiscounted."""

    term_years: float
    guaranteed_saving_eur: float
    """Saving the provider guarantees [EUR]."""
    payments_eur: float
    """What the client pays the provider, upkeep in [EUR]."""
    upkeep_saved_eur: float = 0.0
    """Upkeep the client no longer pays [EUR]."""
    renewable_revenue_eur: float = 0.0
    """What renewables of the contract earn: counts as a saving [EUR]."""
    pays_by_saving: bool = True
    """Whether less saved means less paid, in proportion."""
    client_share_of_surplus: float = 0.0
    capex_eur: float = 0.0
    public_finance_eur: float = 0.0
    """What the client and its government put into the works [EUR]."""
    eu_grant_eur: float = 0.0
    """European grants in the works: neutral [EUR]."""


@dataclass(frozen=True)
class Test:
    """One question of the checklist."""

    __test__ = False  # not one of pytest's

    name: str
    passes: bool
    reason: str


def checklist(case: Case, limits: Limits) -> list[Test]:
    """All tests with their reasons.

    >>> limits = Limits(8, 0.34, 0.5)
    >>> beersel = Case(10, guaranteed_saving_eur=987_470, payments_eur=1_670_000, capex_eur=1_670_000)
    >>> [test.name for test in checklist(beersel, limits) if not test.passes]
    ['savings_cover_payments']
    """
    worth = case.guaranteed_saving_eur + case.upkeep_saved_eur + case.renewable_revenue_eur
    sharing, most = case.client_share_of_surplus, limits.most_client_share_of_surplus
    national_eur = max(0.0, case.capex_eur - case.eu_grant_eur)  # European money counts for neither side
    public = case.public_finance_eur / national_eur if national_eur > 0.0 else 0.0
    proportional = "less saved means less paid" if case.pays_by_saving else "the client pays whatever is saved"
    return [
        Test("payments_follow_savings", case.pays_by_saving, f"{proportional}; payments must follow what is saved"),
        Test(
            "savings_cover_payments", worth >= case.payments_eur,
            f"guaranteed savings of {worth:,.0f} EUR (energy {case.guaranteed_saving_eur:,.0f}, upkeep no longer paid "
            f"{case.upkeep_saved_eur:,.0f}, renewables {case.renewable_revenue_eur:,.0f}) against payments of "
            f"{case.payments_eur:,.0f} EUR over the term",
        ),
        Test(
            "long_enough", case.term_years >= limits.least_term_years,
            f"a term of {case.term_years:g} years; at least {limits.least_term_years:g} are asked",
        ),
        Test(
            "surplus_shared", sharing <= most,
            f"the client keeps {sharing:.0%} of a surplus; about {most:.0%} at most, the rest for who bears the risk",
        ),
        Test(
            "public_finance_small", public < limits.most_public_finance_share,
            f"public money is {public:.0%} of the works, European grants of {case.eu_grant_eur:,.0f} EUR left out; it "
            f"must stay under {limits.most_public_finance_share:.0%}",
        ),
    ]  # fmt: skip


def leaning(tests: Sequence[Test]) -> str:
    """`likely off` when every test passes, else `likely on`; never a verdict."""
    return LIKELY_OFF if all(test.passes for test in tests) else LIKELY_ON


def limits_of(market: Market) -> Limits:
    """What the tests ask, from the book."""
    found = market.at("contracts.off_balance_limits")
    return Limits(found["least_term_years"], found["most_client_share_of_surplus"], found["most_public_finance_share"])


def case_of(form: ContractForm, market: Market, deal: Deal, public_finance_eur: float = 0.0) -> Case:
    """What a form of contract would answer for a deal."""
    flows, plan = form.planned(market, deal), form.plan(market, deal)
    paid = _sum_between(flows, form.client, form.provider)
    received = _sum_between(flows, form.provider, form.client)
    own = form.sources(market, deal).get("own_means", 0.0)
    grants = _sum_between(flows, "eu", None)
    return Case(
        term_years=plan.term_years,
        guaranteed_saving_eur=deal.saved_eur * plan.term_years,
        payments_eur=max(0.0, paid - received),
        upkeep_saved_eur=form.upkeep_saved_eur(market, deal) * plan.term_years,
        pays_by_saving=form.promises in ("guarantee", "supply"),
        client_share_of_surplus=market.terms.epc_client_share_of_surplus if form.promises == "guarantee" else 0.0,
        capex_eur=plan.capex_eur,
        public_finance_eur=public_finance_eur + own,
        eu_grant_eur=grants,
    )  # fmt: skip


def _sum_between(flows: Sequence[Flow], payer: str, payee: str | None) -> float:
    return sum(flow.amount_eur for flow in flows if flow.payer == payer and payee in (None, flow.payee))
