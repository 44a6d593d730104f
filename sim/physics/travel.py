"""Energy that vehicles use on the road.

Place in the flow: city -> population -> behaviour, markets -> [physics] -> inventory.
"""

from __future__ import annotations

from typing import Any


def car_energy_kwh(km: Any, consumption_per_100km: Any, energy_content: Any = 1.0) -> Any:
    """Energy of driving: E = km / 100 x consumption x energy content.

    A plug-in hybrid is two calls, one for its fuel and one for its electricity.

    Args:
        km: distance [km]
        consumption_per_100km: litres of fuel, or kWh of electricity with charging loss, per 100 km
        energy_content: kWh per litre of fuel at net calorific value; 1 for electricity

    Returns:
        energy [kWh]

    >>> car_energy_kwh(10_000, 7.0, energy_content=9.0), car_energy_kwh(10_000, 19.0)
    (6300.0, 1900.0)
    """
    return km / 100 * consumption_per_100km * energy_content
