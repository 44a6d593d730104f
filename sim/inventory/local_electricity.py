"""The emission factor of the electricity that a municipality uses, with what is made locally counted in.

Place in the flow: inventory, once a year for the city as a whole. Knows numbers and units only.

When a municipality makes and buys green more than it uses, the usual form would credit it for electricity that others
use; the guidebook then takes the mean factor of its own production. Both forms meet where LPE + GEP = TCE.
Source: technical annex to the SEAP template; JRC, How to develop a Sustainable Energy Action Plan, part II, local
emission factor for electricity (the exporter's form is recalled, not looked up).
"""

from __future__ import annotations

import math

from sim.finance.cash_flows import NoSolution


def local_emission_factor(
    use_mwh: float,
    local_mwh: float,
    green_mwh: float,
    national_t_per_mwh: float,
    local_co2_t: float,
    green_co2_t: float,
) -> float:
    """EFE = ((TCE - LPE - GEP) NEEFE + CO2LPE + CO2GEP) / TCE, or for a net exporter (CO2LPE + CO2GEP) / (LPE + GEP).

    Args:
        use_mwh: total electricity used on the territory, TCE, above zero [MWh]
        local_mwh: local production, LPE [MWh]
        green_mwh: certified green electricity bought by the municipality, GEP [MWh]
        national_t_per_mwh: national or European factor, NEEFE [t/MWh]
        local_co2_t: emissions of the local production, CO2LPE [t]
        green_co2_t: emissions of the green electricity, CO2GEP [t]

    Returns:
        emission factor [t/MWh]

    Raises:
        NoSolution: no electricity is used, or a quantity is negative or not finite

    >>> round(local_emission_factor(120_000, 9_000, 4_000, 0.285, 350, 0), 5)
    0.25704
    """
    _check_not_negative(
        {
            "local production": local_mwh,
            "green electricity bought": green_mwh,
            "the national factor": national_t_per_mwh,
            "the emissions of local production": local_co2_t,
            "the emissions of green electricity": green_co2_t,
        }
    )
    if not (math.isfinite(use_mwh) and use_mwh > 0):
        raise NoSolution(f"no electricity is used ({use_mwh} MWh), so there is nothing to have a factor")
    own_mwh, own_co2_t = local_mwh + green_mwh, local_co2_t + green_co2_t
    if own_mwh > use_mwh:
        return own_co2_t / own_mwh
    return ((use_mwh - own_mwh) * national_t_per_mwh + own_co2_t) / use_mwh


def _check_not_negative(quantities: dict[str, float]) -> None:
    for name, quantity in quantities.items():
        if not (math.isfinite(quantity) and quantity >= 0):
            raise NoSolution(f"{name} must be a number of zero or more, not {quantity}")
