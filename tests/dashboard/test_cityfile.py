"""The city file: what is packed comes out again."""

from __future__ import annotations

import json

import numpy as np
import pytest
import shapely

from dashboard.cityfile import NEVER, footprints, pack_city, state_by_year, year_of_first
from sim.results import Results
from tests.dashboard.sample import YEARS


def read_back(packed: bytes) -> tuple[dict, dict[str, np.ndarray]]:
    """A reader of its own, after the description of the format."""
    length = int.from_bytes(packed[:4], "little")
    header, start = json.loads(packed[4 : 4 + length]), 4 + length
    arrays = {
        name: np.frombuffer(packed, dtype=entry["type"], count=entry["count"], offset=start + entry["at"])
        for name, entry in header["arrays"].items()
    }
    return header, arrays


@pytest.fixture(scope="module")
def packed(runs):
    return read_back(pack_city(runs.city_of("whole_plan"), runs.run("whole_plan")))


def test_every_array_begins_on_a_multiple_of_four_bytes(packed):
    header, _ = packed
    assert all(entry["at"] % 4 == 0 for entry in header["arrays"].values())


def test_footprints_come_back_within_a_decimetre(packed, runs):
    _, arrays = packed
    houses = runs.city_of("whole_plan").buildings.geometry
    middle = np.array(shapely.total_bounds(houses)).reshape(2, 2).mean(axis=0)
    corners = arrays["corner_xy_dm"].reshape(-1, 2) / 10 + middle
    assert arrays["corner_count"].sum() == len(corners)
    first = shapely.Polygon(corners[: arrays["corner_count"][0]])
    assert first.area == pytest.approx(houses[0].area, rel=0.02)
    assert first.hausdorff_distance(houses[0]) < 0.11


def test_every_year_has_a_label_for_every_building(packed):
    header, arrays = packed
    labels = arrays["labels"].reshape(header["years"], header["buildings"])
    assert header["first_year"] == YEARS[0]
    assert labels.max() <= 6
    assert np.all(labels[-1] <= labels[0])


def test_a_lamp_that_is_swapped_knows_its_year(packed):
    _, arrays = packed
    assert arrays["lamp_led_year"][0] == 1
    assert np.all(np.diff(arrays["lamp_led_year"].astype(int)) >= 0)


def test_a_change_on_new_years_day_belongs_to_the_new_year():
    columns = {
        "layer": ["buildings"] * 3,
        "asset": [0, 0, 1],
        "day": [-1, 365, 364],
        "trait": ["label"] * 3,
        "value": [5, 1, 2],
    }
    results = Results(
        "x", "x", 1, np.array([2025, 2026]), {"assets": {key: np.array(each) for key, each in columns.items()}}
    )
    assert state_by_year(results, "buildings", "label", 3).tolist() == [[5, 2, 255], [1, 2, 255]]


def test_what_never_happens_is_said_so():
    columns = {
        "layer": ["buildings"] * 2,
        "asset": [0, 2],
        "day": [-1, 800],
        "trait": ["solar_kwp"] * 2,
        "value": [3.0, 4.0],
    }
    results = Results(
        "x", "x", 1, np.arange(2025, 2030), {"assets": {key: np.array(each) for key, each in columns.items()}}
    )
    assert year_of_first(results, "buildings", "solar_kwp", 3).tolist() == [0, NEVER, 2]


def test_a_building_with_a_wing_apart_is_drawn_as_its_larger_part():
    wing = shapely.MultiPolygon([shapely.box(0, 0, 2, 2), shapely.box(5, 5, 15, 15)])
    counts, corners = footprints(np.array([wing, shapely.box(0, 0, 1, 1)], dtype=object))
    assert counts.tolist() == [4, 4]
    assert corners[:4].max() == 15
