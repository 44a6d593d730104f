"""What is left undone: costs and savings by hand, and how they shrink as things are done."""

import numpy as np
import pytest

from sim.notice_board import sources_of
from sim.run_seen import left_share
from sim.worth_doing import Option, Sight, lamps, options_of


def sight(model, number):
    run = sources_of(model).run()
    return Sight(run.ground, run.seen[number], run.records[number], run.book, run.records[number].year)


def test_lamps_cost_their_list_price_and_save_a_share_of_their_electricity(lived):
    it = sight(lived, 0)
    (option,) = lamps(it)
    assert option.cost_eur == pytest.approx(it.seen["old_lamps"] * lived.book.at("lighting.capex_eur_per_lamp", 2025))
    assert option.saved_kwh == pytest.approx(it.seen["old_lamp_kwh"] * lived.book.at("lighting.led_swap_saving", 2025))
    assert option.saved_t == pytest.approx(option.saved_kwh / 1000 * it.record.electricity_factor)


def test_an_option_pays_when_its_life_brings_more_than_it_costs():
    option = Option("x", np.array([100.0, 100.0, 0.0]), *(np.zeros(3),) * 3, np.array([10.1, 9.9, 5.0]), life_years=10)
    assert option.pays(0.0).tolist() == [True, False, False]


def test_nothing_is_negative_and_what_is_left_is_never_more_than_the_whole(lived):
    for number in (0, 5):
        for option in options_of(sight(lived, number)):
            assert (option.cost_eur >= 0).all() and (option.saved_kwh >= 0).all(), option.sector
            assert (option.cost_eur <= option.whole_cost_eur * (1 + 1e-9)).all(), option.sector


def test_what_is_left_shrinks_as_lamps_are_swapped(lived):
    count = len(lived.city.district_names)
    first, last = (left_share(options_of(sight(lived, number)), count)[0] for number in (0, 5))
    assert (last <= first + 1e-12).all() and last.sum() < first.sum()
