"""The verbs of the city change what they say and nothing else."""

import numpy as np
import pytest

from sim.inventory.covenant import CARRIER, SECTOR


def test_a_swapped_lamp_draws_less_by_the_saving_of_the_book_and_the_regime(model):
    lamps = model.city.street_lights
    rows = np.flatnonzero(lamps.is_sodium)[:3]
    others = np.setdiff1d(np.arange(len(lamps)), rows)
    before, rest = lamps.energy_kwh[rows].copy(), lamps.energy_kwh[others].copy()
    saved = model.city.swap_lamps(rows, np.array([10, 20, 400]), regime=0.3)
    left = (1 - model.book.at("lighting.led_swap_saving", 2025)) * (1 - 0.3)
    assert lamps.energy_kwh[rows] == pytest.approx(before * left, rel=1e-5)
    assert saved == pytest.approx(float(before.sum()) * (1 - left), rel=1e-5)
    assert np.array_equal(lamps.energy_kwh[others], rest)
    assert lamps.is_led[rows].all() and lamps.year[rows].tolist() == [2025, 2025, 2026]
    assert not lamps.ordered[rows].any()


def test_dimming_saves_and_dimming_deeply_saves_more(untouched):
    saved = [untouched.city.lighting_regime(dimming, False, False) for dimming in ("none", "evening", "deep")]
    assert saved[0] == 0 < saved[1] < saved[2] < 1
    dark = untouched.city.lighting_regime("evening", True, True)
    assert saved[1] < dark < 1


def test_a_renovated_public_building_uses_less_by_what_is_guaranteed(model):
    city, premises = model.city, model.city.premises
    rows = np.flatnonzero(city.is_municipal)[:2]
    before = premises.fuel_kwh[rows].astype(float) + premises.electricity_kwh[rows]
    promised = city.public_saving_kwh(rows, 2025)
    saved = city.renovate_premises(rows, np.array([50, 60]))
    after = premises.fuel_kwh[rows].astype(float) + premises.electricity_kwh[rows]
    assert saved == pytest.approx(promised.sum(), rel=1e-5)
    assert before - after == pytest.approx(promised, rel=1e-5)
    assert premises.renovated[rows].all() and premises.renovated.sum() == 2


def test_panels_on_a_public_roof_produce_and_part_is_used_inside(model):
    city, premises = model.city, model.city.premises
    rows = np.flatnonzero(city.is_municipal & (premises.solar_room_kwp > 0))[:1]
    produced = city.panels_on_premises(rows, np.array([0]))
    assert produced == pytest.approx(
        float(premises.solar_room_kwp[rows[0]]) * premises.solar_kwh_per_kwp[rows[0]], rel=1e-5
    )
    assert 0 < premises.solar_used[rows[0]] <= 1


def test_charge_points_go_first_where_most_homes_share_one(model):
    city = model.city
    places = city.places_for_charge_points(30, None)
    homes = np.bincount(city.dwellings.district, minlength=len(city.district_names))
    assert places[0] == np.argmax(homes)
    assert homes[places].min() > 0
    city.add_charge_points(places)
    points = city.charge_points
    assert points.sum() == 30
    crowded = homes / np.maximum(points, 1)
    assert crowded[points > 0].max() < 2.5 * (homes.sum() / 30)


def test_no_more_vehicles_turn_electric_than_there_are(model):
    fleet = model.city.fleet
    model.city.electrify_fleet(fleet.vehicles + 5, np.array([0]))
    assert fleet.electric == fleet.vehicles and fleet.still_fossil == 0
    use = model.energy_use(2025).total_kwh[SECTOR["municipal_fleet"]]
    assert use[CARRIER["electricity"]] > 0 and use[CARRIER["diesel"]] == 0


def test_insulating_a_home_lowers_its_heat_its_label_and_nobody_elses(model):
    city, homes = model.city, model.city.dwellings
    rows = np.flatnonzero(homes.occupied & (homes.label >= 4))[:5]
    others = np.setdiff1d(np.arange(len(homes)), rows)
    before, label, rest = homes.heat_kwh[rows].copy(), homes.label[rows].copy(), homes.heat_kwh[others].copy()
    for element in ("roof", "wall", "window", "floor"):
        homes.u_of(element)[rows] = np.minimum(homes.u_of(element)[rows], 0.24)
    heating, persons = homes.heating[rows], model.people.households.persons
    used = city.after_change(rows, persons, np.full(5, 100), "renovated", np.ones(5, dtype=bool), heating)
    assert np.array_equal(used[0], before) and np.array_equal(used[1], homes.heat_kwh[rows])
    assert np.all(homes.heat_kwh[rows] < before) and np.all(homes.label[rows] <= label)
    assert np.array_equal(homes.heat_kwh[others], rest)


def test_premises_follow_their_trend_from_the_second_year_on(model):
    city = model.city
    fuel = city.premises.fuel_kwh.copy()
    city.begin_year(2025, 0)
    assert np.array_equal(city.premises.fuel_kwh, fuel)
    city.begin_year(2026, 1)
    trend = model.book.at("tertiary.trend_per_year", 2026)["fuel"]
    assert city.premises.fuel_kwh == pytest.approx(fuel * (1 + trend), rel=1e-5)
