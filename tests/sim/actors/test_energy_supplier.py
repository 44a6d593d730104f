"""Energy sellers are the ledger's old party, and buy power for years."""

import pytest


def test_the_actor_is_the_party_of_the_ledger(lived):
    supplier = lived.actors_by_name["suppliers"]
    assert supplier.cash_eur > 0 and supplier.cash_eur == lived.market.payments.cash_eur("suppliers")


def test_every_year_bound_takes_something_off_the_price(untouched, book):
    supplier, price = untouched.actors_by_name["suppliers"], book.at("prices.injection", 2025)
    most = price * (1 - 10 * book.at("actors.supplier_discount_per_year_bound", 2025))
    assert supplier.answer_power(1e5, 10, most).buys
    refused = supplier.answer_power(1e5, 10, most + 0.001)
    assert not refused.buys and refused.price_eur_kwh == pytest.approx(most)
    assert supplier.answer_power(1e5, 5, most + 0.001).buys  # a shorter term is easier


def test_nothing_to_buy_and_nobody_to_buy_it(town, untouched):
    assert not untouched.actors_by_name["suppliers"].answer_power(0.0, 1, 0.0).buys
    gone = town.model(actors={"suppliers": {"present": 0}}).actors_by_name["suppliers"]
    assert gone.answer_power(1.0, 1, 0.0).reason == "no energy supplier in this city"
