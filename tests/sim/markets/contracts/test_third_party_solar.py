"""A third party's panels on the city's roof."""

import pytest

from sim.markets.contract import Deal
from sim.markets.contracts import FORMS
from tests.sim.worlds import a_market, live_out, paid

FORM = FORMS["third_party_solar"]
DEAL = Deal("sun", "public_solar", 2026, 3.0, 100_000.0, 0.5, 90_000.0, 17_000.0)


def test_the_price_is_fixed_at_signing_below_that_of_the_grid(book):
    market = a_market(book)
    price = FORM.plan(market, DEAL).fee_eur / 90_000.0
    assert price == pytest.approx(0.9 * book.at("prices.electricity_municipal", 2026))
    contract = FORM.sign(market, DEAL)
    market.measured = {contract.id: 1.0}
    market.settle(2026, [])
    assert paid(market, "city_hall", "esco", "power from panels") == pytest.approx(0.5 * 90_000.0 * price)


def test_what_is_not_delivered_is_not_paid_so_the_volume_is_the_providers_risk(book):
    low = {"performance.realised_mean": {2000: {"supply": 0.9}}, "performance.realised_sd": {2000: {"supply": 0.0}}}
    market = a_market(book.with_values(low))
    contract = FORM.sign(market, DEAL)
    live_out(market, range(2026, 2050))
    assert paid(market, "city_hall", "esco", "power from panels") == pytest.approx(20 * 0.9 * contract.yearly_fee_eur)
    assert (contract.state, contract.owner) == ("ended", "city_hall")
    assert paid(market, "city_hall", "esco", "asset transfer") == 0.0
