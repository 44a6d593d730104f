"""Panels on homes and on public roofs."""

import numpy as np

from sim.measures.rooftop_solar import RooftopSolar


def test_the_sunniest_public_roofs_come_first_within_the_yearly_kwp(untouched):
    city = untouched.city
    (order,) = RooftopSolar(public_kwp_per_year=400).propose(city, 2026)
    premises = city.premises
    assert city.is_municipal[order.rows].all()
    assert np.all(np.diff(premises.solar_kwh_per_kwp[order.rows]) <= 0)
    assert len(order) == 1 or premises.solar_room_kwp[order.rows].sum() <= 400


def test_a_single_roof_larger_than_the_yearly_amount_is_filled_all_the_same(untouched):
    (order,) = RooftopSolar(public_kwp_per_year=1).propose(untouched.city, 2026)
    assert len(order) == 1


def test_no_kwp_no_works_but_homes_may_still_be_helped(untouched):
    measure = RooftopSolar(public_kwp_per_year=0, grant_eur_per_kwp=50.0)
    assert not measure.propose(untouched.city, 2026)
    assert measure.support(untouched.city, 2026, 0)[0].grant_eur == 50.0


def test_public_panels_cost_by_the_kwp_and_produce_by_the_roof(town):
    model = town.model()
    measure = RooftopSolar(public_kwp_per_year=400)
    (order,) = measure.propose(model.city, 2026)
    kwp = model.city.premises.solar_room_kwp[order.rows].astype(float)
    assert np.allclose(order.prices_eur, kwp * model.book.at("solar_market.capex_public_eur_per_kwp", 2026))
    produced = measure.finish(model.city, order, order.rows, np.zeros(len(order), dtype=int))
    assert np.isclose(produced, (kwp * model.city.premises.solar_kwh_per_kwp[order.rows]).sum(), rtol=1e-5)
