import numpy as np
import pytest

from scenarios.book import read_book
from scenarios.studies.hindcast.councils import (
    FIRST_YEAR,
    control_saving_share,
    gain_per_lamp_eur,
    lighting_gwh,
    live_through,
    payback_yr,
    settle_councils,
)
from sim.luck import Luck


@pytest.fixture(scope="module")
def book():
    return read_book()


@pytest.fixture(scope="module")
def control(book):
    return control_saving_share(book)


def with_hurdle(book, hurdle_eur):
    return book.with_values({"hindcast.council_hurdle_eur_per_lamp": {FIRST_YEAR: float(hurdle_eur)}})


def test_three_hundred_councils_share_the_lamps_of_flanders(book):
    councils = settle_councils(book, Luck(1))
    assert len(councils.lamps) == 300
    assert councils.lamps.sum() == pytest.approx(1_200_000)
    assert np.all(councils.classic == 1.0)


def test_no_council_joins_before_the_offer_and_none_leaves(book, control):
    joined = live_through(book, Luck(1), 2024, control)["councils_joined"]
    numbers = [joined[date] for date in sorted(joined)]
    assert joined[2019.0] == 0 < joined[2020.0]
    assert numbers == sorted(numbers) and numbers[-1] <= 300


def test_a_higher_hurdle_never_wins_a_council_and_never_brings_led_sooner(book, control):
    easy, hard = (live_through(with_hurdle(book, each), Luck(1), 2024, control) for each in (0, 300))
    assert all(hard["councils_joined"][date] <= easy["councils_joined"][date] for date in easy["councils_joined"])
    assert all(hard["led_share"][date] <= easy["led_share"][date] + 1e-9 for date in easy["led_share"])


def test_without_the_offer_there_is_no_s_curve(book, control):
    """Nobody accepts: lamps become LED when they are worn out, a thirtieth a year."""
    led = live_through(with_hurdle(book, 1e6), Luck(1), 2024, control)["led_share"]
    steps = np.diff([led[year] for year in np.arange(2021.0, 2026.0)])
    assert np.all(steps < 4.5) and led[2025.0] < 35.0


def test_lamps_of_2015_use_what_the_operator_counted(book, control):
    councils = settle_councils(book, Luck(1))
    assert lighting_gwh(councils, book, 2014, control) == pytest.approx(1.2 * 352.5)


def test_half_the_lamps_swapped_hungriest_first_saves_more_than_half_of_what_all_would(book, control):
    councils = settle_councils(book, Luck(1))
    before = lighting_gwh(councils, book, 2014, control)
    councils.swapped[:] = 0.5
    half = before - lighting_gwh(councils, book, 2014, control)
    councils.swapped[:] = 1.0
    assert half > 0.5 * (before - lighting_gwh(councils, book, 2014, control))


def test_the_payback_by_hand(book):
    """600 EUR over 352.5 kWh x 0.45 x 0.241 EUR/kWh and 9 EUR of upkeep, no lamp controlled."""
    assert payback_yr(book, 2019, 0.0) == pytest.approx(600 / (352.5 * 0.45 * 0.241 + 9.0))


def test_a_longer_plan_of_its_own_makes_the_offer_gain_more(book, control):
    gains = gain_per_lamp_eur(np.array([10.0, 15.0, 20.0]), book, 2022, control)
    assert np.all(np.diff(gains) >= 0)
