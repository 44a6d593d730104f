"""The counters of the local pact."""

import pytest

from sim.local_pact import pact_counters


def test_the_pact_asks_what_the_pact_says(book):
    asked = {each.name: each.asked for each in pact_counters({}, 30_000, 14_500, book, 2030)}
    assert asked == pytest.approx(
        {
            "trees": 30_000, "rain_m3": 30_000, "facade_garden_m": 15_000, "nature_plots": 30, "charge_points": 300,
            "collective_renovations": 725,
        }
    )  # fmt: skip


def test_a_share_is_what_was_reached_of_it(book):
    counters = {each.name: each for each in pact_counters({"trees": 600}, 1000, 500, book, 2030)}
    assert counters["trees"].share == pytest.approx(0.6)
    assert counters["rain_m3"].share == 0.0
