"""The sun on roofs of any tilt, near enough to the sum over the hours."""

import pytest

from scenarios.climate import sunshine_of
from scenarios.ensemble.sunlight import FLAT, PITCHED, RATIO, Sunlight

PLACE = 51.0, 4.4


def with_tilts(book, pitched, flat, ratio=0.78):
    return book.with_values({PITCHED: {2000: pitched}, FLAT: {2000: flat}, RATIO: {2000: ratio}})


@pytest.fixture(scope="module")
def ladder(book, ensemble_home):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STADSLAB_HOME", str(ensemble_home))
        return Sunlight(*PLACE, [with_tilts(book, 25.0 + 5 * step, 10.0 + 1.25 * step) for step in range(5)])


def test_between_two_tilts_the_yield_is_that_of_the_hours_within_a_thousandth(book, ladder):
    mine = with_tilts(book, 32.4, 13.1, ratio=0.72)
    read, reckoned = ladder.of(mine), sunshine_of(*PLACE, mine)
    assert read.pitched_kwh_per_kwp == pytest.approx(reckoned.pitched_kwh_per_kwp, rel=1e-3)
    assert read.flat_kwh_per_kwp == pytest.approx(reckoned.flat_kwh_per_kwp, rel=1e-3)


def test_at_a_tilt_of_the_ladder_nothing_is_lost(book, ladder):
    mine = with_tilts(book, 35.0, 12.5)
    assert ladder.of(mine).pitched_kwh_per_kwp == pytest.approx(
        sunshine_of(*PLACE, mine).pitched_kwh_per_kwp, rel=1e-12
    )


def test_where_a_scenario_fixes_the_tilt_all_runs_have_it(book):
    fixed = with_tilts(book, 40.0, 12.0)
    assert Sunlight(*PLACE, [fixed] * 5).of(fixed) == sunshine_of(*PLACE, fixed)
