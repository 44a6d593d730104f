"""The bank lives on the difference between its rates and what its own money costs."""

import pytest


def test_the_bank_pays_for_the_money_it_has_lent_on(model):
    model.market.open_year(2025)
    model.market.loans.lend(2025, "bank", "city_hall", 1_000_000.0, 0.04, 20)
    before = model.market.payments.cash_eur("bank")
    model.actors_by_name["bank"].settle(2025)
    cost = before - model.market.payments.cash_eur("bank")
    assert cost >= 1_000_000 * model.book.at("finance.bank_funding_rate", 2025) * (1 - 1e-9)


def test_a_bank_that_lent_nothing_pays_nothing(model):
    model.actors_by_name["bank"].settle(2025)
    assert model.market.payments.cash_eur("bank") == 0


@pytest.mark.parametrize("rate", ["municipal_loan_rate", "bank_rate_household", "bank_rate_business"])
def test_the_bank_lends_at_more_than_its_own_money_costs(model, rate):
    model.market.open_year(2025)
    assert getattr(model.market.terms, rate) > model.book.at("finance.bank_funding_rate", 2025)


def test_over_the_life_of_a_loan_the_bank_gains_but_not_a_fortune(model):
    model.market.loans.lend(2025, "bank", "city_hall", 1_000_000.0, model.book.at("contracts.municipal_loan_rate", 2025), 10)
    for year in range(2025, 2036):
        model.market.loans.settle(year)
        model.actors_by_name["bank"].settle(year)
    assert model.market.loans.owed_eur() == 0
    owed_itself = model.market.payments.cash_eur("bank")
    assert -1_000_000 < owed_itself < 300_000
