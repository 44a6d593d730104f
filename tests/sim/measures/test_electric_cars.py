"""Grants, charge points and the city's own fleet."""

import numpy as np

from sim.measures.electric_cars import ElectricCars


def test_charge_points_and_vehicles_are_two_orders(untouched):
    points, vehicles = ElectricCars(charge_points_per_year=7, municipal_fleet_per_year=2).propose(untouched.city, 2026)
    assert (points.kind, len(points)) == ("charge point", 7)
    assert (vehicles.kind, len(vehicles)) == ("fleet vehicle", 2)


def test_no_more_vehicles_are_ordered_than_still_burn_fuel(model):
    measure = ElectricCars(charge_points_per_year=0, municipal_fleet_per_year=1000)
    (order,) = measure.propose(model.city, 2026)
    assert len(order) == model.city.fleet.still_fossil > 0
    measure.finish(model.city, order, order.rows, np.zeros(len(order)))
    assert not measure.propose(model.city, 2026)


def test_an_electric_fleet_saves_energy_and_the_measure_says_so(town):
    plan = {"electric_cars": {"begins": 2025, "grant_eur": 0.0, "campaign": 0.0, "charge_points_per_year": 0,
                              "municipal_fleet_per_year": 100}}  # fmt: skip
    plain, done = (town.live(p, last_year=2027) for p in ({}, plan))
    before, after = (model.recorder.years[-1].energy_mwh[:, 5].sum() for model in (plain, done))
    assert after < before
    assert done.recorder.touched[0].uptake >= town.model().city.fleet.still_fossil
    assert done.city.fleet.still_fossil == 0


def test_charge_points_in_the_street_bring_battery_cars(town):
    plan = {"electric_cars": {"begins": 2025, "grant_eur": 0.0, "campaign": 0.0, "charge_points_per_year": 60,
                              "municipal_fleet_per_year": 0}}  # fmt: skip
    plain, done = (town.results(p, last_year=2034).yearly("battery_cars")[-1] for p in ({}, plan))
    assert done > plain
