"""Buses and the city's own vehicles are replaced on schedule."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from sim.city.fleet import BUS, CAR, KINDS, TRUCK, VAN, Fleet, park_fleet, replace_due
from sim.parameter import Book, Parameter

LIFE = np.array([14, 10, 12, 14, 14])


def a_book(bus=0.0, municipal=0.0):
    shares = {"mobility.bus_battery_share_new": bus, "mobility.municipal_battery_share_new": municipal}
    return Book(
        {name: Parameter(name, name, "share", {2000: share}, "assumption", {}) for name, share in shares.items()}
    )


def a_fleet(counts=(14, 10, 12, 14, 14), year=2025, **shares):
    return Fleet(np.array(counts), LIFE, year, a_book(**shares))


def test_ages_are_spread_so_that_one_of_each_kind_is_due_each_year():
    fleet = a_fleet(bus=1.0)
    assert fleet.counts[BUS].tolist() == [0, 14]
    ends = fleet.columns.ends[fleet.columns.kind == VAN]
    assert sorted(ends.tolist()) == list(range(2025, 2037))


def test_what_is_not_electric_still_burns_fuel():
    fleet = a_fleet()
    assert (fleet.vehicles, fleet.electric, fleet.still_fossil) == (50, 0, 50)
    assert fleet.electrify(4, 2026) == 4
    assert (fleet.electric, fleet.still_fossil) == (4, 46)


def test_pool_cars_go_electric_before_vans_and_the_oldest_first_and_buses_never_by_the_city():
    fleet = a_fleet()
    oldest = fleet.columns.ends[fleet.columns.kind == CAR].argmin()
    fleet.electrify(1, 2025)
    assert fleet.columns.battery[fleet.columns.kind == CAR][oldest]
    fleet.electrify(1000, 2025)
    assert fleet.still_fossil == 0 and fleet.counts[BUS, 1] == 0


def test_half_of_what_is_bought_is_electric_to_the_vehicle():
    fleet = a_fleet(counts=(140, 0, 0, 0, 0))
    fleet.book = a_book(bus=0.45)
    for year in range(2025, 2035):
        fleet.begin_year(year)
    assert fleet.counts[BUS, 1] == pytest.approx(10 * 10 * 0.45, abs=1)


@settings(deadline=None)
@given(some.lists(some.integers(0, 40), min_size=5, max_size=5), some.floats(0, 1), some.integers(1, 30))
def test_no_vehicle_appears_or_vanishes_and_none_outlives_its_term(counts, share, years):
    fleet = a_fleet(counts=counts)
    fleet.book = a_book(bus=share, municipal=share)
    electric = 0
    for year in range(2025, 2025 + years):
        fleet.begin_year(year)
        assert fleet.counts.sum(axis=1).tolist() == counts
        assert np.all(fleet.columns.ends > year)
        assert fleet.counts[:, 1].sum() >= electric
        electric = fleet.counts[:, 1].sum()


def test_a_fleet_bought_electric_throughout_its_life_is_electric():
    fleet = a_fleet()
    fleet.book = a_book(bus=1.0, municipal=1.0)
    for year in range(2025, 2025 + LIFE.max()):
        fleet.begin_year(year)
    assert fleet.counts[:, 0].sum() == 0


def test_a_town_of_thirty_thousand_has_about_ninety_vehicles_and_twenty_buses(book):
    fleet = park_fleet(book, 30_000, 2025)
    assert fleet.vehicles == 90 and fleet.counts[BUS].sum() == 20
    assert fleet.counts[[CAR, VAN, TRUCK]].sum(axis=1).tolist() == [27, 39, 12]
    assert 0 < fleet.electric < 20


def test_nothing_was_electric_in_2011(book):
    fleet = park_fleet(book, 30_000, 2011)
    assert fleet.counts[:, 1].sum() == 0 and len(fleet.counts) == len(KINDS)


def replaced_plainly(kind, battery, ends, year, shares, owed):
    battery, ends, owed = battery.copy(), ends.copy(), list(owed)
    for each in range(len(KINDS)):
        due = np.flatnonzero((ends <= year) & (kind == each))
        fuel = due[~battery[due]]
        wanted = len(fuel) * shares[each != BUS] + owed[each]
        electric = min(len(fuel), int(wanted + 1e-9))
        owed[each] = min(1.0, wanted - electric)
        battery[fuel[:electric]] = True
        ends[due] = year + LIFE[each]
    return battery, ends, owed


@settings(deadline=None)  # the loop is compiled at its first call
@given(some.lists(some.tuples(some.integers(0, 4), some.booleans(), some.integers(2020, 2030)), max_size=60),
       some.tuples(some.floats(0, 1), some.floats(0, 1)))  # fmt: skip
def test_the_loop_over_vehicles_replaces_what_the_plain_one_replaces(vehicles, shares):
    kind, battery, ends = (np.array([row[place] for row in vehicles], dtype=dtype)
                           for place, dtype in enumerate((np.int8, bool, np.int16)))  # fmt: skip
    owed = np.linspace(0, 0.9, len(KINDS))
    counts = np.array(
        [[((kind == each) & (battery == on)).sum() for on in (False, True)] for each in range(len(KINDS))]
    )
    plain = replaced_plainly(kind, battery, ends, 2025, shares, owed)
    replace_due(kind, battery, ends, LIFE, 2025, *shares, owed, counts)
    assert battery.tolist() == plain[0].tolist() and ends.tolist() == plain[1].tolist()
    assert owed == pytest.approx(plain[2])
    again = [[((kind == each) & (battery == on)).sum() for on in (False, True)] for each in range(len(KINDS))]
    assert counts.tolist() == again
