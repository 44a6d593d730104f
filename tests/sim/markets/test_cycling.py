"""What cycling saves is credited once, to the measure that laid the paths."""

import numpy as np
import pytest

from sim.markets.cycling import take_to_the_bike
from sim.population.driving import kwh_per_km


def test_the_measure_is_credited_with_the_kilometres_no_longer_driven(town):
    model = town.model({"heat_pumps": {}, "active_travel": {}})
    model.city.add_cycle_paths(np.zeros(20, dtype=int))
    cars = model.people.cars
    before = cars.km.astype(np.float64)
    take_to_the_bike(model, 2026)
    per_km = kwh_per_km(model.book, 2026)[cars.powertrain]
    touched = model.recorder.touched
    assert (
        touched[1].before_kwh == pytest.approx(((before - cars.km) * per_km).sum(), rel=1e-3)
        and touched[1].before_kwh > 0
    )
    assert touched[0].before_kwh == touched[1].after_kwh == 0


def test_the_same_paths_are_credited_once(town):
    model = town.model({"active_travel": {}})
    model.city.add_cycle_paths(np.zeros(20, dtype=int))
    take_to_the_bike(model, 2026)
    once, km = model.recorder.touched[0].before_kwh, model.people.cars.km.copy()
    take_to_the_bike(model, 2027)
    assert model.recorder.touched[0].before_kwh == once
    assert np.array_equal(model.people.cars.km, km)


def test_what_the_book_moves_by_itself_is_no_measure_s_merit(town):
    book = town.book.with_values({"travel.car_trips_to_bike_share": {2000: 0.3}})
    model = town.model({"active_travel": {}}, book=book)
    before = model.people.cars.km.sum()
    take_to_the_bike(model, 2026)
    assert model.people.cars.km.sum() < before and model.recorder.touched[0].before_kwh == 0
