"""Answers on cash flows, annuities and lighting contracts."""

from __future__ import annotations

from dataclasses import asdict

import numpy as np

from scenarios.validation.given import Given
from sim import finance
from sim.finance import NoSolution, Programme

LONGEST_TERM_YEARS = 1000
FLOWS = ("flows", "values", "amounts", "cash_flows")


def net_present_value(given: Given) -> dict[str, float]:
    """`rate`, `flows` -> result."""
    return {"result": finance.npv(given.number("rate"), given.numbers(*FLOWS))}


def internal_rate(given: Given) -> dict[str, float]:
    """`flows` -> result."""
    return {"result": finance.irr(given.numbers(*FLOWS))}


def value_at_internal_rate(given: Given) -> dict[str, float]:
    """`flows` -> result, zero but for rounding."""
    return {"result": finance.npv_at_irr(given.numbers(*FLOWS))}


def modified_internal_rate(given: Given) -> dict[str, float]:
    """`flows`, `finance`, `reinvest` -> result."""
    rates = given.number("finance", "finance_rate"), given.number("reinvest", "reinvest_rate")
    return {"result": finance.mirr(given.numbers(*FLOWS), *rates)}


def payment(given: Given) -> dict[str, float]:
    """`rate`, `n`, `pv`, perhaps `fv` and `when` -> result."""
    rate, periods = given.number("rate"), given.number("n", "nper", "periods")
    amounts = given.number("pv", default=0.0), given.number("fv", default=0.0)
    return {"result": finance.pmt(rate, periods, *amounts, at_beginning=given.at_beginning())}


def number_of_payments(given: Given) -> dict[str, float]:
    """`rate`, `pmt`, `pv`, perhaps `fv` and `when` -> result."""
    rate, paid = given.number("rate"), given.number("pmt", "payment")
    amounts = given.number("pv", default=0.0), given.number("fv", default=0.0)
    return {"result": finance.nper(rate, paid, *amounts, at_beginning=given.at_beginning())}


def lighting(given: Given) -> dict[str, float]:
    """The numbers of a `Programme` under their own names -> the verdict."""
    needed = (
        "lamps capex_eur_per_lamp upkeep_before_eur upkeep_after_eur kwh_per_lamp saving_share price_eur_per_kwh "
        "client_rate loan_rate provider_rate"
    )
    optional = "residual_share price_growth monitoring_eur risk_eur transaction_own_eur transaction_service_eur"
    numbers = {name: given.number(name) for name in needed.split()}
    numbers |= {name: given.number(name, default=0.0) for name in optional.split()}
    term_years = given.whole("term_years")
    if term_years > LONGEST_TERM_YEARS:
        raise NoSolution(f"a term of {term_years:g} years; {LONGEST_TERM_YEARS} at most")
    programme = Programme(
        **numbers,
        term_years=term_years,
        realised_share_own=given.number("realised_share_own", "realised_share", default=1.0),
        spread_years=given.whole("spread_years", default=1),
    )
    with np.errstate(over="ignore", invalid="ignore"):  # what is not finite then, the judge tells
        return asdict(finance.lighting_contract(programme))


ANSWERS = {
    "npv": net_present_value,
    "irr": internal_rate,
    "npv_at_irr": value_at_internal_rate,
    "mirr": modified_internal_rate,
    "pmt": payment,
    "nper": number_of_payments,
    "lighting_contract": lighting,
}
