"""Projects from idea to hand-over: stages as data, a SimPy process each, desks that they wait for."""

from sim.works.pipeline.desks import Desks, YearlyBudget
from sim.works.pipeline.idea import STAGES, Hooks, Idea, Transition, Verdict
from sim.works.pipeline.log import ProjectLog
from sim.works.pipeline.office import ProjectOffice
from sim.works.pipeline.stages import StageRule, stage_rules

__all__ = [
    "STAGES",
    "Desks",
    "Hooks",
    "Idea",
    "ProjectLog",
    "ProjectOffice",
    "StageRule",
    "Transition",
    "Verdict",
    "YearlyBudget",
    "stage_rules",
]
