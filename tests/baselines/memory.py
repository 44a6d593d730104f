"""What is remembered of a run: its headline numbers, and a fingerprint of all its tables."""

from __future__ import annotations

import hashlib
import json
import platform
from importlib import metadata
from pathlib import Path
from typing import Any

from sim.results import Results

FOLDER = Path(__file__).parent
SEED = 1
DIGITS = 6
"""Significant digits kept; the test allows the last of them to differ by rounding."""


def library() -> list[str]:
    """Names of all scenarios of the library."""
    import scenarios

    return sorted(path.stem for path in (Path(scenarios.__file__).parent / "library").glob("*.yaml"))


def live(name: str) -> Results:
    """A library scenario on its own city, without the alternatives of actors."""
    from scenarios.running import run_scenario

    return run_scenario(name, seed=SEED, alternatives=False)


def memory_of(results: Results) -> dict[str, Any]:
    """Headline numbers with six digits, and the fingerprint of the tables on this kind of machine."""
    summary = results.summary
    numbers: dict[str, float] = {}
    for name in ("baseline", "first", "final"):
        numbers |= _flat(name, summary[name])
    for measure in summary["measures"]:
        numbers |= _flat(f"measures.{measure['id']}", measure)
    for actor in summary["actors"]:
        numbers[f"actors.{actor['id']}.npv_eur"] = actor["npv_eur"]
    numbers |= _flat("counters", summary["counters"]) | _flat("counts", summary["counts"])
    for quantity in sorted(set(results.tables["yearly"]["quantity"].tolist())):
        numbers[f"yearly.{quantity}.last"] = float(results.yearly(quantity)[-1])
    for name, table in results.tables.items():
        numbers[f"rows.{name}"] = len(next(iter(table.values())))
    return {
        "numbers": {name: float(f"{value:.{DIGITS}g}") for name, value in sorted(numbers.items())},
        "tables": fingerprint(results),
        "machine": machine(),
    }


def fingerprint(results: Results) -> str:
    """SHA-256 over every column of every table, in a fixed order."""
    found = hashlib.sha256()
    for name in sorted(results.tables):
        for column in sorted(results.tables[name]):
            values = results.tables[name][column]
            found.update(f"{name}.{column}:".encode())
            found.update("\n".join(values.tolist()).encode() if values.dtype.kind == "U" else values.tobytes())
    return found.hexdigest()


def machine() -> str:
    """The kind of machine and the packages on which a run gives the same bits."""
    versions = [f"{name} {metadata.version(name)}" for name in ("numpy", "scipy", "numba")]
    return ", ".join([platform.system(), platform.machine(), f"Python {platform.python_version()}", *versions])


def path_of(name: str) -> Path:
    """Where the memory of a scenario lies."""
    return FOLDER / f"{name}.json"


def recall(name: str) -> dict[str, Any] | None:
    """What is remembered of a scenario, None when nothing is."""
    path = path_of(name)
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else None


def _flat(prefix: str, tree: dict[str, Any]) -> dict[str, float]:
    """Numbers of nested dicts by dotted name; words and gaps left out."""
    flat: dict[str, float] = {}
    for name, value in tree.items():
        if isinstance(value, dict):
            flat |= _flat(f"{prefix}.{name}", value)
        elif isinstance(value, int | float) and not isinstance(value, bool):
            flat[f"{prefix}.{name}"] = value
    return flat
