"""From a map to homes, premises and lamps: nothing appears and nothing is lost on the way."""

import numpy as np
import pytest

from sim.city.dwellings import NEVER


@pytest.fixture(scope="module")
def city(untouched):
    return untouched.city


def test_every_dwelling_of_the_map_has_a_row_in_its_own_building(city, town):
    buildings = town.city_map.buildings
    assert len(city.dwellings) == buildings.dwellings.sum()
    assert np.array_equal(np.bincount(city.dwellings.building, minlength=len(buildings)), buildings.dwellings)
    assert np.array_equal(city.dwellings.district, buildings.district[city.dwellings.building])


def test_rows_stand_by_district(city):
    assert np.all(np.diff(city.dwellings.district) >= 0)


def test_roofs_are_shared_out_and_not_multiplied(city, town):
    buildings, homes = town.city_map.buildings, city.dwellings
    per_building = np.bincount(homes.building, weights=homes.roof_m2, minlength=len(buildings))
    lived_in = buildings.dwellings > 0
    assert np.all(per_building[lived_in] <= buildings.roof_m2[lived_in] * (1 + 1e-4))
    assert per_building[lived_in].min() > 0


def test_walls_and_windows_together_are_no_more_than_the_facade(city, town):
    buildings, homes = town.city_map.buildings, city.dwellings
    facade = np.bincount(homes.building, weights=homes.wall_m2 + homes.window_m2, minlength=len(buildings))
    assert np.all(facade <= buildings.facade_m2 * (1 + 1e-3) + 0.1)
    assert homes.wall_m2.min() >= 0 and homes.window_m2.min() > 0


def test_every_home_has_a_size_a_room_for_panels_and_a_label(city):
    homes = city.dwellings
    assert homes.floor_m2.min() >= city.book.at("assembly.smallest_dwelling_m2", 2025)
    assert homes.solar_room_kwp.min() >= 0 and homes.solar_kwh_per_kwp.min() > 500
    assert homes.label.min() >= 0 and homes.label.max() <= 6
    assert np.all(homes.heat_kwh[~homes.occupied] == 0) and np.all(homes.heat_kwh[homes.occupied] > 0)


def test_every_lamp_of_the_map_burns_and_only_old_ones_wear_out(city, town):
    lamps = city.street_lights
    assert np.array_equal(lamps.power_w, town.city_map.lamps.power_w.astype(np.float32))
    assert np.all(lamps.luminaire_ends[lamps.is_led] == NEVER)
    assert lamps.luminaire_ends[lamps.is_sodium].min() >= 0
    assert lamps.energy_kwh == pytest.approx(lamps.power_w * city.regimes.lit_hours / 1000, rel=1e-5)


def test_the_share_of_led_lamps_is_that_of_the_city(city):
    assert city.street_lights.is_led.mean() == pytest.approx(0.15, abs=0.01)
