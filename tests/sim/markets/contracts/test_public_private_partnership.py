"""Paid for being available."""

import pytest

from sim.finance.flows import present_value_of
from sim.markets.contract import Deal
from sim.markets.contracts import FORMS
from tests.sim.worlds import a_market, live_out, paid

FORM = FORMS["public_private_partnership"]
DEAL = Deal("hall", "public_buildings", 2026, 1.0, 1e6, 1.0, 9e4, 1e4)


def test_the_fee_covers_capital_at_the_companys_rate_and_upkeep(book):
    market = a_market(book)
    flows = [flow for flow in FORM.planned(market, DEAL) if "bank" not in (flow.payer, flow.payee)]
    worth = present_value_of(flows, "esco", book.at("contracts.partnership_rate", 2026))
    assert worth == pytest.approx(0.0, abs=1e-4)
    assert FORM.sources(market, DEAL) == {
        "bank_loan": pytest.approx(850_000.0),
        "third_party": pytest.approx(150_000.0),
    }


def test_a_tenth_out_of_order_is_a_tenth_of_the_fee(book):
    certain = {
        "performance.realised_mean": {2000: {"availability": 0.9}},
        "performance.realised_sd": {2000: {"availability": 0.0}},
    }
    market = a_market(book.with_values(certain))
    contract = FORM.sign(market, DEAL)
    live_out(market, range(2026, 2050))
    assert paid(market, "city_hall", "esco", "availability fee") == pytest.approx(20 * 0.9 * contract.yearly_fee_eur)
    assert contract.owner == "city_hall"
