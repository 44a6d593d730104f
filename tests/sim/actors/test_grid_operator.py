"""The grid operator sells light at regulated cost."""

import pytest

from sim.actors.decisions import InvestmentRequest
from sim.summary import actor_values


def test_the_operator_reckons_at_a_lower_rate_than_the_company(untouched):
    actors = untouched.actors_by_name
    assert actors["grid_operator"].discount_rate < actors["lighting_company"].discount_rate


@pytest.mark.parametrize(
    ("party", "form"),
    [("grid_operator", "grid_operator_lighting_service"), ("lighting_company", "private_lighting_service")],
)
def test_who_sells_light_for_a_whole_term_does_not_lose_by_it(town, party, form):
    plan = {"led_street_lighting": {"begins": 2025, "ends": 2025, "lamps_per_year": 300, "paid_by": form}}
    model = town.live(plan, last_year=2042)
    worth = next(row for row in actor_values(model) if row["id"] == party)
    assert worth["cash_in_eur"] > 0
    assert worth["npv_eur"] > -0.02 * sum(contract.capex_eur for contract in model.market.contracts)


def test_the_operator_joins_where_the_company_does_not(untouched):
    """12.5 years of 100,000 EUR pay back 1,000,000 at 4 % in 15 years, not at 7 %."""
    asked = InvestmentRequest(1_000_000.0, 100_000.0, 15)
    operator, company = (untouched.actors_by_name[name] for name in ("grid_operator", "lighting_company"))
    assert operator.answer_investment(asked).npv_eur == pytest.approx(100_000 * 11.118387 - 1e6, abs=1)
    assert operator.answer_investment(asked).invests and not company.answer_investment(asked).invests
