"""What households bought is paid by those who promised to."""

import numpy as np
import pytest

from sim.markets.purchases import add_up_cars
from sim.population.cars import BATTERY

HOMES_ACCOUNTS = ("works on homes", "heating", "solar panels")


def entries_of(model, *accounts, payer=None, payee=None):
    ledger = model.market.payments.ledger
    entries = ledger.entries
    mine = np.isin(entries["account"], [ledger.accounts.index(name) for name in accounts if name in ledger.accounts])
    for column, party in (("payer", payer), ("payee", payee)):
        if party:
            mine &= entries[column] == ledger.party(party)
    return entries[mine]


def test_contractors_are_paid_by_who_lives_or_works_there_for_every_kind_of_works_in_homes(lived):
    parties = np.array(lived.market.payments.ledger.parties)
    for account in HOMES_ACCOUNTS:
        paid = entries_of(lived, account)
        assert len(paid) > 0
        others = {name for name in parties[paid["payer"]] if not name.startswith("households:")}
        assert others <= ({"businesses"} if account == "solar panels" else set())
        assert set(parties[paid["payee"]]) == {"contractors"}


def test_grants_never_exceed_what_the_works_cost(lived):
    price = entries_of(lived, *HOMES_ACCOUNTS, "battery cars, extra price")["amount_eur"].sum()
    grants = entries_of(lived, "grant")
    to_the_city = grants["payee"] == lived.market.payments.party("city_hall")
    assert 0 < grants["amount_eur"][~to_the_city].sum() < price


def test_without_measures_the_city_gives_no_grants(town):
    model = town.live(last_year=2027)
    assert len(entries_of(model, "grant", payer="city_hall")) == 0
    assert len(entries_of(model, "grant", payer="region")) > 0


def test_the_city_pays_its_grant_for_each_private_battery_car_and_none_for_company_cars(town):
    grant = 2_000.0
    cars_only = {"begins": 2025, "grant_eur": grant, "charge_points_per_year": 0, "municipal_fleet_per_year": 0}
    model = town.live({"electric_cars": cars_only}, last_year=2026)
    price = model.book.at("mobility.car_prices_eur", 2025)
    each = min(grant, max(0.0, price["battery"] - price["petrol"]))
    bought = model.recorder.touched[0].uptake
    assert bought > 0
    paid = entries_of(model, "grant", payer="city_hall")["amount_eur"].sum()
    assert paid == pytest.approx(each * bought)


def test_the_loop_over_new_cars_equals_the_plain_sums(untouched):
    cars, extra_eur = untouched.people.cars, 3_000.0
    rows = np.arange(0, len(cars), 3)
    grants_eur, money = rows % 5_000.0, np.zeros((len(untouched.city.district_names), 4))
    count = add_up_cars(rows, grants_eur, cars.company, cars.powertrain, cars.district, BATTERY, extra_eur, money)
    mine = (cars.powertrain[rows] == BATTERY) & ~cars.company[rows]
    district, many = cars.district[rows[mine]], len(money)
    assert count == mine.sum() > 0
    assert money[:, 0] == pytest.approx(np.bincount(district, minlength=many) * extra_eur)
    granted = np.bincount(district, weights=np.minimum(grants_eur[mine], extra_eur), minlength=many)
    assert money[:, 2] == pytest.approx(granted) and not money[:, [1, 3]].any()


def test_a_campaign_is_paid_by_the_city_for_the_homes_it_is_meant_for(town):
    loud = {"grant_share": 0.0, "campaign": 1.0, "advice": 0.5, "public_buildings_per_year": 0, "begins": 2025}
    model = town.live({"building_retrofit": loud}, last_year=2025)
    each = model.book.at("yard.campaign_eur_per_home", 2025) + 0.5 * model.book.at("yard.advice_eur_per_home", 2025)
    paid = entries_of(model, "campaign and advice", payer="city_hall")["amount_eur"].sum()
    assert paid == pytest.approx(each * len(model.city.dwellings))
