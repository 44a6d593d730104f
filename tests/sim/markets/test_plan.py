"""A plan in days: payments, loans, a term of whole years."""

import numpy as np
import pytest

from sim.markets.plan import Payment, Plan, PlannedLoan, checked_term, dated_flows

FEE = Payment("city_hall", "esco", "service fee", 100.0, "fee")


def test_a_term_of_so_many_years_pays_as_many_full_fees_whenever_it_begins():
    for share in (0.0, 0.25, 1.0):
        flows = dated_flows(Plan(0.0, 3, yearly=(FEE,)), round(365 * (1 - share)) if share else 364, share)
        assert sum(flow.amount_eur for flow in flows) == pytest.approx(300.0)


def test_flows_come_in_the_order_of_their_days_and_the_end_is_an_anniversary():
    plan = Plan(
        1_000.0, 2, signing=(Payment("esco", "contractors", "investment", 1_000.0, "investment"),), yearly=(FEE,),
        final=(Payment("city_hall", "esco", "asset transfer", 50.0, "residual"),),
        loans=(PlannedLoan("bank", "esco", 600.0, 0.0, 2),),
    )  # fmt: skip
    flows = dated_flows(plan, 73, 0.8)
    assert [flow.day for flow in flows] == sorted(flow.day for flow in flows)
    assert [(flow.day, flow.account, round(flow.amount_eur, 6)) for flow in flows] == [
        (73, "investment", 1_000.0), (73, "loan paid out", 600.0), (364, "service fee", 80.0), (438, "repayment", 300.0),
        (729, "service fee", 100.0), (803, "repayment", 300.0), (803, "service fee", 20.0), (803, "asset transfer", 50.0),
    ]  # fmt: skip


def test_only_fees_follow_the_index():
    upkeep = Payment("esco", "contractors", "upkeep", 10.0, "operation")
    flows = dated_flows(Plan(0.0, 2, yearly=(FEE, upkeep)), 0, 1.0, np.array([1.0, 1.1, 1.2]))
    assert [flow.amount_eur for flow in flows if flow.kind == "fee"] == pytest.approx([100.0, 110.0])
    assert [flow.amount_eur for flow in flows if flow.kind == "operation"] == [10.0, 10.0]


@pytest.mark.parametrize("years", [0, -1, 200, 2.5])
def test_a_term_that_no_contract_can_have_is_refused(years):
    with pytest.raises(ValueError, match="whole number from 1 to 99"):
        checked_term(years)


def test_payments_without_party_and_sums_below_zero_are_refused():
    for payer, payee, amount in (("", "esco", 1.0), ("city_hall", "", 1.0), ("city_hall", "esco", -1.0)):
        with pytest.raises(ValueError, match="name a party|zero or more"):
            Payment(payer, payee, "service fee", amount, "fee")
    for capex, fee in ((-1.0, 0.0), (0.0, -1.0), (float("nan"), 0.0)):
        with pytest.raises(ValueError, match="zero or more"):
            Plan(capex, 10, fee_eur=fee)
