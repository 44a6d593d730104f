"""What is remembered of a run: its headline numbers, and a fingerprint of all its tables."""

from __future__ import annotations

import hashlib
import json
import platform
from dataclasses import replace
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from scenarios.cities import known_districts
from scenarios.loading import load_scenario
from scenarios.running import open_stage
from sim.model import CityModel
from sim.outcome import results_of
from sim.results import Results

FOLDER = Path(__file__).parent
SEED = 1
DIGITS = 6
"""Significant digits kept; the test allows the last of them to differ by rounding."""


class Runs:
    """Every library scenario on one city with seed 1, each lived once, when it is first asked for.

    Args:
        city: name or path; None for each scenario's own
        home: folder for drawn maps, None for the user's own
    """

    def __init__(self, city: str | None = None, home: Path | None = None):
        self.city, self.home = city, home
        self._lived: dict[str, tuple[CityModel, Results]] = {}
        self.first_homes: dict[str, dict[str, np.ndarray]] = {}
        """Label, calculated and measured use of each home on the first day, by scenario."""

    def model(self, name: str) -> CityModel:
        """The city at the end of the run."""
        return self._live(name)[0]

    def results(self, name: str) -> Results:
        """What the run found out."""
        return self._live(name)[1]

    def without_measures(self, name: str) -> Results:
        """The same city when it decides nothing."""
        model = self._settle(name, bare=True)
        model.run()
        return results_of(model)

    def _live(self, name: str) -> tuple[CityModel, Results]:
        if name not in self._lived:
            model = self._settle(name)
            homes = model.city.dwellings
            columns = ("label", "calculated_kwh", "heat_kwh")
            self.first_homes[name] = {column: getattr(homes, column).copy() for column in columns}
            model.run()
            self._lived[name] = model, results_of(model)
        return self._lived[name]

    def _settle(self, name: str, bare: bool = False) -> CityModel:
        scenario, _ = load_scenario(name, known_districts)
        scenario = replace(scenario, measures={}) if bare else scenario
        scenario = replace(scenario, city=self.city or scenario.city, seed=SEED)
        with pytest.MonkeyPatch.context() as patch:
            if self.home:
                patch.setenv("STADSLAB_HOME", str(self.home))
            stage = open_stage(scenario)
        return CityModel(scenario, stage.city_map, stage.facts, stage.book, stage.sunshine, SEED)


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
