"""A counted stock is drawn to the last building of every type and class of year."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from pydantic import ValidationError

import geodata
from geodata.citymap import BUILDING_TYPES, PERIODS
from geodata.counted import YEAR_CLASSES, CountedStock, parts

counts = some.lists(some.lists(some.integers(0, 400), min_size=10, max_size=10), min_size=6, max_size=6)


def a_stock(table, homes=None):
    return CountedStock(
        buildings={t: dict(zip(YEAR_CLASSES, row, strict=True)) for t, row in zip(BUILDING_TYPES, table, strict=True)},
        dwellings=dict(zip(BUILDING_TYPES, homes or [1] * 6, strict=True)),
    )


@settings(deadline=None, max_examples=40)
@given(counts.filter(lambda table: sum(map(sum, table))))
def test_parting_classes_over_periods_loses_no_building(table):
    stock = a_stock(table)
    pieces = stock.by_part()
    for row in range(10):
        mine = [k for k, part in enumerate(parts()) if part.year_class == row]
        assert np.array_equal(pieces[:, mine].sum(axis=1), np.array(table)[:, row])
    assert np.array_equal(stock.by_period().sum(axis=1), np.sum(table, axis=1))


@settings(deadline=None, max_examples=40)
@given(counts.filter(lambda table: sum(map(sum, table))), some.integers(0, 2**32 - 1))
def test_years_meet_every_class_and_stay_in_their_period(table, seed):
    stock, luck = a_stock(table), np.random.default_rng(seed)
    quota = stock.by_period()
    types = np.repeat(np.arange(6), quota.sum(axis=1))
    period = np.concatenate([np.repeat(np.arange(len(PERIODS)), row) for row in quota])
    starts = np.array([*geodata.PERIOD_STARTS, 2025])
    years = stock.years(types, period, luck.integers(starts[period], starts[period + 1]))
    spans = YEAR_CLASSES.values()
    found = [[int(((types == k) & (years >= a) & (years <= b)).sum()) for a, b in spans] for k in range(6)]
    assert np.array_equal(found, table)
    assert np.array_equal(np.searchsorted(starts[1:-1], years, side="right"), period)


def test_half_a_stock_has_half_the_buildings_and_homes():
    half = a_stock(np.full((6, 10), 7).tolist(), [100, 50, 30, 20, 10, 0]).scaled(0.5)
    assert half.table().sum() == 210 and half.homes().sum() == 105


@pytest.mark.parametrize(
    ("buildings", "words"),
    [
        ({"terraced": {"after_2011": -1}}, "below 0"),
        ({}, "no building"),
        ({"terraced": {"after_2020": 1}}, "after_2020"),
    ],
)
def test_a_stock_that_cannot_be_is_refused(buildings, words):
    with pytest.raises(ValidationError, match=words):
        CountedStock(buildings=buildings, dwellings={})


def test_homes_of_three_times_the_usual_size_are_refused():
    raw = geodata.read_city_file("rural_municipality").recipe.model_dump()
    with pytest.raises(ValidationError, match="home_size must lie between 0.5 and 2"):
        geodata.Recipe(**(raw | {"home_size": {"detached": 3.0}}))


def test_a_recipe_and_its_counted_stock_must_agree():
    recipe = geodata.read_city_file("rural_municipality").recipe
    stock = a_stock(np.full((6, 10), 7).tolist(), [100, 50, 30, 20, 10, 0])
    with pytest.raises(ValidationError, match="the counted stock has 420"):
        geodata.Recipe(**(recipe.model_dump() | {"stock": stock}))


def test_a_counted_stock_or_other_sizes_draw_another_map():
    recipe = geodata.read_city_file("ideal_city").recipe
    larger = recipe.model_copy(update={"home_size": {"detached": 1.1}})
    assert geodata.recipe_hash(larger, "norms") != geodata.recipe_hash(recipe, "norms")
    stock = a_stock(np.full((6, 10), 200).tolist(), [4000, 3000, 3000, 4000, 500, 0])
    counted = geodata.Recipe(**(recipe.model_dump() | {"stock": stock}))
    assert geodata.recipe_hash(counted, "norms") != geodata.recipe_hash(recipe, "norms")
