"""Energy on the road."""

from sim.physics.travel import car_energy_kwh
from tests.sim.physics.books import physics_book

BOOK = physics_book()


def test_an_electric_car_needs_a_third_of_what_a_petrol_car_needs():
    consumption, content = BOOK.at("mobility.consumption", 2025), BOOK.at("mobility.energy_content", 2025)
    petrol = car_energy_kwh(15_000, consumption["petrol"], content["petrol"])
    electric = 15_000 * consumption["battery"]
    assert 0.25 <= electric / petrol <= 0.40
