"""Pure cash flows: what a stream of money, a loan or a lighting contract is worth."""

from sim.finance.cash_flows import (
    NoSolution,
    annuity_factor,
    capital_recovery,
    irr,
    mirr,
    nper,
    npv,
    npv_at_irr,
    pmt,
    present_value,
)
from sim.finance.lighting_contract import LightingVerdict, Programme, lighting_contract
from sim.finance.lighting_offers import OperatorTerms, SideBySide, side_by_side
from sim.finance.loans import LoanSchedule, annuity_schedule, debt_service_by_year

__all__ = [
    "LightingVerdict",
    "LoanSchedule",
    "NoSolution",
    "OperatorTerms",
    "Programme",
    "SideBySide",
    "annuity_factor",
    "annuity_schedule",
    "capital_recovery",
    "debt_service_by_year",
    "irr",
    "lighting_contract",
    "mirr",
    "nper",
    "npv",
    "npv_at_irr",
    "pmt",
    "present_value",
    "side_by_side",
]
