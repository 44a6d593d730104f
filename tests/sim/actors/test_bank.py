"""The bank lives on the difference between its rates and what its own money costs, and says no with a reason."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.actors.bank import LoanPolicy, conditions_of, judge_bundle, judge_loan
from sim.actors.decisions import LoanRequest

POLICY = LoanPolicy(
    list_rates={"public": 0.035, "household": 0.04, "business": 0.05}, funding_rate=0.025, minimum_cover_ratio=1.2,
    comfortable_cover_ratio=1.4, minimum_ticket_eur=100_000.0, longest_term_years=25, exposure_limit_eur=1_000_000.0,
    reputation_start=0.6, lowest_reputation=0.3, reputation_margin=0.02, green_saved_share={"first": 0.3, "second": 0.6},
    green_rate_step={"first": 0.001, "second": 0.0025}, arranging_fee_share=0.01,
)  # fmt: skip
FREE = replace(POLICY, list_rates={"business": 0.0, "public": 0.0}, funding_rate=0.0)
ASKED = LoanRequest("esco", 200_000.0, 10, 30_000.0)


@pytest.mark.parametrize("rate", ["municipal_loan_rate", "bank_rate_household", "bank_rate_business"])
def test_the_bank_lends_at_more_than_its_own_money_costs(model, rate):
    model.market.open_year(2025)
    assert getattr(model.market.terms, rate) > model.actors_by_name["bank"].discount_rate


def test_a_loan_at_the_price_of_its_own_money_is_worth_nothing_to_the_bank(model):
    from sim.finance import npv

    bank = model.actors_by_name["bank"]
    model.market.loans.lend(2025, "bank", "city_hall", 1_000_000.0, bank.discount_rate, 10)
    assert bank.owed_by("city_hall") == 1_000_000 and bank.owed_by("esco") == 0
    for year in range(2025, 2036):
        model.market.loans.settle(year)
        bank.settle(year)
    ledger = model.market.payments.ledger
    flows = ledger.net_by_party_and_year(2025, 11)[ledger.party("bank")]
    assert npv(bank.discount_rate, flows) == pytest.approx(0.0, abs=1.0)
    assert bank.cash_eur > 0


def test_in_a_run_the_bank_gains(lived):
    from sim.summary import actor_values

    bank = next(row for row in actor_values(lived) if row["id"] == "bank")
    assert bank["npv_eur"] > 0


# --- one loan -------------------------------------------------------------------------------------------------------


def test_cover_is_cash_over_the_yearly_payment():
    """At no interest ten payments of 20,000 repay 200,000; 24,000 of cash is a cover of 1.2, 25,000 of 1.25."""
    on_the_line = judge_loan(replace(ASKED, cash_eur=24_000.0), FREE)
    assert on_the_line.granted and on_the_line.cover_ratio == pytest.approx(1.2)
    assert on_the_line.yearly_payment_eur == pytest.approx(20_000)
    below = judge_loan(replace(ASKED, cash_eur=23_000.0), FREE)
    assert not below.granted and below.reason == "cover ratio 1.15 below 1.20"
    assert below.most_eur == pytest.approx(200_000 * 1.15 / 1.2)
    assert judge_loan(replace(ASKED, amount_eur=below.most_eur, cash_eur=23_000.0), FREE).granted


def test_the_worst_year_counts_and_a_year_without_income_is_nought():
    up_and_down = (50_000.0,) * 9 + (22_000.0,)
    assert judge_loan(replace(ASKED, cash_eur=up_and_down), FREE).cover_ratio == pytest.approx(1.1)
    assert judge_loan(replace(ASKED, cash_eur=up_and_down[:9]), FREE).cover_ratio == 0.0
    losing = judge_loan(replace(ASKED, cash_eur=-5.0), FREE)
    assert not losing.granted and losing.most_eur == 0.0


def test_the_payment_carries_interest():
    """5 % over ten years: 0.129505 of the loan a year."""
    answer = judge_loan(ASKED, POLICY)
    assert answer.rate == 0.05 and answer.yearly_payment_eur == pytest.approx(200_000 * 0.1295046, rel=1e-6)
    assert not answer.granted and answer.cover_ratio == pytest.approx(30_000 / 25_900.915, rel=1e-6)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"amount_eur": 99_999.0}, "ticket of 99,999 EUR below 100,000"),
        ({"term_years": 26}, "26 years, longer than 25"),
        ({"owes_eur": 900_000.0}, "1,100,000 EUR on one borrower, above 1,000,000"),
        ({"reputation": 0.2}, "reputation 0.20 below 0.30"),
        ({"kind": "pirate"}, "no loans to pirate borrowers"),
    ],
)
def test_the_bank_says_why_it_refuses(changes, reason):
    answer = judge_loan(replace(ASKED, cash_eur=1e6, **changes), POLICY)
    assert not answer.granted and answer.reason == reason


def test_a_municipality_is_outside_the_limit_for_one_borrower_and_a_household_outside_the_ticket():
    assert judge_loan(replace(ASKED, cash_eur=1e6, kind="public", owes_eur=5e6), POLICY).granted
    assert judge_loan(replace(ASKED, cash_eur=1e6, kind="household", amount_eur=20_000.0), POLICY).granted


def test_saving_makes_money_cheaper_by_steps_and_a_name_by_degrees():
    rates = [POLICY.rate_for(replace(ASKED, saved_share=share)) for share in (0.0, 0.29, 0.3, 0.6, 1.0)]
    assert rates == pytest.approx([0.05, 0.05, 0.049, 0.0475, 0.0475])
    assert POLICY.rate_for(replace(ASKED, reputation=0.1)) == pytest.approx(0.06)
    assert POLICY.rate_for(replace(ASKED, reputation=1.0)) == pytest.approx(0.042)


def test_the_bank_never_lends_under_the_cost_of_its_money():
    poor_margin = replace(POLICY, list_rates={"business": 0.026})
    assert poor_margin.rate_for(replace(ASKED, saved_share=0.9)) == 0.025


def test_thin_cover_green_money_and_help_have_their_conditions():
    plain = conditions_of(ASKED, POLICY, cover=2.0)
    assert plain == ("the income of the project is pledged",)
    many = conditions_of(replace(ASKED, saved_share=0.5, facilitated=True), POLICY, cover=1.25)
    assert len(many) == 4
    assert judge_loan(replace(ASKED, cash_eur=1e6, facilitated=True), POLICY).fee_eur == pytest.approx(2_000)


@pytest.mark.parametrize("changes", [{"amount_eur": 0.0}, {"amount_eur": float("nan")}, {"term_years": 0}])
def test_a_loan_of_nothing_is_no_question(changes):
    with pytest.raises(ValueError, match="a loan is an amount above zero"):
        judge_loan(replace(ASKED, **changes), POLICY)


share = st.floats(0, 1)


@given(
    st.floats(100_000, 2e6), st.integers(1, 30), st.floats(-1e4, 1e6), st.floats(0, 1e6), share, share, share, share,
    st.floats(0, 1e6), st.floats(0, 1e6), st.sampled_from(["public", "business", "household"]),
)  # fmt: skip
def test_a_better_request_is_never_refused_when_a_worse_one_is_granted(
    amount, years, cash, more, name, name2, saved, saved2, owes, owes2, kind
):
    worse = LoanRequest("x", amount, years, cash, kind, min(name, name2), max(owes, owes2), min(saved, saved2))
    better = LoanRequest("x", amount, years, cash + more, kind, max(name, name2), min(owes, owes2), max(saved, saved2))
    one, other = judge_loan(worse, POLICY), judge_loan(better, POLICY)
    if one.granted:
        assert other.granted and other.rate <= one.rate


# --- many loans -----------------------------------------------------------------------------------------------------


def test_small_projects_are_screened_and_lent_as_one_ticket():
    good, bad = (
        replace(ASKED, amount_eur=60_000.0, cash_eur=20_000.0),
        replace(ASKED, amount_eur=60_000.0, cash_eur=1.0),
    )
    first, second, third = judge_bundle([good, bad, good], POLICY)
    assert first.granted and third.granted and "one of 2 in a ticket of 120,000 EUR" in first.reason
    assert first.fee_eur == pytest.approx(600)
    assert not second.granted and "cover ratio" in second.reason
    alone = judge_bundle([good, bad], POLICY)
    assert [answer.granted for answer in alone] == [False, False] and "ticket" in alone[0].reason


def test_a_large_loan_is_answered_as_if_it_stood_alone():
    assert judge_bundle([ASKED], POLICY) == [judge_loan(ASKED, POLICY)]


# --- in the city ----------------------------------------------------------------------------------------------------


def test_without_a_bank_every_loan_is_refused(town):
    bank = town.model(actors={"bank": {"present": 0}}).actors_by_name["bank"]
    answers = [bank.answer_loan(ASKED), *bank.answer_loans([ASKED, replace(ASKED, kind="public")])]
    assert {(answer.granted, answer.reason) for answer in answers} == {(False, "no bank in this city")}


def test_a_scenario_may_make_money_twice_as_dear(town):
    plain, dear = town.model(), town.model(actors={"bank": {"interest_factor": 2.0}})
    for model in (plain, dear):
        model.market.open_year(2025)
        model.actors_by_name["bank"].act(2025)
    asked = replace(ASKED, amount_eur=500_000.0, cash_eur=1e6)
    rates = [model.actors_by_name["bank"].answer_loan(asked).rate for model in (plain, dear)]
    assert rates[1] == pytest.approx(2 * rates[0])
    for rate in ("municipal_loan_rate", "bank_rate_household", "bank_rate_business"):
        assert getattr(dear.market.terms, rate) == 2 * getattr(plain.market.terms, rate)
    assert dear.market.terms.provider_rate == plain.market.terms.provider_rate


def test_a_scenario_may_move_ticket_and_cover(town):
    strict = town.model(actors={"bank": {"minimum_ticket_eur": 1e6, "minimum_cover_ratio": 2.0}}).actors_by_name["bank"]
    assert (strict.policy.minimum_ticket_eur, strict.policy.minimum_cover_ratio) == (1e6, 2.0)


def test_a_bad_name_makes_the_loan_dearer_in_the_city(untouched):
    bank, asked = untouched.actors_by_name["bank"], replace(ASKED, amount_eur=500_000.0, cash_eur=1e6)
    assert bank.answer_loan(replace(asked, reputation=0.4)).rate > bank.answer_loan(asked).rate
