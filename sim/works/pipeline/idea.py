"""What a project is made of: an idea, the answers it gets, and the dated events of its life.

Place in the flow: [works]. Measures bring ideas, `sim.works.pipeline.office` takes them through their stages.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

STAGES = ("idea", "feasibility", "partners", "tender", "finance", "permit", "build", "operate", "hand_over")
"""In the order in which a project goes through them; the place of a stage is its draw number for ever."""
BEFORE_BUILDING = STAGES[: STAGES.index("build")]
OUTCOMES = ("entered", "passed", "stopped")


@dataclass(frozen=True, slots=True)
class Idea:
    """A project as it is proposed."""

    id: int
    """Its number in the run, never used again."""
    measure: str
    kind: str
    """What is done, in plain words, like "swap for LED"."""
    form: str
    """Form of contract it aims at."""
    domain: str
    district: str
    """District it lies in, empty for the whole city."""
    size_eur: float
    """Investment [EUR]."""
    items: float
    """Lamps, buildings, kWp or what the measure counts."""
    day: int
    """Day it is proposed, counted from the first simulated day."""
    draw_id: int
    """Permanent id of its luck, the same with and without a policy."""
    needs_permit: bool
    sponsor: str
    """Who proposed it."""
    attempt: int = 0
    """How often it was stopped before; a new attempt has new luck."""

    def __post_init__(self) -> None:
        if not self.size_eur > 0:
            raise ValueError(f"project {self.id} ({self.kind!r}) cannot have a size of {self.size_eur:g} EUR")
        if self.draw_id < 0 or self.attempt < 0 or self.day < 0:
            raise ValueError(f"project {self.id} ({self.kind!r}) has a draw_id, an attempt or a day below nought")

    def again(self, id: int, day: int) -> Idea:
        """The same project tried once more, under a number of its own.

        >>> first = Idea(1, "solar", "panels", "loan", "public_solar", "", 9e4, 60, 0, 7, True, "city_hall")
        >>> second = first.again(id=2, day=730)
        >>> second.draw_id, second.attempt, second.day
        (7, 1, 730)
        """
        return replace(self, id=id, day=day, attempt=self.attempt + 1)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the market or the bank says to a project."""

    passes: bool
    actor: str
    reason: str
    days: float | None = None
    """How long it took, instead of the drawn duration [d]; None keeps the drawn one."""

    def __post_init__(self) -> None:
        if self.days is not None and not self.days >= 0:
            raise ValueError(f"a verdict of {self.actor!r} cannot take {self.days} days")


@dataclass(frozen=True, slots=True)
class Transition:
    """A dated event in the life of a project."""

    project: int
    measure: str
    day: int
    """Counted from the first simulated day."""
    stage: str
    outcome: str
    """entered, passed or stopped."""
    actor: str
    reason: str


@dataclass(frozen=True)
class Hooks:
    """Who decides outside the pipeline; what is left out is decided by drawn chances alone.

    A hook that returns None has nothing to say to that project.
    """

    hold_tender: Callable[[Idea, int], Verdict | None] | None = None
    """Asked on the day the purchasers take the project up."""
    close_finance: Callable[[Idea, int], Verdict | None] | None = None
    """Asked on the day the bank desk takes the project up."""
    help_of: Callable[[Idea, str], float] | None = None
    """Help by a facilitator or by knowledge at a stage [0 to 1]."""
    urgency_of: Callable[[Idea], float] | None = None
    """How urgent the city finds a project [0 to 1]."""
    budget_of: Callable[[int], float] | None = None
    """Room in the city's budget for projects in a calendar year [EUR]; asked once, on 1 January."""
    asks_of_budget: Callable[[Idea], float] | None = None
    """What a project wants from that budget [EUR]; without it, its whole size."""

    def decides(self, stage: str) -> Callable[[Idea, int], Verdict | None] | None:
        """Who decides at a stage, None where only luck does."""
        return {"tender": self.hold_tender, "finance": self.close_finance}.get(stage)
