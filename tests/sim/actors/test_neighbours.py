"""Neighbours buy along when they gain by it."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.actors.decisions import JoinRequest
from sim.actors.neighbours import gain_of_joining

LAMPS = JoinRequest(0.1, 600.0, 570.0, 60_000.0, 15_000.0)


def test_the_gain_by_hand():
    """1,000 lamps 30 EUR cheaper, a tender 45,000 cheaper, 10,000 of meetings, half a year at 43 EUR a lamp."""
    plain = gain_of_joining(np.array([1000.0]), LAMPS, 10_000.0)
    late = gain_of_joining(
        np.array([1000.0]), replace(LAMPS, delay_years=0.5, yearly_saving_per_item_eur=43.0), 10_000.0
    )
    assert plain[0] == 65_000 and late[0] == 43_500


def test_they_differ_in_size_and_each_decides_for_itself(untouched):
    neighbours = untouched.actors_by_name["neighbours"]
    assert neighbours.inhabitants.tolist() == [6_000, 9_000, 12_000, 15_000, 18_000]
    dear = replace(LAMPS, price_together_eur=590.0, tender_alone_eur=0.0, tender_share_eur=0.0)
    answer = neighbours.answer_join(dear)  # 10 EUR a lamp against 10,000: above 1,000 lamps
    assert answer.joins == 3 and answer.items == pytest.approx(1_200 + 1_500 + 1_800)
    assert answer.gain_eur == pytest.approx(2_000 + 5_000 + 8_000) and answer.reason == "3 of 5 gain by it"


def test_a_wait_that_costs_more_than_it_brings_keeps_all_of_them_out(untouched):
    late = replace(LAMPS, delay_years=3.0, yearly_saving_per_item_eur=60.0)
    answer = untouched.actors_by_name["neighbours"].answer_join(late)
    assert (answer.joins, answer.items, answer.reason) == (0, 0.0, "none gains by it")


def test_a_scenario_says_how_many_there_are(town):
    for count in (0, 1, 3):
        model = town.model(actors={"neighbours": {"municipalities": count}})
        assert model.actors_by_name["neighbours"].answer_join(LAMPS).joins == count
    gone = town.model(actors={"neighbours": {"present": 0}}).actors_by_name["neighbours"].answer_join(LAMPS)
    assert (gone.joins, gone.reason) == (0, "no neighbours who buy along in this city")


@given(st.floats(0, 5000), st.floats(500, 600), st.floats(0, 100), st.floats(0, 3))
def test_a_lower_price_never_drives_anybody_away(items, price, less, delay):
    dear = replace(LAMPS, price_together_eur=price, delay_years=delay, yearly_saving_per_item_eur=40.0)
    cheap = replace(dear, price_together_eur=price - less)
    size = np.array([items])
    assert gain_of_joining(size, cheap, 1e4)[0] >= gain_of_joining(size, dear, 1e4)[0]
