"""Citizens put up the capital: shares of 250 EUR, at most 6 % a year, the plant free after 20 years."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from sim.ledger import NO_CONTRACT
from sim.markets.contract import Deal
from sim.markets.contracts import FORMS
from tests.sim.worlds import a_market, live_out, paid

FORM = FORMS["cooperative_solar"]


def a_sunny_deal(kwh=90_000.0, capex=80_100.0, share=1.0):
    return Deal("sun", "public_solar", 2026, 3.0, capex, share, kwh, 0.19 * kwh)


def of_members(market, account):
    """What households and co-operative paid each other on an account [EUR]."""
    ledger = market.payments.ledger
    if account not in ledger.accounts:
        return 0.0
    entries = ledger.entries[ledger.entries["account"] == ledger.accounts.index(account)]
    return float(entries["amount_eur"][entries["contract"] != NO_CONTRACT].sum())


def test_capital_comes_in_whole_shares(book):
    market = a_market(book)
    contract = FORM.sign(market, a_sunny_deal())
    assert of_members(market, "co-operative shares") == pytest.approx(80_250.0) == contract.terms["capital_eur"]
    assert FORM.claims(market, contract) == [("households", "cooperative", 80_250.0)]
    assert FORM.uses(market, a_sunny_deal()) == {"investment": 80_100.0, "cash put by": pytest.approx(150.0)}


@settings(max_examples=30, deadline=None)
@given(some.floats(0.0, 400_000.0), some.floats(0.5, 1.2), some.floats(0.0, 1.0))
def test_the_dividend_keeps_to_the_cap_and_members_never_get_more_than_was_earned(book, kwh, delivered, share):
    certain = book.with_values(
        {
            "performance.realised_mean": {2000: {"supply": delivered}}, "performance.realised_sd": {2000: {"supply": 0.0}},
            "performance.starting_equity_eur": {2000: {"cooperative": 1e9}},
            "performance.exit_after_dispute_share": {2000: 0.0},
        }
    )  # fmt: skip
    market = a_market(certain)
    contract = FORM.sign(market, a_sunny_deal(kwh, share=share))
    capital = contract.terms["capital_eur"]
    live_out(market, range(2026, 2050))
    assert of_members(market, "dividend") <= 20 * 0.06 * capital + 1e-6
    back = of_members(market, "shares paid back")
    assert 0.0 <= back <= capital + 1e-6
    earned = paid(market, "city_hall", "cooperative", "power from panels") - paid(
        market, "cooperative", "contractors", "upkeep"
    )
    assert of_members(market, "dividend") + back <= max(0.0, earned) + 150.0 + 1e-6
    assert FORM.claims(market, contract)[0][2] == 0.0
    if earned >= 20 * 0.06 * capital + capital:
        assert back == pytest.approx(capital)


def test_a_dull_roof_costs_the_members_part_of_their_shares_and_the_city_nothing(book):
    market = a_market(book)
    FORM.sign(market, a_sunny_deal(kwh=20_000.0))
    live_out(market, range(2026, 2050))
    assert of_members(market, "shares paid back") < 80_250.0 and of_members(market, "dividend") < 1_000.0
    assert paid(market, "city_hall", "cooperative", "asset transfer") == 0.0


def test_the_citys_power_is_cheaper_than_from_a_third_party(book):
    market = a_market(book)
    coop, third = (
        FORMS[name].plan(market, a_sunny_deal()).fee_eur for name in ("cooperative_solar", "third_party_solar")
    )
    assert coop < third < 90_000.0 * book.at("prices.electricity_municipal", 2026)
    assert np.isfinite(coop)
