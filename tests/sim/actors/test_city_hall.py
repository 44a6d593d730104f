"""The city hall: a budget per head, a debt room per head, and the bills."""

import pytest

from sim.inventory.covenant import SECTOR
from tests.sim.worlds import paid


def test_the_budget_is_a_share_of_investment_per_head_and_the_grant_for_climate(model, town, book):
    model.actors_by_name["city_hall"].act(2025)
    per_head = book.at("finance.municipal_budget_investment_eur_per_inhabitant", 2025)
    share = book.at("finance.municipal_climate_share_of_investment", 2025)
    grant = book.at("finance.lekp_grant_eur_per_inhabitant", 2025)
    budget = model.market.budget
    assert budget.left_eur(2025) == pytest.approx(town.facts.inhabitants * (per_head * share + grant))
    room = town.facts.inhabitants * book.at("finance.municipal_debt_room_eur_per_inhabitant", 2025)
    assert budget.debt_room_left_eur(0.0) == pytest.approx(room)


def test_a_scenario_may_give_the_city_another_budget_and_debt_room(town):
    model = town.model(actors={"city_hall": {"yearly_budget_eur": 7.0, "debt_room_eur": 9.0}})
    model.actors_by_name["city_hall"].act(2025)
    assert model.market.budget.left_eur(2025) == 7 and model.market.budget.debt_room_left_eur(0.0) == 9


def test_the_city_pays_the_upkeep_of_its_lamps(town):
    model = town.live(last_year=2025)
    upkeep = model.city.street_lights.upkeep_eur.sum(dtype=float)
    assert paid(model.market, "city_hall", "contractors", "upkeep") == pytest.approx(upkeep)


def test_the_upkeep_of_lamps_under_a_service_is_the_companys(town):
    plan = {"led_street_lighting": {"begins": 2025, "lamps_per_year": 400, "paid_by": "private_lighting_service"}}
    model = town.live(plan, last_year=2026)
    lamps = model.city.street_lights
    own = lamps.upkeep_eur[lamps.contract < 0].sum(dtype=float)
    assert paid(model.market, "city_hall", "contractors", "upkeep", 2026) == pytest.approx(own)
    assert paid(model.market, "lighting_company", "contractors", "upkeep", 2026) > 0


def test_the_energy_of_public_buildings_and_vehicles_is_on_the_bill_of_the_city(town):
    model = town.live(last_year=2025)
    kwh = model.energy.total_kwh
    bill = (kwh[SECTOR["municipal_buildings"]] + kwh[SECTOR["municipal_fleet"]]) @ model.business_prices_eur_kwh(2025)
    assert paid(model.market, "city_hall", "suppliers", "energy") == pytest.approx(bill)


def test_its_means_are_what_is_left_of_budget_and_debt_room(town):
    hall = town.model(actors={"city_hall": {"yearly_budget_eur": 7e5, "debt_room_eur": 9e5}}).actors_by_name[
        "city_hall"
    ]
    hall.act(2025)
    assert hall.means_eur == 16e5
    hall.model.market.loans.lend(2025, "bank", "city_hall", 4e5, 0.03, 10)
    assert hall.means_eur == 12e5
