"""What is delivered differs from the promise, and it has consequences."""

import numpy as np
import pytest

from sim.markets.contract import Deal
from sim.markets.contract_tables import performance_table
from sim.markets.contracts import FORMS
from sim.markets.performance import COLUMNS, KINDS, exit_price_eur, leave_early, own_purchase_share
from tests.sim.worlds import a_market, live_out, paid


def a_book(book, **values):
    return book.with_values({name.replace("__", "."): {2000: value} for name, value in values.items()})


def an_epc(book, realised, **values):
    certain = a_book(book, contracts__epc_realised_over_guaranteed=realised, contracts__epc_realised_sd=0.0, **values)
    market = a_market(certain)
    deal = Deal("retrofit", "public_buildings", 2026, 2.0, 500_000.0, 1.0, 300_000.0, 40_000.0)
    return market, FORMS["energy_performance_contract"].sign(market, deal)


@pytest.mark.parametrize(("realised", "kind"), [(0.9, "shortfall"), (1.0, "none"), (1.1, "bonus")])
def test_every_year_of_a_guarantee_is_noted_with_its_money(book, realised, kind):
    market, contract = an_epc(book, realised)
    live_out(market, range(2026, 2029))
    table = performance_table(market, 2028)
    assert tuple(table) == COLUMNS and set(table["kind"]) == {kind} and set(table["kind"]) <= set(KINDS)
    assert table["year"].tolist() == [2026, 2027, 2028]
    assert table["delivered"] == pytest.approx(realised * 300_000.0)
    moved = market.payments.ledger.entries
    named = {"shortfall": "shortfall of saving", "bonus": "share of surplus"}.get(kind)
    if named:
        wanted = moved["account"] == market.payments.ledger.accounts.index(named)
        assert table["money_eur"].sum() == pytest.approx(moved["amount_eur"][wanted].sum())
    assert contract.state == "running"


def test_far_below_the_promise_both_sides_pay_for_a_dispute(book):
    market, contract = an_epc(book, 0.5, performance__exit_after_dispute_share=0.0)
    live_out(market, range(2026, 2028))
    cost = 0.1 * contract.yearly_fee_eur
    for party in ("city_hall", "esco"):
        assert paid(market, party, "rest_of_world", "dispute") == pytest.approx(2 * cost)
    assert [kind for _, kind, *_ in market.happenings] == ["dispute", "dispute"]
    assert contract.state == "running"


def test_a_dispute_may_end_the_contract_and_the_provider_bears_the_break_cost(book):
    market, contract = an_epc(book, 0.5, performance__exit_after_dispute_share=1.0)
    unpaid, broken = exit_price_eur(market, contract, 2026)
    live_out(market, range(2026, 2045))
    assert (contract.state, contract.ended_year, contract.last_year) == ("broken", 2026, 2026)
    assert "50%" in contract.end_reason and contract.owner == "city_hall"
    assert paid(market, "city_hall", "esco", "early exit") == pytest.approx(unpaid)
    assert paid(market, "esco", "city_hall", "break cost") == pytest.approx(broken) == pytest.approx(0.05 * unpaid)
    assert paid(market, "city_hall", "esco", "service fee") == pytest.approx(contract.yearly_fee_eur)
    assert market.loans.owed_eur() == pytest.approx(0.0, abs=1e-6), "the company still pays its bank"


def test_a_client_who_leaves_by_itself_bears_the_break_cost(book):
    market, contract = an_epc(book, 1.0)
    live_out(market, range(2026, 2029))
    leave_early(market, contract, 2028, at_fault="city_hall", reason="the council wants its own crew")
    assert paid(market, "city_hall", "esco", "break cost") > 0 and contract.state == "broken"
    fees = paid(market, "city_hall", "esco", "service fee")
    live_out(market, range(2029, 2040))
    assert paid(market, "city_hall", "esco", "service fee") == fees


def test_dark_lamps_are_days_not_delivered_and_penalties(book):
    market = a_market(book)
    FORMS["private_lighting_service"].sign(market, Deal("lamps", "lighting", 2026, 100.0, 60_000.0, 1.0))
    live_out(market, range(2026, 2028), late=np.array([73.0]))
    table = performance_table(market, 2027)
    assert set(table["unit"]) == {"lamp-days"} and set(table["kind"]) == {"penalty"}
    assert table["delivered"] / table["promised"] == pytest.approx(1 - 73 / 36_500)
    assert table["money_eur"].sum() == pytest.approx(paid(market, "lighting_company", "city_hall", "penalty"))


def test_own_purchase_of_buildings_delivers_less_than_reckoned_of_lamps_nearly_all(book):
    market = a_market(book)
    for domain in ("public_buildings", "lighting"):
        for number in range(200):
            FORMS["own_budget"].sign(market, Deal(f"{domain} {number}", domain, 2026, 1.0, 1e4, 1.0, 1_000.0, 100.0))
    shares = np.array([own_purchase_share(market, contract) for contract in market.contracts])
    assert shares[:200].mean() == pytest.approx(0.8, abs=0.03)
    assert shares[200:].mean() == pytest.approx(1.0, abs=0.01)
    table = performance_table(market, 2027)
    first = table["contract"] == 0
    assert table["delivered"][first].tolist() == pytest.approx([1_000.0 * shares[0]] * 2), "it lasts"
    assert not table["money_eur"].any()


def test_own_purchase_moves_no_money_after_signing(book):
    market = a_market(book)
    FORMS["own_budget"].sign(market, Deal("roof", "public_buildings", 2026, 1.0, 1e4, 1.0, 1_000.0, 100.0))
    before = len(market.payments.ledger.entries)
    live_out(market, range(2026, 2047))
    assert len(market.payments.ledger.entries) == before


def test_what_the_model_measured_goes_before_a_draw(book):
    market = a_market(book)
    contract = FORMS["third_party_solar"].sign(market, Deal("sun", "public_solar", 2026, 1.0, 1e5, 1.0, 90_000.0))
    market.measured = {contract.id: 0.8}
    market.settle(2026, np.zeros(1))
    assert paid(market, "city_hall", "esco", "power from panels") == pytest.approx(0.8 * contract.yearly_fee_eur)


def test_out_of_order_is_not_paid_for_and_never_more_than_promised(book):
    market = a_market(a_book(book, performance__realised_sd={"availability": 0.2, "supply": 0.0}))
    contract = FORMS["public_private_partnership"].sign(
        market, Deal("hall", "public_buildings", 2026, 1.0, 1e5, 1.0, 90_000.0)
    )  # fmt: skip
    live_out(market, range(2026, 2036))
    table = performance_table(market, 2035)
    told = table["kind"] != "dispute"
    assert table["delivered"][told].max() <= 90_000.0
    fees = paid(market, "city_hall", "esco", "availability fee")
    years = len(table["year"][told])
    assert fees + table["money_eur"][told].sum() == pytest.approx(years * contract.yearly_fee_eur)
