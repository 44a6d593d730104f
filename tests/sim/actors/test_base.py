"""What all actors share."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.actors import ACTORS, presence
from sim.actors.base import judge_investment
from sim.actors.decisions import InvestmentRequest
from tests.sim.worlds import FULL_PLAN

KINDS = {"money", "energy", "co2", "data", "know_how", "comfort", "jobs", "risk", "service"}
AT_THE_TABLE = {
    "bank", "city_hall", "contractors", "cooperative", "esco", "eu", "facilitator", "grid_operator", "housing_company",
    "intermunicipal", "lighting_company", "manufacturer", "neighbours", "port_authority", "region", "suppliers",
    "university",
}  # fmt: skip


def test_everyone_is_at_the_table():
    assert set(ACTORS) == AT_THE_TABLE


def test_every_actor_has_a_name_words_in_four_languages_a_role_and_a_rate_of_the_book(book):
    for name, actor in ACTORS.items():
        assert actor.name == name
        assert set(actor.title) == {"nl", "fr", "de", "en"} and actor.role
        assert 0 <= book.at(actor.rate_parameter, 2025) < 0.2


@pytest.mark.parametrize("name", sorted(AT_THE_TABLE))
def test_every_actor_says_what_it_wants_can_do_owns_gives_and_needs(name, book):
    actor = ACTORS[name]
    for texts in (actor.goals, actor.powers, actor.assets):
        assert texts and all(set(text) == {"en", "nl"} and all(text.values()) for text in texts)
    assert actor.gives and set(actor.gives) <= KINDS
    assert set(actor.needs) <= set(ACTORS) - {name}
    assert book.at("actors.desks", 2025)[name] > 0


@pytest.mark.parametrize("name", sorted(AT_THE_TABLE - {"city_hall"}))
def test_a_scenario_can_leave_any_actor_out_but_the_city_hall(name, town):
    model = town.model(actors={name: {"present": 0}})
    assert "present" in ACTORS[name].settings
    assert not model.actors_by_name[name].present and not presence(model.actors_by_name)(name)
    asked = model.actors_by_name[name].answer_investment(InvestmentRequest(1.0, 1e6, 10))
    assert not asked.invests and asked.reason.startswith("no ") and asked.reason.endswith(" in this city")
    with pytest.raises(ValueError, match="actors.city_hall.present is 0; wanted 1 to 1"):
        town.model(actors={"city_hall": {"present": 0}})


def test_a_setting_outside_its_limits_is_refused_in_words(town):
    with pytest.raises(ValueError, match="actors.cooperative.dividend_share is 1.5; wanted 0 to 1"):
        town.model(actors={"cooperative": {"dividend_share": 1.5}})
    with pytest.raises(ValueError, match="actors.cooperative.capital_eur is -1"):
        town.model(actors={"cooperative": {"capital_eur": -1}})


def test_who_is_no_actor_is_always_there(untouched):
    there = presence(untouched.actors_by_name)
    assert there("households:harbour") and there("rest_of_world") and there("bank")


def test_an_actor_knows_what_it_got_and_paid(model):
    model.market.payments.pay(2025, "region", "city_hall", "grant", 500.0)
    model.market.payments.pay(2025, "city_hall", "suppliers", "energy", 200.0)
    hall, region = model.actors_by_name["city_hall"], model.actors_by_name["region"]
    assert hall.cash_eur == 300 and hall.equity_eur == 300 and region.equity_eur == -500
    assert hall.discount_rate == model.book.at("finance.municipal_discount_rate", 2025)


def test_who_has_nothing_to_decide_does_nothing(model):
    for name in set(ACTORS) - {"city_hall", "contractors"}:
        model.actors_by_name[name].act(2025)
        model.actors_by_name[name].settle(2025)
    assert model.market.payments.ledger.entries.size == 0


def test_a_run_that_asks_nobody_is_the_same_without_them(town, lived):
    quiet = ("cooperative", "eu", "facilitator", "intermunicipal", "manufacturer", "neighbours", "university")
    without = town.live(FULL_PLAN, last_year=2030, actors={name: {"present": 0} for name in quiet})
    entries = [model.market.payments.ledger.entries for model in (lived, without)]
    assert np.array_equal(*entries)
    taken = {party for side in ("payer", "payee") for party in entries[0][side].tolist()}
    ledger = lived.market.payments.ledger
    assert not taken & {ledger.party(name) for name in quiet}


def test_money_that_is_promised_away_is_not_there_any_more(model):
    esco = model.actors_by_name["esco"]
    before, asked = esco.means_eur, InvestmentRequest(3_000_000.0, 600_000.0, 15)
    assert esco.answer_investment(asked).invests
    esco.commit(3_000_000.0)
    assert esco.means_eur == before - 3_000_000
    again = esco.answer_investment(asked)
    assert again.waits and not again.invests and "1,000,000 EUR short" in again.reason


def test_an_actor_learns_from_what_it_delivered_and_from_disputes(model, book):
    esco, start = model.actors_by_name["esco"], book.at("actors.reputation_start", 2025)
    assert esco.reputation == start
    esco.remember_delivery(0, 7, promised=100.0, delivered=80.0)
    assert esco.reputation == pytest.approx(start - 0.2 * book.at("actors.reputation_per_delivery", 2025))
    esco.remember_dispute(0, 7)
    low = esco.reputation
    assert low < start - 0.1 and [event.project for event in esco.memory.events] == [7, 7]
    model.year += 3  # the half-life
    assert esco.reputation == pytest.approx((start + low) / 2)


def test_waiting_is_chosen_when_next_year_is_worth_more():
    now = judge_investment(InvestmentRequest(1000.0, 300.0, 4, wait_gain_eur=190.0), 0.0, 5000.0)
    later = judge_investment(InvestmentRequest(1000.0, 300.0, 4, wait_gain_eur=210.0), 0.0, 5000.0)
    assert now.invests and later.waits and not later.invests


def test_what_is_left_at_the_end_counts_at_its_worth_today():
    found = judge_investment(InvestmentRequest(100.0, 0.0, 1, residual_eur=110.0), 0.10, 1000.0)
    assert found.npv_eur == pytest.approx(0.0, abs=1e-9)


money = st.floats(0.0, 1e7)


@given(st.floats(1.0, 1e7), money, money, money, money, st.integers(1, 30), st.floats(0, 0.15), money)
def test_a_better_investment_is_never_refused_when_a_worse_one_is_made(
    cost, cash, more, rest, rest2, years, rate, means
):
    worse = InvestmentRequest(cost, cash, years, rest)
    better = InvestmentRequest(cost * 0.9, cash + more, years, rest + rest2)
    if judge_investment(worse, rate, means).invests:
        assert judge_investment(better, rate, means).invests
