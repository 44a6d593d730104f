"""The project office: takes ideas through their stages, each project a SimPy process that waits for desks.

Place in the flow: [works]. A SimPy environment that is kept over the years and run to a day at each model year. Desks are
shared, luck is not: another project can make this one wait, and never changes what is drawn for it.
"""

from __future__ import annotations

import math
from collections.abc import Generator
from typing import TYPE_CHECKING, Any

from sim.luck import Luck
from sim.parameter import Book
from sim.works.pipeline.desks import Desks, YearlyBudget, places, points
from sim.works.pipeline.durations import DAYS_PER_MONTH, DAYS_PER_YEAR
from sim.works.pipeline.idea import BEFORE_BUILDING, Hooks, Idea, Transition, Verdict
from sim.works.pipeline.log import ENDED, OPERATING, RUNNING, STOPPED, Project, ProjectLog
from sim.works.pipeline.stages import Fate, Reasons, StageRule, reason_at, stage_rules

if TYPE_CHECKING:
    import simpy

    Step = Generator[simpy.Event, Any, bool]


class ProjectOffice:
    """Projects of a city, from idea to hand-over.

    Args:
        book: parameters `projects.*`, read again for each year
        luck: draws durations, stops and reasons by `draw_id`, attempt and stage
        first_year: calendar year of day 0
        hooks: who decides on tenders and finance, who helps, what the yearly budget is
        inhabitants: of the city in the first year; sets the size of the desks
        own_crews: the office builds with the crews of `projects.desks`; without them the works yard builds and
            says so by `built`
    """

    def __init__(
        self, book: Book, luck: Luck, first_year: int, hooks: Hooks, *, inhabitants: float, own_crews: bool = False
    ):
        import simpy

        self.book, self.hooks, self.first_year, self.own_crews = book, hooks, first_year, own_crews
        self._fate = Fate(luck)
        self._clock = simpy.Environment(initial_time=0)
        self.desks = Desks(self._clock, places(book.at("projects.desks", first_year), inhabitants))
        self._budget = YearlyBudget(self._clock, first_year, hooks.budget_of) if hooks.budget_of else None
        self.log = ProjectLog()
        self._ready: list[tuple[Idea, int]] = []
        self._stopped: list[tuple[Idea, int]] = []

    @property
    def events(self) -> list[Transition]:
        """All transitions so far, in order of day."""
        return self.log.events

    @property
    def day(self) -> float:
        """The day up to which the office has worked."""
        return self._clock.now

    def submit(self, idea: Idea) -> None:
        """Take in an idea; it begins on its day.

        Raises:
            ValueError: a number used before, or a day that has passed
        """
        if idea.day < self.day:
            raise ValueError(f"project {idea.id} begins on day {idea.day}; the office stands at day {self.day:g}")
        self._clock.process(self._life(self.log.open(idea)))

    def run_until(self, day: int) -> None:
        """Work until a day, the first that no longer counts.

        Raises:
            ValueError: a day that has passed
        """
        if day < self.day:
            raise ValueError(f"day {day} has passed; the office stands at day {self.day:g}")
        if day > self.day:
            self._clock.run(until=day)

    def take_ready(self) -> list[tuple[Idea, int]]:
        """Projects that may be built since the last time it was asked, with the day."""
        ready, self._ready = self._ready, []
        return ready

    def take_stopped(self) -> list[tuple[Idea, int]]:
        """Projects that stopped since the last time it was asked, with the day; `may_retry_on` says when again."""
        stopped, self._stopped = self._stopped, []
        return stopped

    def may_retry_on(self, idea_id: int) -> int:
        """First day on which a stopped project may be tried again, -1 for one that has not stopped."""
        return self.log[idea_id].may_retry_on

    def built(self, idea_id: int, day: int) -> None:
        """The works yard has built a project: it operates from that day.

        Raises:
            ValueError: a project that is not ready to be built or already operates, or a day before it was ready
        """
        project = self.log[idea_id]
        if project.built is None or project.state != RUNNING:
            raise ValueError(f"project {idea_id} cannot be built now: it is {project.state}, stage {project.stage!r}")
        actor, reason = reason_at(self._rule("build", day).pass_reasons, 0.0, project.idea.sponsor)
        self.log.write(project, day, "build", "passed", actor, reason)
        project.state, project.operates_from = OPERATING, day
        self.log.write(project, day, "operate", "entered", project.idea.sponsor, "in use from this day")
        project.built.succeed()

    def ended(self, idea_id: int, day: int, reason: str, actor: str = "", broken: bool = False) -> None:
        """The contract of a project in operation is over.

        Args:
            idea_id, day: which, and when
            reason: in plain words; empty for the words of `projects.pass_reasons`
            actor: who ended it, its sponsor when left out
            broken: before its term, by breach or bankruptcy; there is no hand-over then

        Raises:
            ValueError: a project that does not operate, or a day before it did
        """
        project = self.log[idea_id]
        if project.state != OPERATING:
            raise ValueError(f"project {idea_id} cannot end: it is {project.state}")
        rule = self._rule("operate", day)
        who, why = reason_at(rule.pass_reasons, 0.0, project.idea.sponsor)
        self.log.write(project, day, "operate", "stopped" if broken else "passed", actor or who, reason or why)
        project.state = ENDED
        if broken:
            project.may_retry_on = day + math.ceil(rule.retry_days)
        project.ended.succeed(not broken)

    def summary(self) -> dict[str, Any]:
        """Key numbers for `run --json`, with the mean wait at each desk [d]."""
        return {**self.log.summary(), "mean_wait_days": self.desks.mean_wait_days()}

    def _rule(self, stage: str, day: float) -> StageRule:
        return stage_rules(self.book, self.first_year + int(day) // DAYS_PER_YEAR)[stage]

    def _number(self, name: str) -> Any:
        """A number of `projects` in the year of today."""
        return self.book.at(f"projects.{name}", self.first_year + int(self._clock.now) // DAYS_PER_YEAR)

    def _life(self, project: Project) -> Generator[simpy.Event, Any, None]:
        """The life of one project, up to its hand-over."""
        yield self._clock.timeout(project.idea.day - self._clock.now)
        for stage in BEFORE_BUILDING:
            if stage == "permit" and not project.idea.needs_permit:
                continue
            if not (yield from self._go_through(project, stage)):
                return
        if (yield from self._build(project)) and (yield project.ended):
            yield self._clock.timeout(max(0.0, project.last_day - self._clock.now))
            yield from self._go_through(project, "hand_over")

    def _go_through(self, project: Project, stage: str) -> Step:
        """One stage: wait for its desks, hear who decides, take the time it takes; True when the project goes on."""
        held = yield from self._take_up(project, stage)
        rule, idea = self._rule(stage, self._clock.now), project.idea
        help = self._help(idea, stage)
        verdict = self._verdict(idea, rule, help)
        if verdict.days is None:
            done_on = rule.done_on(self._clock.now, self._fate.months(idea, stage), idea.form, help)
            yield self._clock.timeout(done_on - self._clock.now)
        else:
            yield self._clock.timeout(verdict.days)
        self.desks.leave(held)
        if verdict.passes and stage == "finance" and self._budget:
            verdict = yield from self._ask_budget(idea, verdict)
        if verdict.passes:
            self.log.write(project, self._clock.now, stage, "passed", verdict.actor, verdict.reason)
        else:
            self._stop(project, rule, verdict)
        return verdict.passes

    def _verdict(self, idea: Idea, rule: StageRule, help: float) -> Verdict:
        """Whether a project goes on: luck first, then the market or the bank if it answers.

        A project that luck stops ties up no bidder and no bank, and one that they refuse is not stopped by luck again.
        """
        chance, drawn = rule.chance(help), self._fate.stop(idea, rule.name)
        decides = self.hooks.decides(rule.name)
        if decides:
            if drawn < chance * rule.share_beside_hook:
                return self._by_luck(idea, rule, rule.stop_reasons_beside_hook)
            verdict = decides(idea, int(self._clock.now))
            if verdict is not None:
                return verdict
        if drawn < chance:
            return self._by_luck(idea, rule, rule.stop_reasons)
        return Verdict(True, *reason_at(rule.pass_reasons, 0.0, idea.sponsor))

    def _by_luck(self, idea: Idea, rule: StageRule, reasons: Reasons) -> Verdict:
        return Verdict(False, *reason_at(reasons, self._fate.why(idea, rule.name), idea.sponsor))

    def _stop(self, project: Project, rule: StageRule, verdict: Verdict) -> None:
        self.log.write(project, self._clock.now, rule.name, "stopped", verdict.actor, verdict.reason)
        project.state, project.may_retry_on = STOPPED, math.ceil(self._clock.now + rule.retry_days)
        self._stopped.append((project.idea, project.last_day))

    def _take_up(self, project: Project, stage: str) -> Generator[simpy.Event, Any, list]:
        """Wait until the desks of a stage have a place."""
        asked = self._clock.now
        desks = self._rule(stage, asked).desks
        urgency = self.hooks.urgency_of(project.idea) if self.hooks.urgency_of else 0.0
        pressing = points(project.idea, asked, self._number("priority_points"), urgency)
        held = yield from self.desks.line_up(desks, pressing)
        waited = int(self._clock.now) - int(asked)
        reason = f"taken up after {waited} days of waiting" if waited else "taken up at once"
        self.log.write(project, self._clock.now, stage, "entered", desks[-1] if desks else project.idea.sponsor, reason)
        return held

    def _help(self, idea: Idea, stage: str) -> float:
        return min(1.0, max(0.0, self.hooks.help_of(idea, stage))) if self.hooks.help_of else 0.0

    def _ask_budget(self, idea: Idea, verdict: Verdict) -> Generator[simpy.Event, Any, Verdict]:
        """Wait for room in the yearly budget; the verdict stands when it comes in time."""
        months = self._number("budget_patience_months")
        wanted = self.hooks.asks_of_budget(idea) if self.hooks.asks_of_budget else idea.size_eur
        in_time = yield from self._budget.take(wanted, months * DAYS_PER_MONTH)
        return verdict if in_time else Verdict(False, "city_hall", f"no room in the budget within {months:g} months")

    def _build(self, project: Project) -> Step:
        """Ready to be built, by the works yard or by crews of the office; True once it operates."""
        idea, held = project.idea, []
        if self.own_crews:
            held = yield from self._take_up(project, "build")
        else:
            self.log.write(project, self._clock.now, "build", "entered", idea.sponsor, "ready to be built")
        rule, help = self._rule("build", self._clock.now), self._help(idea, "build")
        if self._fate.stop(idea, "build") < rule.chance(help):
            self.desks.leave(held)
            self._stop(project, rule, self._by_luck(idea, rule, rule.stop_reasons))
            return False
        project.built, project.ended = self._clock.event(), self._clock.event()
        if self.own_crews:
            size = self._number("build_size")
            stretch = (idea.size_eur / size["reference_eur"]) ** size["power"]
            done_on = rule.done_on(self._clock.now, self._fate.months(idea, "build"), idea.form, help, stretch)
            yield self._clock.timeout(done_on - self._clock.now)
            self.desks.leave(held)
            self.built(idea.id, int(self._clock.now))
        else:
            self._ready.append((idea, int(self._clock.now)))
        yield project.built
        return True
