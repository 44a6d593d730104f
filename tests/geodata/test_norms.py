"""Norms of places whose homes are larger or smaller than usual."""

import pytest

from scenarios.book import read_book
from scenarios.cities import stock_norms

NORMS = stock_norms(read_book(), 2025)


def test_homes_of_the_usual_size_change_nothing():
    assert NORMS.resized({}) is NORMS
    assert NORMS.resized({"terraced": 1.0}).plot_width_m["terraced"] == pytest.approx(
        list(NORMS.plot_width_m["terraced"])
    )


def test_floor_grows_in_full_and_the_ground_plan_by_its_root_gardens_left_alone():
    large, gap = NORMS.resized({"detached": 1.44}), 2 * NORMS.side_gap_m["detached"]
    assert large.floor_area_m2["detached"] == pytest.approx(1.44 * NORMS.floor_area_m2["detached"])
    assert large.building_depth_m["detached"] == pytest.approx([1.2 * m for m in NORMS.building_depth_m["detached"]])
    for now, then in zip(large.plot_width_m["detached"], NORMS.plot_width_m["detached"], strict=True):
        assert now - gap == pytest.approx(1.2 * (then - gap))
    assert large.plot_width_m["terraced"] == NORMS.plot_width_m["terraced"]


def test_flats_of_another_size_keep_the_plots():
    large = NORMS.resized({"apartments": 1.3})
    assert large.floor_area_m2["apartments"] == pytest.approx(1.3 * NORMS.floor_area_m2["apartments"])
    assert large.plot_width_m == NORMS.plot_width_m and large.gross_area_m2 == NORMS.gross_area_m2
