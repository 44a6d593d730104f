"""How the city runs its lamps."""

import pytest


@pytest.fixture(scope="module")
def regimes(untouched):
    return untouched.city.regimes


def test_lamps_burn_some_four_thousand_hours_a_year(regimes):
    assert 3_900 < regimes.lit_hours < 4_400


def test_full_light_saves_nothing_and_darkness_never_saves_all(regimes):
    assert regimes.saved_share("none", False, False) == 0
    assert 0.3 < regimes.saved_share("deep", True, True) < 0.9


def test_control_lamp_by_lamp_saves_a_part_of_what_is_left(regimes, book):
    plain, smart = (regimes.saved_share("evening", False, smart) for smart in (False, True))
    extra = book.at("lighting.smart_control_extra_saving", 2025)
    assert 1 - smart == pytest.approx((1 - plain) * (1 - extra))


def test_old_lamps_fail_more_often_than_led(regimes):
    rates = regimes.failure_rate_of_type
    assert rates[0] == rates.min() and rates.max() < 1
