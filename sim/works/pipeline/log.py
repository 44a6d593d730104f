"""The log of projects: every transition with its day, actor and reason, and where each project stands.

Place in the flow: [works] -> results. Written by `sim.works.pipeline.office`, read by tables and summaries.
"""

from __future__ import annotations

from bisect import insort
from collections import Counter
from operator import attrgetter
from typing import Any

import numpy as np

from sim.works.pipeline.durations import DAYS_PER_MONTH
from sim.works.pipeline.idea import STAGES, Idea, Transition

RUNNING, STOPPED, OPERATING, ENDED = "running", "stopped", "operating", "ended"
STATES = (RUNNING, STOPPED, OPERATING, ENDED)


class Project:
    """An idea under way: where it stands, and since when."""

    __slots__ = ("idea", "state", "stage", "last_day", "operates_from", "may_retry_on", "built", "ended")

    def __init__(self, idea: Idea):
        self.idea = idea
        self.state = RUNNING
        self.stage = ""
        """Empty until its day has come."""
        self.last_day = idea.day
        self.operates_from = -1
        self.may_retry_on = -1
        self.built: Any = None
        """SimPy event that fires when it is built; there once the project is ready to be built."""
        self.ended: Any = None
        """SimPy event that fires when its term is over."""


class ProjectLog:
    """All projects of a run and their events, in order of day."""

    def __init__(self) -> None:
        self.projects: dict[int, Project] = {}
        self.events: list[Transition] = []

    def open(self, idea: Idea) -> Project:
        """Take in a new idea.

        Raises:
            ValueError: its number was used before
        """
        if idea.id in self.projects:
            raise ValueError(f"project {idea.id} was submitted before; a new attempt needs a new id")
        project = self.projects[idea.id] = Project(idea)
        return project

    def __getitem__(self, idea_id: int) -> Project:
        if idea_id not in self.projects:
            raise ValueError(f"no project {idea_id} was submitted")
        return self.projects[idea_id]

    def write(self, project: Project, day: float, stage: str, outcome: str, actor: str, reason: str) -> None:
        """Add a transition.

        Raises:
            ValueError: a day before the project's last one
        """
        when = int(day)
        if when < project.last_day:
            raise ValueError(
                f"project {project.idea.id} cannot have {outcome} {stage!r} on day {when}, before day {project.last_day}"
            )
        project.last_day, project.stage = when, stage
        event = Transition(project.idea.id, project.idea.measure, when, stage, outcome, actor, reason)
        if self.events and when < self.events[-1].day:
            insort(self.events, event, key=attrgetter("day"))
        else:
            self.events.append(event)

    def census(self) -> dict[str, int]:
        """How many projects are running, stopped, operating and ended; together all that were submitted."""
        count = Counter(project.state for project in self.projects.values())
        return {state: count[state] for state in STATES}

    def summary(self) -> dict[str, Any]:
        """Key numbers for `run --json`; shares and months are None where there is nothing to count."""
        count = self.census()
        reached = [project for project in self.projects.values() if project.operates_from >= 0]
        decided = len(reached) + count[STOPPED]
        days = sum(project.operates_from - project.idea.day for project in reached)
        stages = Counter(project.stage for project in self.projects.values() if project.state == STOPPED)
        return {
            "ideas": len(self.projects),
            "reached_operation": len(reached),
            "stopped": count[STOPPED],
            "running": count[RUNNING],
            "reached_share": len(reached) / decided if decided else None,
            "months_to_operation": days / len(reached) / DAYS_PER_MONTH if reached else None,
            "stopped_by_stage": {stage: stages[stage] for stage in STAGES if stages[stage]},
        }

    def table(self) -> dict[str, np.ndarray]:
        """The events as columns, one row per transition, for the table `projects` of a run."""
        ideas = [self.projects[event.project].idea for event in self.events]

        def texts(owners: list, *names: str) -> dict[str, np.ndarray]:
            return {name: np.array([getattr(owner, name) for owner in owners], dtype="U") for name in names}

        return {
            "project": np.array([event.project for event in self.events], dtype=np.int64),
            **texts(ideas, "measure", "kind", "form", "domain", "district"),
            "day": np.array([event.day for event in self.events], dtype=np.int32),
            **texts(self.events, "stage", "outcome", "actor", "reason"),
            "size_eur": np.array([idea.size_eur for idea in ideas], dtype=np.float64),
        }
