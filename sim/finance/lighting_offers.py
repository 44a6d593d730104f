"""Own purchase, the grid operator's service and a private service side by side, and what carries the difference.

Place in the flow: beside `sim.finance.lighting_contract`; answers "which is best for the municipality, and why".

In the operator's service (Flanders) the municipality brings its network in at expert value, for cash and for shares;
the operator invests and asks a lump sum, reset after some years on actual cost, and pays a dividend on the shares.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from sim.finance.cash_flows import present_value
from sim.finance.lighting_contract import (
    Programme,
    lighting_contract,
    own_cost_per_lamp,
    present_saving_eur,
    served_lamp_years,
    service_fee_per_lamp,
    swapped_share,
)

OWN, OPERATOR, PRIVATE = "own_budget", "grid_operator_lighting_service", "private_lighting_service"


@dataclass(frozen=True)
class OperatorTerms:
    """The grid operator's service."""

    expert_value_eur: float
    """What experts say that poles and luminaires are worth when brought in [EUR]."""
    cash_share: float
    """Share of it paid in cash, the rest in shares [0 to 1]."""
    dividend_yield: float
    """Yearly dividend on those shares [1/yr]."""
    network_value_left_share: float
    """What the network is worth after the term, as a share of its expert value [0 to 1]."""
    capex_eur_per_lamp: float
    rate: float
    """The operator's cost of capital [1/yr]."""
    upkeep_eur_per_lamp: float
    """Upkeep in the lump sum [EUR per lamp and year]."""
    transaction_eur: float = 0.0
    reset_after_years: int = 3
    """Years that the lump sum holds before it is reset on actual cost."""
    cost_overrun_share: float = 0.0
    """Actual cost above planned cost, as a share."""
    spread_years: int = 1
    """Years over which the operator swaps the lamps."""


@dataclass(frozen=True)
class SideBySide:
    """Worth of each form to the municipality against doing nothing, and why the private service differs."""

    npv_eur: dict[str, float]
    """By contract form [EUR]."""
    wins: str
    """The form of the highest worth, or `do_nothing`."""
    lead_eur: float
    """How much it is ahead of the second best [EUR]."""
    why_operator: dict[str, float]
    """Operator's service less own purchase, by reason; adds up exactly [EUR]."""
    why_private: dict[str, float]
    """Private service less own purchase, by reason; adds up exactly [EUR]."""


def side_by_side(
    programme: Programme, operator: OperatorTerms, private_capex_eur_per_lamp: float | None = None
) -> SideBySide:
    """Compare the forms of contract for one municipality.

    Args:
        programme: the lamps and the terms of own purchase and private service
        operator: the terms of the grid operator's service
        private_capex_eur_per_lamp: what a lamp costs the private provider, when its scale buys cheaper [EUR]

    Raises:
        NoSolution: numbers that no programme can have
    """
    capex = programme.capex_eur_per_lamp if private_capex_eur_per_lamp is None else private_capex_eur_per_lamp
    at_scale = replace(programme, capex_eur_per_lamp=capex)
    worth = {
        OWN: lighting_contract(programme).npv_own,
        OPERATOR: operator_npv_eur(programme, operator),
        PRIVATE: lighting_contract(at_scale).npv_laas,
    }
    ranked = sorted({**worth, "do_nothing": 0.0}.items(), key=lambda form: -form[1])
    return SideBySide(
        npv_eur=worth,
        wins=ranked[0][0],
        lead_eur=ranked[0][1] - ranked[1][1],
        why_operator=_reasons(
            programme, operator.spread_years, operator.capex_eur_per_lamp, operator.rate, worth, OPERATOR
        ),
        why_private=_reasons(programme, 1, capex, programme.provider_rate, worth, PRIVATE),
    )


def operator_npv_eur(programme: Programme, operator: OperatorTerms) -> float:
    """Worth of the operator's service: savings less lump sum, cash and dividend for the network, shares less network.

    After the term the shares stand at par and the network is the operator's, so what the network is then worth is a
    loss to set against the shares. Doing nothing would have kept it.
    """
    year = np.arange(programme.term_years)
    overrun = np.where(year >= operator.reset_after_years, operator.cost_overrun_share, 0.0)
    lump_per_lamp = operator_lump_sum_per_lamp(programme, operator) * (1 + overrun)
    lump = programme.lamps * swapped_share(programme, operator.spread_years) * lump_per_lamp
    shares_eur = (1 - operator.cash_share) * operator.expert_value_eur
    yearly = operator.dividend_yield * shares_eur - lump
    yearly[-1] += shares_eur - operator.network_value_left_share * operator.expert_value_eur
    today = operator.cash_share * operator.expert_value_eur - operator.transaction_eur
    saving = present_saving_eur(programme, spread_years=operator.spread_years)
    return float(saving + today + present_value(yearly, programme.client_rate, first=1))


def operator_lump_sum_per_lamp(programme: Programme, operator: OperatorTerms) -> float:
    """Yearly investment and operation of one LED lamp at the operator's cost, as planned [EUR per lamp and year]."""
    return service_fee_per_lamp(_on_terms_of(programme, operator))


def _on_terms_of(programme: Programme, operator: OperatorTerms) -> Programme:
    return replace(
        programme,
        capex_eur_per_lamp=operator.capex_eur_per_lamp,
        provider_rate=operator.rate,
        upkeep_after_eur=operator.upkeep_eur_per_lamp,
        monitoring_eur=0.0,
        risk_eur=0.0,
    )


def _reasons(
    programme: Programme, spread_years: int, capex_eur_per_lamp: float, rate: float, worth: dict[str, float], form: str
) -> dict[str, float]:
    """Walk from own purchase to the service one change at a time; the last step is whatever the terms add.

    The order is speed, delivered saving, scale, cost of capital; another order would share out the cross effects
    otherwise, the sum stays the same.
    """
    steps = {
        "speed": {"spread_years": spread_years},
        "delivered_saving": {"realised_share_own": 1.0},
        "scale": {"capex_eur_per_lamp": capex_eur_per_lamp},
        "cost_of_capital": {"loan_rate": rate},
    }
    reasons, here, worth_here = {}, programme, _own_npv_eur(programme)
    for reason, change in steps.items():
        here = replace(here, **change)
        worth_next = _own_npv_eur(here)
        reasons[reason] = worth_next - worth_here
        worth_here = worth_next
    reasons["other_terms"] = worth[form] - worth_here
    return reasons


def _own_npv_eur(programme: Programme) -> float:
    saving = present_saving_eur(programme, programme.realised_share_own, programme.spread_years)
    cost = served_lamp_years(programme, programme.spread_years) * own_cost_per_lamp(programme)
    return saving - cost - programme.transaction_own_eur
