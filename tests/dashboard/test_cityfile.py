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


def test_roofs_kinds_and_trees_go_along(packed, runs):
    header, arrays = packed
    city = runs.city_of("whole_plan")
    assert np.allclose(arrays["ridge_dm"] / 10, city.buildings.ridge_m, atol=0.06)
    assert np.array_equal(arrays["kind"], city.buildings.type)
    assert arrays["tree_xy_dm"].size % 2 == 0 and arrays["tree_xy_dm"].size > 20
    assert len(arrays["kind"]) == header["buildings"]


def test_footprints_run_anticlockwise_whatever_the_map_says():
    clockwise = shapely.Polygon([(0, 0), (0, 4), (9, 4), (9, 0)])
    _, corners = footprints(np.array([clockwise], dtype=object))
    x, y = corners.T
    assert np.sum(x * np.roll(y, -1) - y * np.roll(x, -1)) > 0


def test_labels_drawn_in_a_year_are_the_labels_of_the_results(packed, runs):
    header, arrays = packed
    labels = arrays["labels"].reshape(header["years"], header["buildings"])
    results, houses = runs.run("whole_plan"), len(runs.city_of("whole_plan").buildings)
    table = results.tables["assets"]
    for offset in (0, len(YEARS) - 1):
        said = dict.fromkeys(range(houses), None)
        for layer, row, day, trait, value in zip(
            *(table[name] for name in ("layer", "asset", "day", "trait", "value")), strict=True
        ):
            if layer == "buildings" and trait == "label" and day < 365 * (offset + 1):
                said[row] = value
        counted = np.bincount([int(value) for value in said.values()], minlength=7)
        assert np.array_equal(np.bincount(labels[offset], minlength=7), counted)
