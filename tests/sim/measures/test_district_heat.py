"""Waste heat to homes and public buildings."""

from types import SimpleNamespace

import numpy as np
import pytest

from sim.city.dwellings import DISTRICT_HEAT
from sim.inventory.covenant import CARRIER
from sim.measures.district_heat import HOMES, TRENCH, DistrictHeat, heat_by_street_kwh, source_place, wanting_share
from sim.outcome import results_of

SETTINGS = {
    "begins": 2025,
    "heat_mwh_per_year": 3000.0,
    "trench_m_per_year": 400.0,
    "homes_per_year": 40,
}


@pytest.fixture(scope="module")
def warm(town):
    return town.live({"district_heat": SETTINGS}, last_year=2032)


def test_the_heat_comes_from_where_the_port_is(untouched):
    city = untouched.city
    east, north = source_place(city, "port")
    harbour = city.map.districts.name.tolist().index("harbour")
    mine = city.map.buildings.district == harbour
    away = np.hypot(city.map.buildings.x_m - east, city.map.buildings.y_m - north)
    assert away[mine].mean() < away[~mine].mean()


def test_a_city_without_a_port_has_no_heat_of_a_port():
    inland = SimpleNamespace(use=np.zeros(3, dtype=np.int8), floor_m2=np.ones(3))
    assert source_place(SimpleNamespace(map=SimpleNamespace(buildings=inland)), "port") is None


def test_trenches_begin_near_the_source_where_enough_is_asked_for(untouched, book):
    (order,) = DistrictHeat(trench_m_per_year=500.0).propose(untouched.city, 2026)
    assert order.kind == TRENCH and order.domain == "heat"
    streets, (east, north) = untouched.city.map.streets, source_place(untouched.city, "port")
    away = np.hypot(streets.x_m - east, streets.y_m - north)[order.rows]
    assert np.all(np.diff(away) >= 0)
    metres = streets.length_m[order.rows] * book.at("district_heat.trench_over_street", 2026)
    asked = heat_by_street_kwh(untouched.city, 2026)[order.rows]
    assert np.all(asked >= book.at("district_heat.least_heat_kwh_per_m", 2026) * metres - 1e-6)
    line_m = order.prices_eur.sum() / book.at("district_heat.price_eur", 2026)["trench_m"] - metres.sum()
    assert line_m == pytest.approx(away[0] * book.at("district_heat.trench_over_street", 2026), rel=1e-5)


def test_who_saves_more_wants_it_more(untouched):
    city = untouched.city
    rows = np.flatnonzero(city.dwellings.occupied & (city.dwellings.heating == 0))
    share = wanting_share(city, rows, 2026)
    assert np.all((share > 0) & (share < 1))
    assert np.corrcoef(share, city.dwellings.heat_kwh[rows])[0, 1] > 0.3


def test_homes_are_connected_along_trenches_only(warm):
    city, network = warm.city, warm.city.heat_network
    assert network.homes.sum() > 10
    assert np.all(network.laid[city.dwellings.street[network.homes]])
    assert np.all(city.dwellings.heating[network.homes] == DISTRICT_HEAT)
    assert not (network.homes & network.homes_ordered).any()


def test_the_source_gives_no_more_than_it_has(warm, book):
    taken = warm.city.heat_network.delivered_kwh(warm.city) + warm.city.heat_network.lost_kwh(book, 2032)
    assert taken <= 3000.0 * 1000 * 1.01


def test_energy_closes_and_heat_gets_its_own_factor(warm, town, book):
    summary, plain = results_of(warm).summary, town.live(last_year=2032)
    assert summary["checks"]["ok"]
    mine, theirs = warm.recorder.years[-1], plain.recorder.years[-1]
    heat = CARRIER["heat_cold"]
    assert mine.energy_mwh[:, :, heat].sum() > theirs.energy_mwh[:, :, heat].sum()
    assert mine.co2_t.sum() < theirs.co2_t.sum()
    assert theirs.heat_factor is None and 0 < mine.heat_factor < book.at("emission_factors.district_heat", 2032)
    assert mine.co2_t[:, :, heat].sum() == pytest.approx(mine.energy_mwh[:, :, heat].sum() * mine.heat_factor)


def test_factors_of_the_inventory_are_those_it_was_counted_with(warm):
    table = results_of(warm).tables["inventory"]
    mine = (table["kind"] == "factor_t_mwh") & (table["carrier"] == "heat_cold") & (table["year"] == 2032)
    assert table["value"][mine] == pytest.approx(warm.recorder.years[-1].heat_factor)


def test_the_gate_bears_the_line_from_the_source_once(warm, book):
    streets, network = warm.city.map.streets, warm.city.heat_network
    over = book.at("district_heat.trench_over_street", 2030)
    east, north = source_place(warm.city, "port")
    line = np.hypot(streets.x_m[network.gate] - east, streets.y_m[network.gate] - north)
    assert network.trench_m == pytest.approx((streets.length_m[network.laid].sum() + line) * over, rel=1e-5)


def test_whoever_waits_for_a_boiler_is_not_connected(town):
    model = town.model({"district_heat": SETTINGS}, last_year=2032)
    model.run()
    heating, network = model.city.dwellings.heating, model.city.heat_network
    assert np.all(heating[network.homes] == DISTRICT_HEAT)  # nobody came back to a boiler ordered before


def test_contracts_tell_the_heat_that_is_delivered_and_a_trench_none(warm):
    deals = [contract.deal for contract in warm.market.contracts]
    assert {deal.domain for deal in deals} == {"heat"}
    connected = sum(deal.items for deal in deals)
    assert connected == warm.city.heat_network.homes.sum() + warm.city.heat_network.premises.sum()
    told_kwh = sum(deal.saved_kwh for deal in deals)
    assert told_kwh == pytest.approx(
        warm.city.heat_network.delivered_kwh(warm.city), rel=0.1
    )  # some were insulated since


def test_a_trench_counts_on_what_may_be_asked_for_along_it(untouched):
    measure = DistrictHeat(trench_m_per_year=500.0)
    (order,) = measure.propose(untouched.city, 2026)
    asked_kwh = heat_by_street_kwh(untouched.city, 2025)[order.rows].sum()
    assert measure.expected_kwh(untouched.city, order) == pytest.approx(asked_kwh)
    assert order.partner == "" and not order.follow_up
    industry = DistrictHeat(source="industry").propose(untouched.city, 2026)
    assert all(each.partner == "businesses" for each in industry)


def test_a_measure_of_noughts_orders_nothing(untouched):
    assert not DistrictHeat(trench_m_per_year=0.0, homes_per_year=0).propose(untouched.city, 2026)
    assert not DistrictHeat(heat_mwh_per_year=0.0).propose(untouched.city, 2026)
    assert HOMES != TRENCH
