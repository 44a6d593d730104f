"""What happened, one object a line."""

import json

import pytest

from scenarios.export.event_lines import event_lines
from scenarios.problems import Unusable
from tests.scenarios.export.made_up import EVENTS, PROJECTS, run


def lines(**more):
    return [json.loads(line) for line in event_lines(run(**more))]


def test_lines_go_by_day_and_hold_every_event():
    told = lines()
    assert [line["day"] for line in told] == sorted(line["day"] for line in told)
    sources = [line["source"] for line in told]
    assert (sources.count("project"), sources.count("event"), sources.count("listing")) == (
        len(PROJECTS),
        len(EVENTS),
        3,
    )


def test_a_transition_has_its_actor_and_reason():
    assert lines()[0] == {
        "day": 0, "date": "2025-01-01", "source": "project", "project": 4, "measure": "led_street_lighting",
        "kind": "swap for LED", "form": "private_lighting_service", "domain": "lighting", "district": "old_town",
        "stage": "idea", "outcome": "entered", "actor": "city_hall", "reason": "gap to the target",
    }  # fmt: skip


def test_how_a_listing_ended_stands_on_its_last_line_only():
    opened, closed = (line for line in lines() if line.get("listing") == 0)
    assert opened["change"] == "opened" and "state" not in opened
    assert closed["change"] == "closed" and closed["reason"] == "contract signed"


def test_an_event_without_an_asset_names_none():
    assert "asset" not in next(line for line in lines() if line.get("kind") == "all LED")


def test_hostile_words_stay_on_their_line():
    reason = 'a "quote"\n{"day": 0}\u2028\u202e'
    rows = [(*PROJECTS[0][:-2], reason, 1.0)]
    assert len(event_lines(run(projects=rows, listings=[], events=[]))) == 1
    assert lines(projects=rows, listings=[], events=[])[0]["reason"] == 'a "quote" {"day": 0}'


def test_a_folder_with_nothing_that_happened_is_refused():
    with pytest.raises(Unusable):
        event_lines(run(without=("projects", "events", "listings")))
