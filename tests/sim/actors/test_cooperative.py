"""The co-operative invests what members put in, when they vote for it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.actors.cooperative import dividend_of, share_in_favour
from sim.actors.decisions import InvestmentRequest

ROOFS = InvestmentRequest(20_000.0, 2_400.0, 15)
"""1,067 EUR a year of 2,400 is profit: 4.3 % after the reserve."""


def test_a_dividend_is_profit_after_depreciation_and_has_a_cap():
    assert dividend_of(ROOFS, 0.8, 0.06) == pytest.approx(0.8 * (2_400 - 20_000 / 15) / 20_000)
    assert dividend_of(InvestmentRequest(100.0, 90.0, 10), 0.8, 0.06) == 0.06
    assert dividend_of(InvestmentRequest(100.0, 5.0, 10), 0.8, 0.06) == 0.0


def test_its_members_are_the_households_that_care_most(untouched, book):
    coop = untouched.actors_by_name["cooperative"]
    care = untouched.people.households.care_for_climate[untouched.city.dwellings.occupied]
    count = round(len(care) * book.at("actors.cooperative_member_share", 2025))
    assert len(coop.members) == count > 5
    assert coop.members.min() >= np.sort(care)[-count]
    assert coop.equity_eur == count * book.at("actors.cooperative_capital_eur_per_member", 2025)


def test_it_invests_in_a_roof_that_pays(untouched):
    answer = untouched.actors_by_name["cooperative"].answer_investment(ROOFS)
    assert answer.invests and answer.amount_eur == 20_000 and answer.yes_share > 0.5
    assert answer.dividend == pytest.approx(0.8 * (2_400 - 20_000 / 15) / 20_000)


def test_it_waits_when_its_capital_is_too_small(town):
    coop = town.model(actors={"cooperative": {"capital_eur": 15_000.0}}).actors_by_name["cooperative"]
    answer = coop.answer_investment(ROOFS)
    assert answer.waits and "5,000 EUR short" in answer.reason


def test_members_vote_a_project_down_that_pays_them_nothing(town):
    coop = town.model(
        actors={"cooperative": {"dividend_share": 0.0}}, book=town.book.with_values(
            {"actors.cooperative_dividend_per_care": {2011: 0.0}})
    ).actors_by_name["cooperative"]  # fmt: skip
    answer = coop.answer_investment(ROOFS)
    assert (
        not answer.invests and not answer.waits and answer.reason == "0% of members vote for it at a dividend of 0.0%"
    )


def test_what_loses_money_does_not_come_to_a_vote(untouched):
    answer = untouched.actors_by_name["cooperative"].answer_investment(InvestmentRequest(20_000.0, 100.0, 15))
    assert not answer.invests and answer.reason.startswith("loses")


def test_no_cooperative_no_investment(town):
    coop = town.model(actors={"cooperative": {"present": 0}}).actors_by_name["cooperative"]
    assert coop.answer_investment(ROOFS).reason == "no energy co-operative in this city"


@given(st.floats(0, 0.06), st.floats(0, 0.06), st.lists(st.floats(-3, 3), max_size=30))
def test_a_better_dividend_never_loses_a_vote(one, other, care):
    less, more = sorted((one, other))
    votes = [share_in_favour(dividend, np.array(care), 0.03, 0.01) for dividend in (less, more)]
    assert votes[0] <= votes[1]
