"""A city file out of statistics: what is counted is met, and every field says where it comes from."""

from dataclasses import replace

import numpy as np
import pytest

import geodata
from geodata import CityFile, Facts, Recipe
from scenarios.book import read_book
from scenarios.cities import stock_norms
from scenarios.municipality.archetype import choose_archetype
from scenarios.municipality.making import MOST_INHABITANTS, Known, city_of
from scenarios.municipality.population import Population
from scenarios.municipality.stock_table import read_stock
from scenarios.problems import Unusable
from tests.scenarios.municipality.tables import OLD_HAMLET, write_stock

BOOK = read_book()
SIZE = {"terraced": 0.9, "detached": 1.3}
SOURCE = "Statbel, building stock (cadastral statistics), 1 January 2025; stock.csv"


@pytest.fixture(scope="module")
def known(tmp_path_factory):
    stock, unknown = read_stock(write_stock(tmp_path_factory.mktemp("tables"))).stock_of(OLD_HAMLET)
    return Known(OLD_HAMLET, "Oudegem", "stock_codes.csv", 2025, stock, SOURCE, unknown, SIZE, None, None, ())


def with_people(known, people):
    table = Population("people_2024.csv", 2024, {OLD_HAMLET: float(people)})
    return replace(known, population=table, inhabitants=people, added_up_from=(OLD_HAMLET,))


def made(known, scale=None):
    choice = choose_archetype(OLD_HAMLET, known.stock, None, BOOK, 2025)
    return city_of(known, choice, "oudegem", None, scale, BOOK)


def test_the_drawn_map_has_every_building_of_the_table(known):
    file = made(known)
    city = geodata.draw_city(file.recipe, stock_norms(BOOK, 2025))
    b, spans = city.buildings, geodata.YEAR_CLASSES.values()
    found = [
        [int(((b.type == k) & (b.year_built >= a) & (b.year_built <= z)).sum()) for a, z in spans] for k in range(6)
    ]
    assert np.array_equal(found, known.stock.table())
    assert int(b.dwellings.sum()) == known.stock.homes().sum() == file.facts.dwellings
    by_type = np.bincount(b.type, b.dwellings, 6)
    assert np.array_equal(by_type, known.stock.homes())
    assert geodata.check_map(city) == []


def test_homes_have_the_floor_that_bathrooms_suggest(known):
    usual = BOOK.at("stock.floor_area_m2", 2025)
    b = geodata.draw_city(made(known).recipe, stock_norms(BOOK, 2025)).buildings
    for kind, name in enumerate(geodata.BUILDING_TYPES[:3]):
        assert b.floor_m2[b.type == kind].mean() == pytest.approx(usual[name] * SIZE.get(name, 1), rel=1e-5)


def test_every_field_is_marked_statistic_or_default(known):
    origin = made(known).origin
    fields = {f"recipe.{key}" for key in Recipe.model_fields} | {f"facts.{key}" for key in Facts.model_fields}
    fields |= set(CityFile.model_fields) - {"recipe", "facts", "origin"}
    assert set(origin) - {"archetype"} == fields
    counted = {key for key, each in origin.items() if each.marked == "statistic"}
    assert counted == {"title", "recipe.stock", "recipe.buildings", "recipe.dwellings", "facts.dwellings"}
    assert (
        "1 January 2025" in origin["recipe.stock"].source
        and "1 buildings of unknown year" in origin["recipe.stock"].note
    )


def test_without_a_population_table_people_are_a_default_per_dwelling(known):
    facts, dwellings = made(known).facts, known.stock.homes().sum()
    assert facts.households == round(dwellings * BOOK.at("people.occupied_share", 2025))
    assert facts.inhabitants == round(facts.households * BOOK.at("city.persons_per_household", 2025))


def test_counted_people_are_a_statistic_and_live_at_most_one_household_to_a_dwelling(known):
    file = made(with_people(known, 150))
    assert (file.facts.inhabitants, file.facts.households) == (150, round(150 / 2.31))
    assert file.origin["facts.inhabitants"].marked == "statistic" and "2024" in file.origin["facts.inhabitants"].source
    dwellings = known.stock.homes().sum()
    assert made(with_people(known, 4 * dwellings)).facts.households == dwellings


def test_more_people_than_homes_can_hold_are_refused(known):
    with pytest.raises(Unusable, match="tables of the same municipality"):
        made(with_people(known, 10_000))


def test_half_the_size_has_half_the_buildings_and_says_so(known):
    file = made(known, scale=0.5)
    assert file.recipe.buildings == round(known.stock.table().sum() / 2)
    assert "rounded" in file.origin["recipe.buildings"].note and "0.5 of its real size" in file.text.en


def test_a_municipality_over_half_a_million_is_drawn_at_half_a_million(known):
    huge = replace(known, stock=known.stock.scaled(2500))
    file = made(with_people(huge, 600_000))
    assert file.facts.inhabitants == MOST_INHABITANTS
    assert file.recipe.buildings == round(huge.stock.table().sum() * MOST_INHABITANTS / 600_000)
    with pytest.raises(Unusable, match="at most 500000"):
        made(with_people(huge, 600_000), scale=0.9)


@pytest.mark.parametrize(("people", "scale"), [(200, 0.05), (200, 1e-9), (0, None)])
def test_a_place_too_small_to_draw_is_refused(known, people, scale):
    with pytest.raises(Unusable, match="at least 20 inhabitants"):
        made(with_people(known, people), scale)


def test_a_hamlet_keeps_no_villages_of_its_archetype(known):
    file = made(known)
    assert file.origin["archetype"].source == "rural_municipality"
    assert not [district for district in file.recipe.districts if district.kind == "village"]
