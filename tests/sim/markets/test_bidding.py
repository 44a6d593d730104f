"""The arithmetic of bids: sums by hand, and the price effects of METHODS 4."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.markets.bidding import (
    BidRules,
    looks_abnormally_low,
    markups,
    relative_scores,
    scores_eur,
    turnover_needed_eur,
    with_mean_one,
)


@pytest.fixture(scope="module")
def rules(book):
    return BidRules.of(book, 2025)


def test_markup_by_hand(rules):
    """0.04 + 0.10/2 + 0.05 x 0.4 - 0.05 x (1 - 0.6) + 0.01 x 1 = 0.10."""
    assert markups(rules, 2, 0.4, 0.6, partners=2) == pytest.approx(0.10)


def test_a_signal_is_right_on_average():
    normal = np.random.default_rng(1).standard_normal(200_000)
    assert with_mean_one(0.06, normal).mean() == pytest.approx(1.0, abs=0.001)


def test_more_bidders_lower_the_price_as_methods_says(rules):
    """One to two bidders -7.6 %, one to three -10.6 %, three to six -4.0 %; fully loaded firms, no risk."""
    signals = with_mean_one(rules.cost_signal_sd, np.random.default_rng(1).standard_normal((200_000, 6)))
    price = {n: (signals[:, :n].min(axis=1) * (1 + markups(rules, n, 0.0, 1.0))).mean() for n in (1, 2, 3, 6)}
    assert price[2] / price[1] - 1 == pytest.approx(-0.076, abs=0.001)
    assert price[3] / price[1] - 1 == pytest.approx(-0.106, abs=0.001)
    assert price[6] / price[3] - 1 == pytest.approx(-0.040, abs=0.001)


@given(st.lists(st.floats(1e3, 1e6), min_size=2, max_size=8), st.integers(0, 7), st.floats(0, 1e5))
def test_a_further_bid_never_turns_two_others_round(prices, seed, worth):
    prices = np.array(prices)
    points = np.random.default_rng(seed).uniform(0, 10, (len(prices), 1))
    few = scores_eur(prices[:-1], points[:-1], np.array([worth]), True)
    assert np.array_equal(few, scores_eur(prices, points, np.array([worth]), True)[:-1])


def test_with_relative_points_a_further_bid_does():
    """Why METHODS 4 sets the worth of a point beforehand: a low bid that does not win turns the first two round."""
    prices, points = np.array([100.0, 72.0, 48.0]), np.array([8.0, 4.0, 0.0])
    assert np.argmax(relative_scores(prices[:2], points[:2], 0.6)) != np.argmax(
        relative_scores(prices, points, 0.6)[:2]
    )


def test_a_bid_far_under_the_mean_is_asked_about(rules):
    assert looks_abnormally_low(rules, np.array([100.0, 100.0, 100.0, 80.0])).tolist() == [False] * 3 + [True]
    assert not looks_abnormally_low(rules, np.array([100.0, 80.0])).any()


def test_a_long_job_takes_less_turnover_a_year(rules):
    assert turnover_needed_eur(rules, 10_000_000) == pytest.approx(5_000_000)
