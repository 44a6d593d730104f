"""How sure a curve is: bands of many runs, worked out beside the visitors and kept.

Place in the flow: geodata -> sim -> scenarios -> [dashboard]. One worker process that steps back behind everything else
does one run at a time; what is finished lies in the user's cache, so a band is worked out once. Nobody ever waits: `ask`
says how far it is.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import BrokenExecutor
from dataclasses import dataclass, field
from typing import Any, Protocol

RUNS = 20
NICE = 15
SETTLE_S, FORGET_S = 1.0, 8.0
"""A band is begun when it was first asked for so long ago, and dropped when nobody has asked again for so long [s]."""
KEEP_BANDS, MOST_WAITING = 64, 16
log = logging.getLogger("stadslab.showroom")


@dataclass(frozen=True)
class BandState:
    """What is known of a band now."""

    bands: Any = None
    """`scenarios.ensemble.Bands`, or None while it is not there."""
    pledges: tuple[dict[str, Any], ...] = ()
    """In how many runs each pledge is met (`scenarios.ensemble.pledges_kept`)."""
    members: tuple[Any, ...] = ()
    """`scenarios.ensemble.Headlines` of every run, for differences pair by pair."""
    done: int = 0
    of: int = 0
    """Runs finished and wanted; nothing is wanted where no band can be made."""

    @property
    def is_final(self) -> bool:
        """Whether asking again will tell nothing new."""
        return self.done >= self.of


NO_BAND = BandState()


def difference_bands(states: list[BandState]) -> list[Any]:
    """For each scenario the band of its differences to the first, run by run with the same seed and numbers.

    Returns:
        `scenarios.ensemble.Bands` of `co2_t`, None where one of the two is not there yet; None for the first
    """
    from scenarios.ensemble import paired_bands

    base = states[0].members if states else ()
    others = [
        paired_bands(each.members, base, RUNS, ("co2_t",)) if each.members and base else None for each in states[1:]
    ]
    return [None, *others]


class BandMaker(Protocol):
    """Who can be asked for the band of a scenario."""

    def ask(self, scenario: Any, city_hash: str, book: Any) -> BandState:
        """The band, or how far it is."""


class NoBands:
    """Where no model stands behind the pages."""

    def ask(self, scenario: Any, city_hash: str, book: Any) -> BandState:
        """Never one."""
        return NO_BAND


@dataclass
class _Job:
    """A band that is wanted."""

    plan: Any
    folder: Any
    found: dict[int, Any]
    first_asked: float
    last_asked: float
    missing: list[Any] = field(default_factory=list)

    @property
    def state(self) -> BandState:
        return BandState(done=len(self.found), of=len(self.plan.members))


class BandKeeper:
    """Makes bands in the background, the one asked for last first.

    Args:
        open_pool: makes the worker: has `run(plan, member)` that gives a future; None: a process of its own
        give_way: is called before each run, and returns when no visitor waits for one
    """

    def __init__(self, open_pool: Any = None, give_way: Callable[[], None] = lambda: None):
        self._open_pool, self._give_way, self._pool, self._fallen = open_pool, give_way, None, False
        self._made: OrderedDict[str, BandState] = OrderedDict()
        self._jobs: OrderedDict[str, _Job] = OrderedDict()
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None

    def ask(self, scenario: Any, city_hash: str, book: Any) -> BandState:
        """The band of a scenario, or how far it is; begins it when it is new.

        Args:
            scenario: as it was read, in the city chosen
            city_hash: of its map
            book: all parameters, unbent
        """
        from scenarios.ensemble import plan_of

        plan = plan_of(scenario, RUNS, repeats=0)
        key = plan.fingerprint(book, city_hash)
        with self._changed:
            if key in self._made:
                self._made.move_to_end(key)
                return self._made[key]
            if self._fallen:
                return NO_BAND
            if key in self._jobs:
                self._jobs[key].last_asked = time.monotonic()
                return self._jobs[key].state
        return self._begin(key, plan)

    def _begin(self, key: str, plan: Any) -> BandState:
        """Take up what was kept, and let the rest be run."""
        from scenarios.ensemble import finished_members, folder_of

        try:
            folder = folder_of(key)
        except OSError:
            log.warning("bands cannot be kept, so none are made")
            return NO_BAND
        now, found = time.monotonic(), finished_members(plan, folder)
        missing = [member for member in plan.members if member.number not in found]
        job = _Job(plan, folder, found, now, now, missing)
        with self._changed:
            if not missing:
                return self._finish(key, job)
            self._jobs.setdefault(key, job)
            while len(self._jobs) > MOST_WAITING:
                self._jobs.popitem(last=False)
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, daemon=True, name="bands")
                self._thread.start()
            self._changed.notify()
            return job.state

    def _finish(self, key: str, job: _Job) -> BandState:
        from scenarios.ensemble import bands_of, pledges_kept

        members = [job.found[number] for number in sorted(job.found)]
        count = len(job.plan.members)
        state = BandState(bands_of(members), tuple(pledges_kept(members)), tuple(members), count, count)
        self._made[key] = state
        self._jobs.pop(key, None)
        while len(self._made) > KEEP_BANDS:
            self._made.popitem(last=False)
        return state

    def _work(self) -> None:
        """In the thread: one run after another; without a worker the bands end, never the showroom."""
        try:
            while True:
                self._give_way()
                self._one_run(*self._next())
        except (BrokenExecutor, OSError):
            log.exception("no more bands are made")
        except RuntimeError:
            log.debug("the program ends, and the bands with it")
        with self._changed:
            self._fallen = True
            self._jobs.clear()

    def _next(self) -> tuple[str, _Job]:
        """The job asked for last whose visitor is still there and has settled; waits for one."""
        with self._changed:
            while True:
                now = time.monotonic()
                for key in [key for key, job in self._jobs.items() if now - job.last_asked > FORGET_S]:
                    del self._jobs[key]
                for key, job in reversed(self._jobs.items()):
                    if now - job.first_asked >= SETTLE_S:
                        return key, job
                self._changed.wait(SETTLE_S / 4 if self._jobs else None)

    def _one_run(self, key: str, job: _Job) -> None:
        from scenarios.ensemble import file_of

        if self._pool is None:
            self._pool = (self._open_pool or _own_process)()
        future = self._pool.run(job.plan, job.missing[0])
        try:
            headlines = future.result()
        except (BrokenExecutor, OSError):
            raise
        except Exception:
            log.exception("no band for %s", job.plan.scenario.name)
            with self._changed:
                self._made[key] = NO_BAND
                self._jobs.pop(key, None)
            return
        headlines.write(file_of(job.folder, headlines.number))
        with self._changed:
            job.found[headlines.number] = headlines
            del job.missing[0]
            if not job.missing:
                self._finish(key, job)


def _own_process() -> Any:
    from scenarios.ensemble import Pool

    return Pool(1, NICE)
