"""Help households improve, and have public buildings renovated."""

import numpy as np

from sim.measures import Where
from sim.measures.building_retrofit import BuildingRetrofit


def test_homes_are_offered_what_was_decided(untouched):
    (support,) = BuildingRetrofit(grant_share=0.2, campaign=0.4, advice=0.6).support(untouched.city, 2026, 3)
    assert (support.measure, support.technology) == (3, "renovation")
    assert (support.grant_share, support.campaign, support.advice, support.mask) == (0.2, 0.4, 0.6, None)
    assert not BuildingRetrofit(begins=2030).support(untouched.city, 2029, 0)


def test_an_aimed_measure_helps_its_districts_only(untouched):
    city = untouched.city
    (support,) = BuildingRetrofit(where=Where(districts=("village",))).support(city, 2026, 0)
    village = city.district_names.index("village")
    assert np.array_equal(support.mask, city.dwellings.district == village)


def test_the_hungriest_public_buildings_come_first_and_each_once(town):
    model = town.model()
    measure, premises = BuildingRetrofit(public_buildings_per_year=1), model.city.premises
    (order,) = measure.propose(model.city, 2026)
    use = premises.fuel_kwh + premises.electricity_kwh
    assert use[order.rows[0]] == use[model.city.is_municipal].max()
    measure.finish(model.city, order, order.rows, np.array([400]))
    (later,) = measure.propose(model.city, 2026)
    assert order.rows[0] not in later.rows


def test_the_price_of_public_works_follows_what_they_save(untouched):
    (order,) = BuildingRetrofit(public_buildings_per_year=2).propose(untouched.city, 2026)
    per_kwh = untouched.book.at("contracts.epc_investment_eur_per_kwh_saved", 2026)
    assert np.allclose(order.prices_eur, untouched.city.public_saving_kwh(order.rows, 2026) * per_kwh)
