"""Heat through pipes in the street: what is lost on the way, and what the heat stands for in carbon dioxide.

Place in the flow: city -> population -> behaviour, markets -> [physics] -> inventory.
Called by `sim.city.heat_network` and by the inventory of a year. Knows numbers and units only.
"""

from __future__ import annotations

from typing import Any

HOURS_PER_YEAR = 8760


def loss_kwh(trench_m: Any, loss_w_m: Any) -> Any:
    """Heat that a pair of pipes gives to the ground in a year: Q = L q 8760 / 1000.

    The pipes are warm all year, whoever takes heat from them; so a thin network loses a larger share.

    Args:
        trench_m: length of trench with flow and return in it [m]
        loss_w_m: mean loss of the pair [W/m]

    >>> loss_kwh(1000, 10)
    87600.0
    """
    return trench_m * loss_w_m * HOURS_PER_YEAR / 1000


def delivered_heat_factor_t_mwh(
    delivered_mwh: float, lost_mwh: float, backup_share: float, boiler_efficiency: float, gas_t_mwh: float,
    pump_kwh_per_kwh: float, electricity_t_mwh: float,
) -> float:  # fmt: skip
    """Carbon dioxide of a MWh handed over at the front door: f = (1 + l/d) (b g / eta + p e).

    Waste heat itself carries none: it leaves the works whether somebody uses it or not. What counts is the boiler that
    stands in on cold days and the electricity of the pumps, per MWh put into the network.

    Args:
        delivered_mwh, lost_mwh: handed over to customers, and lost on the way [MWh]
        backup_share: part of the heat put in that comes from gas boilers [0 to 1]
        boiler_efficiency: of those boilers, net calorific value
        gas_t_mwh, electricity_t_mwh: emission factors of the year [t CO2/MWh]
        pump_kwh_per_kwh: electricity for pumping per heat put in

    Returns:
        factor of heat as the customer's meter counts it [t CO2/MWh]

    >>> round(delivered_heat_factor_t_mwh(100.0, 25.0, 0.1, 0.8, 0.2, 0.02, 0.1), 5)
    0.03375
    """
    put_in_over_delivered = 1.0 + lost_mwh / delivered_mwh
    return put_in_over_delivered * (backup_share * gas_t_mwh / boiler_efficiency + pump_kwh_per_kwh * electricity_t_mwh)


def mean_factor_t_mwh(total_mwh: float, waste_mwh: float, waste_t_mwh: float, other_t_mwh: float) -> float:
    """Factor of all heat of the city from networks, weighted by what each kind delivered [t CO2/MWh].

    >>> mean_factor_t_mwh(100.0, 25.0, 0.04, 0.2)
    0.16
    """
    waste = min(waste_mwh, total_mwh)
    return (waste * waste_t_mwh + (total_mwh - waste) * other_t_mwh) / total_mwh
