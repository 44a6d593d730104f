"""Private deals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.markets.bargaining import at_posted_price, bargain, power_of

MONEY = st.floats(0, 1e6)
OPTIONS = st.integers(0, 20)


@given(MONEY, MONEY, OPTIONS, OPTIONS, MONEY, MONEY)
def test_a_deal_shares_the_surplus_and_hurts_nobody(worth, cost, buyers, sellers, buyer_has, seller_has):
    deal = bargain(worth, cost, buyers, sellers, buyer_has, seller_has)
    surplus = worth - cost - buyer_has - seller_has
    assert deal.agreed == (surplus >= 0) and deal.reason
    assert deal.buyer_gain_eur >= 0 and deal.seller_gain_eur >= 0
    if deal.agreed:
        assert deal.buyer_gain_eur + deal.seller_gain_eur == pytest.approx(surplus, abs=1e-6)
        assert worth - deal.price_eur - buyer_has == pytest.approx(deal.buyer_gain_eur, abs=1e-6)
        assert deal.price_eur - cost - seller_has == pytest.approx(deal.seller_gain_eur, abs=1e-6)


@given(OPTIONS, OPTIONS)
def test_another_option_never_weakens(own, others):
    assert power_of(own + 1, others) > power_of(own, others) > power_of(own, others + 1)
    assert power_of(own, others) + power_of(others, own) == pytest.approx(1)


def test_no_deal_says_how_much_is_missing():
    deal = bargain(500.0, 600.0)
    assert not deal.agreed and deal.price_eur == 0 and "100 EUR short" in deal.reason


def test_what_cannot_be_bargained_about_is_refused():
    with pytest.raises(ValueError, match="worth and cost are not negative"):
        bargain(-1.0, 5.0)
    with pytest.raises(ValueError, match="fewer than no other options"):
        bargain(1.0, 0.5, buyer_options=-1)


def test_a_posted_price_is_taken_or_left():
    assert at_posted_price(100.0, 90.0) and not at_posted_price(100.0, 90.0, buyer_alternative_eur=20.0)
