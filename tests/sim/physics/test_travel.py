"""Energy on the road."""

from sim.physics.travel import car_energy_kwh
from tests.sim.physics.books import physics_book

BOOK = physics_book()


def test_an_electric_car_needs_a_third_of_what_a_petrol_car_needs():
    litres, kwh = BOOK.at("travel.fuel_litres_per_100km", 2025), BOOK.at("travel.electricity_kwh_per_100km", 2025)
    petrol = car_energy_kwh(15_000, litres["petrol"], BOOK.at("travel.fuel_kwh_per_litre", 2025)["petrol"])
    electric = car_energy_kwh(15_000, kwh["electric"])
    assert 0.25 <= electric / petrol <= 0.40
