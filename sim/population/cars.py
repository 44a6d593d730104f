"""The cars: one row per car of a household; the row is the place in the drive, the car in it changes.

Place in the flow: city -> [population] -> behaviour, markets -> physics -> inventory.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from sim.columns import Crowd, column

POWERTRAINS = ("petrol", "diesel", "hybrid", "battery")
PETROL, DIESEL, HYBRID, BATTERY = range(len(POWERTRAINS))
CARRIER_OF_POWERTRAIN = ("gasoline", "diesel", "gasoline", "electricity")
OWNERS = ("private", "company")


@njit(cache=True)
def count_cars(company, powertrain, counts):
    """Fill in cars by owner and powertrain, shape (owners, powertrains); plain twin in the tests."""
    for kind in range(counts.shape[1]):
        both, run_by_enterprise = 0, 0
        for car in range(powertrain.size):
            of_kind = powertrain[car] == kind
            both += of_kind
            run_by_enterprise += of_kind & company[car]
        counts[0, kind], counts[1, kind] = both - run_by_enterprise, run_by_enterprise


class Cars(Crowd):
    """One row per car of a household."""

    household = column("row of its household", kind=np.int32)
    district = column("row of the household's district", kind=np.int16)
    company = column("run by an enterprise", kind=bool)
    powertrain = column("index into POWERTRAINS", kind=np.int8)
    powertrain_then = column("index into POWERTRAINS in the base year", kind=np.int8)
    km = column("distance in a year", unit="km/yr")
    ends = column("day on which it is replaced", kind=np.int16)
