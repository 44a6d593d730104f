"""Cycle paths: laid by the city, ridden by its people."""

import numpy as np
import pytest

from sim.measures.active_travel import ActiveTravel

PLAN = {"active_travel": {"begins": 2025, "cycle_path_km_per_year": 1.0, "paid_by": "loan"}}


@pytest.fixture(scope="module")
def cycling(town):
    return town.live(PLAN, last_year=2029)


def test_a_year_orders_its_kilometres_at_their_price(untouched, book):
    (order,) = ActiveTravel(cycle_path_km_per_year=1.5).propose(untouched.city, 2026)
    assert len(order) == 15
    assert order.prices_eur.sum() == pytest.approx(1.5 * book.at("travel.cycle_path_eur_per_km", 2026))


def test_paths_go_first_where_most_homes_share_one(model):
    (order,) = ActiveTravel(cycle_path_km_per_year=3.0).propose(model.city, 2026)
    homes = model.city.homes_by_district.counts
    assert order.rows[0] == homes.argmax()
    model.city.add_cycle_paths(order.rows)
    assert model.city.cycle_path_km.sum() == pytest.approx(3.0)
    assert model.city.cycle_path_km.argmax() == homes.argmax()


def test_no_path_is_laid_beyond_a_complete_network(model):
    network_km = model.city.cycle_network_km
    measure = ActiveTravel(cycle_path_km_per_year=500.0)
    (order,) = measure.propose(model.city, 2026)
    model.city.add_cycle_paths(order.rows)
    assert np.all(model.city.cycle_path_km >= network_km - 1e-9)
    assert np.all(model.city.cycle_path_km < network_km + 0.1 + 1e-9)
    assert not measure.propose(model.city, 2027)


def test_nothing_is_ordered_before_it_begins_or_for_nought(untouched):
    assert not ActiveTravel(begins=2030).propose(untouched.city, 2026)
    assert not ActiveTravel(cycle_path_km_per_year=0.0).propose(untouched.city, 2026)


def test_the_city_pays_what_the_paths_cost(cycling, book):
    ledger = cycling.market.payments.ledger
    entries = ledger.entries
    paid = entries["account"] == ledger.accounts.index("investment")
    paid &= entries["payee"] == ledger.party("contractors")
    built_km = cycling.city.cycle_path_km.sum()
    assert built_km > 0
    deals = [contract.deal for contract in cycling.market.contracts]
    list_eur = sum(deal.capex_eur for deal in deals)
    assert list_eur == pytest.approx(built_km * book.at("travel.cycle_path_eur_per_km", 2025))
    bid_eur = sum(deal.capex_eur * deal.price_ratio for deal in deals)
    assert entries["amount_eur"][paid].sum() == pytest.approx(bid_eur)
    assert cycling.recorder.touched[0].uptake == pytest.approx(built_km * 10)


def test_people_cycle_from_the_year_after_and_cars_drive_less(cycling, town):
    plain = town.live(last_year=2029)
    for index, (mine, theirs) in enumerate(zip(cycling.recorder.years, plain.recorder.years, strict=True)):
        driven, without = mine.travel.car_km.sum(), theirs.travel.car_km.sum()
        assert driven < without if index else driven == pytest.approx(without, rel=1e-9)
    assert cycling.recorder.years[-1].co2_t.sum() < plain.recorder.years[-1].co2_t.sum()
    touched = cycling.recorder.touched[0]
    plain_kwh, kwh = (model.recorder.years[-1].energy_mwh[:, 7].sum() * 1000 for model in (plain, cycling))
    assert touched.after_kwh == 0 < touched.first_year_saving_eur
    assert touched.before_kwh == pytest.approx(plain_kwh - kwh, rel=0.1)  # cars turned electric since each year's paths
    assert np.all(cycling.people.travel.car_left[cycling.city.cycle_path_km == 0] == 1)
