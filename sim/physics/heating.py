"""From heat that is needed to energy that is bought.

Place in the flow: city -> population -> behaviour, markets -> [physics] -> inventory.
"""

from __future__ import annotations

from typing import Any

# Heat to warm a litre of water by a degree: 4.1868 kJ, in kWh. Schoolbook, so no parameter.
WATER_KWH_PER_LITRE_K = 4.1868 / 3600
ZERO_CELSIUS_K = 273.15


def delivered_kwh(need_kwh: Any, efficiency: Any) -> Any:
    """Energy bought for a heat need: E = Q / eta.

    Args:
        need_kwh: heat given to rooms or taps [kWh]
        efficiency: seasonal efficiency at net calorific value, or seasonal performance of a heat pump [above 0]

    >>> delivered_kwh(9000, 0.9)
    10000.0
    """
    return need_kwh / efficiency


def hot_water_kwh(persons: Any, litres_per_day: Any, tap_c: Any, mains_c: Any) -> Any:
    """Heat for hot water in a year: Q = n V 365 c (T_tap - T_mains).

    Args:
        persons: people living there
        litres_per_day: hot water a person draws [l/day]
        tap_c, mains_c: temperature of the hot water counted, and of the mains [degree C]

    Returns:
        heat in the year [kWh]

    >>> round(hot_water_kwh(1, 10, 60, 10), 1)
    212.2
    """
    return persons * litres_per_day * 365 * WATER_KWH_PER_LITRE_K * (tap_c - mains_c)


def seasonal_performance(supply_c: Any, source_c: Any, carnot_share: Any) -> Any:
    """Heat per electricity of a heat pump over a season: SPF = g T_supply / (T_supply - T_source).

    A fixed share of the ideal (Carnot) machine. Leaves out defrosting and backup heating as effects of their own:
    the share is set so that field results come out.

    Args:
        supply_c: mean temperature of the water to the rooms [degree C]
        source_c: mean temperature of the source over the season [degree C]
        carnot_share: share of the ideal performance reached in the field [0 to 1]

    >>> round(seasonal_performance(35, 5, 0.4), 2), round(seasonal_performance(55, 5, 0.4), 2)
    (4.11, 2.63)
    """
    return carnot_share * (supply_c + ZERO_CELSIUS_K) / (supply_c - source_c)


def net_from_gross_kwh(gross_kwh: Any, net_over_gross: Any) -> Any:
    """Gas at net calorific value from billed gas, which is counted at gross calorific value [kWh].

    >>> net_from_gross_kwh(10_000, 0.9)
    9000.0
    """
    return gross_kwh * net_over_gross


def gross_from_net_kwh(net_kwh: Any, net_over_gross: Any) -> Any:
    """Billed gas (gross calorific value) from gas at net calorific value [kWh].

    >>> gross_from_net_kwh(9000, 0.9)
    10000.0
    """
    return net_kwh / net_over_gross
