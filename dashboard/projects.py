"""Projects of a run from idea to operation: what happened to each, how many got how far, why they stopped.

Place in the flow: geodata -> sim -> scenarios -> [dashboard]. Pure functions of results.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from dashboard.market import rows_of, table_of
from sim.results import Results
from sim.works.pipeline import STAGES

FUNNEL = STAGES[: STAGES.index("operate") + 1]
"""Stages of the funnel; handing over at the end of a term is no longer part of it."""
OPERATE = "operate"


@dataclass(frozen=True)
class Step:
    """One dated turn of a project."""

    day: int
    stage: str
    outcome: str
    """entered, passed or stopped."""
    actor: str
    reason: str


@dataclass(frozen=True)
class Project:
    """An idea and everything that happened to it."""

    id: int
    measure: str
    kind: str
    form: str
    domain: str
    district: str
    size_eur: float
    steps: tuple[Step, ...]

    @property
    def began_day(self) -> int:
        """When the idea was taken up."""
        return self.steps[0].day

    @property
    def last(self) -> Step:
        """Its latest turn."""
        return self.steps[-1]

    @property
    def operates_from(self) -> int | None:
        """Day from which it is in use; None when it never was."""
        return next((step.day for step in self.steps if step.stage == OPERATE), None)

    @property
    def has_stopped(self) -> bool:
        """Stopped before it was in use."""
        return self.last.outcome == "stopped" and self.operates_from is None

    @property
    def state(self) -> str:
        """operating, stopped or running."""
        if self.operates_from is not None:
            return "operating"
        return "stopped" if self.has_stopped else "running"

    def stage_on(self, day: int) -> str:
        """The stage in which it was at the end of a day; empty before it began or when it had stopped."""
        past = [step for step in self.steps if step.day <= day]
        return past[-1].stage if past and past[-1].outcome != "stopped" else ""


def projects_of(results: Results) -> list[Project]:
    """All projects in the order of their ideas; none where works were decided beforehand."""
    rows: dict[int, list[dict]] = {}
    for row in rows_of(table_of(results, "projects")):
        rows.setdefault(row["project"], []).append(row)
    same = ("measure", "kind", "form", "domain", "district", "size_eur")
    return [
        Project(
            number, **{name: own[0][name] for name in same},
            steps=tuple(Step(*(row[name] for name in ("day", "stage", "outcome", "actor", "reason"))) for row in own),
        )
        for number, own in sorted(rows.items())
    ]  # fmt: skip


@dataclass(frozen=True)
class Stage:
    """How many projects came to a stage, and what became of them there."""

    name: str
    reached: int
    stopped: int
    waiting: int
    """Still in it at the end of the run; in operation all that are not broken off."""

    @property
    def went_on(self) -> int:
        """Passed to the next stage."""
        return self.reached - self.stopped - self.waiting


def funnel_of(projects: list[Project]) -> list[Stage]:
    """The stages from idea to operation, each with how many reached it and how many stopped there."""
    reached = Counter(stage for project in projects for stage in {step.stage for step in project.steps})
    stopped = Counter(project.last.stage for project in projects if project.last.outcome == "stopped")
    waiting = Counter(project.last.stage for project in projects if project.state == "running")
    operating = reached[OPERATE] - stopped[OPERATE]
    waits = {**waiting, OPERATE: operating}
    return [Stage(name, reached[name], stopped[name], waits.get(name, 0)) for name in FUNNEL]


def stops_of(projects: list[Project]) -> list[tuple[str, str, str, int, float]]:
    """Why projects stopped: (stage, who said so, reason, how many, their size in EUR), by stage, the most frequent first."""
    found: dict[tuple[str, str, str], list[float]] = {}
    for project in projects:
        if project.last.outcome == "stopped":
            step = project.last
            found.setdefault((step.stage, step.actor, step.reason), []).append(project.size_eur)
    told = [(*key, len(sizes), sum(sizes)) for key, sizes in found.items()]
    return sorted(told, key=lambda row: (STAGES.index(row[0]), -row[3]))


def took_months(project: Project) -> float | None:
    """From idea to operation [months]; None when it never came into use."""
    from_day = project.operates_from
    return None if from_day is None else (from_day - project.began_day) * 12.0 / 365.0
