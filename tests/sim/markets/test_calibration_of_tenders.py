"""What many simulated tenders give together, against what was counted in Europe (METHODS 4)."""

import numpy as np
import pytest
from scipy.special import ndtri

from sim.luck import Luck
from sim.markets.firms import TRADES, Firms
from sim.markets.tendering import hold_tender
from tests.sim.markets.many_tenders import a_call, live_through, together


@pytest.fixture(scope="module")
def usual(book):
    """4,000 tenders of 50,000 EUR to 2 million EUR, all trades, 20 seeds of ten years."""
    runs = [live_through(book, seed) for seed in range(20)]
    return together([tenders for tenders, _ in runs]).summary(), [firms for _, firms in runs]


def test_tenders_draw_as_many_bids_as_were_counted(usual):
    """Mean of 3.2 bidders and 41.8 % single bids in 2021; the issue allows 2.7-3.7 and 32-52 %."""
    assert usual[0]["mean_bids"] == pytest.approx(3.2, abs=0.2)
    assert usual[0]["single_bid_share"] == pytest.approx(0.418, abs=0.03)


def test_one_in_eight_tenders_fails(usual):
    assert usual[0]["failed_share"] == pytest.approx(0.12, abs=0.025)


def test_list_prices_are_what_buyers_pay_on_average(usual):
    assert usual[0]["mean_price_ratio"] == pytest.approx(1.0, abs=0.01)


def test_awards_take_as_long_as_was_counted(usual):
    assert usual[0]["days_to_award"] == pytest.approx(96.4, abs=5)


def test_abnormally_low_bids_are_rare(usual):
    assert 0.0002 < usual[0]["abnormally_low_share"] < 0.01


def test_one_or_two_firms_in_a_hundred_close_in_a_year(usual):
    closed = np.mean([(firms.ended >= 0).sum() / (10 * 24 * len(TRADES)) for firms in usual[1]])
    assert 0.01 < closed < 0.025


def test_with_real_sizes_one_in_six_is_awarded_directly(book):
    """Log-normal sizes of which 15.8 % lie under 30,000 EUR: the threshold alone gives the share counted in Europe."""
    runs = [live_through(book, seed, size_of=lambda u: 120e3 * np.exp(1.38 * ndtri(u)))[0] for seed in range(4)]
    assert together(runs).summary()["direct_share"] == pytest.approx(0.158, abs=0.03)


def test_the_price_falls_with_the_number_of_bidders(book):
    """-7.6 % from one to two bidders, -10.6 % to three, -4.0 % from three to six, with all rules on."""
    price = {n: np.mean([_price_ratio(book, n, seed) for seed in range(400)]) for n in (1, 2, 3, 6)}
    assert price[2] / price[1] - 1 == pytest.approx(-0.076, abs=0.01)
    assert price[3] / price[1] - 1 == pytest.approx(-0.106, abs=0.01)
    assert price[6] / price[3] - 1 == pytest.approx(-0.040, abs=0.01)


def _price_ratio(book, bidders, seed):
    asked = book.with_values({
        "procurement.entry_intercept": {2011: 50.0}, "procurement.invited_firms": {2011: float(bidders)},
        "procurement.estimate_sd": {2011: 0.0},
    })  # fmt: skip
    firms = Firms.open(asked, Luck(seed), 2025)
    award = hold_tender(a_call(procedure="negotiated", estimate_eur=200_000.0), firms, asked, Luck(seed), 2025)
    assert len(award.bids) == bidders
    return award.price_ratio
