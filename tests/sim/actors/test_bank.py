"""The bank lives on the difference between its rates and what its own money costs."""

import pytest


@pytest.mark.parametrize("rate", ["municipal_loan_rate", "bank_rate_household", "bank_rate_business"])
def test_the_bank_lends_at_more_than_its_own_money_costs(model, rate):
    model.market.open_year(2025)
    assert getattr(model.market.terms, rate) > model.actors_by_name["bank"].discount_rate


def test_a_loan_at_the_price_of_its_own_money_is_worth_nothing_to_the_bank(model):
    from sim.finance import npv

    bank = model.actors_by_name["bank"]
    model.market.loans.lend(2025, "bank", "city_hall", 1_000_000.0, bank.discount_rate, 10)
    for year in range(2025, 2036):
        model.market.loans.settle(year)
        bank.settle(year)
    ledger = model.market.payments.ledger
    flows = ledger.net_by_party_and_year(2025, 11)[ledger.party("bank")]
    assert npv(bank.discount_rate, flows) == pytest.approx(0.0, abs=1.0)
    assert bank.cash_eur > 0


def test_in_a_run_the_bank_gains(lived):
    from sim.summary import actor_values

    bank = next(row for row in actor_values(lived) if row["id"] == "bank")
    assert bank["npv_eur"] > 0
