"""Heat sold per MWh, waste heat bought."""

import pytest

from sim.markets.contract import Deal
from sim.markets.contracts import FORMS
from tests.sim.worlds import a_market, live_out, paid

FORM = FORMS["heat_delivery"]


def a_network(**changes):
    return Deal("heat", "heat", 2026, 100.0, 1_500_000.0, 1.0, 2_000_000.0, **changes)


def certain(book):
    return book.with_values({"performance.realised_sd": {2000: {"supply": 0.0, "availability": 0.0}}})


def test_heat_is_paid_by_the_mwh_and_more_is_bought_than_sold(book):
    market = a_market(certain(book))
    FORM.sign(market, a_network())
    live_out(market, range(2026, 2027))
    assert paid(market, "suppliers", "esco", "heat sold") == pytest.approx(2_000 * 75.0)
    assert paid(market, "esco", "port_authority", "waste heat") == pytest.approx(2_000 / 0.85 * 12.0)


def test_where_there_is_no_port_businesses_sell_their_heat_unless_somebody_is_named(book):
    for partner, seller in (("", "businesses"), ("cooperative", "cooperative")):
        market = a_market(certain(book))
        market.present = lambda party: party != "port_authority"
        FORM.sign(market, a_network(partner=partner))
        live_out(market, range(2026, 2027))
        assert paid(market, "esco", seller, "waste heat") > 0


def test_connection_fees_are_a_source_of_funds_and_never_more_than_the_works(book):
    market = a_market(book)
    assert FORM.sources(market, a_network())["contributions"] == pytest.approx(400_000.0)
    cheap = Deal("heat", "heat", 2026, 100.0, 300_000.0, 1.0, 2_000_000.0)
    assert FORM.sources(market, cheap) == {"contributions": pytest.approx(300_000.0)}
