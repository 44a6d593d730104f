"""The columns of homes are found by the element they belong to."""

from sim.city.dwellings import CARRIER_OF_HEATING, ELEMENTS, HEATINGS, Dwellings
from sim.inventory.covenant import CARRIERS


def test_each_element_has_a_loss_an_area_and_a_day():
    homes = Dwellings(2, u_roof=[1, 2], ground_m2=[3, 4], window_due=[5, 6])
    assert homes.u_of("roof").tolist() == [1, 2]
    assert homes.area_of("floor").tolist() == [3, 4]
    assert homes.due_of("window").tolist() == [5, 6]
    for element in ELEMENTS:
        assert len(homes.u_of(element)) == len(homes.area_of(element)) == len(homes.due_of(element)) == 2


def test_each_heating_burns_a_carrier_of_the_inventory():
    assert len(CARRIER_OF_HEATING) == len(HEATINGS)
    assert set(CARRIER_OF_HEATING) <= set(CARRIERS)


def test_a_home_fits_into_few_bytes():
    assert Dwellings(1000).nbytes / 1000 < 150
