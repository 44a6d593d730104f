"""People fitted to the stock: every total is exact."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from geodata import BUILDING_TYPES, TENURES
from sim.population.fitting import AGE_BANDS, SIZES, income_limits
from sim.population.households import OWNER, SOCIAL_TENANT
from tests.sim.worlds import Town


@pytest.fixture(scope="module")
def people(untouched):
    return untouched.people.households


def test_inhabitants_and_households_are_those_of_the_city_to_the_last_one(untouched, people, town):
    homes = untouched.city.dwellings
    assert people.persons.sum(dtype=int) == town.facts.inhabitants
    assert homes.occupied.sum() == town.facts.households
    assert np.array_equal(people.persons > 0, homes.occupied)


def test_household_sizes_follow_the_shares_as_near_as_both_totals_allow(people, book, town):
    shares = book.at("people.household_size_shares", 2025)
    found = np.bincount(people.persons, minlength=len(SIZES) + 1)[1:] / town.facts.households
    assert found == pytest.approx([shares[size] for size in SIZES], abs=0.06)
    assert people.persons.max() <= len(SIZES)


def test_bigger_households_live_in_bigger_homes_on_average(untouched, people):
    floor = untouched.city.dwellings.floor_m2
    assert floor[people.persons >= 4].mean() > floor[people.persons == 1].mean()


@pytest.mark.parametrize("name", BUILDING_TYPES)
def test_owners_are_as_many_as_the_share_of_the_type_unless_too_many_homes_are_social(untouched, people, book, name):
    homes, shares = untouched.city.dwellings, book.at("people.owner_share_by_type", 2025)
    mine = (homes.type == BUILDING_TYPES.index(name)) & homes.occupied
    if name not in shares or not mine.any():
        return
    social = untouched.city.map.buildings.tenure[homes.building] == TENURES.index("social_rent")
    wanted = min(round(shares[name] * mine.sum()), (mine & ~social).sum())
    assert (people.tenure[mine] == OWNER).sum() == wanted


def test_social_homes_are_let_by_the_social_landlord(untouched, people):
    social = untouched.city.map.buildings.tenure[untouched.city.dwellings.building] == TENURES.index("social_rent")
    assert np.array_equal(people.tenure == SOCIAL_TENANT, social)


def test_cars_follow_the_shares_of_each_size_of_household_exactly(people, book):
    tables = book.at("mobility.cars_per_household_type", 2025)
    for sizes, kind in (((1,), "single"), ((2,), "couple"), ((3, 4, 5, 6), "couple_with_children")):
        mine = np.isin(people.persons, sizes)
        for number, word in enumerate(("none", "one", "two", "three")):
            exact = tables[kind][word] / sum(tables[kind].values()) * mine.sum()
            assert abs((people.cars[mine] == number).sum() - exact) < 1 + 1e-6
    assert people.cars[people.persons == 0].sum() == 0


def test_ages_incomes_and_weights_are_those_of_people(people, book):
    lived = people.persons > 0
    first, last = min(band[0] for band in AGE_BANDS.values()), max(band[1] for band in AGE_BANDS.values())
    assert first <= people.age[lived].min() and people.age[lived].max() <= last
    assert people.income_eur[lived].min() > 3_000 and 20_000 < np.median(people.income_eur[lived]) < 60_000
    assert people.discount_rate[lived].min() > 0 and people.weight_per_keur[lived].min() > 0
    assert people.hassle[lived].mean() == pytest.approx(1.0, abs=0.1)
    low, middle = income_limits(book, 2025)
    assert low < middle


def test_tenants_move_more_often_than_owners(people):
    lived = people.persons > 0
    soon = people.moves < 5 * 365
    assert soon[lived & ~people.owns_home].mean() > soon[lived & people.owns_home].mean()


@settings(max_examples=10, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.data(), some.integers(0, 2**32 - 1))
def test_any_number_of_people_that_fits_is_housed_exactly(town, data, seed):
    homes = int(town.city_map.buildings.dwellings.sum())
    households = data.draw(some.integers(1, homes))
    inhabitants = data.draw(some.integers(households, len(SIZES) * households))
    facts = replace(town.facts, households=households, inhabitants=inhabitants)
    model = Town(town.city_map, facts, town.book, town.sunshine).model(seed=seed)
    assert model.people.households.persons.sum(dtype=int) == inhabitants
    assert model.city.dwellings.occupied.sum() == households


def test_more_households_than_homes_are_refused(town):
    homes = int(town.city_map.buildings.dwellings.sum())
    facts = replace(town.facts, households=homes + 1, inhabitants=3 * homes)
    with pytest.raises(ValueError, match="do not fit"):
        Town(town.city_map, facts, town.book, town.sunshine).model()
