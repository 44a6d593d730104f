"""A crowd is its columns."""

import numpy as np
import pytest

from sim.columns import Crowd, column


class Trees(Crowd):
    height_m = column("height", unit="m", start=1.5)
    felled = column("no longer stands", kind=bool)


class Fruit(Trees):
    apples = column("apples this year", kind=np.int32)


def test_columns_begin_as_declared_and_keep_their_kind():
    wood = Trees(3)
    assert wood.height_m.dtype == np.float32 and wood.height_m.tolist() == [1.5] * 3
    assert wood.felled.dtype == bool and not wood.felled.any()
    assert len(wood) == 3 and wood.ids.tolist() == [0, 1, 2]


def test_a_column_given_at_birth_is_copied_not_shared():
    heights = np.array([4.0, 5.0])
    wood = Trees(2, height_m=heights)
    heights[0] = 99
    assert wood.height_m.tolist() == [4, 5]


def test_setting_a_column_keeps_its_memory_and_its_kind():
    wood = Trees(2)
    memory = wood.height_m
    wood.height_m = [7, 8]
    wood.height_m[wood.height_m > 7] = 20
    assert wood.height_m is memory and memory.tolist() == [7, 20] and memory.dtype == np.float32


def test_a_column_of_another_length_is_refused():
    with pytest.raises(ValueError, match="broadcast"):
        Trees(2).height_m = [1, 2, 3]


def test_two_crowds_share_no_values():
    one, other = Trees(2), Trees(2)
    one.felled = True
    assert not other.felled.any()


def test_an_unknown_column_is_refused_by_name():
    with pytest.raises(AttributeError, match="Trees has no column 'heigth_m'"):
        Trees(2, heigth_m=3)


def test_a_kind_of_tree_has_the_columns_of_trees_first():
    assert list(Fruit.columns()) == ["height_m", "felled", "apples"]
    assert Fruit.height_m.unit == "m" and Fruit.apples.says == "apples this year"


def test_memory_is_that_of_the_columns():
    assert Fruit(1000).nbytes == 1000 * (4 + 1 + 4)
