"""Projects from idea to operation, counted by hand."""

from __future__ import annotations

import pytest

from dashboard.market_words import projects_told
from dashboard.pages.market_projects import told_stops
from dashboard.projects import FUNNEL, funnel_of, projects_of, stops_of, took_months
from tests.dashboard.sample import MARKET_TOWN


@pytest.fixture(scope="module")
def projects(runs):
    return projects_of(runs.run(runs.scenario("whole_plan", MARKET_TOWN)))


def test_a_project_knows_where_it_stands(projects):
    assert [project.state for project in projects] == ["operating", "stopped", "running"]
    assert took_months(projects[0]) == pytest.approx(24.0) and took_months(projects[1]) is None
    assert [projects[1].stage_on(day) for day in (0, 450, 950)] == ["", "idea", ""]


def test_the_funnel_loses_nobody(projects):
    funnel = {stage.name: stage for stage in funnel_of(projects)}
    assert list(funnel) == list(FUNNEL)
    idea, finance, operate = (funnel[name] for name in ("idea", "finance", "operate"))
    assert (idea.reached, idea.stopped, idea.waiting, idea.went_on) == (3, 0, 1, 2)
    assert (finance.stopped, operate.reached, operate.waiting) == (1, 1, 1)
    assert sum(stage.stopped + stage.waiting for stage in funnel.values()) == len(projects)


def test_each_stop_has_its_stage_its_actor_and_its_reason(projects):
    assert stops_of(projects) == [("finance", "bank", "ticket of 52,000 EUR below 100,000", 1, 50_000.0)]
    assert told_stops("en", projects) == [("finance", "Bank", "too small for a bank", 1, 50_000.0)]


def test_the_way_of_ideas_in_two_sentences(runs):
    assert projects_told("en", runs.run(runs.scenario("whole_plan", MARKET_TOWN)).summary["pipeline"]) == (
        "3 ideas: 1 came into operation, 1 stopped on the way, 1 still under way. Those that made it took 2.0 years on average."
    )


def test_without_projects_there_is_nothing_to_count(runs):
    assert projects_of(runs.run(runs.scenario("led_only", MARKET_TOWN))) == []
