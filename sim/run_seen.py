"""What is seen of a run when its needs are worked out: places, years and pledges, how far off the path, what presses.

Place in the flow: noted counts and recorded years -> [seen] -> needs, when the listings of a run are asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from sim.inventory.covenant import SECTOR
from sim.noticing import YearSeen
from sim.parameter import Book
from sim.recording import YearRecord
from sim.scenario import Target
from sim.worth_doing import Ground, Option

NEED_SECTORS = (
    "public_lighting", "municipal_buildings", "residential", "tertiary", "private_transport", "heat", "industry",
)  # fmt: skip
"""Sectors whose needs the model can see. Greening has neither emissions nor savings by which its needs could be told."""
ON_THE_GRID = ("residential", "tertiary", "private_transport", "industry")


@dataclass(frozen=True)
class RunSeen:
    """All that needs are worked out from; nothing in it changes after the run."""

    ground: Ground
    book: Book
    districts: tuple[str, ...]
    records: Sequence[YearRecord]
    seen: Sequence[YearSeen]
    baseline: YearRecord
    baseline_inhabitants: float
    inhabitants: float
    targets: Sequence[Target]
    profile: str
    measures: Sequence[tuple[str, Any]]
    """Id in the scenario, and the measure."""
    supporting: frozenset[str] = frozenset()
    """Of these, the ids of those that give households something."""
    grid_load: Sequence[np.ndarray] = ()
    """Peak over limit by year, each of shape (districts,); empty without a grid."""

    @cached_property
    def lamps_by_district(self) -> np.ndarray:
        """Lamps of each district."""
        return np.bincount(self.ground.city_map.lamps.district, minlength=len(self.districts))

    @cached_property
    def homes_by_district(self) -> np.ndarray:
        """Homes of each district, empty ones too."""
        return self.ground.share_of_homes * float(self.ground.city_map.buildings.dwellings.sum())


def left_share(options: Sequence[Option], districts: int) -> np.ndarray:
    """What is left to do over what there was, all options of a sector together, shape (sectors, districts) [0 to 1]."""
    left, whole = np.zeros((len(NEED_SECTORS), districts)), np.zeros((len(NEED_SECTORS), districts))
    for option in options:
        row = NEED_SECTORS.index(option.sector)
        left[row] += option.cost_eur
        whole[row] += option.whole_cost_eur
    return per(left, whole)


def next_pledge(targets: Sequence[Target], year: int) -> Target | None:
    """The nearest pledge that is not over yet, the first named of one year; the last one when all are over."""
    ahead = [target for target in targets if target.year >= year]
    if ahead:
        return min(ahead, key=lambda target: target.year)
    return max(targets, key=lambda target: target.year, default=None)


def gap_to_path(run: RunSeen, record: YearRecord) -> tuple[np.ndarray, np.ndarray]:
    """Cut that the next pledge asks of every sector and district alike, and the part that today's path will miss [t].

    Today's path is the straight line from the base year through this year to the pledge. Heat, whose emissions are those
    of homes and buildings, has no cut of its own. A pledge per head allows more to more heads.
    """
    shape = (len(NEED_SECTORS), len(run.districts))
    target, gap = np.zeros(shape), np.zeros(shape)
    due = next_pledge(run.targets, record.year)
    if due is None or record.year <= run.baseline.year:
        return target, gap
    heads = run.inhabitants / run.baseline_inhabitants if due.kind == "per_head" else 1.0
    ahead = max(1.0, (due.year - run.baseline.year) / (record.year - run.baseline.year))
    for row, sector in enumerate(NEED_SECTORS):
        if sector in SECTOR:
            base, now = (each.co2_t[:, SECTOR[sector]].sum(axis=1) for each in (run.baseline, record))
            target[row] = np.maximum(0.0, base - base * heads * (1.0 - due.pledged_share))
            gap[row] = np.clip(target[row] - (base - now) * ahead, 0.0, target[row])
    return target, gap


def per(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """Part by whole, 0 where there is no whole."""
    return np.divide(part, whole, out=np.zeros(np.shape(whole)), where=np.asarray(whole) > 0)


def presses(run: RunSeen, number: int) -> dict[str, np.ndarray]:
    """How near the next pledge is, lamps that fail, complaints in the dark, heat too dear, transformers full."""
    seen, year, at = run.seen[number], run.records[number].year, run.book.at
    shape = (len(NEED_SECTORS), len(run.districts))
    deadline, failures, complaints, poverty, congestion = (np.zeros(shape) for _ in range(5))
    due = next_pledge(run.targets, year)
    if due is not None:
        deadline[:] = np.clip(1.0 - (due.year - year) / at("noticing.deadline_in_sight_years", year), 0.0, 1.0)
    lamps, light = run.lamps_by_district, NEED_SECTORS.index("public_lighting")
    failures[light] = per(seen["failed_lamps"], lamps) / at("noticing.failures_that_hurt", year)
    told = seen["dark_lamp_days"] * at("actors.complaints_per_dark_lamp_day", year)
    people = run.inhabitants * run.ground.share_of_homes
    complaints[light] = per(told, people) / at("noticing.complaints_that_move_a_council", year)
    homes = run.homes_by_district
    poverty[NEED_SECTORS.index("residential")] = np.minimum(1.0, per(seen["heat_poor_households"], homes))
    if number < len(run.grid_load):
        for sector in ON_THE_GRID:
            congestion[NEED_SECTORS.index(sector)] = np.minimum(1.0, run.grid_load[number])
    return {
        "deadline": deadline, "failures": failures, "complaints": complaints, "energy_poverty": poverty,
        "congestion": congestion,
    }  # fmt: skip
