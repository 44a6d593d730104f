"""The columns of premises begin as a building nobody has touched."""

from sim.city.premises import Premises


def test_new_premises_have_no_panels_and_wait_for_nobody():
    premises = Premises(3, floor_m2=[100, 200, 300])
    assert premises.solar_kwp.sum() == 0
    assert not (premises.renovated | premises.ordered | premises.solar_ordered).any()
    assert premises.floor_m2.tolist() == [100, 200, 300]
