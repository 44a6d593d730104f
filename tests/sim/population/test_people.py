"""The people through the years: they decide, move, use electricity."""

import numpy as np
import pytest

from sim.energy import EnergyAccount
from sim.inventory.covenant import CARRIER, SECTOR
from sim.offer import TECHNOLOGIES, Offer


def offers(**by_technology):
    return {name: by_technology.get(name, Offer(name)) for name in TECHNOLOGIES}


def test_the_electricity_of_a_household_is_a_base_and_a_part_per_person(untouched, book):
    people = untouched.people
    base, each = (book.at(f"household_electricity.{name}", 2025) for name in ("base_kwh", "per_person_kwh"))
    kwh, persons = people.appliances_kwh(2025), people.households.persons.astype(float)
    assert kwh == pytest.approx((base + each * persons) * (persons > 0))


def test_whose_boiler_gives_up_asks_for_a_heating_on_that_day(model):
    homes = model.city.dwellings
    due = np.flatnonzero(homes.heating_ends < 365)
    asked = model.people.decide(offers(), {}, 2025, 0)["heating"]
    assert np.array_equal(np.sort(asked["home"]), due)
    assert np.array_equal(asked["asked"], homes.heating_ends[asked["home"]])


def test_who_waits_for_a_trade_does_not_ask_it_again(model):
    loud = offers(renovation=Offer("renovation", grant_share=0.9, campaign=1.0, advice=1.0))
    first, second = (model.people.decide(loud, {}, year, index) for index, year in enumerate((2025, 2026)))
    for trade in ("heating", "solar", "roof", "facade"):
        earlier, later = (
            set(wanted[trade]["home"].tolist()) if trade in wanted else set() for wanted in (first, second)
        )
        assert not earlier & later, trade


def test_only_owners_of_houses_with_room_ask_for_panels(model):
    table = model.people.decide(offers(solar=Offer("solar", grant_eur=1500.0, campaign=1.0)), {}, 2025, 0)["solar"]
    homes, people = model.city.dwellings, model.people.households
    assert len(table) > 0
    assert people.owns_home[table["home"]].all() and np.all(homes.type[table["home"]] < 3)
    assert np.all(homes.solar_kwp[table["home"]] == 0)


def test_longer_waits_never_bring_more_customers(town):
    asked = {}
    for months in (0.0, 24.0):
        model = town.model()
        wanted = model.people.decide(offers(), {"facade": months, "heating": months, "solar": months}, 2025, 0)
        pumps = wanted["heating"]
        asked[months] = (len(wanted["solar"]), (pumps["option"] == 3).sum())
    assert asked[24.0][0] <= asked[0.0][0] and asked[24.0][1] <= asked[0.0][1]


def test_grants_and_the_own_part_make_the_price(model):
    loud = offers(
        renovation=Offer("renovation", grant_share=0.5), heat_pump=Offer("heat_pump", grant_eur=9_000.0),
        solar=Offer("solar", grant_eur=800.0),
    )  # fmt: skip
    for trade, table in model.people.decide(loud, {}, 2025, 0).items():
        own = table["price_eur"] - table["region_eur"] - table["city_eur"]
        assert np.all(own >= -0.01 * table["price_eur"].clip(1)), trade
        assert np.all(table["borrowed_eur"] <= own.clip(0) + 1), trade
        assert np.all(table["borrowed_eur"] >= 0), trade


def test_nobody_orders_works_on_an_element_the_home_does_not_have(model):
    model.city.dwellings.ground_m2[:] = 0.0
    loud = offers(renovation=Offer("renovation", grant_share=0.9, campaign=1.0, advice=1.0))
    assert len(model.people.decide(loud, {}, 2025, 0).get("floor", [])) == 0


def test_a_move_brings_new_people_into_the_same_home(model):
    people = model.people.households
    before = {name: getattr(people, name).copy() for name in ("income_eur", "persons", "tenure", "moved_in", "moves")}
    leaves = (people.moves < 365) & model.city.dwellings.occupied
    model.people.move(2025, 0)
    assert leaves.any()
    assert np.array_equal(people.moved_in - before["moved_in"], leaves)
    assert np.all(people.income_eur[leaves] != before["income_eur"][leaves])
    assert np.array_equal(people.income_eur[~leaves], before["income_eur"][~leaves])
    assert np.array_equal(people.persons, before["persons"]) and np.array_equal(people.tenure, before["tenure"])
    assert people.moves[leaves].min() >= 365


def test_the_deadline_to_improve_is_for_those_who_bought_a_poor_home(model):
    year = int(model.book.at("behaviour.label_duty_year", 2026))
    model.people.move(max(year, 2025), 0)
    people, homes = model.people.households, model.city.dwellings
    under_duty = people.duty < 32_767
    assert under_duty.any()
    assert np.all(homes.label[under_duty] >= 5) and people.owns_home[under_duty].all()
    assert np.all(people.moved_in[under_duty] > 0)


def test_a_bought_home_that_was_improved_in_time_is_left_in_peace(town):
    """The duty asks for a label D; who has it may not be forced to further works."""
    asked = {}
    for deadline in (0, 32_767):
        model = town.model()
        homes, people = model.city.dwellings, model.people.households
        good = homes.occupied & people.owns_home & (homes.label <= 3)
        people.duty[good] = deadline
        wanted = model.people.decide(offers(), {}, 2025, 0)
        homes_asking = {
            home
            for trade, table in wanted.items()
            if trade not in ("heating", "solar")
            for home in table["home"].tolist()
        }
        asked[deadline] = {home for home in homes_asking if good[home]}
    assert asked[0] == asked[32_767]


def test_part_of_what_is_tanked_is_biofuel_and_none_of_it_is_lost(untouched, book):
    account = EnergyAccount(2)
    account.add("private_transport", "diesel", np.array([0, 1]), np.array([100.0, 300.0]))
    account.add("residential", "heating_oil", np.array([0]), np.array([50.0]))
    untouched.people.blend_biofuel(account, 2025)
    share = book.at("emission_factors.road_biofuel_share", 2025)
    use = account.total_kwh[SECTOR["private_transport"]]
    assert use[CARRIER["biofuel"]] == pytest.approx(400 * share)
    assert account.kwh.sum() == pytest.approx(450.0)
