"""What contracts really deliver against what they promised, and what follows: penalties, bonuses, disputes, exits.

Place in the flow: city -> population -> behaviour, [markets] -> physics -> inventory.

Ways to measure (`ContractForm.promises`): `guarantee` (a saving, measured each year), `supply` (energy delivered),
`availability` (days in order), `light` (lamp-days lit), and `own`: who buys for himself has no one to measure for, so the shortfall is told in the table
and moves no money. What the model has measured itself (`Market.measured`) goes before a draw.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.finance.flows import unpaid_eur
from sim.markets.plan import BROKEN, RUNNING

if TYPE_CHECKING:
    from sim.markets.contract import Contract
    from sim.markets.market import Market

KINDS = ("none", "penalty", "bonus", "shortfall", "dispute")
OWN_BUILDINGS = ("public_buildings", "collective_homes")
"""Domains in which an own purchase delivers as buildings do; elsewhere as lamps do."""
COLUMNS = ("contract", "year", "promised", "delivered", "unit", "money_eur", "kind")


class PerformanceBook:
    """Yearly notes of what contracts delivered, one row per contract, year and consequence."""

    def __init__(self) -> None:
        self.rows: list[tuple[int, int, float, float, str, float, str]] = []
        """In the order of COLUMNS."""

    def of_year(self, year: int) -> list[tuple[int, int, float, float, str, float, str]]:
        """Rows of a year, if it is the last one noted."""
        first = len(self.rows)
        while first and self.rows[first - 1][1] == year:
            first -= 1
        return self.rows[first:]

    def note(
        self, contract: Contract, year: int, promised: float, delivered_share: float, money_eur: float, kind: str,
        unit: str = "kWh",
    ) -> None:  # fmt: skip
        """Note a year of a contract.

        Args:
            contract: which one
            year: calendar year
            promised: in the unit
            delivered_share: delivered over promised
            money_eur: what it cost or brought whoever bears it, not negative
            kind: one of KINDS
            unit: of promised and delivered
        """
        self.rows.append((contract.id, year, promised, promised * delivered_share, unit, money_eur, kind))


def delivered_share(market: Market, contract: Contract, year: int, share: float) -> float:
    """Delivered over promised of a supply or a service in a year; what is not paid for it is noted.

    Args:
        market: of the run
        contract: one that promises a supply or availability
        year: calendar year
        share: part of the year in which it runs
    """
    how = contract.form.promises
    if how not in ("supply", "availability"):
        return 1.0
    delivered = market.measured.get(contract.id)
    if delivered is None:
        mean, sd = market.at("performance.realised_mean")[how], market.at("performance.realised_sd")[how]
        delivered = mean
        if sd > 0.0:
            delivered = mean + sd * market.standard_draw("delivered supply", year, contract.id)
    ceiling = 1.0 if how == "availability" else float("inf")
    delivered = min(ceiling, max(0.0, delivered))
    for_delivery = share * sum(p.amount_eur for p in contract.yearly if p.by_delivery and p.payee == contract.provider)
    kind = "none" if delivered == 1.0 else "bonus" if delivered > 1.0 else "shortfall"
    kind = "penalty" if how == "availability" and delivered < 1.0 else kind
    promised, unit = promise_of(contract)
    market.performance.note(
        contract, year, share * promised, delivered, abs(delivered - 1.0) * for_delivery, kind, unit
    )
    return delivered


def promise_of(contract: Contract) -> tuple[float, str]:
    """What a contract promises in a full year, and its unit; days of service where there is no energy in the deal."""
    return (contract.deal.saved_kwh, "kWh") if contract.deal.saved_kwh > 0.0 else (365.0, "days")


def own_purchase_share(market: Market, contract: Contract) -> float:
    """Delivered over promised saving of what the city bought for itself: drawn once, for it lasts."""
    where = "buildings" if contract.deal.domain in OWN_BUILDINGS else "lighting"
    mean = market.book.at("contracts.own_purchase_realised_share", contract.deal.year)[where]
    sd = market.book.at("performance.own_purchase_sd", contract.deal.year)[where]
    return max(0.0, mean + sd * market.standard_draw("own saving", 0, contract.id))


# --- when it goes wrong ----------------------------------------------------------------------------------------------


def settle_dispute(market: Market, contract: Contract, year: int, delivered: float) -> None:
    """Too little delivered is fought over: it costs both sides, and now and then it ends the contract.

    The client's exit is paid at what fees have not yet paid back, less a break cost that the provider bears, since it
    fell short.
    """
    if delivered >= market.at("performance.dispute_below_share") or contract.state != RUNNING:
        return
    cost = market.at("performance.dispute_cost_share_of_fee") * contract.yearly_fee_eur
    for party in (contract.client, contract.provider):
        market.payments.pay(year, party, "rest_of_world", "dispute", float(cost), contract.id)
    promised, unit = promise_of(contract)
    market.performance.note(contract, year, promised, delivered, 2.0 * cost, "dispute", unit)
    reason = f"{delivered:.0%} of the promise was delivered"
    market.happenings.append((year, "dispute", contract.id, contract.client, reason))
    drawn = market.luck.draw("exit after a dispute", year, np.array([contract.id]))[0]
    if year < contract.last_year and drawn < market.at("performance.exit_after_dispute_share"):
        leave_early(market, contract, year, at_fault=contract.provider, reason=reason)


def exit_price_eur(market: Market, contract: Contract, year: int) -> tuple[float, float]:
    """What a client who leaves at the end of a year owes for the things, and the break cost of whoever is at fault [EUR].

    METHODS 2: what fees have not yet paid back, at the investor's rate, and a break cost on top.
    """
    form, deal = contract.form, contract.deal
    if not form.rate_parameter or contract.state != RUNNING:
        return 0.0, 0.0
    term = int(contract.terms.get("term_years", contract.last_year - deal.year))
    elapsed = year - deal.year + deal.share_of_first_year
    rate = market.book.at(form.rate_parameter, year)
    unpaid = unpaid_eur(contract.capex_eur, rate, term, elapsed, contract.terms.get("residual_eur", 0.0))
    return unpaid, unpaid * market.terms.early_exit_cost_share


def leave_early(market: Market, contract: Contract, year: int, at_fault: str, reason: str) -> None:
    """The client takes the things over and the contract is broken off.

    Args:
        market: of the run
        contract: a running one
        year: at whose end it stops
        at_fault: client or provider; who bears the break cost
        reason: in plain words
    """
    price, broken = exit_price_eur(market, contract, year)
    client, provider = contract.client, contract.provider
    market.payments.pay(year, client, provider, "early exit", float(price), contract.id)
    other = provider if at_fault == client else client
    market.payments.pay(year, at_fault, other, "break cost", float(broken), contract.id)
    market.happenings.append((year, "broken", contract.id, client, reason))
    market.end(contract, year, BROKEN, reason)
