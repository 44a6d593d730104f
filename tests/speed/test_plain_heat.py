"""The kernel gives the heat of the plain loop of the standard, only sooner."""

import numpy as np
import pytest

from tests.speed.plain_heat import Case, milliseconds, ratio


@pytest.fixture(scope="module")
def case():
    return Case.usual()


@pytest.mark.parametrize("row", [0, 100, 359])
def test_every_hour_of_the_year_is_the_same(case, row):
    plain = np.array(case.plainly(row))
    assert case.by_kernel().power_w[row] == pytest.approx(plain, rel=1e-4, abs=1e-3)
    assert plain.clip(0).sum() > 10_000


def test_a_home_and_year_takes_less_than_a_millisecond_and_far_less_than_the_loop(case):
    assert milliseconds(case, times=2) < 1.0
    assert ratio() > 100
