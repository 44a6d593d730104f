"""Modes by distance and place."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from hypothesis.extra.numpy import arrays

from sim.behaviour.modal_split import fit_modes, moved_to_bike

shares = some.floats(0.05, 1.0)


@given(
    arrays(float, (4, 5), elements=shares), arrays(float, 4, elements=shares), arrays(float, (3, 5), elements=shares)
)
def test_every_place_gets_its_shares_and_no_trip_is_lost(by_distance, trips, wanted):
    by_distance /= by_distance.sum(axis=1, keepdims=True)
    wanted /= wanted.sum(axis=1, keepdims=True)
    fitted = fit_modes(by_distance, trips, wanted)
    assert fitted.sum(axis=2) == pytest.approx(np.ones((3, 4)))
    assert np.einsum("b,pbm->pm", trips / trips.sum(), fitted) == pytest.approx(wanted, abs=2e-3)


def test_a_place_like_the_survey_keeps_the_survey():
    by_distance, trips = np.array([[0.2, 0.8], [0.9, 0.1]]), np.array([3.0, 1.0])
    mean = (trips / trips.sum()) @ by_distance
    assert fit_modes(by_distance, trips, mean[None])[0] == pytest.approx(by_distance)


def test_what_is_not_done_at_a_distance_is_done_nowhere_at_that_distance():
    fitted = fit_modes(np.array([[0.5, 0.5], [1.0, 0.0]]), np.array([1.0, 1.0]), np.array([[0.6, 0.4]]))
    assert fitted[0, 1, 1] == 0


def test_without_paths_and_what_ifs_nobody_changes():
    assert moved_to_bike(0.0, 0.15, np.zeros(2), np.array([5.0, 0.0])).tolist() == [0, 0]


def test_more_than_a_complete_network_moves_nobody_else():
    moved = moved_to_bike(0.0, 0.15, np.array([5.0, 50.0]), np.array([5.0, 5.0]))
    assert moved.tolist() == [0.15, 0.15]
    assert moved_to_bike(0.9, 0.5, np.array([1.0]), np.array([1.0])).tolist() == [1.0]
