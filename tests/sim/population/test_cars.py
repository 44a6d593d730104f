"""The cars of households as columns."""

from sim.inventory.covenant import CARRIERS
from sim.population.cars import BATTERY, CARRIER_OF_POWERTRAIN, POWERTRAINS, Cars


def test_each_powertrain_takes_a_carrier_of_the_inventory():
    assert len(CARRIER_OF_POWERTRAIN) == len(POWERTRAINS)
    assert set(CARRIER_OF_POWERTRAIN) <= set(CARRIERS)
    assert CARRIER_OF_POWERTRAIN[BATTERY] == "electricity"


def test_a_car_is_nobodys_company_car_until_told():
    assert not Cars(3).company.any()
