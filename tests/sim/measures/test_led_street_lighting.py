"""Swap old street lamps, the hungriest first."""

import numpy as np
import pytest

from sim.measures.led_street_lighting import LedStreetLighting


def test_the_hungriest_lamps_come_first_and_no_more_than_the_crews_can(untouched):
    (order,) = LedStreetLighting(lamps_per_year=25).propose(untouched.city, 2026)
    lamps = untouched.city.street_lights
    assert len(order) == 25 and lamps.is_sodium[order.rows].all()
    power = lamps.power_w[order.rows]
    assert np.all(np.diff(power) <= 0)
    assert power.min() >= np.delete(lamps.power_w, order.rows)[np.delete(lamps.is_sodium, order.rows)].max()


def test_before_it_begins_after_it_ends_and_without_lamps_there_are_no_works(untouched):
    measure = LedStreetLighting(begins=2026, ends=2027)
    assert [bool(measure.propose(untouched.city, year)) for year in (2025, 2026, 2027, 2028)] == [
        False,
        True,
        True,
        False,
    ]
    assert not LedStreetLighting(lamps_per_year=0).propose(untouched.city, 2026)


@pytest.mark.parametrize(("dimming", "smart"), [("none", False), ("evening", True), ("deep", True)])
def test_swapped_lamps_use_45_to_70_percent_less_and_dimmed_ones_more_still(town, dimming, smart):
    plan = {"led_street_lighting": {"begins": 2025, "lamps_per_year": 200, "dimming": dimming, "smart_control": smart,
                                    "paid_by": "private_lighting_service"}}  # fmt: skip
    touched = town.live(plan, last_year=2027).recorder.touched[0]
    cut = 1 - touched.after_kwh / touched.before_kwh
    assert 0.45 - 1e-6 <= cut <= (0.70 if dimming != "deep" else 0.85)


def test_the_programme_pays_back_in_7_to_20_years(town):
    plan = {"led_street_lighting": {"begins": 2025, "lamps_per_year": 200, "paid_by": "private_lighting_service"}}
    touched = town.live(plan, last_year=2027).recorder.touched[0]
    assert 7 <= touched.capex_eur / touched.first_year_saving_eur <= 20


def test_a_swap_saves_no_money_when_power_and_upkeep_are_free(town, book):
    free = book.with_values({name: {2000: 0.0} for name in ("prices.electricity_public_lighting",
                             "lighting.upkeep_eur_per_lamp_led", "lighting.upkeep_eur_per_lamp_conventional")})  # fmt: skip
    plan = {"led_street_lighting": {"begins": 2025, "lamps_per_year": 50, "paid_by": "private_lighting_service"}}
    assert town.live(plan, last_year=2026, book=free).recorder.touched[0].first_year_saving_eur == 0
