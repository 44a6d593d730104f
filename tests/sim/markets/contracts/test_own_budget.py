"""Bought outright, as far as the year's budget reaches."""

import pytest

from sim.markets.contract import Deal
from sim.markets.contracts import FORMS
from tests.sim.worlds import a_market, live_out, paid

FORM = FORMS["own_budget"]
LAMPS_ONLY = {"led_street_lighting": {"begins": 2025, "lamps_per_year": 500, "paid_by": "own_budget"}}


def test_the_city_pays_the_contractors_on_delivery_and_its_own_tender_and_nothing_later(book):
    market = a_market(book)
    contract = FORM.sign(market, Deal("lamps", "lighting", 2026, 100.0, 60_000.0, 0.5))
    assert paid(market, "city_hall", "contractors", "investment") == 60_000
    tender = market.terms.transaction_own_eur
    assert paid(market, "city_hall", "rest_of_world", "tender") == pytest.approx(tender)
    live_out(market, range(2026, 2060))
    assert market.payments.cash_eur("city_hall") == pytest.approx(-60_000 - tender)
    assert contract.yearly_fee_eur == 0 and market.loans.owed_eur() == 0


def test_charge_points_need_no_tender_of_a_lighting_programme(book):
    market = a_market(book)
    FORM.sign(market, Deal("cars", "charging", 2026, 10.0, 60_000.0, 0.5))
    assert market.payments.cash_eur("city_hall") == -60_000


def test_what_is_left_of_a_budget_lapses_and_another_year_has_none_yet(book):
    market = a_market(book)
    market.budget.open(2026, 100_000.0, 0.0)
    market.budget.reserve(30_000.0)
    assert FORM.room_eur(market, 2026) == 70_000
    assert FORM.room_eur(market, 2027) == 0
    market.budget.open(2027, 50_000.0, 0.0)
    assert FORM.room_eur(market, 2027) == 50_000
    market.budget.reserve(80_000.0)
    assert FORM.room_eur(market, 2027) == 0


@pytest.mark.parametrize("budget_eur", [0.0, 5_000.0, 25_000.0, 60_000.0])
def test_the_lamps_bought_never_cost_more_than_the_budgets_of_the_years_so_far(town, budget_eur):
    model = town.live(LAMPS_ONLY, actors={"city_hall": {"yearly_budget_eur": budget_eur}})
    for year in range(2025, 2031):
        spent = sum(c.capex_eur for c in model.market.contracts if c.deal.year <= year)
        assert spent <= budget_eur * (year - 2024) + 1e-6
    price = town.book.at("lighting.capex_eur_per_lamp", 2025)
    assert (len(model.market.contracts) > 0) == (budget_eur >= price)


def test_a_larger_budget_swaps_lamps_sooner(town):
    small, large = (
        town.live(LAMPS_ONLY, actors={"city_hall": {"yearly_budget_eur": budget}}) for budget in (10_000.0, 60_000.0)
    )
    assert large.city.street_lights.is_led.sum() > small.city.street_lights.is_led.sum()
