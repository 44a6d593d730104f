"""The factor of a municipality's electricity, with its own production in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from sim.finance import NoSolution
from sim.inventory.local_electricity import local_emission_factor

energy = some.floats(0, 1e6)


def test_the_published_case_comes_out():
    assert local_emission_factor(120_000, 9000, 4000, 0.285, 350, 0) == pytest.approx(0.2570416666666666, rel=1e-9)


def test_without_local_electricity_the_national_factor_holds():
    assert local_emission_factor(500, 0, 0, 0.2, 0, 0) == 0.2


@given(some.floats(1, 1e6), energy, energy, some.floats(0, 1))
def test_clean_local_electricity_never_raises_the_factor(use, local, green, national):
    assert 0 <= local_emission_factor(use, local, green, national, 0, 0) <= national * (1 + 1e-12)


def test_the_two_forms_meet_where_a_municipality_makes_what_it_uses():
    just_under, just_over = (local_emission_factor(use, 600, 400, 0.3, 90, 10) for use in (1000.0001, 999.9999))
    assert just_under == pytest.approx(just_over, abs=1e-6)
    assert just_over == pytest.approx(0.1)


@pytest.mark.parametrize("change", [{0: 0}, {0: -5}, {1: -1}, {2: -1}, {3: float("nan")}, {4: -1}, {5: float("inf")}])
def test_electricity_that_cannot_be_is_refused(change):
    numbers = dict(enumerate([1000, 100, 50, 0.2, 5, 0])) | change
    with pytest.raises(NoSolution):
        local_emission_factor(*numbers.values())
