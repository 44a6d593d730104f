"""The columns decide what plain Mesa objects decide."""

import numpy as np
import pytest

from sim.population.cars import BATTERY
from tests.speed.mesa_households import Quarter, a_town, columns_decide, offers_of, part_of, seconds

HOUSEHOLDS, YEARS = 300, 6
TINY = 0.005
"""Share of decisions that may differ: columns keep traits and tastes in 32 bits, agents reckon in 64, so whoever is at
the very edge between two options may fall to the other side. None of 300 households does."""


@pytest.fixture(scope="module")
def both():
    """Agents and columns of one quarter after the same years, with what both wanted in each year."""
    town = a_town(HOUSEHOLDS)
    quarter, wanted = Quarter(town), []
    for year in range(town.first_year, town.first_year + YEARS):
        offers = offers_of(town, year)
        quarter.decide(year, offers)
        wanted.append((quarter.wanted, by_home(columns_decide(town, year, offers))))
    return quarter, town, wanted


def by_home(tables):
    """Jobs of the columns as the agents note them: option by home."""
    wanted = {"works": {}, "heating": {}, "panels": {}}
    for trade, table in tables.items():
        kind = {"heating": "heating", "solar": "panels"}.get(trade, "works")
        wanted[kind] |= dict(zip(table["home"].tolist(), table["option"].tolist(), strict=True))
    return wanted


@pytest.mark.parametrize("kind", ["works", "heating", "panels"])
def test_every_home_wants_the_same_in_the_same_year(both, kind):
    _, _, wanted = both
    asked = sum(len(agents[kind]) for agents, _ in wanted)
    other = sum(len(agents[kind].items() ^ columns[kind].items()) for agents, columns in wanted)
    assert asked > 10
    assert other <= TINY * asked


def test_the_same_drives_are_electric(both):
    quarter, town, _ = both
    agents = {car.id for home in quarter.households for car in home.cars if car.powertrain == BATTERY}
    columns = set(np.flatnonzero(town.people.cars.powertrain == BATTERY).tolist())
    assert len(columns) > 20
    assert len(agents ^ columns) <= TINY * len(town.people.cars)


def test_the_same_people_move_in_with_the_same_traits(both):
    quarter, town, _ = both
    people = town.people.households
    for name in ("moves", "moved_in", "duty", "age"):
        same = np.array([getattr(home, name) for home in quarter.households]) == getattr(people, name)
        assert same.mean() >= 1.0 - TINY, name
    for name in ("income_eur", "discount_rate", "weight_per_keur", "care_for_climate", "hassle"):
        agents = np.array([getattr(home, name) for home in quarter.households])
        assert agents == pytest.approx(getattr(people, name), rel=1e-4, abs=1e-5), name
    assert people.moved_in.sum() > 20


def test_occasions_are_put_off_to_the_same_day(both):
    quarter, town, _ = both
    roofs = np.array([home.due[0] for home in quarter.households])
    assert np.mean(roofs == town.city.dwellings.roof_due) >= 1.0 - TINY


def test_a_part_of_a_city_has_as_many_people_per_home(both):
    _, town, _ = both
    whole = town.city.facts
    half_map, half = part_of(town.city.map, whole, whole.households // 2)
    assert half.households == whole.households // 2
    assert half.inhabitants / half.households == pytest.approx(whole.inhabitants / whole.households, rel=0.01)
    assert half_map.buildings.dwellings.sum() >= half.households


def test_columns_take_less_time_than_agents(both):
    town = a_town(HOUSEHOLDS)
    years = range(town.first_year, town.first_year + 2)
    agents = seconds(Quarter(town).decide, town, years)
    columns = seconds(lambda year, offers: columns_decide(town, year, offers), town, years)
    assert columns < agents
