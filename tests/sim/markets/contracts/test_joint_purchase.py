"""Buying with neighbours."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from sim.markets.contract import Deal
from sim.markets.contracts import FORMS
from tests.sim.worlds import a_market, paid

FORM = FORMS["joint_purchase"]
DEAL = Deal("l", "lighting", 2026, 100.0, 60_000.0, 0.5)


def test_three_alike_pay_the_price_of_three_times_the_quantity(book):
    market = a_market(book)
    FORM.sign(market, DEAL)
    price = 60_000.0 * 3.0**-0.05
    assert paid(market, "city_hall", "contractors", "investment") == pytest.approx(price)
    assert "neighbours" not in market.payments.ledger.parties  # what they buy is outside the model


def test_the_tender_is_shared_and_coordination_comes_on_top_once(book):
    market = a_market(book)
    for _ in range(2):
        FORM.sign(market, DEAL)
    own, each = market.terms.transaction_own_eur, book.at("contracts.joint_coordination_eur", 2026)
    assert paid(market, "city_hall", "rest_of_world", "tender") == pytest.approx(own / 3 + each)


@given(some.integers(1, 10), some.floats(0.0, 3.0), some.floats(0.0, 0.12))
def test_more_partners_never_make_it_dearer(book, count, size, exponent):
    def discount(number):
        values = {
            "contracts.joint_partners": float(number), "contracts.joint_partner_size": size,
            "procurement.group_price_elasticity": exponent,
        }  # fmt: skip
        market = a_market(book.with_values({name: {2000: value} for name, value in values.items()}))
        return FORM.unit_discount(market, "lighting")

    assert 0.0 <= discount(count) <= discount(count + 1) < 1.0
    assert discount(1) == 0.0
