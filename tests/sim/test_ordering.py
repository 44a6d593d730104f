"""From proposal to paid contract."""

import numpy as np
import pytest

from sim.markets.contracts import FORMS
from sim.ordering import cost_eur, cut_to_room, domain_of, orders_of
from sim.works.orders import WorkOrder

LAMPS = {"led_street_lighting": {"begins": 2025, "lamps_per_year": 50, "paid_by": "own_budget"}}


def an_order(count=10, payer="own_budget", price=600.0, layer="lamps", trade="lighting"):
    return WorkOrder("swap for LED", np.arange(count), payer, trade, 0.05, layer, price)


def test_an_order_is_cut_to_the_last_item_that_can_be_paid(model):
    model.market.open_year(2025)
    model.market.budget.open(2025, 2_500.0, 0.0)
    order = cut_to_room(model, an_order(), 2025)
    assert order.rows.tolist() == [0, 1, 2, 3]
    FORMS["own_budget"].set_aside(model.market, cost_eur(model, order))
    assert model.market.budget.left_eur(2025) == pytest.approx(100.0)
    assert len(cut_to_room(model, an_order(), 2025)) == 0


def test_a_budget_that_just_reaches_buys_all(model):
    model.market.open_year(2025)
    model.market.budget.open(2025, 6_000.0, 0.0)
    assert len(cut_to_room(model, an_order(), 2025)) == 10


def test_prices_may_differ_from_item_to_item(model):
    model.market.open_year(2025)
    model.market.budget.open(2025, 100.0, 0.0)
    order = cut_to_room(model, an_order(4, price=np.array([60.0, 30.0, 20.0, 1.0])), 2025)
    assert order.prices_eur.tolist() == [60, 30]


def test_a_service_needs_no_room_in_the_budget(model):
    model.market.open_year(2025)
    model.market.budget.open(2025, 0.0, 0.0)
    assert len(cut_to_room(model, an_order(payer="private_lighting_service"), 2025)) == 10
    assert model.market.budget.reserved_eur == 0


def test_a_lamp_is_ordered_once(town):
    model = town.model(LAMPS)
    model.market.open_year(2025)
    model.market.budget.open(2025, 1e9, 0.0)
    (first,), (second,) = orders_of(model, 2025), orders_of(model, 2025)
    assert not set(first.rows.tolist()) & set(second.rows.tolist())
    assert model.city.street_lights.ordered.sum() == 100


def test_what_an_order_is_about_follows_from_its_things_and_its_trade():
    assert domain_of(an_order()) == "lighting"
    assert domain_of(an_order(layer="premises", trade="building")) == "public_buildings"
    assert domain_of(an_order(layer="premises", trade="solar")) == "public_solar"
    assert domain_of(an_order(layer="districts", trade="charging")) == "charging"


def test_each_year_of_a_programme_is_one_contract_for_what_was_really_done_at_the_price_of_its_tender(town):
    model = town.live(LAMPS, last_year=2028, actors={"city_hall": {"yearly_budget_eur": 1e6}})
    contracts, lamps = model.market.contracts, model.city.street_lights
    assert [contract.deal.year for contract in contracts] == sorted({contract.deal.year for contract in contracts})
    for contract in contracts:
        assert contract.deal.items == (lamps.contract == contract.id).sum()
        assert contract.capex_eur == pytest.approx(
            contract.deal.items * town.book.at("lighting.capex_eur_per_lamp", 2025) * contract.deal.price_ratio
        )
        assert 0 < contract.deal.share_of_first_year < 1


def test_works_go_on_after_new_year_and_nothing_is_lost(town, book):
    slow = book.with_values({"lighting.crew_lamps_per_day": {2000: 0.15}})
    model = town.live(LAMPS, last_year=2034, actors={"city_hall": {"yearly_budget_eur": 1e6}}, book=slow)
    lamps = model.city.street_lights
    assert not (lamps.ordered & lamps.is_led).any()
    assert sum(c.deal.items for c in model.market.contracts) == (lamps.contract >= 0).sum()
