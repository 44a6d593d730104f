"""Does the runs of an ensemble: here or in worker processes, each finished run kept at once.

Place in the flow: right of `plan` and `member`. A run that is kept is never run again, so an ensemble that was killed goes
on where it stood. The numbers do not depend on how many workers there are.
"""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from pathlib import Path

from scenarios.ensemble.member import Headlines, Workshop
from scenarios.ensemble.plan import Member, Plan
from scenarios.folders import cache_folder

KEEP_ENSEMBLES = 200
"""Kept in the cache; the one untouched longest leaves first."""
ONE_THREAD = ("NUMBA_NUM_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
OPEN_AT_ONCE = 3
"""Workshops a worker keeps open."""
Progress = Callable[[int, int], None]
"""Is told how many runs are done, of how many."""


def run_ensemble(workshop: Workshop, workers: int = 1, progress: Progress = lambda done, of: None) -> list[Headlines]:
    """Every member of a plan, in order; those kept are read, the others run.

    Args:
        workshop: the plan, opened
        workers: processes; 1 runs here
        progress: is told after each run

    Raises:
        Unusable: the plan cannot be opened in a worker either
        OSError: there is no room to keep what was run
    """
    plan, folder = workshop.plan, folder_of(workshop.fingerprint)
    found = finished_members(plan, folder)
    missing = [member for member in plan.members if member.number not in found]
    progress(len(found), len(plan.members))
    with closing(_runs(workshop, missing, min(workers, len(missing)))) as runs:
        for headlines in runs:
            headlines.write(file_of(folder, headlines.number))
            found[headlines.number] = headlines
            progress(len(found), len(plan.members))
    _let_go_of_old(folder)
    return [found[member.number] for member in plan.members]


def folder_of(fingerprint: str) -> Path:
    """Where the members of an ensemble are kept; it is there afterwards."""
    folder = cache_folder() / "ensembles" / fingerprint
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def file_of(folder: Path, number: int) -> Path:
    """File of one member."""
    return folder / f"member-{number:05d}.json"


def finished_members(plan: Plan, folder: Path) -> dict[int, Headlines]:
    """Members that were kept, by number."""
    kept = {member.number: Headlines.read(file_of(folder, member.number)) for member in plan.members}
    return {number: headlines for number, headlines in kept.items() if headlines is not None}


def _runs(workshop: Workshop, members: list[Member], workers: int) -> Iterator[Headlines]:
    """The members as they are finished; when no worker can be started, the rest is run here."""
    left = {member.number: member for member in members}
    if workers > 1:
        try:
            with Pool(workers) as pool:
                for headlines in pool.all_of(workshop.plan, members):
                    del left[headlines.number]
                    yield headlines
        except (BrokenProcessPool, OSError):
            pass
    yield from map(workshop.run, left.values())


class Pool:
    """Worker processes with one thread each; they end with this process, however it ends.

    Args:
        workers: how many
        nice: how far they step back behind everything else on the machine, 0 to 19
    """

    def __init__(self, workers: int, nice: int = 0):
        self._executor = ProcessPoolExecutor(
            workers, multiprocessing.get_context("spawn"), initializer=_begin, initargs=(nice,)
        )

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Take no more work: runs that have not begun are dropped, those that have are waited for."""
        self._executor.shutdown(wait=True, cancel_futures=True)  # without waiting Python 3.11 may drop nothing

    def run(self, plan: Plan, member: Member) -> Future[Headlines]:
        """One run, some time."""
        before = {name: os.environ.get(name) for name in ONE_THREAD}
        os.environ.update(dict.fromkeys(ONE_THREAD, "1"))  # a process that is started now inherits it
        try:
            return self._executor.submit(_run, plan, member)
        finally:
            for name, value in before.items():
                os.environ.pop(name) if value is None else os.environ.update({name: value})

    def all_of(self, plan: Plan, members: Iterable[Member]) -> Iterator[Headlines]:
        """Many runs, in the order they are finished."""
        for done in as_completed([self.run(plan, member) for member in members]):
            yield done.result()


_open: OrderedDict[str, Workshop] = OrderedDict()
"""Workshops of this worker, by plan."""


def _begin(nice: int) -> None:
    """In a new worker: Ctrl-C is for the parent, and so is the end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if nice and hasattr(os, "nice"):
        os.nice(nice)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=lambda: (parent.join(), os._exit(1)), daemon=True).start()


def _run(plan: Plan, member: Member) -> Headlines:
    """In a worker: one run; a plan is opened when its first member comes."""
    key = repr(plan)
    if key not in _open:
        _open[key] = Workshop(plan)
        while len(_open) > OPEN_AT_ONCE:
            _open.popitem(last=False)
    _open.move_to_end(key)
    return _open[key].run(member)


def _let_go_of_old(folder: Path) -> None:
    """Remove the ensembles that nobody asked for in a long time."""
    try:
        os.utime(folder)
        others = sorted(folder.parent.iterdir(), key=lambda each: each.stat().st_mtime, reverse=True)
    except OSError:
        return
    for old in others[KEEP_ENSEMBLES:]:
        shutil.rmtree(old, ignore_errors=True)
