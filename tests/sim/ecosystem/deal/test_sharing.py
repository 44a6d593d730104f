"""The deal as a whole: splits, who can play, terms."""

import time
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from sim.ecosystem.deal import roles_of, share_out
from sim.ecosystem.deal.roles import MOST_ROLES, ROLES_OF_DOMAIN
from sim.ecosystem.deal.today import WAY_OF_FORM, partners_of_form
from tests.sim.ecosystem.deal.cases import BOOK, DEAR, LIGHT, USUAL

ROLES = roles_of("lighting", "city_hall", LIGHT.form)


def test_every_split_shares_out_the_whole_surplus_and_nobody_loses():
    deal = share_out(LIGHT, USUAL, ROLES)
    assert deal.surplus_eur > 0
    for split in deal.splits.values():
        assert split.sum() == pytest.approx(deal.surplus_eur, rel=1e-6)
        assert np.all(split > -0.01)


def test_the_recommended_split_leaves_no_group_a_reason_to_go():
    deal = share_out(LIGHT, USUAL, ROLES)
    assert not deal.core_empty
    assert deal.largest_excess_eur <= 1e-6 * deal.surplus_eur


def test_doubling_the_banks_rate_lowers_the_surplus():
    assert share_out(LIGHT, DEAR, ROLES).surplus_eur < share_out(LIGHT, USUAL, ROLES).surplus_eur


def test_without_a_bank_others_can_play():
    with_bank = share_out(LIGHT, USUAL, ROLES)
    without = share_out(LIGHT, USUAL, tuple(name for name in ROLES if name != "bank"))
    assert "bank" in with_bank.can_play
    assert set(with_bank.can_play) != set(without.can_play)
    assert without.surplus_eur < with_bank.surplus_eur


@pytest.mark.parametrize("form", [form for form in WAY_OF_FORM if "lighting" in form or form in ("loan", "own_budget")])
def test_on_todays_terms_the_partners_share_what_they_are_worth_together(form):
    it = replace(LIGHT, form=form)
    roles = roles_of("lighting", "city_hall", form)
    deal = share_out(it, USUAL, roles)
    partners = partners_of_form(form, roles)
    assert [name for name, gain in zip(roles, deal.today, strict=True) if gain and name not in partners] == []
    assert deal.today.sum() <= deal.surplus_eur + 0.01


def test_dear_private_capital_makes_the_city_lose_today_and_win_in_the_deal():
    deal = share_out(LIGHT, USUAL, ROLES)
    assert deal.today[0] < 0 < deal.splits["nucleolus"][0]
    assert "city_hall" in deal.leavers_today


def test_the_terms_move_everybody_to_the_deal():
    deal = share_out(LIGHT, USUAL, ROLES)
    bank = next(term for term in deal.terms if term.party == "bank")
    place = ROLES.index("bank")
    per_unit = LIGHT.capex_eur * (1 - 1.03**-15) / 0.03 / 2  # a euro is owed half the discounted years
    assert (bank.wanted - bank.now) * per_unit == pytest.approx(deal.splits["nucleolus"][place] - deal.today[place])


def test_a_dividend_stops_at_its_cap_and_the_rest_is_shown():
    sun = replace(
        LIGHT, domain="public_solar", form="cooperative_solar", budget_eur=0.0, saving_eur=600_000.0, residual_share=0.0
    )
    roles = roles_of("public_solar", "city_hall", sun.form, lambda name: name in ("city_hall", "cooperative"))
    deal = share_out(sun, replace(USUAL, cooperative_purse_eur=3e6), roles)
    (dividend,) = deal.terms
    assert dividend.wanted == USUAL.dividend_cap
    assert dividend.residual_eur > 0


def test_a_programme_that_never_pays_says_so():
    deal = share_out(replace(LIGHT, saving_eur=1.0, upkeep_saved_eur=0.0), USUAL, ROLES)
    assert not deal.pays
    assert not deal.worthwhile
    assert deal.can_play == ()


@pytest.mark.parametrize("domain", ROLES_OF_DOMAIN)
def test_every_domain_has_a_table_and_its_conditions(domain):
    from sim.ecosystem.deal import Conditions

    roles = roles_of(domain, "city_hall")
    assert len(roles) <= MOST_ROLES
    share_out(replace(LIGHT, domain=domain, form="own_budget"), Conditions.of(BOOK, 2026, domain), roles)


@settings(max_examples=15)
@given(some.floats(0, 2e6), some.floats(1e5, 1e6), some.floats(0.5, 1.1))
def test_whatever_the_programme_the_nucleolus_is_fair_to_all(budget, saving, realised):
    it = replace(LIGHT, budget_eur=budget, saving_eur=saving)
    deal = share_out(it, replace(USUAL, realised_own=realised), ROLES)
    assert np.all(deal.splits["nucleolus"] >= -0.01)
    assert deal.splits["nucleolus"].sum() == pytest.approx(deal.surplus_eur, abs=0.01)


def test_twelve_roles_take_far_less_than_a_second():
    roles = (*ROLES, "cooperative", "port_authority", "esco", "grid_operator")[:MOST_ROLES]
    share_out(LIGHT, USUAL, roles)
    begun = time.process_time()
    deal = share_out(LIGHT, USUAL, roles)
    assert len(deal.roles) == MOST_ROLES
    assert time.process_time() - begun < 10  # `stadslab bench` shows the time; this only catches a hang
