"""The stages of a project as data: how long, how likely to stop, at which desk, why.

Place in the flow: [works]. Reads `scenarios/parameters/projects.yaml` out of the book for `sim.works.pipeline.office`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sim.luck import Luck, one_unit
from sim.parameter import Book, yearly
from sim.works.pipeline.durations import DAYS_PER_MONTH, Breaks, Triangle, day_after_work, yearly_breaks
from sim.works.pipeline.idea import STAGES, Idea

DRAWS_PER_ATTEMPT = 16
"""More than there are stages: each attempt at a project has draw numbers of its own."""
NUMBER = {stage: number for number, stage in enumerate(STAGES)}

Reasons = tuple[tuple[float, str, str], ...]
"""Share of the weight up to and with a reason, who says it, and the reason in plain words."""
FOUND_NO_REASON: Reasons = ((1.0, "sponsor", "no reason was given"),)


@dataclass(frozen=True, slots=True)
class StageRule:
    """What a stage asks of every project in a year."""

    name: str
    months: Triangle | None
    """Time it takes; None for operation, whose end the contract tells."""
    months_by_form: Mapping[str, Triangle]
    stop_chance: float
    share_beside_hook: float
    """Part of the stop chance kept where the market or the bank answers."""
    desks: tuple[str, ...]
    """Places it takes, in the order in which they are asked for."""
    breaks: Breaks
    help_shortens: float
    help_lowers_stop: float
    retry_days: float
    pass_reasons: Reasons
    stop_reasons: Reasons
    stop_reasons_beside_hook: Reasons

    def chance(self, help: float) -> float:
        """The chance to stop with so much help [0 to 1]."""
        return self.stop_chance * (1.0 - help * self.help_lowers_stop)

    def done_on(self, start: float, share: float, form: str, help: float, stretch: float = 1.0) -> float:
        """The moment the stage is done.

        Args:
            start: moment it is taken up [d]
            share: the project's draw of its duration [0 to 1]
            form: form of contract, which may have times of its own
            help: help it gets [0 to 1]
            stretch: how many times as long as a project of the reference size
        """
        triangle = self.months_by_form.get(form, self.months)
        if triangle is None:
            raise ValueError(f"the stage {self.name!r} has no months in projects.months")
        work_days = triangle.at(share) * DAYS_PER_MONTH * (1.0 - help * self.help_shortens) * stretch
        return day_after_work(start, work_days, self.breaks)


@yearly
def stage_rules(book: Book, year: int) -> dict[str, StageRule]:
    """The rules of all stages in a year.

    Raises:
        ValueError: a triangle whose low, mode and high are not in order, with the parameter that says so
    """
    return {stage: _rule(book, year, stage) for stage in STAGES}


def _rule(book: Book, year: int, stage: str) -> StageRule:
    def of(name: str, otherwise: Any) -> Any:
        return book.at(f"projects.{name}", year).get(stage, otherwise)

    months, by_form = of("months", None), book.at("projects.months_by_form", year)
    spans = book.at("projects.calendar_breaks", year)
    kept = [(spans[name]["first_day"], spans[name]["days"]) for name, rests in of("stage_breaks", {}).items() if rests]
    return StageRule(
        name=stage,
        months=_triangle(months, f"projects.months.{stage}") if months else None,
        months_by_form={
            form: _triangle(own[stage], f"projects.months_by_form.{form}.{stage}")
            for form, own in by_form.items() if stage in own
        },
        stop_chance=_share(of("stop_chance", 0.0)),
        share_beside_hook=_share(of("stop_share_beside_hook", 1.0)),
        desks=tuple(desk for desk, places in sorted(of("stage_desks", {}).items()) for _ in range(round(places))),
        breaks=yearly_breaks(kept),
        help_shortens=_share(of("help_shortens", 0.0)),
        help_lowers_stop=_share(of("help_lowers_stop", 0.0)),
        retry_days=of("retry_months", 0.0) * DAYS_PER_MONTH,
        pass_reasons=reasons_of(of("pass_reasons", {})),
        stop_reasons=reasons_of(of("stop_reasons", {})),
        stop_reasons_beside_hook=reasons_of(of("stop_reasons_beside_hook", {})),
    )  # fmt: skip


def _share(number: float) -> float:
    return min(1.0, max(0.0, number))


def _triangle(numbers: Mapping[str, float], name: str) -> Triangle:
    triangle = Triangle(numbers["low"], numbers["mode"], numbers["high"])
    if not 0 <= triangle.low <= triangle.mode <= triangle.high:
        found = f"low {triangle.low:g}, mode {triangle.mode:g}, high {triangle.high:g}"
        raise ValueError(
            f"{name}: {found}; wanted 0 <= low <= mode <= high: bend the whole stage, not one of its words"
        )
    return triangle


def reasons_of(table: Mapping[str, Mapping[str, float]]) -> Reasons:
    """Reasons by actor and weight, as shares that add up to one.

    >>> reasons_of({"bank": {"too small": 3.0}, "city_hall": {"no room": 1.0}})
    ((0.75, 'bank', 'too small'), (1.0, 'city_hall', 'no room'))
    """
    flat = [(weight, actor, reason) for actor, own in table.items() for reason, weight in own.items()]
    whole, so_far, reasons = sum(weight for weight, _, _ in flat), 0.0, []
    if not whole > 0:
        return FOUND_NO_REASON
    for weight, actor, reason in flat:
        so_far += weight
        reasons.append((so_far / whole, actor, reason))
    return tuple(reasons)


def reason_at(reasons: Reasons, share: float, sponsor: str) -> tuple[str, str]:
    """Actor and reason at a share of the weights; `sponsor` is who proposed the project.

    >>> reason_at(((0.75, "sponsor", "too dear"), (1.0, "city_hall", "no room")), 0.2, "cooperative")
    ('cooperative', 'too dear')
    """
    _, actor, reason = next((each for each in reasons if share < each[0]), reasons[-1])
    return (sponsor if actor == "sponsor" else actor), reason


class Fate:
    """The draws of projects: functions of seed, `draw_id`, attempt and stage, and of nothing else."""

    def __init__(self, luck: Luck):
        self._months = luck.key("months of a project stage", 0)
        self._stop = luck.key("stop of a project", 0)
        self._why = luck.key("why a project stops", 0)

    def months(self, idea: Idea, stage: str) -> float:
        """Where in its triangle the duration of a stage lies [0 to 1]."""
        return _one(self._months, idea, stage)

    def stop(self, idea: Idea, stage: str) -> float:
        """The project stops when this is below its chance [0 to 1]."""
        return _one(self._stop, idea, stage)

    def why(self, idea: Idea, stage: str) -> float:
        """Which reason is told [0 to 1]."""
        return _one(self._why, idea, stage)


def _one(key: tuple, idea: Idea, stage: str) -> float:
    seed, stream, year = key
    number = idea.attempt * DRAWS_PER_ATTEMPT + NUMBER[stage]
    return float(one_unit(seed, stream, idea.draw_id, year, number))
