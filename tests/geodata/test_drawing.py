"""What a drawn city promises."""

import numpy as np
import pytest
import shapely

import geodata
from geodata import BUILDING_TYPES, LAMP_TYPES, PERIODS, STREET_KINDS, USES
from geodata.quotas import quota_table

LED = LAMP_TYPES.index("led")


def recipe_of(name: str):
    return geodata.read_city_file(name).recipe


def test_the_ideal_city_breaks_no_law_of_a_map(ideal_city):
    assert geodata.check_map(ideal_city) == []


def test_the_ideal_city_has_its_numbers_exactly(ideal_city):
    assert ideal_city.counts() | {"streets": 0} == {"buildings": 12_000, "streets": 0, "lamps": 5_500, "districts": 11}
    assert ideal_city.buildings.dwellings.sum() == 14_500
    no_home = ideal_city.buildings.dwellings == 0
    assert 1 / 8 < no_home.mean() < 1 / 6


def test_every_type_and_period_stands_as_often_as_its_quota(ideal_city, norms):
    recipe = recipe_of("ideal_city")
    table = norms.building_quota[recipe.quota]
    shares = np.array([[table[t][p] for p in PERIODS] for t in BUILDING_TYPES], float)
    wanted = quota_table(shares, recipe.buildings, BUILDING_TYPES.index("other"), recipe.other_share)
    found = np.zeros_like(wanted)
    np.add.at(found, (ideal_city.buildings.type, ideal_city.buildings.period), 1)
    assert np.array_equal(found, wanted)


def test_the_same_seed_draws_the_same_map_and_another_seed_another(norms):
    recipe = recipe_of("rural_municipality")
    one, again, other = (geodata.draw_city(recipe, norms, seed) for seed in (4, 4, 5))
    for name in geodata.LAYERS:
        for key, column in one.layer(name).columns.items():
            assert column.tobytes() == again.layer(name).columns[key].tobytes(), (name, key)
    assert list(one.buildings.wkb) == list(again.buildings.wkb)
    assert list(one.buildings.wkb) != list(other.buildings.wkb)


@pytest.mark.parametrize("name", sorted(set(geodata.list_cities()) - {"ideal_city"}))
def test_every_archetype_of_the_library_is_a_sound_map(name, norms):
    recipe = recipe_of(name)
    city = geodata.draw_city(recipe, norms)
    assert geodata.check_map(city) == []
    assert city.counts()["buildings"] == recipe.buildings
    assert city.buildings.dwellings.sum() == recipe.dwellings


@pytest.mark.parametrize("inhabitants", [2_000, 100_000])
def test_a_hamlet_and_a_large_city_come_from_the_same_hand(inhabitants, norms):
    recipe = recipe_of("ideal_city").for_inhabitants(inhabitants)
    city = geodata.draw_city(recipe, norms)
    assert geodata.check_map(city) == []
    assert len(city.buildings) == recipe.buildings
    assert len(city.lamps) == recipe.lamps


def test_lamps_burn_what_flemish_lamps_burned_before_led(ideal_city):
    lamps = ideal_city.lamps
    old = lamps.power_w[lamps.type != LED]
    assert (lamps.type == LED).mean() == pytest.approx(0.15, abs=1e-4)
    assert 330 < old.mean() * 4.1 < 360
    heaviest_first = np.sort(old)[::-1]
    assert 0.36 < heaviest_first[: len(old) // 5].sum() / old.sum() < 0.44


def test_led_lamps_are_the_youngest(ideal_city):
    lamps = ideal_city.lamps
    assert lamps.year[lamps.type == LED].min() >= 2014
    assert np.median(lamps.year[lamps.type == LED]) > lamps.year[lamps.type != LED].max() - 1


def is_box(buildings) -> np.ndarray:
    """Buildings with four corners and a flat roof: no wing at the back and no gable (mask)."""
    return (shapely.get_num_coordinates(buildings.geometry) == 5) & (buildings.ridge_m == 0)


def test_party_walls_are_the_walls_that_neighbours_really_share(ideal_city):
    b = ideal_city.buildings
    shapes, box = b.geometry, shapely.get_num_coordinates(b.geometry) == 5
    some = np.flatnonzero(is_box(b) & (b.type == BUILDING_TYPES.index("terraced")))
    one, other = shapely.STRtree(shapes).query(shapes[some], predicate="dwithin", distance=0.02)
    keep = some[one] != other
    one, other = some[one[keep]], other[keep]
    some = np.setdiff1d(some, one[~box[other]])
    edge = shapely.intersection(shapely.boundary(shapes[one]), shapely.buffer(shapes[other], 0.03, cap_style="flat"))
    shared = shapely.length(edge) * np.minimum(b.height_m[one], b.height_m[other])
    measured = np.bincount(one, shared, len(b))[some]
    assert len(some) > 50
    assert np.median(np.abs(measured - b.party_m2[some])) < 1.5
    assert np.corrcoef(measured, b.party_m2[some])[0, 1] > 0.97


def test_walls_of_a_box_are_its_outline_times_its_height_and_gables_come_on_top(ideal_city):
    b = ideal_city.buildings
    whole, walls = shapely.length(b.geometry) * b.height_m, b.facade_m2 + b.party_m2
    box = is_box(b)
    assert np.allclose(walls[box], whole[box], rtol=1e-3)
    assert np.all(walls <= whole * 1.001 + 12 * b.ridge_m)
    pitched = (b.ridge_m > 0) & (shapely.get_num_coordinates(b.geometry) == 5)
    assert np.all(walls[pitched] > whole[pitched])


@pytest.mark.parametrize("name, wall_per_floor", [
    ("terraced", 0.80), ("semi_detached", 1.14), ("detached", 1.30), ("apartments", 0.75),
])  # fmt: skip
def test_outer_walls_per_floor_are_those_of_the_belgian_typology(ideal_city, name, wall_per_floor):
    b = ideal_city.buildings
    rows = b.type == BUILDING_TYPES.index(name)
    assert b.facade_m2[rows].sum() / b.floor_m2[rows].sum() == pytest.approx(wall_per_floor, rel=0.12)


def test_rows_of_terraced_houses_seldom_end(ideal_city):
    b = ideal_city.buildings
    row = np.flatnonzero(b.type == BUILDING_TYPES.index("terraced"))
    one, other = shapely.STRtree(b.geometry).query(b.geometry[row], predicate="dwithin", distance=0.05)
    neighbours = np.bincount(one[row[one] != other], minlength=len(row))
    assert (neighbours >= 2).mean() > 0.85


def test_floor_beside_homes_is_as_large_as_the_table_says(ideal_city, norms):
    b, recipe = ideal_city.buildings, recipe_of("ideal_city")
    floor = np.bincount(b.use, b.floor_m2, len(USES)) / recipe.inhabitants
    house = b.type == BUILDING_TYPES.index("shop_house")
    floor[USES.index("shop")] -= (b.floor_m2 - b.floor_m2 / b.storeys)[house].sum() / recipe.inhabitants
    for use, wanted in (norms.floor_per_inhabitant_m2 | recipe.floor_per_inhabitant_m2).items():
        assert floor[USES.index(use)] == pytest.approx(wanted, rel=0.10), use


def test_a_recipe_may_ask_for_another_floor_and_misspelt_uses_are_refused(norms):
    recipe = recipe_of("rural_municipality")
    with pytest.raises(ValueError, match="ofice is none of shop, office"):
        geodata.draw_city(recipe.model_copy(update={"floor_per_inhabitant_m2": {"ofice": 2.0}}), norms)
    more = geodata.draw_city(recipe.model_copy(update={"floor_per_inhabitant_m2": {"office": 3.0}}), norms)
    office = more.buildings.use == USES.index("office")
    assert more.buildings.floor_m2[office].sum() == pytest.approx(3.0 * recipe.inhabitants, rel=0.10)


def test_no_house_stands_in_water_or_on_the_rails(ideal_city):
    wet = np.isin(ideal_city.land.kind, [geodata.LAND_KINDS.index(k) for k in ("water", "dock", "rail")])
    hit = shapely.STRtree(ideal_city.buildings.geometry).query(ideal_city.land.geometry[wet], predicate="overlaps")
    assert hit.size == 0


def test_buildings_stand_near_the_street_of_their_address(ideal_city):
    b = ideal_city.buildings
    away = shapely.distance(b.geometry, ideal_city.streets.geometry[b.street])
    assert np.percentile(away, 90) < 40
    assert away.max() < 120


def test_streets_are_cut_into_short_segments(ideal_city):
    length = ideal_city.streets.length_m
    assert (length < 150).mean() > 0.95
    assert (ideal_city.streets.kind == STREET_KINDS.index("main")).any()


def test_the_old_town_is_older_and_denser_than_the_garden_suburb(ideal_city):
    b = ideal_city.buildings
    rows = {str(name): i for i, name in enumerate(ideal_city.districts.name)}
    old, garden = b.district == rows["old_town"], b.district == rows["garden_suburb"]
    assert np.median(b.year_built[old]) < 1946 < np.median(b.year_built[garden])
    assert (b.type[old] == BUILDING_TYPES.index("terraced")).mean() > 0.5
    assert (b.type[garden] == BUILDING_TYPES.index("terraced")).mean() < 0.3


def test_a_city_has_a_town_hall_a_church_a_hospital_schools_and_sheds_at_the_docks(ideal_city):
    used = np.bincount(ideal_city.buildings.use, minlength=len(USES))
    for use in ("town_hall", "church", "hospital", "school", "port", "farm", "shop", "fire_police"):
        assert used[USES.index(use)] > 0, use


def test_sheds_are_not_heated_and_homes_are(ideal_city):
    b = ideal_city.buildings
    assert np.all(b.floor_m2[b.use == USES.index("shed")] == 0)
    assert b.floor_m2[b.dwellings > 0].min() > 20


def test_too_few_dwellings_are_refused_with_a_reason(norms):
    recipe = recipe_of("ideal_city").model_copy(update={"dwellings": 4_000, "households": 4_000})
    with pytest.raises(ValueError, match="too few"):
        geodata.draw_city(recipe, norms)


def test_a_drawn_city_bears_its_name_and_says_whose_counts_it_follows(ideal_city):
    assert ideal_city.name == "ideal_city"
    assert any("Statbel" in line for line in ideal_city.attribution)


def test_flats_rise_where_a_city_has_many_dwellings_per_block(norms):
    recipe = recipe_of("rural_municipality")
    crowded = recipe.model_copy(update={"dwellings": recipe.dwellings + 1_500})
    flats = [
        city.buildings.storeys[city.buildings.type == BUILDING_TYPES.index("apartments")].mean()
        for city in (geodata.draw_city(recipe, norms), geodata.draw_city(crowded, norms))
    ]
    assert flats[1] > flats[0] + 1
