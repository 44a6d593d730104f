"""Cash, cover, sources and uses, by hand and for any numbers."""

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.ecosystem.cover_ratios import SOURCES, USES, cash_table, cover, debt_flows, plan_of, sources_and_uses
from sim.finance import NoSolution


def a_service(fee=500.0, cost=50.0, loan=1000.0, rate=0.1, years=3):
    flows = [(2026, "company", "contractors", "investment", 1200.0)]
    flows += debt_flows("company", "bank", loan, rate, years, 2026)
    for year in range(2027, 2027 + years):
        flows += [(year, "city_hall", "company", "service fee", fee), (year, "company", "contractors", "upkeep", cost)]
    return flows


def test_the_cover_of_an_annuity_by_hand():
    """1,000 EUR at 10 % over 3 years: 402.11 EUR a year; 450 EUR of cash covers it 1.119 times in every year."""
    cash = cash_table(a_service(), "company")
    assert cash.debt_service_eur.tolist() == pytest.approx([0.0, 402.1148, 402.1148, 402.1148])
    assert cash.for_debt_eur.tolist() == [0.0, 450.0, 450.0, 450.0]
    found = cover(cash, 1000.0, 0.1)
    assert np.isnan(found.by_year[0]) and found.by_year[1:] == pytest.approx(450.0 / 402.1148)
    assert found.least == pytest.approx(1.11908, abs=1e-5) and found.mean == pytest.approx(found.least)
    assert found.loan_life == pytest.approx(1.11908, abs=1e-5) and found.weakest_year == 2027


def test_the_columns_of_the_cash_table():
    cash = cash_table([*a_service(), (2028, "company", "owners", "dividend", 20.0)], "company", {2027: 7.0})
    assert (
        cash.sources_eur[0] == 1000.0 and cash.uses_eur[0] == 1200.0 and cash.years.tolist() == [2026, 2027, 2028, 2029]
    )
    assert cash.income_eur[1] == 507.0 and cash.avoided_eur[1] == 7.0 and cash.after_debt_eur[2] == 20.0
    assert cash.net_eur.sum() == pytest.approx(-200.0 + 7.0 + 3 * (450.0 - 402.1148) - 20.0, abs=1e-3)


def test_without_debt_there_is_no_cover():
    found = cover(cash_table([(2026, "city_hall", "company", "service fee", 5.0)], "company"), 0.0, 0.05)
    assert np.isnan(found.least) and found.weakest_year is None


@pytest.mark.parametrize("amount", [-1.0, float("nan"), float("inf")])
def test_an_impossible_amount_is_refused(amount):
    with pytest.raises(NoSolution, match="zero or more"):
        cash_table([(2026, "city_hall", "company", "service fee", amount)], "company")


def test_a_stranger_has_no_plan():
    with pytest.raises(NoSolution, match="port_authority"):
        cash_table(a_service(), "port_authority")


@given(st.floats(1.0, 1e7), st.floats(0.0, 0.15), st.integers(1, 30), st.floats(0.2, 3.0))
def test_with_even_cash_every_ratio_is_the_same(loan, rate, years, ratio):
    flows = debt_flows("company", "bank", loan, rate, years, 2026)
    payment = flows[1][4] + flows[2][4]
    flows += [(2026 + after, "city_hall", "company", "service fee", ratio * payment) for after in range(1, years + 1)]
    found = cover(cash_table(flows, "company"), loan, rate)
    assert (found.least, found.mean, found.loan_life) == pytest.approx((ratio,) * 3, rel=1e-6)


@given(st.floats(0.0, 1e7), st.floats(0.0, 0.15), st.integers(1, 30))
def test_a_loan_is_repaid_in_full(loan, rate, years):
    flows = debt_flows("company", "bank", loan, rate, years, 2026)
    assert sum(flow[4] for flow in flows if flow[3] == "repayment") == pytest.approx(loan, rel=1e-9)
    assert max(flow[0] for flow in flows) == 2026 + years


accounts = st.sampled_from([*SOURCES, *USES, "service fee", "upkeep", "interest"])
plans = st.lists(st.tuples(st.integers(2025, 2040), st.sampled_from(["a", "b", "c"]), st.sampled_from(["a", "b", "c"]),
                           accounts, st.floats(0, 1e6)), max_size=30)  # fmt: skip


@given(plans)
def test_sources_equal_uses(plan):
    plan = [flow for flow in plan if flow[1] != flow[2]]
    sources, uses = sources_and_uses(plan, "a")
    assert sum(sources.values()) == pytest.approx(sum(uses.values()), rel=1e-9, abs=1e-6)
    assert all(amount > 0 for amount in (*sources.values(), *uses.values()))


@given(plans)
def test_the_table_keeps_every_euro(plan):
    plan = [flow for flow in plan if flow[1] != flow[2] and "a" in flow[1:3]]
    if plan:
        net = sum(flow[4] if flow[2] == "a" else -flow[4] for flow in plan)
        assert cash_table(plan, "a").net_eur.sum() == pytest.approx(net, rel=1e-9, abs=1e-5)


def test_what_is_too_much_is_kept():
    plan = [(2026, "bank", "a", "loan paid out", 100.0), (2026, "a", "b", "investment", 80.0)]
    assert sources_and_uses(plan, "a") == (
        {"bank loan": 100.0},
        {"works and equipment": 80.0, "cash kept for later": 20.0},
    )


def dated(day, payer, payee, account, amount, kind):
    return SimpleNamespace(day=day, payer=payer, payee=payee, account=account, amount_eur=amount, kind=kind)


def test_a_payment_on_new_years_day_is_paid_out_of_the_year_before():
    plan = plan_of(
        [
            dated(365, "bank", "coop", "loan paid out", 90.0, "loan"),
            dated(365, "coop", "contractors", "panels", 100.0, "investment"),
            dated(365, "citizens", "coop", "co-operative shares", 20.0, "shares"),
            dated(729, "city_hall", "coop", "power from panels", 60.0, "energy"),
            dated(730, "coop", "bank", "interest", 5.0, "interest"),
            dated(730, "coop", "bank", "repayment", 45.0, "repayment"),
            dated(729, "coop", "citizens", "shares paid back", 10.0, "repayment"),
        ],
        2025,
    )
    cash = cash_table(plan, "coop")
    assert cash.years.tolist() == [2026] and cover(cash, 90.0, 0.05).least == pytest.approx(60.0 / 50.0)
    assert cash.after_debt_eur.tolist() == [10.0]
    assert sources_and_uses(plan, "coop") == (
        {"bank loan": 90.0, "co-operative shares": 20.0},
        {"panels": 100.0, "cash kept for later": 10.0},
    )
