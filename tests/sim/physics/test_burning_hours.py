"""Street lamps between dusk and dawn."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.physics import burning_hours
from sim.physics.burning_hours import (
    ClockWindow,
    LampNights,
    lit_hours,
    share_saved_by_dimming,
    share_saved_by_schedule,
    share_saved_by_switch_off,
)
from tests.sim.physics.books import physics_book, shared_cases

SWITCH = physics_book().at("night.switch_elevation_deg", 2025)
BRUSSELS = LampNights(50.8, 4.35, "Europe/Brussels", SWITCH)
HOURS = st.floats(0, 24)


def test_lamps_in_brussels_burn_about_4100_hours():
    assert 4000 <= lit_hours(50.8, 4.35, SWITCH) <= 4200


def test_dark_from_eleven_to_five_on_five_nights_saves_more_than_a_third():
    assert 0.35 <= share_saved_by_switch_off(50.8, 4.35, "Europe/Brussels", 23, 5, 5, SWITCH) <= 0.39


def test_published_switch_off_savings_are_met():
    cases = shared_cases("switch_off_saving")
    if not cases:
        pytest.skip("the published cases are not on this machine")
    for case in cases:
        given_ = case["inputs"]
        place = (given_["latitude"], given_["longitude"], given_["timezone"])
        hours = (given_["off_from_h"], given_["off_to_h"], given_["nights_per_week"])
        band = case["expected"]["share_saved"]
        assert band["low"] <= share_saved_by_switch_off(*place, *hours, SWITCH) <= band["high"], case["case"]


def test_lamps_that_wait_for_deeper_dusk_burn_shorter():
    hours = [lit_hours(50.8, 4.35, elevation) for elevation in (0, -2, -4, -6)]
    assert hours == sorted(hours, reverse=True)


def test_a_window_around_the_clock_holds_every_dark_hour():
    halves = [BRUSSELS.hours_within(ClockWindow(12, 0)), BRUSSELS.hours_within(ClockWindow(0, 12))]
    assert sum(halves) == pytest.approx(BRUSSELS.lit_hours())


def test_summer_time_brings_the_dark_hours_later_on_the_clock():
    without = LampNights(50.8, 4.35, "Etc/GMT-1", SWITCH)
    evening = ClockWindow(12, 23)
    assert BRUSSELS.hours_within(evening) < without.hours_within(evening)


@given(off=st.tuples(HOURS, HOURS), dim=st.tuples(HOURS, HOURS), nights=st.floats(0, 7), level=st.floats(0, 1))
def test_off_and_dim_together_save_no_more_than_both_and_no_less_than_either(off, dim, nights, level):
    windows = dict(off=ClockWindow(*off), nights_per_week=nights), dict(dim=ClockWindow(*dim), dim_level=level)
    switched, dimmed = (share_saved_by_schedule(BRUSSELS, **window) for window in windows)
    both = share_saved_by_schedule(BRUSSELS, **windows[0], **windows[1])
    assert max(switched, dimmed) - 1e-9 <= both <= min(1, switched + dimmed) + 1e-9


def test_dimming_to_nothing_every_night_is_switching_off():
    dimmed = share_saved_by_dimming(50.8, 4.35, "Europe/Brussels", 22, 6, 0.0, SWITCH)
    assert dimmed == pytest.approx(share_saved_by_switch_off(50.8, 4.35, "Europe/Brussels", 22, 6, 7, SWITCH))


def test_where_the_sun_stays_up_lamps_stay_off():
    dusk, dawn = burning_hours.nights(78, 16, -3)
    assert (dawn - dusk).min() == 0 and (dawn - dusk).max() == pytest.approx(24, abs=0.1)


@pytest.mark.parametrize("nights, hours", [(8, (23, 5)), (5, (23, 25)), (-1, (23, 5))])
def test_an_impossible_schedule_is_refused(nights, hours):
    with pytest.raises(ValueError, match="run from 0 to"):
        share_saved_by_schedule(BRUSSELS, off=ClockWindow(*hours), nights_per_week=nights)
