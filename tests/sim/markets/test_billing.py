"""The energy bills of a year."""

import numpy as np
import pytest

from sim.inventory.covenant import CARRIER, SECTOR
from sim.markets.billing import road_prices
from sim.population.prices import household_prices


@pytest.fixture(scope="module")
def year_2025(town):
    return town.live(last_year=2025)


def on_account(model, account, payee="suppliers"):
    ledger = model.market.payments.ledger
    entries = ledger.entries
    mine = (entries["account"] == ledger.accounts.index(account)) & (entries["payee"] == ledger.party(payee))
    return float(entries["amount_eur"][mine].sum())


def test_homes_pay_what_they_take_from_the_mains_at_the_prices_of_the_year(year_2025, book):
    model = year_2025
    kwh = model.energy.total_kwh[SECTOR["residential"]]
    used_from_the_roof = model.home_solar_kwh[:, 1].sum()
    due = kwh @ household_prices(book, 2025) - used_from_the_roof * book.at("prices.electricity_household", 2025)
    assert on_account(model, "energy of homes") == pytest.approx(due, rel=1e-9)


def fed_in_of_homes_eur(model):
    """What homes were paid for what their panels fed in [EUR]."""
    ledger = model.market.payments.ledger
    homes = [ledger.party(name) for name in ledger.parties if name.startswith("households:")]
    mine = ledger.entries["account"] == ledger.accounts.index("electricity fed in")
    return ledger.entries["amount_eur"][mine & np.isin(ledger.entries["payee"], homes)].sum()


def test_what_panels_feed_in_is_paid_at_the_injection_price(year_2025, book):
    due = year_2025.home_solar_kwh[:, 2].sum() * book.at("prices.injection", 2025)
    assert fed_in_of_homes_eur(year_2025) == pytest.approx(due, rel=1e-9)


def test_the_light_of_the_streets_is_paid_by_the_city_once(year_2025, book):
    kwh = year_2025.energy.total_kwh[SECTOR["public_lighting"], CARRIER["electricity"]]
    price = book.at("prices.electricity_public_lighting", 2025)
    assert on_account(year_2025, "electricity for light") == pytest.approx(kwh * price, rel=1e-9)


def test_petrol_costs_more_a_kwh_than_power_from_home_and_nobody_drives_on_wood(year_2025):
    prices = road_prices(year_2025.book, 2025)
    assert prices[CARRIER["gasoline"]] > 0.1 and prices[CARRIER["electricity"]] > 0.1
    assert prices[CARRIER["other_biomass"]] == 0


def test_the_bills_of_a_household_are_those_of_a_belgian_one(year_2025):
    a_home = on_account(year_2025, "energy of homes") / year_2025.city.facts.households
    a_car = on_account(year_2025, "energy of cars") / len(year_2025.people.cars)
    assert 1_500 < a_home < 4_500
    assert 500 < a_car < 2_500


def test_panels_put_up_on_a_day_are_billed_from_that_day(town):
    model = town.live({"rooftop_solar": {"begins": 2025, "grant_eur_per_kwp": 1500.0, "campaign": 1.0}}, last_year=2025)
    ledger = model.market.payments.ledger
    paid = ledger.entries["amount_eur"][ledger.entries["account"] == ledger.accounts.index("electricity fed in")].sum()
    fed_in_kwh = model.recorder.years[0].solar_mwh[:, 2].sum() * 1000.0
    assert paid <= fed_in_kwh * model.book.at("prices.injection", 2025) * (1 + 1e-6)
