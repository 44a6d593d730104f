from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.studies.hindcast.matching import MOVES, RANGES, Wave, implausibility, latin_hypercube, next_box, told_at
from scenarios.studies.hindcast.observed import Observation
from scenarios.studies.hindcast.stage import PARAMETERS

FIGURE = Observation("a", "pv", "q", 2015.0, 10.0, 8.0, 12.0, "u", "r", "high", "fit", "linear", 2.0, "s", "")


def test_at_most_six_parameters_are_fitted():
    assert list(RANGES) == list(PARAMETERS) == list(MOVES) and len(PARAMETERS) <= 6


def test_implausibility_by_hand():
    """|10 - 14| / sqrt(1 + 4) with two seeds that agree."""
    assert implausibility(np.full((2, 1), 14.0), [FIGURE])[0] == pytest.approx(4 / np.sqrt(5))


def test_implausibility_of_a_factor_is_the_same_up_and_down():
    figure = replace(FIGURE, scale="log", tolerance=0.4)
    up, down = (implausibility(np.full((2, 1), value), [figure])[0] for value in (20.0, 5.0))
    assert up == pytest.approx(down)


@given(st.floats(0.1, 1e6), st.floats(0.0, 1e3))
def test_more_tolerance_never_makes_a_model_less_plausible(model, more):
    lenient = replace(FIGURE, tolerance=FIGURE.tolerance + more)
    outputs = np.full((3, 1), model)
    assert implausibility(outputs, [lenient])[0] <= implausibility(outputs, [FIGURE])[0]


@given(st.integers(5, 40), st.integers(0, 1000))
def test_every_slice_of_a_range_is_looked_at_once(count, seed):
    points = latin_hypercube(RANGES, count, seed)
    for column, (low, high) in zip(points.T, RANGES.values(), strict=True):
        slices = np.floor((column - low) / (high - low) * count).clip(0, count - 1).astype(int)
        assert sorted(slices) == list(range(count))


def test_the_next_wave_looks_where_no_figure_rules_out():
    samples = latin_hypercube(RANGES, 20, 1)
    misses = np.zeros((20, 4))
    misses[samples[:, 0] > 0.8, 1] = 9.0
    checks = ("led_path", "pv", "bev", "heat_pumps")
    wave = Wave(dict(RANGES), samples, np.zeros((20, 1, 4)), misses, checks, (misses < 3).all(axis=1))
    assert next_box(wave)["people.cost_weight_per_keur"][1] <= 0.8


def test_when_all_are_ruled_out_the_nearest_lead_the_next_wave():
    """Each parameter follows the figures it moves: councils those of LED, where less is nearer; panels theirs, where more is."""
    samples, names = latin_hypercube(RANGES, 20, 1), list(RANGES)
    councils, panels = (names.index(name) for name in ("hindcast.council_hurdle_eur_per_lamp", "behaviour.asc_solar"))
    same = np.full(20, 5.0)
    misses = np.column_stack([samples[:, councils] + 300.0, 10.0 - samples[:, panels], same, same])
    checks = ("led_path", "pv", "bev", "heat_pumps")
    box = next_box(Wave(dict(RANGES), samples, np.zeros((20, 1, 4)), misses, checks, np.zeros(20, dtype=bool)))
    assert box["hindcast.council_hurdle_eur_per_lamp"][1] < np.median(samples[:, councils])
    assert box["behaviour.asc_solar"][0] > np.median(samples[:, panels])


def test_a_stock_is_told_at_its_date():
    assert told_at({"q": {2015.5: 20.0, 2014.5: 10.0}}, FIGURE) == 15.0
