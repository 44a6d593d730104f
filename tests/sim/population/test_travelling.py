"""How people travel: by the survey, at the level of the odometers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from scenarios.bending import bend
from sim.behaviour.modal_split import BIKE, CAR, MODES, PUBLIC_TRANSPORT, WALK
from sim.population.travelling import BANDS, LEAST_DRIVEN, PURPOSES, Travel, trips_of_a_person
from sim.scenario import Change


def travel_of(model, book=None):
    return Travel(model.people.households, model.people.cars, model.city, book or model.book, 2025)


def of_year(travel, model):
    count = len(model.city.district_names)
    cars = model.people.cars
    km = np.bincount(cars.district.astype(int) * 4 + cars.powertrain, weights=cars.km, minlength=count * 4)
    return travel.of_year(km.reshape(count, 4))


def test_people_make_as_many_trips_as_far_as_the_survey_says(book):
    trips = trips_of_a_person(book, 2025) / 365 / book.at("travel.persons_travelling_share", 2025)
    km = np.array([book.at("travel.trip_distance_km", 2025)[band] for band in BANDS])
    assert trips.sum() == pytest.approx(2.4)
    assert (trips @ km).sum() == pytest.approx(36, rel=0.02)
    assert trips[:, :2].sum() / trips.sum() == pytest.approx(0.52, abs=0.02)


def test_trips_of_the_book_give_the_modes_of_the_survey(book):
    trips = trips_of_a_person(book, 2025).sum(axis=0)
    table = book.at("travel.mode_shares_by_distance", 2025)
    modes = np.array([[table[band][mode] for mode in MODES] for band in BANDS])
    share = trips / trips.sum() @ modes
    for mode, survey in ((CAR, 0.57), (BIKE, 0.18), (WALK, 0.17), (PUBLIC_TRANSPORT, 0.04)):
        assert share[mode] == pytest.approx(survey, abs=0.01)
    km = np.array([book.at("travel.trip_distance_km", 2025)[band] for band in BANDS])
    by_km = (trips * km) @ modes
    assert by_km[PUBLIC_TRANSPORT] / by_km.sum() == pytest.approx(0.11, abs=0.01)


def test_a_village_drives_more_of_its_trips_than_the_old_town(untouched):
    travel, names = untouched.people.travel, untouched.city.district_names
    trips = travel.trips.sum(axis=0) / travel.trips.sum()
    share = np.einsum("b,dbm->dm", trips, travel.modes)
    town, village = share[names.index("old_town")], share[names.index("village")]
    assert village[CAR] > town[CAR] and village[BIKE] < town[BIKE]
    assert town[CAR] == pytest.approx(0.54 * (1 - town[4]), abs=0.002)


def test_car_kilometres_are_those_of_the_cars_in_every_district(untouched):
    year, cars = of_year(untouched.people.travel, untouched), untouched.people.cars
    by_car = np.bincount(cars.district, weights=cars.km, minlength=len(untouched.city.district_names))
    assert year.car_vehicle_km.sum(axis=1) == pytest.approx(by_car)
    assert year.passenger_km[:, CAR].sum() == pytest.approx(cars.km.sum(dtype=np.float64) * 1.3)


def test_odometers_count_somewhat_more_than_the_survey(untouched):
    travel = untouched.people.travel
    assert 1.0 < np.average(travel.level, weights=travel.persons) < 1.5


def test_nothing_moves_without_paths_or_what_ifs(model):
    before = model.people.cars.km.copy()
    model.people.travel.adapt(model.people.cars, model.city, 2030)
    assert np.array_equal(model.people.cars.km, before)


@given(some.floats(0.0, 1.0))
def test_a_trip_that_moves_to_the_bike_is_made_all_the_same(untouched, moved):
    travel = travel_of(untouched)
    before = of_year(travel, untouched).passenger_km.sum()
    travel._share_out(np.full(len(travel.persons), moved))
    year = of_year(travel, untouched)
    shortened = year.passenger_km[:, CAR].sum(axis=1) * travel.car_left
    whole = shortened.sum() + year.other_modes_km.sum()
    assert travel.car_left.min() >= LEAST_DRIVEN and travel.car_left.max() <= 1
    assert whole == pytest.approx(before, rel=1e-6)
    assert year.car_vehicle_km.shape == (len(travel.persons), len(PURPOSES))


def test_more_cycling_asked_in_the_book_shortens_what_every_car_drives_once(town):
    asked = {"travel.car_trips_to_bike_share": Change("set", 0.3, "what if people cycled more", from_year=2027)}
    bent, troubles = bend(town.book, asked)
    assert not troubles
    plain, cycling = town.live(last_year=2028), town.live(last_year=2028, book=bent)
    left = cycling.people.travel.car_left
    assert np.all((left < 1) | (cycling.people.travel.persons == 0)) and left.min() > 0.8
    ratio = cycling.people.cars.km / plain.people.cars.km
    assert ratio == pytest.approx(left[plain.people.cars.district], rel=1e-5)
    now, then = (cycling.recorder.years[index].travel for index in (0, 3))
    assert then.passenger_km[:, BIKE].sum() > 1.2 * now.passenger_km[:, BIKE].sum()
    assert then.passenger_km.sum() == pytest.approx(now.passenger_km.sum(), rel=1e-4)
    energy = [model.recorder.years[-1].energy_mwh[:, 7].sum() for model in (plain, cycling)]
    assert energy[1] < energy[0]
