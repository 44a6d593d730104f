"""The bank buys, the city pays rent and takes the option."""

import pytest

from sim.finance.flows import present_value_of
from sim.markets.contract import Deal
from sim.markets.contracts import FORMS
from tests.sim.worlds import a_market, live_out, paid

FORM = FORMS["lease"]


def test_rents_and_option_earn_the_lessor_just_its_rate(book):
    market = a_market(book)
    flows = FORM.planned(market, Deal("p", "charging", 2026, 10.0, 100_000.0, 1.0))
    assert present_value_of(flows, "bank", book.at("contracts.lease_rate", 2026)) == pytest.approx(0.0, abs=1e-6)


def test_the_lamps_are_the_banks_until_the_option_is_taken_and_the_city_looks_after_them(book):
    market = a_market(book)
    contract = FORM.sign(market, Deal("l", "lighting", 2026, 100.0, 60_000.0, 0.5))
    assert contract.owner == "bank" and paid(market, "bank", "contractors", "investment") == 60_000.0
    live_out(market, range(2026, 2050))
    assert contract.owner == "city_hall"
    assert paid(market, "city_hall", "bank", "asset transfer") == pytest.approx(0.05 * 60_000.0)
    upkeep = 10 * 100.0 * market.terms.upkeep_eur_per_led
    assert paid(market, "city_hall", "contractors", "upkeep") == pytest.approx(upkeep)


def test_a_dear_award_makes_a_dear_rent(book):
    market = a_market(book)
    rents = [
        FORM.plan(market, Deal("p", "charging", 2026, 1.0, 1e5, 1.0, price_ratio=ratio)).fee_eur for ratio in (1, 1.2)
    ]
    assert rents[1] == pytest.approx(1.2 * rents[0])
