"""Kilometres in the tables of a run."""

import numpy as np
import pytest

from sim.behaviour.modal_split import MODES
from sim.outcome import results_of
from sim.population.travelling import PURPOSES


@pytest.fixture(scope="module")
def results(lived):
    return results_of(lived)


def of_districts(results, quantity, year=2030):
    table = results.tables["districts"]
    return table["value"][(table["quantity"] == quantity) & (table["year"] == year)]


def test_every_purpose_and_mode_has_a_row_per_district(results, lived):
    names = [f"car_{purpose}_vehicle_km" for purpose in PURPOSES]
    names += [f"{mode}_{purpose}_passenger_km" for mode in MODES for purpose in PURPOSES]
    for name in [*names, "bus_vehicle_km", "van_vehicle_km", "truck_vehicle_km", "municipal_vehicle_km"]:
        values = of_districts(results, name)
        assert len(values) == len(lived.city.district_names) and np.all(values >= 0), name


def test_car_kilometres_by_purpose_and_by_powertrain_are_the_same_kilometres(results, lived):
    by_purpose = sum(of_districts(results, f"car_{purpose}_vehicle_km") for purpose in PURPOSES)
    by_drive = sum(
        of_districts(results, f"car_{name}_vehicle_km") for name in ("petrol", "diesel", "hybrid", "battery")
    )
    assert by_purpose == pytest.approx(by_drive)
    assert by_purpose.sum() == pytest.approx(results.yearly("car_vehicle_km")[-1])
    assert by_purpose.sum() == pytest.approx(lived.people.cars.km.sum(dtype=np.float64), rel=1e-5)


def test_bus_and_rail_are_public_transport(results):
    parts = results.yearly("bus_passenger_km") + results.yearly("rail_passenger_km")
    assert parts == pytest.approx(results.yearly("public_transport_passenger_km"))
    assert np.all(results.yearly("rail_passenger_km") > 0)


def test_cars_by_owner_and_powertrain_are_all_cars(results, lived):
    drives = ("petrol", "diesel", "hybrid", "battery")
    counts = {(who, drive): results.yearly(f"cars_{who}_{drive}") for who in ("private", "company") for drive in drives}
    assert sum(counts.values()).tolist() == [len(lived.people.cars)] * 6
    assert counts["private", "battery"] + counts["company", "battery"] == pytest.approx(results.yearly("battery_cars"))
    cars = lived.people.cars
    assert counts["company", "diesel"][-1] == (cars.company & (cars.powertrain == 1)).sum()


def test_fleets_keep_their_size_and_turn_electric(results, lived):
    for kind in ("buses", "municipal_cars", "municipal_vans", "municipal_trucks", "municipal_machines"):
        fuel, battery = (results.yearly(f"{kind}_{energy}") for energy in ("fuel", "battery"))
        assert len(set((fuel + battery).tolist())) == 1 and np.all(np.diff(battery) >= 0), kind
    assert results.yearly("municipal_cars_battery")[-1] > results.yearly("municipal_cars_battery")[0]
