"""What groups of partners are worth."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from sim.ecosystem.deal import roles_of
from sim.ecosystem.deal.undertaking import Undertaking
from sim.ecosystem.deal.worth import begun_when, served_years, worth_of_coalitions
from sim.finance import NoSolution
from tests.sim.ecosystem.deal.cases import DEAR, LIGHT, USUAL, WORKED, WORKED_CONDITIONS

ROLES = roles_of("lighting", "city_hall", LIGHT.form)


def test_a_client_with_money_and_no_partner_has_the_npv_of_its_own_purchase():
    # own money at the client's 3 % instead of a loan at 3.5 %: reckoned again by hand from annuity factors
    served = (1 - 1.03**-15) / 0.03
    years = np.arange(1, 16)
    saving = WORKED.saving_eur * float(1.02 ** (years - 1) @ 1.03**-years)
    by_hand = saving + 45_000 * served - 3e6 + 300_000 * 1.03**-15 - 60_000
    worth = worth_of_coalitions(WORKED, WORKED_CONDITIONS, ("city_hall",))
    assert worth.eur.tolist() == pytest.approx([0.0, by_hand])


def test_a_group_without_the_client_has_nothing_to_do():
    worth = worth_of_coalitions(LIGHT, USUAL, ROLES)
    assert not worth.eur[::2].any()  # masks without bit 0


def test_nobody_makes_a_group_poorer_by_joining():
    worth = worth_of_coalitions(LIGHT, USUAL, ROLES).eur
    for bit in range(len(ROLES)):
        without = np.flatnonzero(~(np.arange(worth.size) >> bit) & 1)
        assert np.all(worth[without | (1 << bit)] >= worth[without])


def test_the_bank_turns_years_of_saving_up_into_one_purchase():
    worth = worth_of_coalitions(LIGHT, USUAL, ("city_hall", "bank"))
    assert worth.ways[worth.way[1]] == "own_budget"
    assert worth.best_way == "loan"
    assert worth.of("city_hall", "bank") > worth.of("city_hall")


def test_a_provider_without_a_bank_is_slower_and_dearer():
    poor = replace(LIGHT, budget_eur=0.0, transaction_service_eur=0.0)
    good = replace(USUAL, provider_discount=0.25)
    worth = worth_of_coalitions(poor, good, ("city_hall", "lighting_company", "bank"))
    assert 0 < worth.of("city_hall", "lighting_company") < worth.of("city_hall", "lighting_company", "bank")


@given(some.floats(1.0, 4.0))
def test_dearer_money_never_makes_all_together_richer(factor):
    dear = replace(USUAL, loan_cost=USUAL.loan_cost * factor, business_cost=USUAL.business_cost * factor)
    usual, now = (worth_of_coalitions(LIGHT, on, ROLES).eur[-1] for on in (USUAL, dear))
    assert now <= usual * (1 + 1e-12)
    assert worth_of_coalitions(LIGHT, DEAR, ROLES).eur[-1] < usual


@settings(max_examples=25)
@given(some.integers(1, 40), some.floats(0.0, 0.15))
def test_a_purchase_that_is_spread_serves_less(spread, rate):
    at_once, slowly = served_years(LIGHT, rate, 1), served_years(LIGHT, rate, spread)
    assert slowly <= at_once
    assert begun_when(rate, spread) <= 1.0


def test_heat_needs_the_owner_of_the_source():
    heat = replace(LIGHT, domain="heat", form="heat_delivery")
    assert worth_of_coalitions(heat, USUAL, ("city_hall", "bank")).eur[-1] == 0
    assert worth_of_coalitions(heat, USUAL, ("city_hall", "bank", "port_authority")).eur[-1] > 0


@pytest.mark.parametrize(
    ("roles", "word"), [((), "1 to 12"), (("bank", "city_hall"), "first"), (("city_hall", "bank", "bank"), "different")]
)
def test_a_table_that_cannot_be_is_refused_in_words(roles, word):
    with pytest.raises(NoSolution, match=word):
        worth_of_coalitions(LIGHT, USUAL, roles)


@pytest.mark.parametrize(
    ("change", "word"),
    [({"term_years": 0}, "term"), ({"term_years": 200}, "term"), ({"capex_eur": -1.0}, "capex"), ({"budget_eur": -1.0}, "below zero"),
     ({"saving_eur": float("nan")}, "finite")],
)  # fmt: skip
def test_a_programme_that_cannot_be_is_refused_in_words(change, word):
    with pytest.raises(NoSolution, match=word):
        replace(LIGHT, **change)


def test_an_empty_purse_spreads_over_the_whole_term():
    assert replace(LIGHT, budget_eur=0.0).own_spread_years == LIGHT.term_years
    assert isinstance(LIGHT, Undertaking)
