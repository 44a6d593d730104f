"""What went before a tender."""

from scenarios.export.ocds_planning import AFTER_TENDER, BEFORE_TENDER, milestones, planning
from scenarios.export.ocds_tables import tables_of
from sim.works.pipeline import STAGES
from tests.scenarios.export.made_up import run


def test_a_project_says_why_and_which():
    told = planning(4, tables_of(run()).stages[4], 2025)
    assert told["rationale"] == "Swap for LED, old town. Gap to the target."
    assert told["budget"] == {"projectID": "4", "project": "swap for LED, old town"}
    assert [(each["id"], each["status"], each["dateMet"]) for each in told["milestones"]] == [
        ("idea", "met", "2025-01-11T00:00:00Z")
    ]


def test_a_tender_without_a_project_has_no_planning():
    assert planning(4, [], 2025) is None


def test_a_stage_that_was_only_entered_is_still_to_come():
    rows = [{"stage": "permit", "day": 5, "outcome": "entered", "actor": "region", "reason": "taken up"}]
    (told,) = milestones(rows, AFTER_TENDER, 2025)
    assert told["status"] == "scheduled" and "dateMet" not in told


def test_every_stage_but_the_tender_itself_is_before_or_after_it():
    assert (*BEFORE_TENDER, "tender", *AFTER_TENDER) == STAGES
