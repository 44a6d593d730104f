"""Measures whose proposals must first become projects."""

from collections import Counter

import numpy as np
import pytest

from sim.laws import check_laws
from sim.venturing import FROM_IDEA, no_projects
from tests.sim.worlds import FULL_PLAN


@pytest.fixture(scope="module")
def ideas(book):
    return book.with_values({FROM_IDEA: {2000: 1.0}})


@pytest.fixture(scope="module")
def ventured(town, ideas):
    return town.live(FULL_PLAN, last_year=2045, book=ideas)


def test_a_decided_plan_has_no_projects(town):
    model = town.live(FULL_PLAN)
    assert model.ventures is None
    assert all(len(column) == 0 for column in no_projects().values())
    assert all(contract.deal.project == -1 for contract in model.market.contracts)


def test_what_is_built_has_passed_every_stage_on_a_day_before(ventured):
    table = ventured.ventures.office.log.table()
    operating = set(table["project"][(table["stage"] == "operate") & (table["outcome"] == "entered")].tolist())
    assert operating
    for project in operating:
        mine = table["project"] == project
        passed = set(table["stage"][mine & (table["outcome"] == "passed")].tolist())
        assert {"idea", "feasibility", "partners", "tender", "finance", "build"} <= passed
        assert np.all(np.diff(table["day"][mine]) >= 0)


def test_every_contract_of_a_tendered_form_comes_from_a_project(ventured):
    built = {contract.deal.project for contract in ventured.market.contracts if contract.deal.tender >= 0}
    stopped = {
        project for project in built if project >= 0 and ventured.ventures.office.log[project].state == "stopped"
    }
    assert built and not stopped


def test_the_laws_hold_and_the_census_is_whole(ventured):
    assert check_laws(ventured)["ok"]
    told = ventured.ventures.office.summary()
    assert told["ideas"] == told["reached_operation"] + told["stopped"] + told["running"]


def test_what_a_stopped_project_was_about_is_proposed_again(ventured):
    lamps = ventured.city.street_lights
    running = sum(len(order) for number, order in ventured.ventures._orders.items()
                  if ventured.ventures.office.log[number].state == "running" and order.layer == "lamps")  # fmt: skip
    assert (lamps.ordered & lamps.is_sodium).sum() <= running


def test_without_a_bank_forms_that_need_one_stop_at_finance(town, ideas):
    model = town.live(FULL_PLAN, last_year=2040, book=ideas, actors={"bank": {"present": 0}})
    reasons = Counter(
        event.reason for event in model.ventures.office.events if (event.stage, event.outcome) == ("finance", "stopped")
    )
    assert reasons["no bank in this city"] > 0
    assert not [c for c in model.market.contracts if "bank" in c.form.needs and c.deal.project >= 0]


def test_another_seed_has_other_luck_and_the_same_seed_the_same(town, ideas):
    first, again, other = (
        town.live(FULL_PLAN, last_year=2035, book=ideas, seed=seed).ventures.office.log.table() for seed in (1, 1, 2)
    )
    assert all(np.array_equal(first[name], again[name]) for name in first)
    assert not np.array_equal(first["day"], other["day"])
