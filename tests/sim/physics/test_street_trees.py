"""Crowns grow, trees die, leaves hold rain."""

import numpy as np

from sim.physics.street_trees import crown_m2, rain_kept_by_crowns_m3, trees_alive


def test_a_crown_never_shrinks_and_stops_when_grown():
    crowns = crown_m2(np.arange(60), 2.0, 50.0, 40.0)
    assert np.all(np.diff(crowns) >= 0)
    assert crowns[0] == 2.0 and crowns[-1] == 50.0


def test_half_of_the_trees_stand_after_the_half_life_of_the_source():
    """Roman and Scatena 2011: half-life of 13 to 20 years for survival of 94.9 to 96.5 %."""
    assert trees_alive(100, 13.2, 1 - 0.949) == 100 * 0.949**13.2
    assert abs(trees_alive(100, 13.2, 1 - 0.949) - 50) < 1
    assert abs(trees_alive(100, 19.5, 1 - 0.965) - 50) < 1


def test_no_crown_keeps_more_than_falls_on_it():
    assert rain_kept_by_crowns_m3(100.0, 840.0, 1.0) == 84.0
    assert rain_kept_by_crowns_m3(100.0, 840.0, 0.0) == 0.0
