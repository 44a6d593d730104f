"""Primary energy and the energy label it earns.

Place in the flow: city -> population -> behaviour, markets -> [physics] -> inventory.
Bands and factors come from the book, so another region is another table. Labels follow calculated use, never the
measured one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

LABELS = ("A+", "A", "B", "C", "D", "E", "F")
"""Flemish labels from best to worst; a label is stored as its place in this row."""


def primary_energy_kwh(electricity_kwh: Any, fuel_kwh: Any, electricity_factor: float, fuel_factor: float) -> Any:
    """Primary energy behind delivered energy [kWh].

    Args:
        electricity_kwh: electricity from the grid, less what the home's own panels give [kWh]
        fuel_kwh: gas, oil and other fuels at net calorific value [kWh]
        electricity_factor, fuel_factor: primary energy per delivered energy

    >>> primary_energy_kwh(1000, 10_000, electricity_factor=2.5, fuel_factor=1.0)
    12500.0
    """
    return electricity_kwh * electricity_factor + fuel_kwh * fuel_factor


def label_index(primary_kwh_m2: Any, upper_kwh_m2: Sequence[float]) -> Any:
    """Label of a home, as an index into `LABELS`.

    Args:
        primary_kwh_m2: calculated primary energy per m2 floor and year [kWh/m2]
        upper_kwh_m2: highest value of each label but the last, rising [kWh/m2]

    Returns:
        int8, 0 for A+

    >>> [LABELS[i] for i in label_index(np.array([-5, 0, 100, 101, 342, 500, 501]), [0, 100, 200, 300, 400, 500])]
    ['A+', 'A+', 'A', 'B', 'D', 'E', 'F']
    """
    return np.searchsorted(np.asarray(upper_kwh_m2, dtype=np.float64), primary_kwh_m2, side="left").astype(np.int8)
