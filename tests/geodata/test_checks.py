"""Laws of a map find what is wrong."""

from dataclasses import replace

import numpy as np

import geodata
from geodata import Layer


def with_column(city, layer, key, value):
    old = city.layer(layer)
    columns = {name: column.copy() for name, column in old.columns.items()}
    columns[key][3] = value
    return replace(city, **{layer: Layer(columns, old.wkb)})


def test_a_building_without_a_street_is_found(ideal_city):
    problems = geodata.check_map(with_column(ideal_city, "buildings", "street", -1))
    assert problems == ["1 of buildings have no street"]


def test_an_unknown_use_is_found(ideal_city):
    assert "buildings.use" in geodata.check_map(with_column(ideal_city, "buildings", "use", 99))[0]


def test_a_number_that_is_not_finite_is_found(ideal_city):
    assert "not finite" in geodata.check_map(with_column(ideal_city, "lamps", "power_w", np.nan))[0]


def test_two_buildings_in_one_place_are_found(ideal_city):
    wkb = ideal_city.buildings.wkb.copy()
    wkb[8] = wkb[7]
    twin = replace(ideal_city, buildings=Layer(ideal_city.buildings.columns, wkb))
    assert any("overlap" in problem for problem in geodata.check_map(twin))
