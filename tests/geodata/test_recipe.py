"""City files."""

import pytest
import yaml
from pydantic import ValidationError

import geodata
from geodata.recipe import CITIES


def raw_city() -> dict:
    return yaml.safe_load((CITIES / "ideal_city" / "city.yaml").read_text(encoding="utf-8"))


def test_the_library_holds_the_five_archetypes():
    assert set(geodata.list_cities()) >= {
        "ideal_city", "port_city", "historic_city", "commuter_town", "rural_municipality",
    }  # fmt: skip


def test_an_unknown_key_is_refused():
    raw = raw_city()
    raw["recipe"]["skyscrapers"] = 3
    with pytest.raises(ValidationError, match="skyscrapers"):
        geodata.CityFile(**raw)


def test_two_districts_of_one_name_are_refused():
    raw = raw_city()
    raw["recipe"]["districts"].append(raw["recipe"]["districts"][-1])
    with pytest.raises(ValidationError, match="same name"):
        geodata.CityFile(**raw)


def test_recipe_and_facts_say_one_thing():
    raw = raw_city()
    raw["recipe"]["inhabitants"] = 31_000
    with pytest.raises(ValidationError, match="differ in inhabitants"):
        geodata.CityFile(**raw)


def test_twice_the_inhabitants_take_twice_the_houses():
    recipe = geodata.read_city_file("ideal_city").recipe.for_inhabitants(60_000)
    assert (recipe.buildings, recipe.dwellings, recipe.lamps) == (24_000, 29_000, 11_000)


def test_a_city_beyond_the_bounds_is_refused():
    with pytest.raises(ValidationError):
        geodata.read_city_file("ideal_city").recipe.for_inhabitants(600_000)


def test_a_missing_city_names_the_ones_that_exist():
    with pytest.raises(FileNotFoundError, match="ideal_city"):
        geodata.read_city_file("atlantis")


def test_a_city_can_be_read_by_path(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text(yaml.safe_dump(raw_city() | {"name": "mine"}), encoding="utf-8")
    assert geodata.read_city_file(path).name == "mine"


def test_another_seed_has_another_hash(norms):
    recipe = geodata.read_city_file("ideal_city").recipe
    other = recipe.model_copy(update={"seed": recipe.seed + 1})
    hashes = {geodata.recipe_hash(r, norms.fingerprint()) for r in (recipe, other, recipe)}
    assert len(hashes) == 2
