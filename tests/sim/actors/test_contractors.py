"""The contractors hire when order books are full and pass on what works cost."""

import pytest


def test_crews_are_hired_where_customers_waited_and_let_go_where_nobody_did(model):
    roof, solar = model.trades["roof"], model.trades["solar"]
    roof.crews_wanted = solar.crews_wanted = 20.0
    roof.queue.resize(20), solar.queue.resize(20)
    roof.wait_days, solar.wait_days = 400.0, 0.0
    model.actors_by_name["contractors"].act(2026)
    assert roof.queue.crews > 20 > solar.queue.crews


def test_nobody_is_hired_on_the_first_day(model):
    crews = {name: trade.queue.crews for name, trade in model.trades.items()}
    model.actors_by_name["contractors"].act(2025)
    assert {name: trade.queue.crews for name, trade in model.trades.items()} == crews


def test_a_margin_stays_and_the_rest_is_wages_and_material(model):
    model.market.payments.pay(2025, "city_hall", "contractors", "investment", 1_000.0)
    model.actors_by_name["contractors"].settle(2025)
    margin = model.book.at("assembly.contractor_margin", 2025)
    assert model.market.payments.cash_eur("contractors") == pytest.approx(1_000 * margin)
