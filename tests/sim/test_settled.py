"""Plans that begin on one kept first day live as if each had settled the city for itself."""

import pytest

from sim.model import CityModel
from sim.outcome import results_of
from sim.settled import SettledCity
from tests.sim.worlds import FULL_PLAN, NOTHING

PLANS = {"full": FULL_PLAN, "none": {}, "idle": NOTHING}


def bytes_of(results):
    """Every table of a run, to the last bit."""
    tables = results.tables.items()
    return {(table, name): column.tobytes() for table, columns in tables for name, column in columns.items()}


@pytest.fixture(scope="module")
def kept(town):
    return SettledCity(town.city_map, town.facts, town.book, town.sunshine, seed=1, first_year=2025)


def lived_from(kept, town, plan):
    scenario = town.model(plan).scenario
    model = CityModel(scenario, town.city_map, town.facts, town.book, town.sunshine, 1, settled=kept)
    model.run()
    return results_of(model)


def test_no_run_leaves_a_trace_in_the_next(kept, town):
    afresh = {name: town.results(plan) for name, plan in PLANS.items()}
    for name in ("full", "none", "full", "idle", "none", "full"):
        again = lived_from(kept, town, PLANS[name])
        assert bytes_of(again) == bytes_of(afresh[name]), name
        assert again.summary == afresh[name].summary


def test_every_run_has_columns_of_its_own(kept):
    (one, its_people), (other, their_people) = kept.first_day(), kept.first_day()
    crowds = ("dwellings", "dwellings_then", "premises", "street_lights")
    pairs = [(getattr(one, name), getattr(other, name)) for name in crowds]
    pairs += [(getattr(its_people, name), getattr(their_people, name)) for name in ("households", "cars", "businesses")]
    for mine, theirs in pairs:
        for column, values in mine._arrays.items():
            assert values is not theirs._arrays[column]
            values.fill(1)
    assert one.map is other.map  # what no run changes is there once
    assert one.dwellings.floor_m2.max() == 1 < other.dwellings.floor_m2.max()


def test_people_still_live_in_the_city_they_came_with(kept):
    city, people = kept.first_day()
    assert people.city is city
