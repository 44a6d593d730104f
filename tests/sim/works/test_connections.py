"""Who waits where the transformer is full."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.hours import hours_of
from sim.laws import check_laws
from sim.outcome import results_of
from sim.works.connections import GAVE_UP, TRANSFORMER_BINDS, WAITS, first_come
from tests.sim.worlds import FULL_PLAN

HEADROOM = "hourly_electricity.transformer_headroom"


@pytest.fixture(scope="module")
def hours(town):
    return hours_of(town.city_map.latitude, town.city_map.longitude, town.book)


def lived(town, hours, headroom, binds):
    book = town.book.with_values({HEADROOM: {2000: headroom}, TRANSFORMER_BINDS: {2000: binds}})
    return town.live(FULL_PLAN, last_year=2034, hours=hours, book=book)


@pytest.fixture(scope="module")
def free(town, hours):
    return lived(town, hours, 1.0, 0)


@pytest.fixture(scope="module")
def bound(town, hours):
    return lived(town, hours, 1.0, 1)


@given(
    asks=st.lists(st.tuples(st.integers(0, 2), st.floats(0, 5)), max_size=30),
    room=st.lists(st.floats(0, 20), min_size=3, max_size=3),
)
def test_room_is_never_handed_out_twice(asks, room):
    district, kw = np.array([d for d, _ in asks], dtype=np.int64), np.array([k for _, k in asks])
    left = np.array(room)
    fits = first_come(district, kw, left)
    taken = np.bincount(district[fits], weights=kw[fits], minlength=3)
    assert np.all(taken <= np.array(room) + 1e-9)
    assert left == pytest.approx(np.array(room) - taken)


def kinds(model):
    return {kind for kind, *_ in model.city.diary.events}


def test_a_full_transformer_makes_pumps_panels_and_points_wait_and_the_event_says_why(free, bound):
    assert WAITS not in kinds(free)
    layers = {layer for kind, layer, *_ in bound.city.diary.events if kind == WAITS}
    assert {"dwellings", "districts"} <= layers
    actors = {actor for kind, _, _, _, actor, _ in bound.city.diary.events if kind == WAITS}
    assert actors == {"grid_operator"}


def test_fewer_pumps_and_points_are_connected_and_the_overload_is_smaller(free, bound):
    last_free, last_bound = (model.recorder.years[-1].quantities for model in (free, bound))
    assert last_bound["heat_pumps"] < last_free["heat_pumps"]
    assert last_bound["charge_points"] < last_free["charge_points"]
    overload = [model.grid.years()[-1].overload_kw.sum() for model in (free, bound)]
    assert overload[1] < overload[0]


def test_nobody_waits_with_plenty_of_room(town, hours, free):
    wide = lived(town, hours, 100.0, 1)
    assert WAITS not in kinds(wide)
    assert wide.recorder.years[-1].quantities == free.recorder.years[-1].quantities


def test_who_gives_up_is_free_to_think_again(bound):
    assert GAVE_UP in kinds(bound)
    waiting = np.concatenate([table["home"] for table in bound.connections._held.values()])
    gone = np.concatenate([rows for kind, _, rows, *_ in bound.city.diary.events if kind == GAVE_UP])
    not_waiting = np.setdiff1d(gone, waiting)
    assert len(not_waiting)
    assert (bound.people.waits[waiting] > 0).all()


def test_laws_hold_and_districts_tell_their_transformers(bound):
    assert check_laws(bound)["ok"]
    table = results_of(bound).tables["districts"]
    names = set(table["quantity"].tolist())
    assert {"peak_load_kw", "transformer_limit_kw", "overload_kw", "solar_used_mwh", "solar_fed_in_mwh"} <= names
