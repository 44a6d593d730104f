"""Blocks of flats, and the homes in them."""

import numpy as np


def test_homes_of_a_block_are_those_that_stand_in_it(untouched):
    city = untouched.city
    blocks = city.blocks.waiting(4)
    assert len(blocks) > 3
    for block in blocks:
        homes = city.blocks.homes_of(int(block))
        assert np.array_equal(homes, np.flatnonzero(city.dwellings.building == block))
        assert len(homes) == city.map.buildings.dwellings[block] >= 4


def test_a_building_without_homes_has_none(untouched):
    city = untouched.city
    empty = np.flatnonzero(city.map.buildings.dwellings == 0)
    assert all(len(city.blocks.homes_of(int(block))) == 0 for block in empty[:5])


def test_a_block_waits_once_and_is_done_once(model):
    blocks = model.city.blocks
    first = blocks.waiting(4)[:1]
    blocks.mark(first, True)
    assert first[0] not in blocks.waiting(4)
    blocks.mark(first, False)
    assert first[0] in blocks.waiting(4)
    blocks.done(first, 6)
    assert first[0] not in blocks.waiting(4) and blocks.homes_done == 6
