"""The log keeps its events in order and loses no project."""

import numpy as np
import pytest

from sim.works.pipeline import ProjectLog
from tests.sim.works.pipeline.ideas import an_idea, lived, two_a_month


def test_events_stand_in_order_of_day_also_when_written_late():
    log = ProjectLog()
    first, second = log.open(an_idea(1)), log.open(an_idea(2))
    log.write(first, 10, "idea", "entered", "politicians", "at once")
    log.write(first, 90, "idea", "passed", "city_hall", "mandate")
    log.write(second, 40.9, "idea", "entered", "politicians", "at once")
    assert [(event.project, event.day) for event in log.events] == [(1, 10), (2, 40), (1, 90)]


def test_a_project_cannot_go_back_in_time():
    log = ProjectLog()
    project = log.open(an_idea(1))
    log.write(project, 10, "idea", "entered", "politicians", "at once")
    with pytest.raises(ValueError, match="project 1 .* day 9, before day 10"):
        log.write(project, 9, "idea", "passed", "city_hall", "mandate")


def test_a_number_is_used_once_and_an_unknown_one_is_named():
    log = ProjectLog()
    log.open(an_idea(1))
    with pytest.raises(ValueError, match="needs a new id"):
        log.open(an_idea(1))
    with pytest.raises(ValueError, match="no project 7"):
        log[7]


def test_nothing_to_count_says_none():
    assert ProjectLog().summary() == {
        "ideas": 0, "reached_operation": 0, "stopped": 0, "running": 0, "reached_share": None,
        "months_to_operation": None, "stopped_by_stage": {},
    }  # fmt: skip


def test_the_table_has_a_row_for_each_event(book):
    log = lived(book, two_a_month(3), years=3).log
    table = log.table()
    assert list(table) == (
        "project measure kind form domain district day stage outcome actor reason size_eur".split()
    )  # fmt: skip
    assert {len(column) for column in table.values()} == {len(log.events)}
    assert (np.diff(table["day"]) >= 0).all() and set(table["outcome"]) == {"entered", "passed", "stopped"}
    assert table["size_eur"][0] == log.projects[int(table["project"][0])].idea.size_eur
    assert {len(column) for column in ProjectLog().table().values()} == {0}
