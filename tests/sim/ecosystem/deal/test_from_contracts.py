"""The programme of a run, from its contracts."""

import numpy as np

from sim.ecosystem.deal import undertaking_of
from tests.sim.ecosystem.deal.cases import BOOK


def contracts(*rows):
    names = ("measure", "form", "domain", "client", "items", "list_price_eur", "saved_eur", "yearly_fee_eur")
    return {name: np.array([row[place] for row in rows]) for place, name in enumerate(names)}


LED = ("led", "loan", "lighting", "city_hall", 100.0, 60_000.0, 5_000.0, 0.0)
MORE_LED = ("led", "loan", "lighting", "city_hall", 50.0, 30_000.0, 2_000.0, 0.0)
POINTS = ("cars", "own_budget", "charging", "city_hall", 40.0, 400_000.0, 0.0, 0.0)
HEAT = ("heat", "heat_delivery", "heat", "city_hall", 30.0, 900_000.0, 4_000.0, 50_000.0)


def test_the_contracts_of_a_measure_are_one_programme():
    it = undertaking_of(contracts(LED, MORE_LED), BOOK, 2026, 50_000.0)
    assert (it.items, it.capex_eur, it.saving_eur) == (150.0, 90_000.0, 7_000.0)
    assert it.upkeep_saved_eur == 150 * (15 - 6) and it.budget_eur == 50_000.0
    assert it.transaction_own_eur == 0.05 * 90_000.0  # a small programme does not pay the tender of 5,000 lamps


def test_the_largest_that_earns_is_looked_at_unless_one_is_named():
    table = contracts(LED, POINTS)
    assert undertaking_of(table, BOOK, 2026, 0.0).measure == "led"
    assert undertaking_of(table, BOOK, 2026, 0.0, "cars").measure == "cars"
    assert undertaking_of(contracts(POINTS), BOOK, 2026, 0.0).measure == "cars"


def test_heat_paid_between_partners_is_part_of_what_they_gain():
    assert undertaking_of(contracts(HEAT), BOOK, 2026, 0.0).saving_eur == 54_000.0


def test_works_in_homes_by_their_owners_are_nobodys_deal():
    home = ("homes", "household_with_grant", "homes", "households", 10.0, 1e5, 1e3, 0.0)
    assert undertaking_of(contracts(home), BOOK, 2026, 0.0) is None
