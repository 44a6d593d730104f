"""The cars of households as columns."""

import numpy as np

from sim.inventory.covenant import CARRIERS
from sim.population.cars import BATTERY, CARRIER_OF_POWERTRAIN, POWERTRAINS, Cars, count_cars


def test_each_powertrain_takes_a_carrier_of_the_inventory():
    assert len(CARRIER_OF_POWERTRAIN) == len(POWERTRAINS)
    assert set(CARRIER_OF_POWERTRAIN) <= set(CARRIERS)
    assert CARRIER_OF_POWERTRAIN[BATTERY] == "electricity"


def test_a_car_is_nobodys_company_car_until_told():
    assert not Cars(3).company.any()


def test_cars_are_counted_by_owner_and_powertrain_as_plainly():
    company, powertrain = np.array([True, False, False, True, True]), np.array([3, 0, 0, 3, 1], dtype=np.int8)
    counts = np.full((2, 4), 99.0)
    count_cars(company, powertrain, counts)
    plain = [[np.count_nonzero((company == own) & (powertrain == kind)) for kind in range(4)] for own in (False, True)]
    assert counts.tolist() == plain == [[2, 0, 0, 0], [0, 1, 0, 2]]
