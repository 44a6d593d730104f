"""What went before a tender and around it: the project it belongs to, why it was taken up, and its stages as milestones.

Place in the flow: results folder -> [scenarios.export].
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from scenarios.export.ocds_words import STAGE_TYPES, without_nothing
from scenarios.export.parties import name_of_party
from scenarios.export.plain_text import LONGEST_TITLE, clean, headed, moment, sentence, spoken
from scenarios.export.run_tables import Row

BEFORE_TENDER = ("idea", "feasibility", "partners")
AFTER_TENDER = ("finance", "permit", "build", "operate", "hand_over")
STATUS = {"entered": "scheduled", "passed": "met", "stopped": "notMet"}


def planning(project: int, stages: Sequence[Row], first_year: int) -> dict[str, Any] | None:
    """The section `planning`; None when the tender belongs to no project that is known.

    Args:
        project: its number
        stages: its transitions, in time
        first_year: first simulated year
    """
    if not stages:
        return None
    first = stages[0]
    what = clean(f"{spoken(first['kind'] or first['measure'])}, {spoken(first['district'])}".strip(", "), LONGEST_TITLE)
    return without_nothing(
        rationale=" ".join(filter(None, (sentence(what), sentence(first["reason"])))),
        budget={"projectID": str(project), "project": what},
        milestones=milestones(stages, BEFORE_TENDER, first_year),
    )


def milestones(stages: Sequence[Row], wanted: Sequence[str], first_year: int) -> list[dict[str, Any]]:
    """Stages of a project as milestones; one that was only entered is still to come."""
    made = []
    for stage in wanted:
        rows = [row for row in stages if row["stage"] == stage]
        if not rows:
            continue
        last = rows[-1]
        status, on = STATUS.get(last["outcome"], "scheduled"), moment(first_year, last["day"])
        made.append(
            without_nothing(
                id=stage,
                title=headed(spoken(stage)),
                type=STAGE_TYPES[stage],
                description=sentence(f"{name_of_party(str(last['actor']))}: {last['reason']}"),
                dateMet=on if status == "met" else None,
                dateModified=on,
                status=status,
            )
        )
    return made
