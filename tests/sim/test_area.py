"""What lies within a polygon drawn on the map."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as some

from sim.area import inside

points = some.lists(some.tuples(some.floats(-9, 9), some.floats(-9, 9)), min_size=1, max_size=20)


@given(points, some.floats(0.5, 8), some.floats(0.5, 8))
def test_a_rectangle_holds_what_lies_between_its_sides(places, width, height):
    x_m, y_m = np.array(places).T
    corners = ((-width, -height), (width, -height), (width, height), (-width, height))
    within = inside(corners, x_m, y_m)
    sure_in, sure_out = (np.abs(x_m) < width) & (np.abs(y_m) < height), (np.abs(x_m) > width) | (np.abs(y_m) > height)
    assert within[sure_in].all() and not within[sure_out].any()


@given(points)
def test_the_corners_may_be_given_in_either_turn_and_from_any_corner(places):
    x_m, y_m = np.round(np.array(places), 2).T + 0.0041  # off the sides themselves
    corners = ((0.0, 0.0), (5.0, 1.0), (6.0, 6.0), (-3.0, 4.0))
    for other in (corners[::-1], corners[2:] + corners[:2]):
        assert np.array_equal(inside(corners, x_m, y_m), inside(other, x_m, y_m))


def test_a_courtyard_shaped_like_a_u_is_open_in_the_middle():
    corners = ((0, 0), (6, 0), (6, 6), (4, 6), (4, 2), (2, 2), (2, 6), (0, 6))
    assert inside(corners, np.array([1.0, 3.0, 5.0, 3.0]), np.array([4.0, 4.0, 4.0, 1.0])).tolist() == [
        True, False, True, True,
    ]  # fmt: skip


def test_a_measure_aimed_at_a_polygon_reaches_the_homes_lamps_and_premises_in_it(untouched):
    from sim.measures import Where

    city = untouched.city
    x_m, y_m = city.map.buildings.x_m.astype(float), city.map.buildings.y_m.astype(float)
    west, middle = float(x_m.min()) - 1e4, float(np.median(x_m))
    half = Where(
        polygon=((west, y_m.min() - 1e4), (middle, y_m.min() - 1e4), (middle, y_m.max() + 1e4), (west, y_m.max() + 1e4))
    )
    homes, premises, lamps = (city.within(half, layer) for layer in ("dwellings", "premises", "lamps"))
    assert np.array_equal(homes, x_m[city.dwellings.building] < middle)
    assert np.array_equal(premises, x_m[city.premises.building] < middle)
    assert np.array_equal(lamps, city.map.lamps.x_m < middle)


def test_a_measure_aimed_at_districts_reaches_these_and_no_others(untouched):
    from sim.measures import Where

    city = untouched.city
    aimed = city.within(Where(districts=("harbour", "village")), "dwellings")
    names = np.array(city.district_names)[city.dwellings.district]
    assert np.array_equal(aimed, np.isin(names, ["harbour", "village"]))
    assert city.within(None, "lamps").all()
