"""A university lives on a campus and hands on what it finds."""

import numpy as np

from sim.actors.university import CAMPUS


def test_it_lives_where_there_is_a_campus(untouched, monkeypatch):
    from types import SimpleNamespace

    from sim.actors import ACTORS

    def city_with(*kinds):
        return SimpleNamespace(map=SimpleNamespace(districts=SimpleNamespace(kind=np.array(kinds, dtype=np.int8))))

    assert ACTORS["university"].lives_in(untouched.city) and untouched.actors_by_name["university"].present
    assert not ACTORS["university"].lives_in(city_with(CAMPUS - 1))


def test_items_come_with_the_years_and_with_data(model):
    university = model.actors_by_name["university"]
    assert university.answer_knowledge().reason == "nothing to hand on yet"
    assert university.answer_knowledge(measured_years=1).amount == 1  # half an item of its own, half from data
    model.year += 3
    assert university.answer_knowledge().amount == 2
    assert university.answer_knowledge(measured_years=4).amount == 4


def test_its_pace_can_be_set_and_it_can_be_left_out(town):
    quick = town.model(actors={"university": {"items_per_year": 3}}).actors_by_name["university"]
    gone = town.model(actors={"university": {"present": 0}}).actors_by_name["university"]
    assert quick.answer_knowledge().amount == 3
    assert gone.answer_knowledge(9).reason == "no university in this city"
