"""A block of flats is paid for by whoever owns it."""

import pytest

from sim.markets.contract import Deal
from sim.markets.contracts import FORMS
from tests.sim.worlds import a_market, paid


def signed(book, partner):
    market = a_market(book)
    deal = Deal("towers", "collective_homes", 2026, 40.0, 1e6, 0.5, 50_000.0, 5_000.0, partner=partner)
    FORMS["collective_homes_loan"].sign(market, deal)
    return market


@pytest.mark.parametrize("owner", ["housing_company", "households:harbour"])
def test_the_owner_of_the_block_pays_and_the_region_helps(book, owner):
    market = signed(book, owner)
    assert paid(market, owner, "contractors", "investment") == pytest.approx(1e6)
    grant = book.at("contracts.collective_grant_share", 2026)
    assert paid(market, "region", owner, "grant") == pytest.approx(1e6 * grant)


def test_a_mixed_block_is_shared(book):
    market, social = signed(book, ""), book.at("contracts.collective_social_share", 2026)
    assert paid(market, "housing_company", "contractors", "investment") == pytest.approx(1e6 * social)
    assert paid(market, "households:harbour", "contractors", "investment") == pytest.approx(1e6 * (1 - social) / 2)
