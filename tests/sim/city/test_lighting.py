"""How the city runs its lamps."""

import numpy as np
import pytest

from geodata import LAMP_TYPES
from sim.city.lighting import age_lamps


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


def test_classic_lamps_fail_more_often_than_led_of_any_usual_age(regimes):
    hazard = regimes.hazard_by_age
    assert hazard[0, :24].max() < hazard[1:].min() and hazard.max() < 1


def test_no_lamp_fails_less_often_when_it_is_older(regimes):
    assert np.all(np.diff(regimes.hazard_by_age, axis=1) >= 0)


def test_a_classic_park_of_every_age_fails_as_counted_and_young_led_as_in_the_pilot(regimes, book):
    park = {"sodium_high_pressure": 52, "metal_halide": 18, "sodium_low_pressure": 14, "fluorescent": 12, "mercury": 2}
    life = round(book.at("lighting.classic_luminaire_life_years", 2025))
    rates = {name: regimes.hazard_by_age[place, :life].mean() for place, name in enumerate(LAMP_TYPES)}
    assert sum(rates[kind] * n for kind, n in park.items()) / 98 == pytest.approx(0.067, abs=0.0005)
    assert regimes.hazard_by_age[LAMP_TYPES.index("led"), :12] == pytest.approx(0.003, abs=5e-6)


def test_an_led_fleet_of_every_age_fails_at_the_rate_of_the_book(regimes, book):
    life = round(book.at("lighting.led_life_years", 2025))
    rate = book.at("lighting.failure_rate_by_type", 2025)["led"]
    assert regimes.hazard_by_age[0, :life].mean() == pytest.approx(rate, rel=0.01)


def test_led_grows_dimmer_for_good_and_a_classic_lamp_until_it_is_renewed(regimes):
    cleaned = regimes.light_by_age[:, ::4]  # the same dirt each time
    assert np.all(np.diff(cleaned[0]) < 0)
    assert cleaned[1] == pytest.approx(cleaned[1, 0])
    assert regimes.light_by_age.min() > 0 and regimes.light_by_age.max() < 1


def aged_plainly(kind, placed, year, hazard_by_age, light_by_age):
    ages = [min(max(year - then, 0), hazard_by_age.shape[1] - 1) for then in placed.tolist()]
    rows = list(zip(kind.tolist(), ages, strict=True))
    return [hazard_by_age[row] for row in rows], sum(light_by_age[row] for row in rows)


def test_the_loop_over_lamps_says_what_the_plain_one_says(untouched, regimes):
    lamps, hazard = untouched.city.street_lights, np.empty(len(untouched.city.street_lights), dtype=np.float32)
    tables = regimes.hazard_by_age, regimes.light_by_age
    for year in (1990, 2025, 2100):
        light = age_lamps(lamps.type, lamps.year, year, *tables, hazard)
        plain, plain_light = aged_plainly(lamps.type, lamps.year, year, *tables)
        assert hazard == pytest.approx(plain) and light == pytest.approx(plain_light)
