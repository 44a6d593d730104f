"""Blocks of flats, renovated in one go."""

import numpy as np
import pytest

from geodata import TENURES
from sim.measures.collective_retrofit import CollectiveRetrofit, hungriest_first, owners_agree
from sim.outcome import results_of
from sim.population.renovating import deep_retrofit
from tests.sim.worlds import draw_town

ROOM = {"city_hall": {"debt_room_eur": 1e8}}
PLAN = {
    "collective_retrofit": {"begins": 2025, "least_homes": 4, "social_homes_per_year": 20, "owned_homes_per_year": 0}
}


@pytest.fixture(scope="module")
def larger(book, tmp_path_factory):
    """A town large enough for a tower estate of social housing."""
    return draw_town(book, tmp_path_factory.getbasetemp().parent / "maps", 9_000)


@pytest.fixture(scope="module")
def towers(larger):
    """It on its first day; for looking at, not for changing."""
    return larger.model()


@pytest.fixture(scope="module")
def together(larger):
    return larger.live(PLAN, last_year=2030, actors=ROOM)


def test_the_housing_company_begins_with_the_hungriest(towers):
    city = towers.city
    orders = CollectiveRetrofit(least_homes=4, social_homes_per_year=20, owned_homes_per_year=0).propose(city, 2026)
    social = city.map.buildings.tenure == TENURES.index("social_rent")
    waiting = city.blocks.waiting(4)
    assert orders and all(social[order.rows[0]] and order.client == "housing_company" for order in orders)
    assert orders[0].rows[0] == hungriest_first(city, waiting[social[waiting]])[0]


def test_a_block_is_one_order_for_all_its_homes(towers, book):
    city = towers.city
    order = CollectiveRetrofit(least_homes=4, owned_homes_per_year=0).propose(city, 2026)[0]
    homes = city.blocks.homes_of(int(order.rows[0]))
    price_eur, saved_kwh, saved_eur = deep_retrofit(city, homes, book, 2026)
    assert order.price_eur == pytest.approx(price_eur.sum() * book.at("collective.price_over_single_homes", 2026))
    assert order.work_days_per_item == len(homes) * book.at("collective.crew_days_per_home", 2026)
    assert saved_kwh.sum() > 0 and saved_eur.sum() > 0


def test_what_was_foretold_is_what_is_saved(larger, book):
    model = larger.model()
    city, measure = model.city, CollectiveRetrofit(least_homes=4, owned_homes_per_year=0)
    city.begin_year(2025, 0)
    order = measure.propose(city, 2026)[0]
    homes = city.blocks.homes_of(int(order.rows[0]))
    _, foretold_kwh, foretold_eur = deep_retrofit(city, homes, book, 2025)
    done = measure.finish(city, order, order.rows, np.array([100]))
    assert done.saved_kwh == pytest.approx(foretold_kwh.sum(), rel=1e-4)
    assert done.saved_eur == pytest.approx(foretold_eur.sum(), rel=1e-4)
    assert np.all(city.dwellings.renovated[homes] > 0)
    assert deep_retrofit(city, homes, book, 2025)[0].sum() == 0  # nothing poor is left
    account = model.energy_use(2025)
    assert account.kwh.sum() == pytest.approx(account.by_asset_kwh, rel=1e-12)


def test_homes_done_together_are_counted_and_the_laws_hold(together, larger):
    summary = results_of(together).summary
    assert summary["counters"]["collective_renovations"] == together.city.blocks.homes_done > 20
    assert summary["checks"]["ok"]
    plain = larger.live(last_year=2030)
    assert together.recorder.years[-1].co2_t.sum() < plain.recorder.years[-1].co2_t.sum()
    touched = together.recorder.touched[0]
    assert 0 < touched.after_kwh < touched.before_kwh and touched.first_year_saving_eur > 0


def test_no_block_is_done_twice(together):
    done = np.concatenate(
        [rows for kind, _, rows, *_ in together.city.diary.events if kind == "block renovated together"]
    )
    assert len(done) == len(np.unique(done)) == together.city.blocks.renovated.sum()


def test_a_cheaper_offer_never_loses_a_vote(untouched):
    city = untouched.city
    for block in city.blocks.waiting(4):
        homes = city.blocks.homes_of(int(block))
        votes = [
            owners_agree(city, homes, np.full(len(homes), own_eur), np.full(len(homes), 200.0), 2026)
            for own_eur in (0.0, 5_000.0, 10_000.0, 40_000.0)
        ]
        assert votes == sorted(votes, reverse=True)
        assert not votes[-1]


def test_owners_ask_for_a_larger_majority_of_votes_in_the_years_before_the_law_changed(book):
    assert book.at("collective.majority_share", 2018) > book.at("collective.majority_share", 2019) > 0.5


def test_owners_who_hardly_pay_do_it_in_some_blocks(untouched):
    measure = CollectiveRetrofit(
        least_homes=4, social_homes_per_year=0, owned_homes_per_year=500, owners_grant_share=0.9
    )
    orders = measure.propose(untouched.city, 2026)
    assert orders and all(order.client.startswith("households:") for order in orders)


def test_a_measure_of_noughts_orders_nothing(untouched):
    assert not CollectiveRetrofit(social_homes_per_year=0, owned_homes_per_year=0).propose(untouched.city, 2026)
