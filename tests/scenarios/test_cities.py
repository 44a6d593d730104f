"""Cities are found by name or path, and told apart from what only looks like one."""

import json
from dataclasses import replace

import numpy as np
import pytest
import yaml

from geodata import load_map, make_layer, save_map
from scenarios import Unusable, read_book
from scenarios.cities import facts_of_import, find_city, known_districts, list_cities, open_city
from scenarios.folders import own_cities_folder

LIBRARY = {"ideal_city", "port_city", "historic_city", "commuter_town", "rural_municipality"}


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STADSLAB_HOME", str(tmp_path_factory.mktemp("home")))
        yield


def a_village_file(**changes):
    """The rural archetype at the smallest size, as a user's own file would hold it."""
    from geodata import read_city_file

    file = read_city_file("rural_municipality")
    recipe = file.recipe.for_inhabitants(2000)
    counts = {key: getattr(recipe, key) for key in ("inhabitants", "households", "dwellings")}
    content = file.model_dump(mode="json")
    content |= {"name": "our_village", "recipe": recipe.model_dump(mode="json"), "facts": content["facts"] | counts}
    return content | changes


@pytest.fixture(scope="module")
def village(home):
    """A city file of the user's own, found by name."""
    file = own_cities_folder() / "our_village" / "city.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(yaml.safe_dump(a_village_file(), allow_unicode=True), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def place(village):
    """A map as an import leaves it."""
    city_map, _ = open_city("our_village")
    folder = own_cities_folder() / "a_place"
    save_map(replace(city_map, name="a_place"), folder)
    return folder


def test_the_library_holds_the_five_archetypes_with_titles(home):
    titles = list_cities()
    assert set(titles) >= LIBRARY
    assert titles["ideal_city"]["nl"] == "Ideale stad" and titles["ideal_city"]["fr"]


def test_the_districts_of_a_library_city_are_known_without_drawing_it(home, monkeypatch):
    monkeypatch.setattr("scenarios.cities.cached_city", lambda *_: pytest.fail("nothing need be drawn"))
    assert {"old_town", "harbour", "tower_estate"} <= set(known_districts("ideal_city"))
    assert known_districts("atlantis") is None


def test_an_unknown_city_is_answered_with_a_near_word(home):
    with pytest.raises(Unusable) as told:
        open_city("ideal_ctiy")
    (problem,) = told.value.problems
    assert problem.suggestion == "ideal_city" and "port_city" in problem.wanted


def test_a_city_of_the_users_own_opens_by_name_and_by_path(village):
    by_name, facts = open_city("our_village")
    by_path, _ = open_city(str(village))
    by_folder, _ = open_city(village.parent)
    assert by_name.recipe_hash == by_path.recipe_hash == by_folder.recipe_hash
    assert facts.inhabitants == 2000 and facts.name == "our_village"
    assert known_districts("our_village") == tuple(by_name.districts.name)


def test_a_second_opening_finds_the_drawn_map(village, monkeypatch):
    open_city("our_village")
    monkeypatch.setattr("geodata.drawing.draw_city", lambda *_: pytest.fail("it was drawn before"))
    assert open_city("our_village")[0].counts()["buildings"] > 0


def test_a_wrong_city_file_is_told_with_its_line(tmp_path):
    wrong = a_village_file(latitude="north of the river")
    file = tmp_path / "city.yaml"
    file.write_text(yaml.safe_dump(wrong, sort_keys=False), encoding="utf-8")
    with pytest.raises(Unusable) as told:
        open_city(file)
    assert any(problem.line and "latitude" in problem.key for problem in told.value.problems)


def test_a_library_name_cannot_be_taken_over(place):
    usurper = own_cities_folder() / "port_city"
    save_map(load_map(place), usurper)
    assert find_city("port_city").name == "city.yaml"


def test_an_imported_place_opens_with_facts_reckoned_from_its_homes(place):
    city_map, facts = open_city("a_place")
    book = read_book()
    homes = city_map.buildings.dwellings.sum()
    assert facts.households == round(homes * book.at("people.occupied_share", 2011))
    assert facts.inhabitants == round(facts.households * book.at("city.persons_per_household", 2011))
    assert facts.base_year == 2011 and [target.year for target in facts.targets] == [2030, 2030, 2050]
    assert known_districts("a_place") == tuple(city_map.districts.name)


def test_a_place_without_homes_is_refused(place):
    city_map = load_map(place)
    columns = city_map.buildings.columns | {"dwellings": np.zeros(len(city_map.buildings), dtype=np.int16)}
    empty = replace(city_map, buildings=make_layer("buildings", columns, city_map.buildings.geometry))
    with pytest.raises(Unusable, match="without homes"):
        facts_of_import(empty, read_book())


def test_a_damaged_import_is_told_calmly(place, tmp_path):
    broken = tmp_path / "broken"
    save_map(load_map(place), broken)
    (broken / "lamps.parquet").write_bytes(b"PAR1 and nothing else")
    with pytest.raises(Unusable, match="imported anew"):
        open_city(broken)
    assert json.loads((broken / "city.json").read_text())["name"] == "a_place"
