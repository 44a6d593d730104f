"""Speed and memory of a large city: the default one laid out many times over.

Place in the flow: rows of `scenarios.speed`.
"""

from __future__ import annotations

import json
import math
import os
import resource
import subprocess
import sys
import time
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from scenarios.speed.row import NotMeasured, Row

if TYPE_CHECKING:
    from geodata import CityMap
    from sim.city.facts import CityFacts

SCENARIO = "business_as_usual"
"""No orders of the city, so no lots in the works yard; every decision, queue, bill and account of a full run."""
PACKAGES = Path(__file__).parents[2]
REPEATS, LARGE = 5, 50
"""The shortest of so many runs counts; from this many cities on one takes long enough to be itself."""
GAP_M = 1_000.0
"""Land between two copies: nobody sees a neighbour in the next one."""


def scaled_city(city_map: CityMap, facts: CityFacts, factor: int) -> tuple[CityMap, CityFacts]:
    """A city `factor` times as large: streets, buildings and lamps laid out again side by side, districts kept.

    Args:
        city_map, facts: of the city to repeat
        factor: how many times, 1 or more

    Returns:
        map without geometry, and facts with as many times the people
    """
    streets = city_map.streets
    step_m = float(max(np.ptp(streets.x_m), np.ptp(streets.y_m))) + GAP_M
    side = math.ceil(math.sqrt(factor))
    layers = {}
    for name in ("streets", "buildings", "lamps"):
        layer = city_map.layer(name)
        copy = np.repeat(np.arange(factor), len(layer))
        columns = {column: np.tile(values, factor) for column, values in layer.columns.items()}
        columns["x_m"] += (copy % side * step_m).astype(np.float32)
        columns["y_m"] += (copy // side * step_m).astype(np.float32)
        if "street" in columns:
            columns["street"] += (copy * len(streets)).astype(np.int32)
        layers[name] = type(layer)(columns)
    people = {name: getattr(facts, name) * factor for name in ("inhabitants", "households")}
    return replace(city_map, **layers), replace(facts, **people)


def full_250k_s() -> float:
    """The years of 250,000 households, after set-up [s]."""
    return _in_a_new_process(19)["seconds"]


def default_run_s() -> float:
    """The same for the default city [s]."""
    return _in_a_new_process(1)["seconds"]


def growth() -> float:
    """Exponent of the time of a run over the number of households, from 13,000 to 1,000,000."""
    small, large = _in_a_new_process(1), _in_a_new_process(77)
    return math.log(large["seconds"] / small["seconds"]) / math.log(large["households"] / small["households"])


def bytes_per_household() -> float:
    """Peak memory of set-up and run at 1,000,000 households, above what the process takes with the map open [bytes]."""
    if not MEMORY.is_file():
        raise NotMeasured(f"needs {MEMORY}, which only Linux has")
    seen = _in_a_new_process(77)
    return seen["peak_bytes"] / seen["households"]


def measured_run(factor: int) -> dict[str, float]:
    """Seconds of the years and peak memory of one run; a small run before it has compiled or loaded every kernel.

    Args:
        factor: how many times the default city
    """
    from scenarios.book import read_book
    from scenarios.cities import known_districts, open_city
    from scenarios.climate import sunshine_of
    from scenarios.loading import apply_to_book, load_scenario
    from sim.model import CityModel

    scenario, _ = load_scenario(SCENARIO, known_districts)
    book = apply_to_book(read_book(), scenario)
    city_map, facts = open_city("ideal_city", book)
    sunshine = sunshine_of(city_map.latitude, city_map.longitude, book)
    CityModel(scenario, city_map, facts, book, sunshine, scenario.seed).run()
    city_map, facts = scaled_city(city_map, facts, factor)
    before, times = _memory_bytes(), []
    for _ in range(REPEATS if factor < LARGE else 1):
        model = CityModel(scenario, city_map, facts, book, sunshine, scenario.seed)
        started = time.perf_counter()
        model.run()
        times.append(time.perf_counter() - started)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return {"seconds": min(times), "households": facts.households, "peak_bytes": peak - before}


MEMORY = Path("/proc/self/statm")


def _memory_bytes() -> int:
    """What the process takes now; 0 where the system does not tell."""
    return int(MEMORY.read_text().split()[1]) * resource.getpagesize() if MEMORY.is_file() else 0


@cache
def _in_a_new_process(factor: int) -> dict[str, float]:
    """`measured_run` with a memory of its own; once per size, for it takes a minute."""
    code = f"import json; from scenarios.speed.size import measured_run; print(json.dumps(measured_run({factor})))"
    path = os.pathsep.join([str(PACKAGES), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise NotMeasured((done.stderr.strip().splitlines() or ["it said nothing"])[-1])
    return json.loads(done.stdout.strip().splitlines()[-1])


ROWS = (
    Row("default_run_s", "s", 0.1, default_run_s),
    Row("full_250k_s", "s", 1.0, full_250k_s),
    Row("growth", "exponent", 1.1, growth),
    Row("bytes_per_household", "bytes", 300, bytes_per_household),
)
