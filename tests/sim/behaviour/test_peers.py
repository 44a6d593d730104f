"""Who is near whom."""

import numpy as np
import pytest

from sim.behaviour.peers import Neighbourhood, count_adopters, look_around

X_M, Y_M = np.array([0.0, 150.0, 1000.0, 5000.0]), np.zeros(4)
HOMES = np.array([0, 0, 1, 1, 2, 2])
"""Street of each home; nobody lives in the last street."""


def test_one_sees_the_own_street_and_those_nearby_and_no_others():
    near = Neighbourhood(X_M, Y_M, HOMES, 200.0).share(np.array([1, 0, 0, 0, 1, 1], dtype=bool))
    assert near[:3] == pytest.approx([0.25, 0.25, 1.0])


def test_who_lives_alone_sees_nobody():
    near = Neighbourhood(X_M, Y_M, HOMES, 200.0)
    assert near.share(np.ones(6, dtype=bool))[3] == 0
    assert near.share(np.zeros(6, dtype=bool)).tolist() == [0, 0, 0, 0]


def test_shares_against_exact_ones_in_the_small_town(untouched):
    homes, streets = untouched.city.dwellings, untouched.city.map.streets
    adopted = np.random.default_rng(1).random(len(homes)) < 0.3
    share = untouched.people.neighbourhood.share(adopted)[homes.street]
    x_m, y_m = streets.x_m[homes.street].astype(float), streets.y_m[homes.street].astype(float)
    reach = untouched.book.at("behaviour.peer_reach_m", 2025)
    for row in range(0, len(homes), 97):
        near = np.hypot(x_m - x_m[row], y_m - y_m[row]) <= reach
        assert share[row] == pytest.approx(adopted[near].mean(), abs=0.02)


def test_the_loop_over_neighbours_equals_a_plain_sum():
    luck = np.random.default_rng(3)
    sees = luck.random((30, 30)) < 0.2
    counts = luck.integers(0, 50, (30, 2)).astype(np.uint64)
    begins = np.concatenate([[0], np.cumsum(sees.sum(axis=1))])
    counts += luck.integers(0, 50, (30, 2)).astype(np.uint64) << np.uint64(32)
    homes, shares = luck.integers(1, 90, 30).astype(np.float32), np.empty((4, 30), dtype=np.float32)
    look_around(begins, np.nonzero(sees)[1].astype(np.int32), counts, homes, shares)
    seen = counts + sees.astype(np.uint64) @ counts
    halves = [seen[:, word] >> np.uint64(32) if high else seen[:, word] % 2**32 for word in (0, 1) for high in (0, 1)]
    assert np.array_equal(shares, np.array(halves).astype(np.float32) / homes)


def test_adopters_are_counted_by_street_a_household_with_two_battery_cars_once():
    near = Neighbourhood(X_M, Y_M, HOMES, 100.0)
    counts = near.no_adopters()
    renovated, heating = np.array([1, 0, 4, 0, 0, 0], dtype=np.uint8), np.array([3, 3, 0, 0, 0, 3], dtype=np.int8)
    kwp = np.array([0, 0, 0, 2.5, 1, 1], dtype=np.float32)
    household, powertrain = np.array([0, 0, 1, 2, 4, 4], dtype=np.int32), np.array([3, 3, 0, 3, 0, 3], dtype=np.int8)
    count_adopters(HOMES, renovated, heating, kwp, 3, household, powertrain, 3, counts)
    expected = np.array([[1, 1, 0], [2, 0, 1], [0, 1, 2], [1, 1, 1]]) / 2.0  # two homes in each street
    assert np.array_equal(near.shares(counts)[:, :3], expected.astype(np.float32))
