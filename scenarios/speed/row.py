"""One row of the speed table: what is promised, and how it is measured.

Place in the flow: a small tool of `scenarios.speed`.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

CLONE = Path(__file__).parents[2]


class NotMeasured(Exception):
    """A row that cannot be measured here; the text says why."""


@dataclass(frozen=True)
class Row:
    """A promise about speed or size."""

    id: str
    unit: str
    goal: float
    measure: Callable[[], float]
    """Returns the value; raises `NotMeasured`."""
    over: bool = False
    """Whether the value must lie above the goal, as ratios do; else below."""

    def is_kept(self, value: float) -> bool:
        """Whether a value keeps the promise."""
        return value > self.goal if self.over else value < self.goal


def all_rows() -> dict[str, Row]:
    """Every row by id, in the order of the modules and of their lists."""
    folder = Path(__file__).parent
    names = sorted(module.name for module in pkgutil.iter_modules([str(folder)]))
    modules = [importlib.import_module(f"scenarios.speed.{name}") for name in names]
    return {row.id: row for module in modules for row in getattr(module, "ROWS", ())}


def reference(name: str) -> ModuleType:
    """A plain version to measure against, a module of `tests/speed`; only clones have it.

    Raises:
        NotMeasured: this is no clone
    """
    if not (CLONE / "tests" / "speed" / f"{name}.py").is_file():
        raise NotMeasured(f"needs a clone with tests/speed/{name}.py")
    if str(CLONE) not in sys.path:
        sys.path.append(str(CLONE))
    return importlib.import_module(f"tests.speed.{name}")


def best_of(times: int, work: Callable[[], object]) -> float:
    """Shortest of several times [s]: what the machine can do when nothing else disturbs it."""
    return min(_seconds(work) for _ in range(times))


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
