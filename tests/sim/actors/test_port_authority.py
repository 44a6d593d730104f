"""A port authority lives in a harbour and offers the heat of its industry."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.actors.decisions import HeatRequest
from sim.actors.port_authority import HARBOUR, HOT


@pytest.fixture
def port(town):
    return town.model(actors={"port_authority": {"waste_heat_mwh": 1_000.0}}).actors_by_name["port_authority"]


def test_it_lives_where_there_is_a_harbour(untouched):
    from types import SimpleNamespace

    from sim.actors import ACTORS

    inland = SimpleNamespace(map=SimpleNamespace(districts=SimpleNamespace(kind=np.array([0, 1], dtype=np.int8))))
    assert untouched.actors_by_name["port_authority"].present
    assert not ACTORS["port_authority"].lives_in(inland)


def test_its_heat_follows_the_floor_of_its_halls(untouched, book):
    buildings, kinds = untouched.city.map.buildings, untouched.city.map.districts.kind
    floor = sum(
        float(area) for area, use, district in zip(buildings.floor_m2, buildings.use, buildings.district, strict=True)
        if use in HOT and kinds[district] == HARBOUR
    )  # fmt: skip
    port = untouched.actors_by_name["port_authority"]
    assert floor > 0
    assert port.waste_heat_mwh == pytest.approx(floor * book.at("actors.port_waste_heat_kwh_per_m2", 2025) / 1000)


def test_it_gives_what_it_has_once(port):
    whole = port.answer_heat(HeatRequest(800.0, 20.0, 2.0))
    assert whole.offers and (whole.mwh, whole.price_eur_mwh) == (800.0, 20.0)
    port.commit(whole.mwh)
    rest = port.answer_heat(HeatRequest(800.0, 20.0, 2.0))
    assert rest.mwh == 200 and rest.reason == "200 of 800 MWh a year"
    port.commit(rest.mwh)
    assert port.answer_heat(HeatRequest(1.0, 20.0)).reason == "no heat left to give"


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        (HeatRequest(10.0, 14.0), "14 EUR/MWh offered, asks 15"),
        (HeatRequest(10.0, 20.0, 6.0), "6 km away, further than 5"),
    ],
)
def test_it_keeps_its_heat_with_a_reason(port, asked, reason):
    answer = port.answer_heat(asked)
    assert not answer.offers and answer.reason == reason


def test_without_a_port_there_is_no_heat(town):
    port = town.model(actors={"port_authority": {"present": 0}}).actors_by_name["port_authority"]
    assert port.answer_heat(HeatRequest(1.0, 99.0)).reason == "no port authority in this city"


@given(st.floats(1, 3e3), st.floats(0, 40), st.floats(0, 40), st.floats(0, 9), st.floats(0, 9))
def test_a_better_price_nearer_by_is_never_refused_first(untouched, mwh, a, b, near, far):
    port = untouched.actors_by_name["port_authority"]
    worse = port.answer_heat(HeatRequest(mwh, min(a, b), max(near, far)))
    better = port.answer_heat(HeatRequest(mwh, max(a, b), min(near, far)))
    assert better.offers or not worse.offers
