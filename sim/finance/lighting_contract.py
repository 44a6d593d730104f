"""What a lighting programme is worth to a municipality: its own purchase against light bought as a service.

Place in the flow: pure cash flows under `sim.markets.contracts`; knows euros, years and lamps only.

Do nothing: base_t = N (e0 p_t + m0). With LED: led_t = N e0 (1 - s) p_t. Who invests adds a yearly cost, and the
difference with doing nothing is discounted at the municipality's rate. Flows fall at year end, transaction costs
at t = 0; a tranche installed in year k saves the whole of year k; nothing is rounded. Savings beyond the term are
left out, and so are the yearly costs that bring them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from sim.finance.cash_flows import NoSolution, annuity_factor, capital_recovery, present_value


@dataclass(frozen=True)
class Programme:
    """A lighting programme and the terms on which it can be bought or hired; euros per lamp unless said otherwise."""

    lamps: float
    term_years: int
    capex_eur_per_lamp: float
    upkeep_before_eur: float
    """Upkeep of the old lamp [EUR/yr]."""
    upkeep_after_eur: float
    """Upkeep of the LED lamp [EUR/yr]."""
    kwh_per_lamp: float
    """Electricity of the old lamp [kWh/yr]."""
    saving_share: float
    """Share of that electricity that LED saves on paper [0 to 1]."""
    price_eur_per_kwh: float
    """Price in the first year."""
    client_rate: float
    """What a euro next year is worth less to the municipality [1/yr]."""
    loan_rate: float
    """Interest of the municipality's loan [1/yr]."""
    provider_rate: float
    """Cost of capital of the service provider [1/yr]."""
    residual_share: float = 0.0
    """Worth of the lamps after the term, as a share of capex; the provider's under a service [0 to 1]."""
    price_growth: float = 0.0
    """Yearly growth of the price [1/yr]."""
    monitoring_eur: float = 0.0
    """Monitoring that a service needs [EUR/yr]."""
    risk_eur: float = 0.0
    """Risk margin in the fee [EUR/yr]."""
    transaction_own_eur: float = 0.0
    """Cost of preparing and tendering the purchase, once [EUR]."""
    transaction_service_eur: float = 0.0
    """The same for the service, once [EUR]."""
    realised_share_own: float = 1.0
    """Share of the saving on paper that an own purchase delivers [0 or more]."""
    spread_years: int = 1
    """Years over which an own purchase is spread, in equal tranches, because the yearly budget binds."""

    def __post_init__(self) -> None:
        for trait in fields(self):
            if not math.isfinite(getattr(self, trait.name)):
                raise NoSolution(f"{trait.name} is not a finite number")
        if self.lamps <= 0:
            raise NoSolution("a programme needs lamps")
        for name in ("term_years", "spread_years"):
            if getattr(self, name) < 1 or getattr(self, name) != int(getattr(self, name)):
                raise NoSolution(f"{name} must be a whole number of years, one or more")
        for name in ("client_rate", "loan_rate", "provider_rate", "price_growth"):
            if getattr(self, name) <= -1:
                raise NoSolution(f"{name} must lie above -100 %")


@dataclass(frozen=True)
class LightingVerdict:
    """What the programme is worth to the municipality, against doing nothing."""

    npv_own: float
    """Own purchase on a loan [EUR]."""
    fee_per_lamp: float
    """Fee that earns the provider exactly its cost of capital [EUR per lamp and year]."""
    npv_laas: float
    """Light as a service at that fee [EUR]."""
    break_even_fee_vs_own: float
    """Fee at which the service is worth as much as the own purchase [EUR per lamp and year]."""
    break_even_fee_vs_nothing: float
    """Fee at which the service is worth nothing [EUR per lamp and year]."""


def lighting_contract(programme: Programme) -> LightingVerdict:
    """Value the two forms of one programme; everything by METHODS 2 and the rules of its section 10.

    Raises:
        NoSolution: already by `Programme`, for numbers that no programme can have
    """
    npv_own = (
        present_saving_eur(programme, programme.realised_share_own, programme.spread_years)
        - served_lamp_years(programme, programme.spread_years) * own_cost_per_lamp(programme)
        - programme.transaction_own_eur
    )
    fee = service_fee_per_lamp(programme)
    lamp_years = served_lamp_years(programme)
    before_fee = present_saving_eur(programme) - programme.transaction_service_eur
    return LightingVerdict(
        npv_own=float(npv_own),
        fee_per_lamp=fee,
        npv_laas=float(before_fee - lamp_years * fee),
        break_even_fee_vs_own=float((before_fee - npv_own) / lamp_years),
        break_even_fee_vs_nothing=float(before_fee / lamp_years),
    )


def service_fee_per_lamp(programme: Programme) -> float:
    """F = (capex - RV/(1+w)^T) CRF(w,T) + m1 + mon + risk [EUR per lamp and year]."""
    p = programme
    residual_eur = p.residual_share * p.capex_eur_per_lamp
    financed = p.capex_eur_per_lamp - residual_eur * (1 + p.provider_rate) ** -float(p.term_years)
    capital_eur = financed * float(capital_recovery(p.provider_rate, p.term_years))
    return capital_eur + p.upkeep_after_eur + p.monitoring_eur + p.risk_eur


def own_cost_per_lamp(programme: Programme) -> float:
    """Annuity of the loan and upkeep, less what is put by in the residual value [EUR per lamp and year].

    The residual value at T, RV/(1+r)^T today, is spread over the years as the equal yearly amount of the same worth.
    So each year of service bears its own cost, also when later tranches outlive the term.
    """
    p = programme
    annuity_eur = p.capex_eur_per_lamp * float(capital_recovery(p.loan_rate, p.term_years))
    residual_today = p.residual_share * p.capex_eur_per_lamp * (1 + p.client_rate) ** -float(p.term_years)
    return annuity_eur + p.upkeep_after_eur - residual_today * float(capital_recovery(p.client_rate, p.term_years))


def present_saving_eur(programme: Programme, realised_share: float = 1.0, spread_years: int = 1) -> float:
    """Present value of the energy saved and the old upkeep avoided, before who invests is paid [EUR]."""
    p = programme
    year = np.arange(p.term_years)
    price = p.price_eur_per_kwh * (1 + p.price_growth) ** year
    per_lamp = p.kwh_per_lamp * p.saving_share * realised_share * price + p.upkeep_before_eur
    return float(present_value(p.lamps * swapped_share(p, spread_years) * per_lamp, p.client_rate, first=1))


def served_lamp_years(programme: Programme, spread_years: int = 1) -> float:
    """Lamp-years under LED, discounted at the municipality's rate: what a yearly cost per lamp is multiplied with."""
    if spread_years == 1:
        return programme.lamps * float(annuity_factor(programme.client_rate, programme.term_years))
    swapped = programme.lamps * swapped_share(programme, spread_years)
    return float(present_value(swapped, programme.client_rate, first=1))


def swapped_share(programme: Programme, spread_years: int = 1) -> NDArray[np.float64]:
    """Share of the lamps that is LED in each year of the term, shape (term_years,)."""
    return np.minimum(np.arange(1, programme.term_years + 1), spread_years) / spread_years
