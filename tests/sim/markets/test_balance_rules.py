"""The rules that bind a Flemish municipality, on a plan and in a run."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from sim.markets.balance_rules import burdens_eur, judge_plan, margin_at_start_eur, self_financing_margin_eur
from sim.markets.contract import Deal
from sim.markets.contracts import FORMS
from tests.sim.worlds import a_market, live_out


def test_a_plan_is_judged_by_result_margin_and_debt_each_with_its_reason():
    found = judge_plan([10, 10, 10], [-40, 0, 0], [30, 0, 0], [0, 8, 12], debt_room_eur=25)
    assert [(f.rule, f.holds, f.worst_eur, f.year) for f in found] == [
        ("available_result", True, 0.0, 0), ("self_financing_margin", False, -2.0, 2), ("debt_room", False, -5.0, 0),
    ]  # fmt: skip
    assert all(f.reason for f in found) and "too little" in found[1].reason


@given(some.lists(some.floats(-1e6, 1e6), min_size=1, max_size=12), some.floats(0, 1e5))
def test_a_service_fee_lowers_the_margin_as_much_as_a_loan_of_the_same_annuity(operating, yearly):
    operating = np.array(operating)
    with_fee = self_financing_margin_eur(operating - yearly, np.zeros(len(operating)))
    with_loan = self_financing_margin_eur(operating, np.full(len(operating), yearly))
    assert with_fee == pytest.approx(with_loan)


def test_the_margin_at_the_start_is_surplus_less_old_repayments_times_the_climate_part(book):
    assert margin_at_start_eur(book, 1000.0, 2026) == pytest.approx(1000.0 * (132.0 - 960.0 / 15.0) * 0.5)
    poor = book.with_values({"contracts.operating_surplus_eur_per_inhabitant": {2000: 10.0}})
    assert margin_at_start_eur(poor, 1000.0, 2026) == 0.0


SERVICES = [
    ("private_lighting_service", "lighting"), ("grid_operator_lighting_service", "lighting"),
    ("energy_performance_contract", "public_buildings"), ("maintenance_energy_performance_contract", "public_buildings"),
    ("lease", "lighting"), ("public_private_partnership", "public_buildings"), ("loan", "lighting"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "domain"), SERVICES)
def test_a_service_is_not_free_money(book, name, domain):
    market, form = a_market(book), FORMS[name]
    market.budget.open(2026, 1e9, 1e9)
    unbound = form.room_eur(market, 2026)
    market.budget.open(2026, 1e9, 1e9, margin_eur=50_000.0)
    room = form.room_eur(market, 2026)
    assert 0 < room < unbound and room == pytest.approx(50_000.0 / form.burden_share(market))
    form.set_aside(market, 0.5 * room)
    assert form.room_eur(market, 2026) == pytest.approx(0.5 * room)
    capex = 0.5 * room / (1.0 - form.unit_discount(market, domain))
    contract = form.sign(market, Deal("it", domain, 2026, 10.0, capex, 1.0))
    market.budget.on_margin_eur = max(0.0, market.budget.on_margin_eur)
    assert market.budget.on_margin_eur == pytest.approx(0.0, abs=1e-6), "the order has become a contract"
    assert burdens_eur(market) > 0 and form.room_eur(market, 2026) < room
    market.budget.open(2026, 1e9, 1e9, margin_eur=0.0)
    assert form.room_eur(market, 2026) == 0.0
    live_out(market, range(2026, 2070))
    assert contract.state == "ended" and burdens_eur(market) == pytest.approx(0.0, abs=1e-6)


def test_a_saving_counts_as_much_as_the_treasurer_believes(book):
    deal = Deal("it", "public_buildings", 2026, 1.0, 1e5, 1.0, 1e4, 2_000.0)
    for belief in (0.0, 0.5, 1.0):
        market = a_market(book.with_values({"contracts.saving_counted_in_margin": {2000: belief}}))
        contract = FORMS["energy_performance_contract"].sign(market, deal)
        assert burdens_eur(market) == pytest.approx(contract.yearly_fee_eur - belief * 2_000.0)


def test_power_bought_takes_the_place_of_a_bill_and_leaves_the_margin_alone(book):
    market = a_market(book)
    FORMS["cooperative_solar"].sign(market, Deal("sun", "public_solar", 2026, 1.0, 1e5, 1.0, 9e4, 2e4))
    assert burdens_eur(market) == 0.0
