"""Trees, storage, gardens and plots, counted by district."""

import numpy as np
import pytest

from sim.city.greening import Greening


def a_street(kind, pieces=10, year=2026):
    green = Greening(2)
    green.add(kind, np.zeros(pieces, dtype=np.int64), year)
    return green


def test_pieces_count_for_what_they_are():
    assert a_street("tree").there["tree"].tolist() == [10, 0]
    assert a_street("rain storage").there["rain storage"].tolist() == [100, 0]
    assert a_street("facade garden").there["facade garden"].tolist() == [50, 0]


def test_nothing_made_says_nothing_and_costs_nothing(book):
    green = Greening(2)
    assert green.is_bare and green.by_district(book, 2030) == {} and green.upkeep_eur(book, 2030) == 0


def test_trees_die_slowly_while_their_crowns_grow_faster(book):
    green = a_street("tree", 100)
    standing = [green.trees(book, year).sum() for year in (2026, 2036, 2046)]
    covered = [green.canopy_m2(book, year).sum() for year in (2026, 2036, 2046)]
    assert standing[0] == 100 > standing[1] > standing[2]
    assert covered[0] < covered[1]
    assert covered[0] == pytest.approx(100 * book.at("greening.crown", 2026)["planted_m2"])


def test_storage_holds_back_what_it_holds_each_time_it_fills(book):
    held = a_street("rain storage").rain_held_back_m3(book, 2030)
    assert held.tolist() == [100 * book.at("greening.rain_storage_fills_per_year", 2030), 0]


def test_upkeep_is_the_sum_of_its_kinds(book):
    price = book.at("greening.upkeep_eur", 2026)
    both = a_street("tree")
    both.add("facade garden", np.ones(2, dtype=np.int64), 2026)
    assert both.upkeep_eur(book, 2026) == pytest.approx(10 * price["tree"] + 10 * price["facade_garden"])
