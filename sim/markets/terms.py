"""The numbers contracts are written with, read from the book once a year.

Place in the flow: city -> population -> behaviour, [markets] -> physics -> inventory.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, ClassVar

from sim.markets.plan import LONGEST_TERM_YEARS
from sim.parameter import Book, yearly


@dataclass(frozen=True)
class Terms:
    """The numbers contracts are written with, read from the book once a year; each field names its parameter below."""

    transaction_own_eur: float
    transaction_service_eur: float
    municipal_loan_rate: float
    municipal_loan_term_years: int
    provider_rate: float
    provider_debt_share: float
    provider_capex_discount: float
    provider_risk_eur_per_lamp: float
    monitoring_eur_per_lamp: float
    service_term_years: int
    residual_share: float
    sla_grace_days: float
    sla_penalty_eur_per_lamp_day: float
    sla_penalty_cap_share: float
    operator_rate: float
    operator_cash_share: float
    operator_share_share: float
    operator_expert_value_eur_per_lamp: float
    operator_dividend_rate: float
    esco_rate: float
    epc_term_years: int
    epc_client_share_of_surplus: float
    epc_realised_over_guaranteed: float
    epc_realised_sd: float
    epc_shortfall_repaid_share: float
    operator_capex_discount: float
    upkeep_eur_per_led: float
    bank_rate_household: float
    bank_rate_business: float
    household_loan_term_years: float
    indexation_fixed_share: float
    indexation_cpi_share: float
    indexation_labour_share: float
    indexation_inflation: float
    indexation_real_wage_growth: float
    early_exit_cost_share: float
    saving_counted_in_margin: float

    ELSEWHERE: ClassVar[dict[str, str]] = {
        "operator_capex_discount": "lighting.operator_capex_discount",
        "upkeep_eur_per_led": "lighting.upkeep_eur_per_lamp_led",
        "bank_rate_household": "finance.bank_rate_household",
        "bank_rate_business": "finance.bank_rate_business",
        "household_loan_term_years": "finance.bank_loan_term_years",
    }

    @classmethod
    def of(cls, book: Book, year: int) -> Terms:
        """The terms of a year: parameters of the topic `contracts`, but for those named in ELSEWHERE."""
        return _terms_of(book, year)


PARAMETER_OF_TERM = {entry.name: Terms.ELSEWHERE.get(entry.name, f"contracts.{entry.name}") for entry in fields(Terms)}


@yearly
def _terms_of(book: Book, year: int) -> Terms:
    values = {name: book.at(parameter, year) for name, parameter in PARAMETER_OF_TERM.items()}
    return Terms(**{name: int(value) if name.endswith("_years") else value for name, value in values.items()})


def problems_of_terms(book: Book, year: int) -> list[tuple[str, float, str]]:
    """Numbers under `contracts` with which no contract can be written: parameter, what was found, what is wanted.

    For whoever reads scenario files, to tell before a run what signing would refuse in it.
    """
    found = []
    for name, parameter in book.parameters.items():
        if name.startswith("contracts.") and (bounds := _bounds_of(name, parameter.unit)):
            low, high, words = bounds
            found += [(name, value, words) for value in _numbers(parameter.at(year)) if not low <= value <= high]
    parts = [book.at(f"contracts.indexation_{kind}_share", year) for kind in ("fixed", "cpi", "labour")]
    if abs(sum(parts) - 1.0) > 1e-9:
        found.append(("contracts.indexation_fixed_share", parts[0], f"parts that sum to 1, not {sum(parts):g}"))
    return found


def _bounds_of(name: str, unit: str) -> tuple[float, float, str] | None:
    if name.endswith("_term_years"):
        return 1.0, float(LONGEST_TERM_YEARS), f"a term from 1 to {LONGEST_TERM_YEARS} years"
    if "EUR" in unit:
        return 0.0, float("inf"), "an amount of zero or more"
    return (0.0, 1.0, "a share from 0 to 1") if name.endswith("_share") else None


def _numbers(value: Any) -> list[float]:
    return [number for part in value.values() for number in _numbers(part)] if isinstance(value, dict) else [value]
