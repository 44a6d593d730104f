"""The living contracts, the terms of the year, the budget of the city."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from sim.markets.contract import Deal
from sim.markets.contracts import FORMS
from sim.markets.market import Budget, Terms
from tests.sim.worlds import a_market


def test_every_term_of_a_contract_is_a_number_of_the_book(book):
    terms = Terms.of(book, 2026)
    assert terms.provider_rate == book.at("contracts.provider_rate", 2026)
    assert terms.upkeep_eur_per_led == book.at("lighting.upkeep_eur_per_lamp_led", 2026)
    assert isinstance(terms.service_term_years, int) and isinstance(terms.municipal_loan_term_years, int)


def test_a_contract_is_found_by_its_number(book):
    market = a_market(book)
    signed = [FORMS["own_budget"].sign(market, Deal("lamps", "lighting", 2026, n, 100.0, 1.0)) for n in (1.0, 2.0)]
    assert [contract.id for contract in signed] == [0, 1]
    assert market.contracts == signed


def test_darkness_is_counted_against_the_contract_it_belongs_to(book):
    market = a_market(book)
    market.settle(2026, np.array([0.0, 7.0]))
    assert market.late_lamp_days(1) == 7 and market.late_lamp_days(0) == 0
    assert market.late_lamp_days(5) == 0


def test_realised_savings_scatter_around_the_mean_of_the_book_and_are_never_negative(book):
    market = a_market(book)
    realised = np.array([market.realised_over_guaranteed(n, year) for n in range(150) for year in range(2026, 2036)])
    assert realised.mean() == pytest.approx(market.terms.epc_realised_over_guaranteed, abs=0.01)
    assert realised.std() == pytest.approx(market.terms.epc_realised_sd, rel=0.1)
    assert realised.min() >= 0
    assert market.realised_over_guaranteed(3, 2030) == market.realised_over_guaranteed(3, 2030)


@given(some.floats(0, 1e7), some.lists(some.floats(0, 1e6), max_size=10), some.floats(0, 1e7), some.floats(0, 1e7))
def test_room_is_never_negative_and_shrinks_with_every_order(yearly, orders, room, owed):
    budget = Budget()
    budget.open(2026, yearly, room)
    left = [(budget.left_eur(2026), budget.debt_room_left_eur(owed))]
    for amount in orders:
        budget.reserve(amount)
        left.append((budget.left_eur(2026), budget.debt_room_left_eur(owed)))
    assert all(before >= after >= 0 for earlier, later in zip(left, left[1:], strict=False)
               for before, after in zip(earlier, later, strict=True))  # fmt: skip
    assert budget.left_eur(2027) == 0
